"""The lists of steps and the pages of the units, as they read on a day and outside any case."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kvar.content.cited import Source
from kvar.content.due_words import due_in_words
from kvar.content.load import load
from kvar.law import StepRule
from kvar.web.handbook.reader import Link, Reader
from kvar.web.ui.wording import day as spoken


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
class ListRead:
    letter: str
    title: str
    steps: tuple[StepRead, ...]


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


def lists_shown(reader: Reader) -> list[Link]:
    return [Link(reader.url("steps", letter), title) for letter, title in load().lists.items()]


def list_shown(letter: str, reader: Reader) -> ListRead:
    """The steps of a list in their order."""
    own = (step for step in load().steps.values() if step.id[0] == letter and reader.has(step))
    return ListRead(letter, load().lists[letter], tuple(_step_read(step, reader) for step in own))


def units_shown(reader: Reader) -> list[Link]:
    return [Link(reader.url("unit", unit.id), unit.label.capitalize()) for unit in load().organisation.units]


def unit_shown(id: str, reader: Reader) -> UnitRead:
    """What the unit answers for, and every step it has."""
    library = load()
    where = {passage.id: (chapter, passage) for chapter, passage in library.handbook.passages(on=reader.day)}
    return UnitRead(
        label=library.organisation.unit(id).label.capitalize(),
        duty=library.organisation.unit(id).duty,
        duties=tuple(
            DutyRead(
                text=row.text,
                steps=step_links(row.steps, reader),
                passages=tuple(reader.passage_link(*where[passage]) for passage in row.passages if passage in where),
            )
            for row in library.responsibilities
            if row.unit == id
        ),
        steps=step_links((step.id for step in library.steps.values() if step.unit == id), reader),
    )


def step_links(ids: Iterable[str], reader: Reader) -> tuple[Link, ...]:
    """Those of the steps that are read that day."""
    return tuple(reader.step_link(step) for step in map(load().step, ids) if reader.has(step))


def _step_read(step: StepRule, reader: Reader) -> StepRead:
    library, day = load(), max(reader.day, step.starts_on or reader.day)
    return StepRead(
        id=step.id,
        title=step.title,
        text=step.text,
        unit=library.organisation.unit(step.unit).label,
        due=due_in_words(step, library.reasons),
        applies=_applies(step, reader),
        origin=step.origin,
        why=tuple(library.reasons.conditions[name] for name in step.when),
        leaves=step.leaves,
        sources=tuple(source for source in map(library.source, step.sources) if source.in_force_on(day)),
        passages=tuple(reader.passage_link(*found) for found in library.handbook.about_step(step.id, on=day)),
        same_as=step_links(step.same_as, reader),
    )


def _applies(step: StepRule, reader: Reader) -> str:
    """From when, where that is still to come, and until when, where an end is known today."""
    if step.starts_on and step.starts_on > reader.day:
        return _("Gäller från %s.") % spoken(step.starts_on)
    return _("Gäller till och med %s.") % spoken(step.until) if step.until and not reader.kept else ""
