"""What was agreed with the landlord: who does what by when, what happens at a breach, when it is followed up."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.consents import disclose
from kvar.casework.errors import ActRefused, SavedByOther
from kvar.casework.explain import NO_YEAR
from kvar.casework.journal import enter
from kvar.casework.letter_facts import kronor
from kvar.casework.meetings.calling import require_not_called_off
from kvar.content.load import load
from kvar.paper.days import spoken_day
from kvar.records.models import Agreement, Case, Meeting, Term

LANDLORD = "landlord"


@dataclass(frozen=True, kw_only=True)
class TermTold:
    """One promise. ``amount`` in öre, for a payment; ``who`` a code of those who promise."""

    kind: str
    who: str
    what: str
    due_on: date
    amount: int | None = None


@dataclass(frozen=True, kw_only=True)
class AgreementTold:
    """``home_kept_if``: what the landlord asks for to let the household stay. ``signed`` None: not known yet."""

    agreed_on: date
    counterpart: str
    home_kept_if: str
    follow_up_on: date
    at_breach: str = ""
    signed: bool | None = None


def write_agreement(
    *, case: Case, by: Actor, today: date, told: AgreementTold, first: TermTold, meeting: Meeting | None = None
) -> Agreement:
    """Write down an agreement with its first term. Checked now: the household lets us tell the landlord about it."""
    _require_possible(told, today)
    with transaction.atomic():
        require(by, Act.HOLD_MEETING, case)
        require_not_called_off(meeting)
        scope = sorted({"planning", load().coordination.meetings.term_kind(first.kind).scope})
        disclose(case=case, by=by, today=today, recipient_kind=LANDLORD, what=_("Överenskommelse"), scope=scope)
        agreement = Agreement.objects.create(case=case, meeting=meeting, written_by_id=by.id, **asdict(told))
        text = _("Överenskommelse med %(who)s. Hushållet bor kvar om: %(what)s Följs upp %(day)s.") % {
            "who": told.counterpart,
            "what": told.home_kept_if,
            "day": spoken_day(told.follow_up_on, written_on=NO_YEAR),
        }
        enter(case=case, by=by, today=today, kind="agreement", text=text, shown={"agreement": str(agreement.pk)})
        _add(agreement, first, by=by, today=today)
    return agreement


def _require_possible(told: AgreementTold, today: date) -> None:
    if told.agreed_on > today:
        raise ActRefused(_("Överenskommelsen kan inte vara gjord efter i dag."), field="agreed_on")
    if not told.home_kept_if.strip():
        raise ActRefused(_("Skriv vad hyresvärden kräver för att hushållet ska få bo kvar."), field="home_kept_if")
    if told.follow_up_on <= told.agreed_on:
        raise ActRefused(_("Uppföljningen måste ligga efter dagen för överenskommelsen."), field="follow_up_on")


def add_term(*, case: Case, by: Actor, today: date, agreement: Agreement, told: TermTold) -> Term:
    """One promise more, on a consent that covers it."""
    with transaction.atomic():
        require(by, Act.HOLD_MEETING, case)
        scope = [load().coordination.meetings.term_kind(told.kind).scope]
        disclose(case=case, by=by, today=today, recipient_kind=LANDLORD, what=_("Nytt villkor"), scope=scope)
        return _add(agreement, told, by=by, today=today)


def _add(agreement: Agreement, told: TermTold, *, by: Actor, today: date) -> Term:
    if told.kind == "payment" and told.amount is None:
        raise ActRefused(_("Skriv beloppet som ska betalas."), field="amount")
    if told.due_on < agreement.agreed_on:
        raise ActRefused(_("Dagen ligger före överenskommelsen. Kontrollera datumet."), field="due_on")
    term = Term.objects.create(agreement=agreement, **asdict(told))
    enter(case=agreement.case, by=by, today=today, kind="agreement", text=term_text(term), shown={"term": str(term.pk)})
    return term


def term_text(term: Term) -> str:
    """*Hushållet: betalar skulden, 4 000 kr, senast 1 december.*"""
    who = load().coordination.meetings.promiser(term.who).label.capitalize()
    what = f"{term.what}, {kronor(term.amount)}" if term.amount else term.what
    said = {"who": who, "what": what, "day": spoken_day(term.due_on, written_on=NO_YEAR)}
    return _("%(who)s: %(what)s, senast %(day)s.") % said


def settle_term(*, case: Case, by: Actor, today: date, term: Term, kept: bool, note: str, version: int) -> Term:
    """Was the promise kept? A broken one says what happens now."""
    if not kept and not note.strip():
        raise ActRefused(_("Skriv vad som hände och vad ni gör nu."), field="note")
    with transaction.atomic():
        require(by, Act.HOLD_MEETING, case)
        told = {"kept": kept, "settled_on": today, "settled_note": note.strip()[:300], "version": version + 1}
        if not Term.objects.filter(pk=term.pk, version=version).update(**told):
            raise SavedByOther(_("En kollega har redan svarat på det här. Ladda om sidan."), theirs=term.settled_note)
        term.refresh_from_db()
        said = _("Löftet hölls: %s") if kept else _("Löftet hölls inte: %s")
        text = f"{said % term_text(term)} {note.strip()}".strip()
        enter(case=case, by=by, today=today, kind="agreement", text=text, shown={"term": str(term.pk)})
    return term


def follow_up_agreement(
    *, case: Case, by: Actor, today: date, agreement: Agreement, note: str, version: int
) -> Agreement:
    """How it goes, on the day that was set or another."""
    if not note.strip():
        raise ActRefused(_("Skriv hur det går."), field="note")
    with transaction.atomic():
        require(by, Act.HOLD_MEETING, case)
        told = {"followed_up_on": today, "version": version + 1}
        if not Agreement.objects.filter(pk=agreement.pk, version=version).update(**told):
            raise SavedByOther(_("En kollega har redan följt upp. Ladda om sidan."), theirs="")
        agreement.refresh_from_db()
        text = _("Överenskommelsen följdes upp. %s") % note.strip()
        enter(case=case, by=by, today=today, kind="agreement", text=text, shown={"agreement": str(agreement.pk)})
    return agreement
