"""The facts that may be corrected, as they stand, each with the way to correct it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.casework.casefile import CaseFile
from kvar.casework.steps.corrections import CORRECTABLE, in_words
from kvar.records.models import Case, Dwelling, Notice
from kvar.web.ui.wording import short_day


@dataclass(frozen=True, kw_only=True)
class Fact:
    label: str
    value: str
    url: str


@dataclass(frozen=True, kw_only=True)
class FactGroup:
    """The facts of one home or one paper."""

    title: str
    facts: tuple[Fact, ...]


def known_facts(file: CaseFile, *, today: date) -> tuple[FactGroup, ...]:
    """The home's facts and each notice's; empty for an actor who may not correct."""
    if "correct_fact" not in file.may:
        return ()
    home = FactGroup(title=_("Bostaden"), facts=tuple(_facts(file.case, file.case.household.dwelling, Dwelling)))
    return (home, *(_of_notice(file.case, notice, today) for notice in reversed(file.case.notices.all())))


def _of_notice(case: Case, notice: Notice, today: date) -> FactGroup:
    title = _("Underrättelsen som kom %s") % short_day(notice.arrived_on, today)
    return FactGroup(title=title, facts=tuple(_facts(case, notice, Notice)))


def _facts(case: Case, row: Any, model: type) -> Iterator[Fact]:
    for name, what in CORRECTABLE.items():
        if what.model is model:
            yield Fact(
                label=str(what.label), value=in_words(what, getattr(row, what.column)), url=_url(case, name, row.pk)
            )


def _url(case: Case, fact: str, row: UUID) -> str:
    return reverse("case:correct", args=[case.pk, fact, row])


def person_facts(case: Case, person: Any) -> tuple[Fact, ...]:
    """What may be corrected about one person."""
    return tuple(_facts(case, person, type(person)))
