"""Rows become words: when, where, who, what is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.consent.invited import agreement_lacks_consent, fallen_shown_to
from kvar.casework.contact.safe_check import RuleShown
from kvar.casework.meetings.agreeing import term_text, who_promises
from kvar.casework.meetings.cautions import Asked, cautions_of, open_payments
from kvar.casework.meetings.reader import Together
from kvar.casework.planned import meeting_against
from kvar.content.load import load
from kvar.records.models import Agreement, Consent, Decision, Meeting, Term
from kvar.web.ui.wording import clock_time, short_day


@dataclass(frozen=True)
class MeetingRow:
    meeting: Meeting
    title: str
    when: str
    who: str
    fallen: str
    against: tuple[str, ...]
    outside: bool


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
    open: bool


@dataclass(frozen=True)
class AgreementRow:
    """``made`` False: nothing was agreed; ``said`` is then why, else what it takes to keep the home."""

    agreement: Agreement
    made: bool
    title: str
    said: tuple[str, ...]
    follow_up: str
    due: bool
    cautions: tuple[str, ...]
    terms: tuple[TermRow, ...]


@dataclass(frozen=True)
class TogetherShown:
    ahead: tuple[MeetingRow, ...]
    held: tuple[MeetingRow, ...]
    undone: tuple[DecisionRow, ...]
    ended: tuple[DecisionRow, ...]
    agreements: tuple[AgreementRow, ...]


def together_shown(
    found: Together,
    consents: list[Consent],
    rules: Iterable[RuleShown],
    *,
    needed: Iterable[Asked] = (),
    unit: str,
    today: date,
) -> TogetherShown:
    """Everything of the page; what is ahead in order of time, with whose consent has fallen and what is asked since."""
    asked = tuple(rules)
    rows = [_meeting(one, consents, asked, unit, today) for one in found.meetings]
    decided = [_decision(one, today) for one in found.decisions]
    return TogetherShown(
        ahead=tuple(row for row in reversed(rows) if not row.meeting.held_on and not row.meeting.called_off),
        held=tuple(row for row in rows if row.meeting.held_on or row.meeting.called_off),
        undone=tuple(row for row in decided if not row.decision.ended_on),
        ended=tuple(row for row in decided if row.decision.ended_on),
        agreements=tuple(
            _agreement(one, today, cautions=_cautions(one, consents, tuple(needed), unit=unit, today=today))
            for one in found.agreements
        ),
    )


def _meeting(one: Meeting, consents: list[Consent], asked: tuple[RuleShown, ...], unit: str, today: date) -> MeetingRow:
    words, organisation = load().coordination.meetings, load().organisation
    when = [short_day(one.held_on or one.day, today), clock_time(one.at) if one.at else "", one.place]
    if one.called_off:
        when.append(_("inställt: %s") % one.called_off)
    who = [organisation.unit(unit).label for unit in one.units] + [words.party(id).label for id in one.invited]
    return MeetingRow(
        one,
        title=capfirst(words.kind(one.kind).label),
        when=", ".join(filter(None, when)),
        who=one.present or ", ".join(who),
        fallen=", ".join(party.label for party in fallen_shown_to(unit, one, consents)),
        against=meeting_against(one, asked) if one.day >= today else (),
        outside=words.kind(one.kind).outside,
    )


def _decision(one: Decision, today: date) -> DecisionRow:
    if one.ended_on:
        said = _("gjort %s") if one.ended_as == "done" else _("avskrivet %s")
        note = ". ".join(filter(None, [said % short_day(one.ended_on, today), one.ended_note]))
        return DecisionRow(one, note=f"{one.owner.name}, {note}", late=False)
    return DecisionRow(
        one, note=f"{one.owner.name}, {_('senast %s') % short_day(one.due_on, today)}", late=one.due_on < today
    )


def _cautions(
    one: Agreement, consents: list[Consent], asked: tuple[Asked, ...], *, unit: str, today: date
) -> tuple[str, ...]:
    """What stands beside an agreement: a consent that no longer holds, a promise that leaves the home unsaved."""
    said: tuple[str, ...] = ()
    if one.refused_by:
        return said
    if agreement_lacks_consent(unit, one, consents, today=today):
        text = _("Samtycket gäller inte längre. Berätta inget mer för %s förrän hushållet har sagt ja igen.")
        said = (text % one.counterpart,)
    if payments := open_payments(one):
        last, promised = max(term.due_on for term in payments), sum(term.amount or 0 for term in payments)
        said += cautions_of(asked, last=last, promised=promised)
    return said


def _agreement(one: Agreement, today: date, *, cautions: tuple[str, ...]) -> AgreementRow:
    left = one.followed_up_on is None or one.followed_up_on < one.follow_up_on
    said = _("ska följas upp %s") % short_day(one.follow_up_on, today) if left else _followed(one, today)
    with_whom = {"who": one.counterpart, "when": short_day(one.agreed_on, today)}
    made = not one.refused_by
    title = _("Överenskommelse med %(who)s, %(when)s") if made else _("Ingen överenskommelse med %(who)s, %(when)s")
    return AgreementRow(
        one,
        made=made,
        title=title % with_whom,
        said=_terms_of_home(one) if made else _refusal(one),
        follow_up=said,
        cautions=cautions,
        due=left and one.follow_up_on <= today,
        terms=tuple(_term(term, today) for term in one.terms.all()),
    )


def _followed(one: Agreement, today: date) -> str:
    return _("följdes upp %s") % short_day(one.followed_up_on, today)


def _terms_of_home(one: Agreement) -> tuple[str, ...]:
    signed = {True: _("Den är underskriven."), False: _("Den är inte underskriven."), None: ""}[one.signed]
    breach = _("Om ett löfte inte hålls: %s") % one.at_breach if one.at_breach else ""
    return tuple(filter(None, [_("Hushållet bor kvar om: %s") % one.home_kept_if, breach, signed]))


def _refusal(one: Agreement) -> tuple[str, ...]:
    why = _("%(who)s sa nej: %(why)s") % {"who": who_promises(one.refused_by), "why": one.why_not}
    wants = _("Hyresvärden kräver: %s") % one.home_kept_if if one.home_kept_if else ""
    return tuple(filter(None, [why, wants, _("Det här görs nu: %s") % one.next_step]))


def _term(term: Term, today: date) -> TermRow:
    late = term.kept is None and term.due_on < today
    state = {True: _("hölls"), False: _("hölls inte"), None: _("inget svar än")}[term.kept]
    if term.settled_note:
        state = f"{state}: {term.settled_note}"
    state = _("dagen har passerat, fråga") if late else state
    return TermRow(term, text=term_text(term), state=state, late=late or term.kept is False, open=term.kept is None)
