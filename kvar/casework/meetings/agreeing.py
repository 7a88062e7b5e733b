"""What was agreed with the landlord, or that nothing was: who does what by when, at a breach, the next follow-up."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.consent.carrying import LANDLORD
from kvar.casework.consent.consents import disclose
from kvar.casework.consent.invited import PLANNED
from kvar.casework.errors import ActRefused, SavedByOther
from kvar.casework.journal import enter
from kvar.casework.letters.values import kronor
from kvar.casework.meetings.calling import require_not_called_off
from kvar.casework.meetings.cautions import PAYMENT, Asked, cautions_of, open_payments
from kvar.casework.twice import require_new
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import Agreement, Case, Meeting, Term


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


@dataclass(frozen=True, kw_only=True)
class NoAgreementTold:
    """Nothing was agreed. ``refused_by`` a code of those who promise; ``next_step`` is looked at ``follow_up_on``."""

    agreed_on: date
    counterpart: str
    refused_by: str
    why_not: str
    next_step: str
    follow_up_on: date
    home_kept_if: str = ""


def write_agreement(
    *,
    case: Case,
    by: Actor,
    today: date,
    told: AgreementTold,
    first: TermTold,
    asked: Iterable[Asked],
    meeting: Meeting | None = None,
    because: str = "",
) -> Agreement:
    """Write down an agreement with its first term. The household let us tell this landlord about it on its day.

    ``asked``: what keeps the home. ``because``: why a promise that leaves it unsaved is written down all the same;
    refused without.
    """
    _require_possible(told, today)
    with transaction.atomic():
        require(by, Act.HOLD_MEETING, case)
        require_not_called_off(meeting)
        same = {f"terms__{name}": value for name, value in asdict(first).items()}
        require_new(_agreements(case, by), meeting=meeting, **asdict(told), **same)
        scope = sorted({PLANNED, load().coordination.meetings.term_kind(first.kind).scope})
        _tell(case, told.counterpart, by=by, on=told.agreed_on, what=_("Överenskommelse"), scope=scope)
        agreement = Agreement.objects.create(case=case, meeting=meeting, written_by_id=by.id, **asdict(told))
        text = _("Överenskommelse med %(who)s. Hushållet bor kvar om: %(what)s Följs upp %(day)s.") % {
            "who": told.counterpart,
            "what": told.home_kept_if,
            "day": journal_day(told.follow_up_on),
        }
        enter(case=case, by=by, today=today, kind="agreement", text=text, shown={"agreement": str(agreement.pk)})
        _add(agreement, first, by=by, today=today, asked=asked, because=because)
    return agreement


def _tell(case: Case, landlord: str, *, by: Actor, on: date, what: str, scope: list[str]) -> None:
    """The landlord was told this much on that day. A refusal names the day and the landlord that the consent lacks."""
    try:
        disclose(case=case, by=by, today=on, recipient_kind=LANDLORD, recipient=landlord, what=what, scope=scope)
    except ActRefused as refusal:
        words = ", ".join(load().coordination.scope_labels(scope))
        text = _("Samtycke saknas för %(who)s %(day)s: %(scope)s. Samtycket måste ha gällt den dagen.")
        said = {"who": landlord, "day": journal_day(on), "scope": words}
        raise ActRefused(text % said, field="counterpart") from refusal


def write_no_agreement(
    *, case: Case, by: Actor, today: date, told: NoAgreementTold, meeting: Meeting | None = None
) -> Agreement:
    """Nothing was agreed: who did not want to and why, and what is done instead, until when."""
    if not told.why_not.strip():
        raise ActRefused(_("Skriv varför det inte blev någon överenskommelse."), field="why_not")
    if not told.next_step.strip():
        raise ActRefused(_("Skriv vad ni gör nu."), field="next_step")
    _require_days(told, today)
    with transaction.atomic():
        require(by, Act.HOLD_MEETING, case)
        require_not_called_off(meeting)
        require_new(_agreements(case, by), meeting=meeting, **asdict(told))
        row = Agreement.objects.create(case=case, meeting=meeting, written_by_id=by.id, **asdict(told))
        text = _("Ingen överenskommelse med %(with)s. %(who)s: %(why)s Det här görs nu: %(next)s Följs upp %(day)s.")
        said = {"with": told.counterpart, "why": _sentence(told.why_not), "next": _sentence(told.next_step)}
        said |= {"who": who_promises(told.refused_by), "day": journal_day(told.follow_up_on)}
        enter(case=case, by=by, today=today, kind="agreement", text=text % said, shown={"agreement": str(row.pk)})
    return row


def _agreements(case: Case, by: Actor) -> QuerySet[Agreement]:
    return Agreement.objects.filter(case=case, written_by=by.id)


def who_promises(code: str) -> str:
    """*Hushållet*, *Hyresvärden*, *Socialtjänsten*."""
    return load().coordination.meetings.promiser(code).label.capitalize()


def _sentence(text: str) -> str:
    return f"{text.strip().rstrip('.')}."


def _require_possible(told: AgreementTold, today: date) -> None:
    if not told.home_kept_if.strip():
        raise ActRefused(_("Skriv vad hyresvärden kräver för att hushållet ska få bo kvar."), field="home_kept_if")
    _require_days(told, today)


def _require_days(told: AgreementTold | NoAgreementTold, today: date) -> None:
    if told.agreed_on > today:
        raise ActRefused(_("Dagen kan inte ligga efter idag. Kontrollera datumet."), field="agreed_on")
    if told.follow_up_on <= told.agreed_on:
        raise ActRefused(_("Uppföljningen måste ligga efter den dag ni talades vid."), field="follow_up_on")


def add_term(
    *,
    case: Case,
    by: Actor,
    today: date,
    agreement: Agreement,
    told: TermTold,
    asked: Iterable[Asked],
    because: str = "",
) -> Term:
    """One promise more, on a consent that covers it. ``because``: as for the first."""
    with transaction.atomic():
        require(by, Act.HOLD_MEETING, case)
        require_new(Term.objects.filter(agreement=agreement), **asdict(told))
        scope = [load().coordination.meetings.term_kind(told.kind).scope]
        _tell(case, agreement.counterpart, by=by, on=today, what=_("Nytt villkor"), scope=scope)
        return _add(agreement, told, by=by, today=today, asked=asked, because=because)


def _add(agreement: Agreement, told: TermTold, *, by: Actor, today: date, asked: Iterable[Asked], because: str) -> Term:
    if told.kind == "payment" and told.amount is None:
        raise ActRefused(_("Skriv beloppet som ska betalas."), field="amount")
    if told.due_on < agreement.agreed_on:
        raise ActRefused(_("Dagen ligger före överenskommelsen. Kontrollera datumet."), field="due_on")
    cautions = _cautions(agreement, told, asked)
    if cautions and not because.strip():
        why = _("Skriv varför ni sparar löftet ändå.")
        raise ActRefused(" ".join((*cautions, why)), field="because")
    term = Term.objects.create(agreement=agreement, **asdict(told))
    text = term_text(term)
    if cautions:
        text = _("%(text)s Sparat fast det kom en varning. Skälet: %(why)s") % {"text": text, "why": _sentence(because)}
    enter(case=agreement.case, by=by, today=today, kind="agreement", text=text, shown={"term": str(term.pk)})
    return term


def _cautions(agreement: Agreement, told: TermTold, asked: Iterable[Asked]) -> tuple[str, ...]:
    if told.kind != PAYMENT:
        return ()
    promised = sum(term.amount or 0 for term in open_payments(agreement)) + (told.amount or 0)
    return cautions_of(asked, last=told.due_on, promised=promised)


def term_text(term: Term) -> str:
    """*Hushållet: betalar skulden, 4 000 kr, senast 1 december.*"""
    what = f"{term.what}, {kronor(term.amount)}" if term.amount else term.what
    said = {"who": who_promises(term.who), "what": what, "day": journal_day(term.due_on)}
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
    *, case: Case, by: Actor, today: date, agreement: Agreement, note: str, version: int, next_on: date | None = None
) -> Agreement:
    """How it goes, on the day that was set or another. ``next_on`` None: there is no more to follow up."""
    if not note.strip():
        raise ActRefused(_("Skriv hur det går."), field="note")
    if next_on and next_on <= today:
        raise ActRefused(_("Nästa uppföljning måste ligga efter idag."), field="next_on")
    with transaction.atomic():
        require(by, Act.HOLD_MEETING, case)
        told = {"followed_up_on": today, "follow_up_on": next_on or today, "version": version + 1}
        if not Agreement.objects.filter(pk=agreement.pk, version=version).update(**told):
            raise SavedByOther(_("En kollega har redan följt upp. Ladda om sidan."), theirs="")
        agreement.refresh_from_db()
        text = _("Överenskommelsen följdes upp. %s") % note.strip()
        if next_on:
            text = _("%(text)s Följs upp igen %(day)s.") % {"text": text, "day": journal_day(next_on)}
        enter(case=case, by=by, today=today, kind="agreement", text=text, shown={"agreement": str(agreement.pk)})
    return agreement
