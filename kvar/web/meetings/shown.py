"""Rows become words: when, where, who, what is late."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.meetings.agreeing import term_text
from kvar.casework.meetings.reader import Together
from kvar.content.load import load
from kvar.records.models import Agreement, Decision, Meeting, Term
from kvar.web.ui.wording import clock_time, short_day


@dataclass(frozen=True)
class MeetingRow:
    meeting: Meeting
    title: str
    when: str
    who: str


@dataclass(frozen=True)
class DecisionRow:
    decision: Decision
    note: str
    late: bool


@dataclass(frozen=True)
class TermRow:
    term: Term
    text: str
    state: str
    late: bool


@dataclass(frozen=True)
class AgreementRow:
    agreement: Agreement
    when: str
    follow_up: str
    due: bool
    terms: tuple[TermRow, ...]


@dataclass(frozen=True)
class TogetherShown:
    ahead: tuple[MeetingRow, ...]
    held: tuple[MeetingRow, ...]
    undone: tuple[DecisionRow, ...]
    ended: tuple[DecisionRow, ...]
    agreements: tuple[AgreementRow, ...]


def together_shown(found: Together, *, today: date) -> TogetherShown:
    """Everything of the page; what is ahead in order of time."""
    rows = [_meeting(one, today) for one in found.meetings]
    decided = [_decision(one, today) for one in found.decisions]
    return TogetherShown(
        ahead=tuple(row for row in reversed(rows) if not row.meeting.held_on and not row.meeting.called_off),
        held=tuple(row for row in rows if row.meeting.held_on or row.meeting.called_off),
        undone=tuple(row for row in decided if not row.decision.ended_on),
        ended=tuple(row for row in decided if row.decision.ended_on),
        agreements=tuple(_agreement(one, today) for one in found.agreements),
    )


def _meeting(one: Meeting, today: date) -> MeetingRow:
    words, organisation = load().coordination.meetings, load().organisation
    when = [short_day(one.held_on or one.day, today), clock_time(one.at) if one.at else "", one.place]
    if one.called_off:
        when.append(_("inställt: %s") % one.called_off)
    who = [organisation.unit(unit).label for unit in one.units] + [words.party(id).label for id in one.invited]
    title = capfirst(words.kind(one.kind).label)
    return MeetingRow(one, title=title, when=", ".join(filter(None, when)), who=one.present or ", ".join(who))


def _decision(one: Decision, today: date) -> DecisionRow:
    if one.ended_on:
        said = _("gjort %s") if one.ended_as == "done" else _("avskrivet %s")
        note = ". ".join(filter(None, [said % short_day(one.ended_on, today), one.ended_note]))
        return DecisionRow(one, note=f"{one.owner.name}, {note}", late=False)
    return DecisionRow(
        one, note=f"{one.owner.name}, {_('senast %s') % short_day(one.due_on, today)}", late=one.due_on < today
    )


def _agreement(one: Agreement, today: date) -> AgreementRow:
    due = one.followed_up_on is None and one.follow_up_on <= today
    said = _("följdes upp %s") % short_day(one.followed_up_on, today) if one.followed_up_on else ""
    return AgreementRow(
        one,
        when=short_day(one.agreed_on, today),
        follow_up=said or _("följs upp %s") % short_day(one.follow_up_on, today),
        due=due,
        terms=tuple(_term(term, today) for term in one.terms.all()),
    )


def _term(term: Term, today: date) -> TermRow:
    late = term.kept is None and term.due_on < today
    state = {True: _("hölls"), False: _("hölls inte"), None: _("inget svar än")}[term.kept]
    return TermRow(term, text=term_text(term), state=_("dagen har passerat, fråga") if late else state, late=late)
