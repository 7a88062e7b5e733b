"""Folders of content on disk: a draft has one of its own, a published edition one that is named by its digest."""

import logging
import shutil
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from kvar.content.draft import SINGLE_FILES
from kvar.content.finding import ContentError, Finding
from kvar.content.library import Library
from kvar.content.load import HERE, digest_of, files_of, load, ours

READ_ONLY = 0o444
log = logging.getLogger(__name__)


def draft_folder(draft: UUID) -> Path:
    """Where the files of a draft are."""
    return Path(settings.EDITIONS_ROOT) / "drafts" / str(draft)


def published_folder(digest: str) -> Path:
    """Where the files of an edition are: our own folder for what Kvar brings along, if nobody has published it."""
    kept = _kept_folder(digest)
    return HERE if digest == ours().digest and not kept.is_dir() else kept


def _kept_folder(digest: str) -> Path:
    return Path(settings.EDITIONS_ROOT) / "published" / digest


def copy_content(source: Path, target: Path, *, ours_too: Iterable[str] = ()) -> None:
    """Copy the content files alone, with these of our own beside them; ``target`` is there whole or not at all."""
    making = target.with_name(f"{target.name}.{uuid4().hex}")
    files = {path.relative_to(source): path for path in files_of(source)}
    files |= {Path(name): HERE / name for name in ours_too}
    for place, path in files.items():
        copy = making / place
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    try:
        making.replace(target)
    except OSError:  # somebody was quicker with the same content
        shutil.rmtree(making)
        if not target.is_dir():
            raise


def publish(draft: UUID) -> str:
    """Keep the draft as it is now, for good; returns its digest. The same content is kept once."""
    folder = draft_folder(draft)
    digest = digest_of(folder)
    target = _kept_folder(digest)  # also what is our own today: the next Kvar brings something else along
    if not target.is_dir():
        copy_content(folder, target)
        for path in files_of(target):
            path.chmod(READ_ONLY)
    return digest


def readable_folder(digest: str) -> Path:
    """The files of an edition, with those that a newer Kvar needs and the edition is too old to have."""
    folder = published_folder(digest)
    lacking = [name for name, _shape in SINGLE_FILES.values() if not (folder / name).exists()]
    if not lacking or folder == HERE:
        return folder
    whole = folder.with_name(f"{digest}.{ours().digest}")
    if not whole.is_dir():
        copy_content(folder, whole, ours_too=lacking)
    return whole


def library_of(digest: str) -> Library:
    """A published edition. Raises ContentError when its files are gone, or are no longer what was published."""
    found = _read(digest, _changed_at(published_folder(digest)))
    if isinstance(found, ContentError):
        raise ContentError(found.findings)
    return found


@lru_cache(maxsize=8)
def _read(digest: str, changed_at: int) -> Library | ContentError:
    """Read once in a process, also when it goes wrong: every request asks. ``changed_at``: a folder put back is new."""
    folder = published_folder(digest)
    if not folder.is_dir() or digest_of(folder) != digest:
        sentence = f"Utgåvan {digest} är borta eller ändrad på disken. Lägg tillbaka mappen från säkerhetskopian."
        return _refused(digest, ContentError([Finding(file=".", line=1, sentence=sentence)]))
    try:
        return ours() if folder == HERE else replace(load(readable_folder(digest)), digest=digest)
    except ContentError as error:
        return _refused(digest, error)


def _refused(digest: str, error: ContentError) -> ContentError:
    log.error("edition %s cannot be read, the one before it stays in force: %s", digest, error)
    return error


def _changed_at(folder: Path) -> int:
    return folder.stat().st_mtime_ns if folder.is_dir() else 0
