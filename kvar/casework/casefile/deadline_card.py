"""The legal last day of the case: how certain it is, how it was reckoned, and every other reading of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.casefile.sources import SourceShown
from kvar.casework.explain import headline_of, is_sure, missing_of, sentences_of
from kvar.content.load import load

SERVICE = frozenset({"tenant_served_on", "cotenants_served_on"})


@dataclass(frozen=True, kw_only=True)
class ReadingShown:
    """Another way to read the same time; ``because`` is a Swedish clause."""

    day: date
    because: str


@dataclass(frozen=True, kw_only=True)
class DeadlineShown:
    """``day`` is the day to work to, None when there is none. ``sure`` False: it is the earliest the facts allow.

    ``missing`` says what nobody knows yet and whom to ask, or is empty.
    ``ask_about``: the id of the notice whose service days nobody knows yet, or empty.
    """

    label: str
    headline: str
    missing: str
    day: date | None
    sure: bool
    met: bool
    reasons: tuple[str, ...]
    readings: tuple[ReadingShown, ...]
    source: SourceShown
    consequence: str
    notice: str
    ask_about: str


def deadline_of(plan: law.Plan, *, today: date, names: Mapping[str, str]) -> DeadlineShown | None:
    """The clock of the plan, or the one that has stopped; None where the law gives the household no such time."""
    deadline = plan.clock or _stopped(plan)
    if deadline is None:
        return None
    notice = deadline.subject.removeprefix("notice:")
    source = SourceShown(id=deadline.source.id, paragraph=deadline.source.paragraph, link=deadline.source.link)
    return DeadlineShown(
        label=_("Sista dag att betala och bo kvar"),
        headline=headline_of(deadline, today),
        missing=missing_of(deadline),
        day=deadline.act_by,
        sure=is_sure(deadline),
        met=deadline.status is law.Status.MET,
        reasons=_reckoning(deadline, today, names),
        readings=_readings(deadline),
        source=source,
        consequence=deadline.consequence,
        notice=notice,
        ask_about=notice if SERVICE.intersection(deadline.missing) else "",
    )


def _reckoning(deadline: law.Deadline, today: date, names: Mapping[str, str]) -> tuple[str, ...]:
    """How the day was reckoned, step by step; the paragraph stands by itself."""
    told = tuple(reason for reason in deadline.reasons if reason.kind is not law.ReasonKind.SOURCE)
    return sentences_of(deadline._replace(reasons=told), today=today, names=names)


def _stopped(plan: law.Plan) -> law.Deadline | None:
    """The last clock that has been met, came late or never started: what it says is still worth knowing."""
    told = frozenset({law.Status.MET, law.Status.LATE, law.Status.NOT_STARTED})
    found = [row for row in plan.deadlines if row.status in told and load().law.value(row.id).clock]
    return found[-1] if found else None


def _readings(deadline: law.Deadline) -> tuple[ReadingShown, ...]:
    """Every day that another reading gives, earliest first; the day to work to is told as the card's own."""
    clauses = {
        "earliest": _("det tidigaste som uppgifterna tillåter"),
        "latest": _("det senaste det kan vara"),
        "another_tenant": _("om tiden räknas från när en annan av hyresgästerna delgavs"),
        "saturday_is_working_day": _("om lördag räknas som vardag"),
        "saturday_is_not_working_day": _("om lördag inte räknas som vardag"),
    }
    days = {other.last_day: clauses.get(other.because, other.because) for other in deadline.alternatives}
    if deadline.last_day:
        days.setdefault(deadline.last_day, _("om alla uppgifter stämmer"))
    others = sorted((day, because) for day, because in days.items() if day and day != deadline.act_by)
    return tuple(ReadingShown(day=day, because=because) for day, because in others)
