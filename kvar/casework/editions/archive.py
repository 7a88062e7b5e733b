"""A draft as one file to work with on one's own computer, and back again."""

import io
import shutil
import zlib
from datetime import date
from fnmatch import fnmatchcase
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from uuid import uuid4
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor
from kvar.casework.editions.drafts import take_turn
from kvar.casework.editions.journal import enter
from kvar.casework.editions.store import draft_folder
from kvar.casework.errors import ActRefused
from kvar.content.folder import MOST_BYTES_IN_ALL, MOST_FILES
from kvar.content.load import CONTENT, files_of
from kvar.records.models import ContentDraft

ON_ONE_DAY = (1980, 1, 1, 0, 0, 0)  # the same draft gives the same bytes
# What the zip reader raises for a file that is damaged, locked, or packed in a way it does not know.
_UNREADABLE = (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error, LZMAError)


def packed(draft: ContentDraft) -> bytes:
    """The draft's files in a zip archive."""
    folder, out = draft_folder(draft.pk), io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path in files_of(folder):
            archive.writestr(ZipInfo(path.relative_to(folder).as_posix(), ON_ONE_DAY), path.read_bytes())
    return out.getvalue()


@transaction.atomic
def take_in_files(*, draft: ContentDraft, by: Actor, today: date, version: int, archive: bytes) -> int:
    """Replace the draft by the files of a zip archive; returns how many. What is wrong in them the findings say.

    Refuses an archive that holds anything but content files, or unpacks to too much: nothing is written then.
    """
    take_turn(draft, by, version)
    files = _unpacked(archive)
    folder = draft_folder(draft.pk)
    making = folder.with_name(f"{folder.name}.{uuid4().hex}")
    _write(files, making)
    old = folder.rename(folder.with_name(f"{folder.name}.{uuid4().hex}"))  # never a moment longer without a draft
    making.replace(folder)
    shutil.rmtree(old)
    enter(draft=draft, by=by, kind="changed", text=_("Lade in %s filer från en egen mapp.") % len(files))
    return len(files)


def _write(files: dict[str, bytes], folder: Path) -> None:
    """All of them, or none. Refuses names that no disk can hold together."""
    try:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except (FileExistsError, NotADirectoryError, IsADirectoryError, ValueError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise _refused(_("Filnamnen i arkivet går inte ihop med varandra. Packa mappen på nytt.")) from error


def _unpacked(archive: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(io.BytesIO(archive)) as opened:
            told = [info for info in opened.infolist() if not info.is_dir() and not _is_litter(info.filename)]
            _require_fit(told)
            names = _names(told)
            return {name: _read(opened, info) for name, info in zip(names, told, strict=True)}
    except _UNREADABLE as error:
        raise _refused(
            _("Filen är inget zip-arkiv som går att läsa. Packa mappen som .zip och försök igen.")
        ) from error


def _require_fit(told: list[ZipInfo]) -> None:
    if not told:
        raise _refused(_("Arkivet är tomt. Packa mappen med alla filer i och välj den igen."))
    size = sum(info.file_size for info in told)
    if len(told) > MOST_FILES or size > MOST_BYTES_IN_ALL:
        most = MOST_BYTES_IN_ALL // 1_000_000
        raise _refused(
            _("Arkivet är för stort. Det får ha högst %(files)s filer och bli högst %(most)s MB uppackat.")
            % {"files": MOST_FILES, "most": most}
        )


def _names(told: list[ZipInfo]) -> list[str]:
    """The files' places in the content folder. A folder around them all is taken off."""
    paths = [PurePosixPath(info.filename) for info in told]
    if paths and len({path.parts[0] for path in paths}) == 1 and all(len(path.parts) > 1 for path in paths):
        paths = [PurePosixPath(*path.parts[1:]) for path in paths]
    for path in paths:
        if ".." in path.parts or path.is_absolute() or not any(_fits(path, pattern) for pattern in CONTENT):
            raise _refused(
                _("Filen %s hör inte till innehållet. Ta bort den ur mappen, eller kontrollera namnet.") % path
            )
    if len(set(paths)) < len(paths):
        raise _refused(_("En fil finns två gånger i arkivet. Packa mappen på nytt."))
    return [path.as_posix() for path in paths]


def _fits(path: PurePosixPath, pattern: str) -> bool:
    """Part by part: a star is no folder."""
    parts = PurePosixPath(pattern).parts
    return len(parts) == len(path.parts) and all(
        fnmatchcase(part, wanted) for part, wanted in zip(path.parts, parts, strict=True)
    )


def _read(opened: ZipFile, info: ZipInfo) -> bytes:
    """What the archive says of the size is not trusted."""
    with opened.open(info) as file:
        content = file.read(info.file_size + 1)
    if len(content) > info.file_size:
        raise BadZipFile
    return content


def _is_litter(name: str) -> bool:
    """What a computer puts beside the files of its own accord."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name in {".DS_Store", "Thumbs.db", "desktop.ini"}


def _refused(sentence: str) -> ActRefused:
    return ActRefused(sentence, field="archive")
