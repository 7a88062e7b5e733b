"""What is wrong in a content file, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, kw_only=True, order=True)
class Finding:
    """One finding; ``file`` is relative to the content folder, ``line`` counts from 1, ``sentence`` is Swedish."""

    file: str
    line: int
    sentence: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.sentence}"


class ContentError(Exception):
    """The content cannot be used. ``findings`` says everything that is wrong, not only the first thing."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings))
        super().__init__("\n".join(str(finding) for finding in self.findings))
