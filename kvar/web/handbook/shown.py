"""What the contents, the chapters and the search show: ready values for the templates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from kvar.casework.reading import new_passages
from kvar.content.cited import Source
from kvar.content.handbook_file import ChapterTold, PassageTold
from kvar.content.handbook_search import Hit
from kvar.content.load import load
from kvar.records.models import Reading
from kvar.web.handbook.reader import Link, Reader
from kvar.web.handbook.routine import step_links
from kvar.web.handbook.text import as_html


@dataclass(frozen=True)
class Entry:
    """A chapter in the contents. ``new``: how many passages are new to the reader."""

    number: int
    id: str
    title: str
    about: str
    url: str
    passages: tuple[Link, ...]
    new: int


@dataclass(frozen=True)
class PassageShown:
    """A passage to read. ``steps`` rest on it; ``new``: the reader has not read this wording."""

    id: str
    title: str
    html: SafeString
    sources: tuple[Source, ...]
    steps: tuple[Link, ...]
    new: bool


def entries_of(
    chapters: Iterable[ChapterTold], news: Mapping[str, Sequence[PassageTold]], reader: Reader
) -> list[Entry]:
    """The contents: the chapters by number, then the pages beside them."""
    return [
        Entry(
            number=chapter.number,
            id=chapter.id,
            title=chapter.title,
            about=chapter.about,
            url=reader.url("chapter", chapter.id),
            passages=tuple(reader.passage_link(chapter, passage) for passage in chapter.passages),
            new=len(news.get(chapter.id, ())),
        )
        for chapter in chapters
    ]


def chapters_of_passages(chapters: Iterable[ChapterTold]) -> Mapping[str, str]:
    """In which chapter each passage is."""
    return {passage.id: chapter.id for chapter in chapters for passage in chapter.passages}


def passages_shown(
    chapter: ChapterTold, chapters: Iterable[ChapterTold], reading: Reading | None, reader: Reader
) -> list[PassageShown]:
    where, new = chapters_of_passages(chapters), {passage.id for passage in new_passages(chapter, reading)}
    return [
        PassageShown(
            id=passage.id,
            title=passage.title,
            html=as_html(passage.text, chapters=where, reader=reader),
            sources=tuple(load().source(id) for id in passage.sources),
            steps=step_links(passage.steps, reader),
            new=passage.id in new,
        )
        for passage in chapter.passages
    ]


def hits_shown(hits: Iterable[Hit], reader: Reader) -> list[Link]:
    """Where each hit is read; the note is the sentence that has the word."""
    return [
        Link(
            url=reader.passage_link(hit.chapter, hit.passage).url,
            text=f"{hit.passage.title} · {hit.chapter.title}",
            note=hit.snippet,
        )
        for hit in hits
    ]
