"""What differs between two folders of content, file by file and line by line: nothing can hide there."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from kvar.content.load import files_of

AROUND = 1  # lines that are the same, on each side of a change


@dataclass(frozen=True)
class Line:
    """A line that came, went, or stands beside one that did."""

    text: str
    came: bool
    gone: bool


@dataclass(frozen=True)
class ChangedFile:
    name: str
    lines: tuple[Line, ...]


def changed_files(before: Path, after: Path) -> list[ChangedFile]:
    """The files that are not the same in both folders, by name."""
    old, new = _texts(before), _texts(after)
    names = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    return [ChangedFile(name, tuple(_lines(old.get(name, ""), new.get(name, "")))) for name in names]


def _texts(folder: Path) -> dict[str, str]:
    """A file that Kvar does not read may be in any encoding: it is shown all the same."""
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8", errors="replace") for path in files_of(folder)}


def _lines(before: str, after: str) -> Iterator[Line]:
    told = unified_diff(before.splitlines(), after.splitlines(), n=AROUND, lineterm="")
    for line in list(told)[2:]:  # after the names of the two files
        text = "…" if line.startswith("@@") else line[1:]
        yield Line(text, came=line.startswith("+"), gone=line.startswith("-"))
