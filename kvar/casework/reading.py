"""Who has read which chapter of the handbook, so that what is new since then can be told."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from kvar.casework.access import Actor, may
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.errors import Unseen
from kvar.content.handbook_file import ChapterTold, PassageTold
from kvar.records.models import Reading


def mark_read(*, by: Actor, chapter: ChapterTold) -> None:
    """The person says that the chapter is read, as it stands now."""
    if not may(by, Act.MARK_READ):
        raise Unseen
    read = {passage.id: _mark(passage) for passage in chapter.passages}
    Reading.objects.update_or_create(user_id=by.id, chapter=chapter.id, defaults={"passages": read, "read_at": now()})


def readings_of(by: Actor) -> Mapping[str, Reading]:
    """What this person has read, by chapter: one query."""
    return {row.chapter: row for row in Reading.objects.filter(user_id=by.id)}


def new_passages(chapter: ChapterTold, reading: Reading | None) -> tuple[PassageTold, ...]:
    """What is new or worded anew since the chapter was read; nothing for a chapter that nobody has read yet."""
    if reading is None:
        return ()
    return tuple(passage for passage in chapter.passages if reading.passages.get(passage.id) != _mark(passage))


def news_of(chapters: Iterable[ChapterTold], by: Actor) -> Mapping[str, tuple[PassageTold, ...]]:
    """By chapter, what is new to this person."""
    read = readings_of(by)
    return {chapter.id: new_passages(chapter, read.get(chapter.id)) for chapter in chapters}


def _mark(passage: PassageTold) -> str:
    return sha256(f"{passage.title}\n{passage.text}".encode()).hexdigest()[:16]
