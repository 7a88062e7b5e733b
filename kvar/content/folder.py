"""Which files of a content folder may be opened: a folder from outside is looked at before anything in it is read."""

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from stat import S_ISREG

from kvar.content.finding import ContentError, Finding, Severity
from kvar.content.nearest import nearest

MEGABYTE = 1_000_000
MOST_BYTES = 2 * MEGABYTE  # a file; our own largest has 70 kB
MOST_BYTES_IN_ALL = 5 * MEGABYTE  # some seconds of reading; all of ours is half a megabyte
MOST_FILES = 1_000
FOLDERS = (
    "checklists/*.yaml",
    "routines/*.yaml",
    "law/*.yaml",
    "handbook/*.md",
    "letters/*/*.yaml",
    "letters/*/*.md",
    "translations/*.yaml",
)
# Beside the content, and never read: our own code lies in the same folder, and editors leave their own files.
NOT_CONTENT = ("*.py", "*.pyc", "README*", ".*", "*~")


def text_of(path: Path, *, name: str) -> str:
    """The text of a file, ``name`` being its path below the folder. Raises ContentError.

    Nothing is opened that is too large, is no plain file, or lies elsewhere through a link.
    """
    if refused := _refused(path, folder=path.parents[name.count("/")]):
        raise ContentError([Finding(file=name, line=1, sentence=refused)])
    try:
        return _decoded(path.read_bytes(), name)
    except OSError as error:
        sentence = "Filen går inte att öppna. Kontrollera att du har rätt att läsa den."
        raise ContentError([Finding(file=name, line=1, sentence=sentence)]) from error


def require_readable(folder: Path) -> None:
    """Raises ContentError for a folder with too many files, or too much in those that would be read."""
    found = {path: path.lstat().st_size for path in _paths(folder)}
    sizes = {path: size for path, size in found.items() if size <= MOST_BYTES}
    if (size := sum(sizes.values())) > MOST_BYTES_IN_ALL:
        largest = max(sizes, key=lambda path: sizes[path])
        sentence = (
            f"Filerna är {_megabytes(size)} tillsammans, och får vara högst {_megabytes(MOST_BYTES_IN_ALL)}. "
            f"Störst är {largest.relative_to(folder).as_posix()} ({_megabytes(sizes[largest])})."
        )
        raise ContentError([Finding(file=".", line=1, sentence=sentence)])


def unread_findings(folder: Path, single_files: tuple[str, ...]) -> Iterator[Finding]:
    """A warning for each file that nothing reads: a misspelt name would otherwise be silently left out.

    Raises ContentError for a folder with too many files.
    """
    for path in _paths(folder):
        name = path.relative_to(folder).as_posix()
        if name not in single_files and not any(fnmatchcase(name, pattern) for pattern in FOLDERS):
            sentence = f"Filen läses inte, för Kvar känner inte igen namnet. {nearest(name, single_files)}"
            yield Finding(file=name, line=1, sentence=sentence, severity=Severity.WARNING)


def missing_file(name: str) -> Finding:
    """For a file that must be there."""
    return Finding(file=name, line=1, sentence="Filen saknas. Lägg tillbaka den, till exempel från en tidigare utgåva.")


def _paths(folder: Path) -> Iterator[Path]:
    """Every file of the folder that may be content. A link to a folder is not followed. Raises ContentError."""
    walked = 0
    for place, folders, names in os.walk(folder):
        walked += 1 + len(names)
        if walked > MOST_FILES:
            sentence = f"Mappen har fler än {MOST_FILES} filer och läses inte. Kontrollera att det är rätt mapp."
            raise ContentError([Finding(file=".", line=1, sentence=sentence)])
        folders[:] = sorted(name for name in folders if name != "__pycache__" and not name.startswith("."))
        for name in sorted(names):
            if not any(fnmatchcase(name, pattern) for pattern in NOT_CONTENT):
                yield Path(place, name)


def _refused(path: Path, *, folder: Path) -> str | None:
    try:
        if not path.resolve(strict=True).is_relative_to(folder.resolve()):
            return "Filen är en länk ut ur mappen och öppnas inte. Lägg själva filen här i stället."
        told = path.stat()
    except (OSError, RuntimeError):  # a link to nothing, or to itself
        return "Filen går inte att öppna. Om den är en länk: lägg själva filen här i stället."
    if not S_ISREG(told.st_mode):
        return "Det här är ingen vanlig fil och öppnas inte. Ta bort den, eller lägg en textfil här."
    if told.st_size > MOST_BYTES:
        size, most = _megabytes(told.st_size), _megabytes(MOST_BYTES)
        return f"Filen är {size} och läses inte: en fil får vara högst {most}. Dela upp den, eller lägg dit rätt fil."
    return None


def _decoded(content: bytes, name: str) -> str:
    """Some editors write a byte order mark first; it is no part of the text. Lines may end as Windows ends them."""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        sentence = "Filen är inte sparad som UTF-8. Spara om den med teckenkodningen UTF-8 och kontrollera å, ä och ö."
        raise ContentError([Finding(file=name, line=line, sentence=sentence)]) from error


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB".replace(".0 ", " ").replace(".", ",")
