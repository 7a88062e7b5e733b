"""What the pages of the handbook show: ready values for the templates."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kvar.casework.reading import new_passages
from kvar.content.cited import FrameRow, Source
from kvar.content.due_words import due_in_words
from kvar.content.handbook_file import ChapterTold, PassageTold
from kvar.content.handbook_search import Hit
from kvar.content.load import load
from kvar.law import StepRule
from kvar.records.models import Reading
from kvar.web.handbook.text import address_of_step, as_html
from kvar.web.ui.wording import day as spoken


@dataclass(frozen=True)
class Link:
    url: str
    text: str
    note: str = ""


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


@dataclass(frozen=True)
class StepRead:
    """A step as the routine has it, outside any case."""

    id: str
    title: str
    text: str
    unit: str
    due: str
    applies: str
    origin: str
    why: tuple[str, ...]
    leaves: str
    sources: tuple[Source, ...]
    passages: tuple[Link, ...]
    same_as: tuple[Link, ...]


@dataclass(frozen=True)
class DutyRead:
    """One thing that a unit answers for."""

    text: str
    steps: tuple[Link, ...]
    passages: tuple[Link, ...]


@dataclass(frozen=True)
class UnitRead:
    """``steps``: everything the unit does, by list."""

    label: str
    duty: str
    duties: tuple[DutyRead, ...]
    steps: tuple[Link, ...]


@dataclass(frozen=True)
class ListRead:
    letter: str
    title: str
    steps: tuple[StepRead, ...]


def entries_of(chapters: Iterable[ChapterTold], news: Mapping[str, Sequence[PassageTold]]) -> list[Entry]:
    """The contents: the chapters by number, then the pages beside them."""
    return [
        Entry(
            number=chapter.number,
            id=chapter.id,
            title=chapter.title,
            about=chapter.about,
            url=reverse("handbook:chapter", args=[chapter.id]),
            passages=tuple(_passage_link(chapter, passage) for passage in chapter.passages),
            new=len(news.get(chapter.id, ())),
        )
        for chapter in chapters
    ]


def chapters_of_passages(chapters: Iterable[ChapterTold]) -> Mapping[str, str]:
    """In which chapter each passage is."""
    return {passage.id: chapter.id for chapter in chapters for passage in chapter.passages}


def passages_shown(
    chapter: ChapterTold, chapters: Iterable[ChapterTold], reading: Reading | None
) -> list[PassageShown]:
    where, new = chapters_of_passages(chapters), {passage.id for passage in new_passages(chapter, reading)}
    return [
        PassageShown(
            id=passage.id,
            title=passage.title,
            html=as_html(passage.text, chapters=where),
            sources=tuple(load().source(id) for id in passage.sources),
            steps=tuple(_step_link(load().step(id)) for id in passage.steps),
            new=passage.id in new,
        )
        for passage in chapter.passages
    ]


def hits_shown(hits: Iterable[Hit]) -> list[Link]:
    """Where each hit is read; the note is the sentence that has the word."""
    return [
        Link(
            url=_passage_link(hit.chapter, hit.passage).url,
            text=f"{hit.passage.title} · {hit.chapter.title}",
            note=hit.snippet,
        )
        for hit in hits
    ]


def lists_shown() -> list[Link]:
    return [Link(reverse("handbook:steps", args=[letter]), title) for letter, title in load().lists.items()]


def list_shown(letter: str, *, today: date) -> ListRead:
    """The steps of a list that apply today or will, in their order."""
    own = [step for step in load().steps.values() if step.id[0] == letter and (step.until or today) >= today]
    return ListRead(letter, load().lists[letter], tuple(_step_read(step, today) for step in own))


def units_shown() -> list[Link]:
    return [
        Link(reverse("handbook:unit", args=[unit.id]), unit.label.capitalize()) for unit in load().organisation.units
    ]


def unit_shown(id: str, *, today: date) -> UnitRead:
    """What the unit answers for, and every step it has today or will have."""
    library = load()
    where = {passage.id: (chapter, passage) for chapter, passage in library.handbook.passages(on=today)}
    return UnitRead(
        label=library.organisation.unit(id).label.capitalize(),
        duty=library.organisation.unit(id).duty,
        duties=tuple(
            DutyRead(
                text=row.text,
                steps=tuple(_step_link(library.step(step)) for step in row.steps),
                passages=tuple(_passage_link(*where[passage]) for passage in row.passages if passage in where),
            )
            for row in library.responsibilities
            if row.unit == id
        ),
        steps=tuple(
            _step_link(step) for step in library.steps.values() if step.unit == id and (step.until or today) >= today
        ),
    )


def _step_read(step: StepRule, today: date) -> StepRead:
    library, day = load(), max(today, step.starts_on or today)
    return StepRead(
        id=step.id,
        title=step.title,
        text=step.text,
        unit=library.organisation.unit(step.unit).label,
        due=due_in_words(step, library.reasons),
        applies=_applies(step, today),
        origin=step.origin,
        why=tuple(library.reasons.conditions[name] for name in step.when),
        leaves=step.leaves,
        sources=tuple(source for source in map(library.source, step.sources) if source.in_force_on(day)),
        passages=tuple(_passage_link(*found) for found in library.handbook.about_step(step.id, on=day)),
        same_as=tuple(_step_link(library.step(id)) for id in step.same_as),
    )


def _applies(step: StepRule, today: date) -> str:
    """From when, where that is still to come, and until when, where an end is known."""
    if step.starts_on and step.starts_on > today:
        return _("Gäller från %s.") % spoken(step.starts_on)
    return _("Gäller till och med %s.") % spoken(step.until) if step.until else ""


def _step_link(step: StepRule) -> Link:
    return Link(url=address_of_step(step.id), text=f"{step.id} {step.title}")


def _passage_link(chapter: ChapterTold, passage: PassageTold) -> Link:
    return Link(url=f"{reverse('handbook:chapter', args=[chapter.id])}#{passage.id}", text=passage.title)


def frame_table(rows: Iterable[FrameRow]) -> dict[str, Any]:
    """Old and new paragraphs; what has no counterpart, or nobody has read, is said in words."""
    names = (_("Det gäller"), _("Före"), _("Nu"), _("Från"), _("Vad som är nytt"))
    columns = [{"text": text} for text in names]
    return {"caption": _("Gamla och nya paragrafer"), "columns": columns, "rows": [[*_cells(row)] for row in rows]}


def _cells(row: FrameRow) -> Iterator[dict[str, Any]]:
    yield {"text": row.topic, "head": True}
    yield _source_cell(row.before)
    yield _source_cell(row.after)
    yield {"text": spoken(row.changed_on) if row.changed_on else _("inte läst")}
    yield {"text": row.told}


def _source_cell(id: str | None) -> dict[str, Any]:
    if id is None:
        return {"text": _("ingen, eller inte läst")}
    source = load().source(id)
    return {"text": source.paragraph, "url": source.link}
