"""Räkna frist: the deadlines that a handful of facts give, without a case. Nothing is kept anywhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.deadlines.reckoning import DeadlineShown, deadline_shown
from kvar.casework.deadlines.rent_day import rent_day_note
from kvar.content.calculator import Subject
from kvar.content.load import load


@dataclass(frozen=True, kw_only=True)
class MissingFacts:
    """A time whose start nobody has told: its label, and the labels of the facts it needs."""

    label: str
    facts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The times that could be told of, in the subject's order, and those of which the facts say nothing.

    ``notes``: what to look at once more in what was told.
    """

    deadlines: tuple[DeadlineShown, ...]
    missing: tuple[MissingFacts, ...]
    notes: tuple[str, ...]


def answers_about(subject: Subject, told: Mapping[str, object], *, today: date) -> Answers:
    """What the facts say about a subject. ``told``: days and words by the keys of ``kvar law deadlines``.

    Raises FactsRefused, which names the fact and says in Swedish what is wrong.
    """
    facts = law.read_facts({**subject.given, **told})
    found = law.deadlines_of(facts, load().law)
    answers = {row.id: row for row in found if row.id in subject.answers}
    judged = told.get("board_notice_valid") is not None or "board_notice_valid" not in subject.asks
    shown = (answers[id] for id in subject.answers if id in answers)
    return Answers(
        deadlines=tuple(deadline_shown(row, today=today, judged=judged, names=_numbered(facts)) for row in shown),
        missing=tuple(_missing(subject, [id for id in subject.answers if id not in answers])),
        notes=tuple(_notes(facts, today)),
    )


def _numbered(facts: law.Facts) -> dict[str, str]:
    """Nobody has a name here, so several tenants are told apart by number, in the order they were typed."""
    tenants = [service.tenant for notice in facts.notices for service in notice.services]
    return {tenant: _("Person %d") % number for number, tenant in enumerate(tenants, start=1)}


def _notes(facts: law.Facts, today: date) -> Iterable[str]:
    notes = (rent_day_note(notice, facts.tenancy.tenure, today=today) for notice in facts.notices)
    return (note for note in notes if note)


def _missing(subject: Subject, ids: list[str]) -> Iterable[MissingFacts]:
    labels = {fact.id: fact.label for fact in load().calculator.asked(subject)}
    for id in ids:
        value = load().law.value(id)
        yield MissingFacts(label=value.label, facts=tuple(labels[name] for name in value.chosen_by if name in labels))
