"""A copy of our content that a test may break on purpose."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from kvar.content.finding import Finding
from kvar.content.library import Library
from kvar.content.load import HERE, check


@dataclass(frozen=True)
class Folder:
    path: Path

    def change(self, name: str, old: str, new: str) -> int:
        """Replace the first ``old`` in a file; returns the line where it stood. Fails when it is not there."""
        file = self.path / name
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def cut(self, name: str, begins: str, ends: str) -> None:
        """Remove everything from the first ``begins`` up to the next ``ends``."""
        file = self.path / name
        before, rest = file.read_text(encoding="utf-8").split(begins, 1)
        file.write_text(before + ends + rest.split(ends, 1)[1], encoding="utf-8")

    def check(self, *, replaces: Library | None = None) -> tuple[Finding, ...]:
        return check(self.path, replaces=replaces)


def copied(to: Path) -> Folder:
    shutil.copytree(HERE, to, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return Folder(to)
