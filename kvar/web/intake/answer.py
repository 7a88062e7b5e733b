"""The answer page's words: what the arrival of a notice means, ready for the template."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as said

from kvar.casework.casefile import StepShown
from kvar.casework.casefile.arrival import Arrival
from kvar.casework.casefile.deadline_card import DeadlineShown
from kvar.casework.casefile.paper_check import PaperFlag
from kvar.casework.casefile.papers import NoticeShown, ServiceShown
from kvar.casework.intake.amounts import amount_is_sum_of_rows
from kvar.casework.steps.refusals import RefusalShown, refusal_words
from kvar.content.load import load
from kvar.web.intake.confirmation import confirmation_callout
from kvar.web.intake.other_papers import nearer_paper, times_beside
from kvar.web.intake.travelled import travelled
from kvar.web.ui.wording import clock_time, day, distance, kronor, short_day

SOON = timedelta(days=7)
# A step that a fact makes done is done where the fact is told.
TOLD_AT = {"position_taken": ("intake:position", said("Ta ställning"))} | dict.fromkeys(
    ("service_question_settled", "service_is_known"), ("intake:service", said("Skriv in delgivningsdagen"))
)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """``clock``, ``first``, ``flags``, ``units`` and ``served`` have the shapes that the components ask for.

    ``flags`` may invalidate the paper, ``notes`` do not; both come from the formal check.
    """

    arrival: Arrival
    clock: dict[str, Any] | None
    nearer: dict[str, str] | None
    first: dict[str, Any] | None
    confirmation: dict[str, str] | None
    flags: list[dict[str, str]]
    notes: list[dict[str, str]]
    units: list[tuple[str, str]]
    served: list[tuple[str, str]]
    paper: list[dict[str, str]]
    travelled: list[dict[str, str]]
    may: frozenset[str]

    @property
    def may_belong(self) -> bool:
        """Is there anything this notice could be linked with?"""
        return bool(self.apart or self.arrival.earlier_elsewhere or self.arrival.matches)

    @property
    def same_debt(self) -> tuple[NoticeShown, ...]:
        """The papers that somebody has said are about the same debt: the one it repeats, and those that repeat it."""
        own = self.arrival.shown
        return tuple(one for one in self.arrival.earlier if one.id == own.same_debt_id or one.same_debt_id == own.id)

    @property
    def apart(self) -> tuple[NoticeShown, ...]:
        """The other papers of the case."""
        return tuple(one for one in self.arrival.earlier if one not in self.same_debt)

    @property
    def undo(self) -> str:
        """Where the newest link is taken back, or nothing."""
        may = "unlink_notice" in self.may and self.arrival.may_undo
        return reverse("intake:unlink", args=[self.arrival.notice.pk]) if may else ""

    @property
    def may_move(self) -> bool:
        """May this actor look for the case it belongs to? A paper that was passed on is no longer ours to move."""
        return "link_notice" in self.may and self.arrival.notice.passed_on is None

    @property
    def may_pass_on(self) -> bool:
        """Has it not been passed on already, and may this actor do it?"""
        return "pass_notice_on" in self.may and self.arrival.notice.passed_on is None


def answer_of(arrival: Arrival, *, today: date) -> Answer:
    """Everything the page shows."""
    file = arrival.file
    return Answer(
        arrival=arrival,
        clock=_clock(arrival.clock, times_beside(arrival, today), today)
        if _has_clock(arrival) and arrival.clock
        else None,
        nearer=nearer_paper(arrival.nearer, arrival.clock, today) if arrival.nearer else None,
        first=_first(arrival.first, arrival, today) if arrival.first else None,
        confirmation=confirmation_callout(file, arrival.notice.pk, today),
        flags=[_flag(flag) for flag in arrival.flags if flag.may_invalidate],
        notes=[*_rent_day(arrival), *(_flag(flag) for flag in arrival.flags if not flag.may_invalidate)],
        units=[(unit.label, _told(unit, file.refusals.get(unit.id), today)) for unit in file.units],
        served=[(row.tenant, _served(row, today)) for row in arrival.shown.services],
        paper=_paper(arrival, today),
        travelled=travelled(arrival, today=today),
        may=frozenset(act.value for act in file.may),
    )


def _served(service: ServiceShown, today: date) -> str:
    if service.served_on is None:
        return _("inte känd")
    said = day(service.served_on, today)
    return said if service.counts else _("%s, räknas inte") % said


def _has_clock(arrival: Arrival) -> bool:
    """A paper that starts no clock shows one only where the case has one from before."""
    deadline = arrival.clock
    return deadline is not None and (arrival.kind.starts_clock or deadline.day is not None)


def _clock(deadline: DeadlineShown, passed: list[str], today: date) -> dict[str, Any]:
    """The clock card. A day that is not certain is told as the earliest it can be, with what is missing beside it."""
    sure = deadline.sure and deadline.day is not None and not deadline.met
    _said, _dash, missing = deadline.headline.partition(" – ")
    return {
        "label": deadline.label,
        "origin": "law",
        "day": day(deadline.day, today) if sure else _unsure(deadline, today),
        "distance": distance(deadline.day, today) if deadline.day and not deadline.met else "",
        "tone": _tone(deadline, today, sure=sure),
        "note": capfirst(missing) or (deadline.consequence if deadline.day else ""),
        "told": deadline,
        "passed": passed,
    }


def _unsure(deadline: DeadlineShown, today: date) -> str:
    if deadline.day is None or deadline.met:
        return deadline.headline
    if deadline.reading_passed:
        return _("Kan ha varit, annars %s") % day(deadline.day, today)
    return _("Tidigast %s") % day(deadline.day, today)


def _tone(deadline: DeadlineShown, today: date, *, sure: bool) -> str:
    if not sure or deadline.day is None:
        return "unknown"
    if deadline.day <= today:
        return "late"
    return "soon" if deadline.day <= today + SOON else "calm"


def _first(step: StepShown, arrival: Arrival, today: date) -> dict[str, Any]:
    route, action = TOLD_AT.get(step.by_fact, ("", said("Öppna steget")))
    subject = step.subject.removeprefix("notice:") if ":" in step.subject else arrival.notice.pk
    return {
        "title": step.title,
        "text": step.rule.text,
        "origin": "law" if step.by_law else "local",
        "due": _due(step, today),
        "url": reverse(route, args=[subject])
        if route
        else reverse("case:step", args=[arrival.file.case.pk, *step.key]),
        "action": _(action),
    }


def _due(step: StepShown, today: date) -> str:
    if step.due is None:
        return ""
    if step.at_once and step.due <= today:
        return _("genast")
    words = _("senast %s") if step.due_certain else _("tidigast %s")
    return f"{words % day(step.due, today)} · {distance(step.due, today)}"


def _flag(flag: PaperFlag) -> dict[str, str]:
    """One finding of the formal check, with its source; it does not stop anything."""
    return {
        "kind": "warning" if flag.may_invalidate else "info",
        "title": f"{flag.label}: {flag.severity}",
        # The title has named the blank already: "Antal rum saknas. …" goes on as "Saknas. …".
        "text": capfirst(flag.sentence.removeprefix(flag.label).strip()),
        "url": flag.source.link,
        "action": flag.source.paragraph,
    }


def _rent_day(arrival: Arrival) -> list[dict[str, str]]:
    if not arrival.rent_day:
        return []
    source = load().source("jb-12-20")
    title = _("Förfallodagen")
    return [
        {"kind": "info", "title": title, "text": arrival.rent_day, "url": source.link, "action": _("Läs paragrafen")}
    ]


def _told(unit: Any, refusal: RefusalShown | None, today: date) -> str:
    """Who in the unit knows: a responsible person, that it has said no, or that it waits to be received."""
    if refusal:
        return refusal_words(refusal, day=short_day(refusal.on, today))
    if unit.responsible:
        return _("ansvarig: %s") % unit.responsible
    if unit.received_on:
        return _("mottaget %s, ingen ansvarig ännu") % short_day(unit.received_on, today)
    return _("ingen ansvarig ännu") if unit.own else _("har fått ärendet i sin lista, väntar på att ta emot")


def _paper(arrival: Arrival, today: date) -> list[dict[str, str]]:
    shown, notice = arrival.shown, arrival.notice
    rows = [
        (_("Kom"), day(shown.arrived_on, today)),
        (_("Från"), shown.sender),
        (_("Belopp"), _amount(arrival)),
        (_("Referens"), shown.reference),
        (_("Tid för avhysning"), _moment(notice.eviction_at, today) if notice.eviction_at else ""),
        (_("Saknas eller går inte att läsa"), ", ".join(arrival.unread)),
    ]
    return [{"term": term, "value": value, "note": ""} for term, value in rows if value]


def _amount(arrival: Arrival) -> str:
    if not arrival.kind.starts_clock:
        return ""
    amount = kronor(arrival.shown.amount)
    return _("%s, summan av raderna") % amount if amount_is_sum_of_rows(arrival.notice) else amount


def _moment(moment: Any, today: date) -> str:

    return _("%(day)s klockan %(time)s") % {"day": day(moment, today), "time": clock_time(moment)}
