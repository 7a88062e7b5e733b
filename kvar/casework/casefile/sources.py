"""The sources a rule rests on, ready to be read: paragraph and link."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kvar.content.load import load
from kvar.law import StepRule


@dataclass(frozen=True, kw_only=True)
class SourceShown:
    """``link`` is empty for what is not on the public web, such as the city's own routine."""

    id: str
    paragraph: str
    link: str


@dataclass(frozen=True, kw_only=True)
class PassageShown:
    """A passage of the handbook, by the chapter and the id it is read at."""

    chapter: str
    id: str
    title: str


def sources_of(ids: Iterable[str]) -> tuple[SourceShown, ...]:
    """The sources by id, in their order."""
    found = (load().sources[id] for id in ids)
    return tuple(SourceShown(id=source.id, paragraph=source.paragraph, link=source.link) for source in found)


def sources_of_step(rule: StepRule, *, opened_on: date) -> tuple[SourceShown, ...]:
    """The sources of a step that were in force when the case was opened."""
    return sources_of(id for id in rule.sources if load().sources[id].in_force_on(opened_on))


def passages_of_step(rule: StepRule, *, today: date) -> tuple[PassageShown, ...]:
    """Where the handbook of today explains the step."""
    found = load().handbook.about_step(rule.id, on=today)
    return tuple(PassageShown(chapter=chapter.id, id=passage.id, title=passage.title) for chapter, passage in found)
