"""One deadline as people read it: the day and how certain it is, how it was reckoned, and what would change it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noted

from kvar import law
from kvar.casework.deadlines.changes import changes_of
from kvar.casework.deadlines.done import act_of, done_of
from kvar.casework.deadlines.explain import (
    NOBODY,
    as_counted,
    day_of,
    headline_of,
    is_settled,
    is_sure,
    is_wait,
    sentences_of,
    timing_of,
    why_not_sure,
    worded,
)
from kvar.casework.deadlines.strip import StripDay, strip_of
from kvar.content.load import load
from kvar.paper.days import spoken_day

SERVICE = frozenset({"tenant_served_on", "consumer_served_on", "cotenants_served_on"})
ORDER, FREE_ELSE = noted("Beslut om avhysning får fattas"), noted("Det får ske")
FREE = {
    "eviction_order_bar": ORDER,
    "eviction_order_bar_condominium": ORDER,
    "earliest_eviction": noted("Avhysning får ske"),
    "storage": noted("Egendomen får säljas eller kastas"),
    "removal_earliest": noted("Avlägsnande får ske"),
}


@dataclass(frozen=True, kw_only=True)
class ReadingShown:
    """Another way to read the same time; ``because`` is one or two Swedish sentences."""

    day: date
    because: str


@dataclass(frozen=True, kw_only=True)
class DeadlineShown:
    """``day`` is the day to work to, or from which a ``wait`` is over; None when there is none.

    ``sure`` False: it is the earliest the facts allow. ``missing`` says what nobody knows yet and whom to ask, or which
    reading gives the day; ``missing_shown`` is the same where the reckoning does not say it too. ``timing`` is when a
    duty without days is to be done. ``done``: what was done and when, once that has decided it. ``about`` is the
    arrival day of the paper it concerns, where there are several. ``ask_about``: the id of the notice whose service
    days nobody knows yet, or empty. ``subject``: what it is a time of, such as a notice.
    """

    id: str
    subject: str
    label: str
    actor: str
    status: law.Status
    headline: str
    missing: str
    missing_shown: str
    timing: str
    done: str
    day: date | None
    sure: bool
    wait: bool
    reasons: tuple[str, ...]
    strip: tuple[StripDay, ...]
    readings: tuple[ReadingShown, ...]
    changes: tuple[str, ...]
    source: law.Source
    consequence: str
    about: date | None
    ask_about: str

    @property
    def met(self) -> bool:
        return self.status is law.Status.MET

    @property
    def reading_passed(self) -> bool:
        """Has the day of another reading passed already, while this one is still to come?"""
        return self.day is not None and any(reading.day < self.day for reading in self.readings)

    @property
    def late(self) -> bool:
        return self.status is law.Status.LATE


def deadline_shown(
    deadline: law.Deadline,
    *,
    today: date,
    names: Mapping[str, str] = NOBODY,
    judged: bool = True,
    about: date | None = None,
) -> DeadlineShown:
    """The deadline in words. ``names``: the tenants' by subject. ``judged``: has somebody said if the notice counts?"""
    return DeadlineShown(
        **_named(deadline),
        status=deadline.status,
        headline=headline_of(deadline, today),
        missing=_missing(deadline, today),
        missing_shown=_missing(deadline, today) if deadline.missing or is_settled(deadline) else "",
        timing=timing_of(deadline) if day_of(deadline) is None else "",
        done=done_of(deadline, today),
        day=day_of(deadline, today),
        sure=is_sure(deadline),
        wait=is_wait(deadline),
        reasons=_reckoning(deadline, today, names),
        strip=strip_of(deadline, today=today),
        readings=_readings(deadline, today),
        changes=changes_of(deadline, today=today, judged=judged),
        source=deadline.source,
        consequence=deadline.consequence,
        about=about,
        ask_about=_ask_about(deadline),
    )


def _named(deadline: law.Deadline) -> dict[str, str]:
    return {"id": deadline.id, "subject": deadline.subject, "label": deadline.label, "actor": deadline.actor}


def _ask_about(deadline: law.Deadline) -> str:
    return deadline.subject.removeprefix("notice:") if SERVICE.intersection(deadline.missing) else ""


def _missing(deadline: law.Deadline, today: date) -> str:
    return _not_in_force(deadline, today) or why_not_sure(deadline)


def _not_in_force(deadline: law.Deadline, today: date) -> str:
    """Since when Kvar has the rule, for a day before that."""
    if deadline.status is not law.Status.NOT_IN_FORCE:
        return ""
    return _("Kvar har regeln från %s.") % spoken_day(load().law.value(deadline.id).rows[0].from_, written_on=today)


def _reckoning(deadline: law.Deadline, today: date, names: Mapping[str, str]) -> tuple[str, ...]:
    """How the day was reckoned, step by step, on to the answer and what was done; the paragraph stands by itself."""
    act = act_of(deadline)
    told = tuple(one for one in deadline.reasons if one.kind is not law.ReasonKind.SOURCE and one is not act)
    done = done_of(deadline, today)
    last = (_free_from(deadline, today), f"{done}." if done else "")
    return (*sentences_of(deadline._replace(reasons=told), today=today, names=names), *filter(None, last))


def _free_from(deadline: law.Deadline, today: date) -> str:
    """What a wait ends with: from which day the thing may happen; empty for a time to act in."""
    day = deadline.earliest_day or day_of(deadline)
    if day is None or not is_wait(deadline):
        return ""
    said = spoken_day(day, written_on=today)
    then = _("dagen efter, %s") % said if load().law.value(deadline.id).waits is law.Waits.PASSED else said
    return _("%(what)s tidigast %(then)s.") % {"what": _(FREE.get(deadline.id, FREE_ELSE)), "then": then}


def _readings(deadline: law.Deadline, today: date) -> tuple[ReadingShown, ...]:
    """Every day that another reading gives, earliest first; the day to work to is told by itself."""
    said = load().reasons
    worked_to = day_of(deadline, today)
    found = [(other.last_day or other.earliest_day, other.because) for other in deadline.alternatives]
    because = {day: worded(said.alternatives, why, deadline) or said.unknown_fact for day, why in found}
    if deadline.last_day:
        because.setdefault(deadline.last_day, as_counted(deadline))
    others = sorted((day, why) for day, why in because.items() if day and day != worked_to)
    return tuple(ReadingShown(day=day, because=why) for day, why in others)
