"""The days between which there is news: when something that is written began to read otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kvar.content.library import Library
from kvar.law import NotInForce

EDITIONS = (date(2022, 2, 15), date(2025, 7, 1), date(2027, 1, 1))


@dataclass(frozen=True, kw_only=True)
class Found:
    """One difference."""

    kind: str
    id: str
    title: str
    turn: str


def edition_before(day: date) -> date:
    """The edition before the one that is in force on the day; the first where there is none before."""
    begun = [edition for edition in EDITIONS if edition <= day]
    return begun[-2] if len(begun) > 1 else EDITIONS[0]


def differences_between(library: Library, since: date, on: date) -> tuple[Found, ...]:
    """Values, steps and passages that are new, ended or worded anew."""
    kinds = {"value": _values, "step": _steps, "passage": _passages}
    return tuple(
        each for kind, read in kinds.items() for each in _compared(kind, read(library, since), read(library, on))
    )


def _compared(
    kind: str, before: Mapping[str, tuple[str, object]], after: Mapping[str, tuple[str, object]]
) -> Iterator[Found]:
    for id in dict.fromkeys((*before, *after)):
        title = (after.get(id) or before[id])[0]
        if id not in before or id not in after:
            yield Found(kind=kind, id=id, title=title, turn="added" if id in after else "ended")
        elif before[id] != after[id]:
            yield Found(kind=kind, id=id, title=title, turn="changed")


def _steps(library: Library, day: date) -> dict[str, tuple[str, object]]:
    there = (step for step in library.steps.values() if (step.starts_on or day) <= day <= (step.until or day))
    return {step.id: (step.title, None) for step in there}


def _passages(library: Library, day: date) -> dict[str, tuple[str, object]]:
    return {passage.id: (passage.title, passage.text) for _chapter, passage in library.handbook.passages(on=day)}


def _values(library: Library, day: date) -> dict[str, tuple[str, object]]:
    found: dict[str, tuple[str, object]] = {}
    for value in library.law.values.values():
        try:
            row = value.on(day)
        except NotInForce:
            continue
        found[value.name] = (value.label, (row.length_name, row.paragraph))
    return found
