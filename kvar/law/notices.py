"""Formal check of a notice. It flags and says what to ask; it never decides whether a notice counts."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """RH 1995:34: a wrong amount did invalidate. NJA 1985 s. 586: a missing room count did not."""

    MAY_INVALIDATE = "may_invalidate"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True)
class AmountFinding:
    """``stated`` and ``expected`` are öre; ``source`` is an id in content/sources.yaml."""

    field: str
    severity: Severity
    stated: int
    expected: int
    source: str


def amount_findings(
    *, stated: int | None, rents: tuple[int, ...], interest: int | None, paid_before: int | None
) -> tuple[AmountFinding, ...]:
    """Does the stated amount agree with the rents, the interest and what was already paid on the notice's day?

    All amounts in öre; None = not known, and then nothing is claimed about it. A stated amount above what can be
    owed may invalidate the notice (RH 1995:34); one below it is only worth a note.
    """
    if stated is None or not rents:
        return ()
    expected = sum(rents) + (interest or 0) - (paid_before or 0)
    if stated == expected:
        return ()
    severity = Severity.MAY_INVALIDATE if stated > expected else Severity.NOTE
    finding = AmountFinding(field="total", severity=severity, stated=stated, expected=expected, source="rh-1995-34")
    return (finding,)
