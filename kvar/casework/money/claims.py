"""What is asked for and what has been paid. The notices propose; a worker accepts, adds and takes back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvar import law
from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.errors import ActRefused
from kvar.casework.journal import enter
from kvar.casework.money.rows import require_likely, require_within_debt
from kvar.casework.plans import rewrite_open_steps
from kvar.content.load import load
from kvar.paper.days import spoken_day
from kvar.records.models import Case, Claim, Notice, Payment

RENT, INTEREST, CONSUMPTION = "rent", "interest", "consumption"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One line of a notice that nobody has taken into the debt yet. ``key`` names it; öre."""

    key: str
    notice: Notice
    line: str
    kind: str
    amount: int
    due_on: date | None


def proposals_of(case: Case, claimed: Iterable[Claim] | None = None) -> tuple[Proposal, ...]:
    """What the notices claim and the debt does not hold yet. The same debt in two notices is proposed once."""
    claimed = list(Claim.objects.filter(case=case, withdrawn_on=None) if claimed is None else claimed)
    taken = {(row.notice_id, row.line) for row in claimed if row.notice_id}
    rents = {row.due_on for row in claimed if row.kind == RENT and row.due_on}
    found: list[Proposal] = []
    notices = [notice for notice in case.notices.all() if not notice.passed_on]
    counted: set[object] = set()
    for notice in notices:
        known = _is_known_debt(notice, notices, counted)
        for line in _lines(notice):
            again = line.due_on in rents if line.kind == RENT and line.due_on else known
            if not again and (notice.pk, line.line) not in taken:
                found.append(line)
            if line.kind == RENT and line.due_on:
                rents.add(line.due_on)
        counted.add(notice.pk)
    return tuple(found)


def _is_known_debt(notice: Notice, notices: list[Notice], counted: set[object]) -> bool:
    """Has somebody linked this notice to the debt of an earlier one, directly or through others?"""
    links = {row.pk: row.same_debt_as_id for row in notices}
    other, seen = links.get(notice.pk), {notice.pk}
    while other and other not in seen:
        if other in counted:
            return True
        seen.add(other)
        other = links.get(other)
    return False


def _lines(notice: Notice) -> Iterator[Proposal]:
    kind = CONSUMPTION if (notice.cause or notice.ground) in law.UTILITY_GROUNDS else RENT
    stated = _value(notice, "rent_amounts") or []
    for number, row in enumerate(stated):
        due_on = date.fromisoformat(row["due_on"]) if row.get("due_on") else None
        yield _proposal(notice, f"rent_amounts_{number}", kind, row["amount"], due_on)
    if not stated and notice.amount:
        yield _proposal(notice, "amount", kind, notice.amount, notice.rent_due_on)
    interest = _value(notice, "interest")
    if isinstance(interest, int) and interest > 0:
        yield _proposal(notice, "interest", INTEREST, interest, None)


def _value(notice: Notice, name: str) -> Any:
    stated = notice.fields.get(name) or {}
    return stated.get("value") if stated.get("state") == "value" else None


def _proposal(notice: Notice, line: str, kind: str, amount: int, due_on: date | None) -> Proposal:
    told: dict[str, Any] = {"notice": notice, "line": line, "kind": kind, "amount": amount, "due_on": due_on}
    return Proposal(key=f"{notice.pk}:{line}", **told)


def accept_claims(*, case: Case, by: Actor, today: date, lines: list[str]) -> tuple[Claim, ...]:
    """Take lines of the notices into the debt. A line that a colleague has just taken in is refused, kindly."""
    if not lines:
        raise ActRefused(_("Välj minst en rad. Stämmer ingen: lägg till rätt belopp själv."), field="lines")
    gone = ActRefused(_("En kollega har redan tagit med en av raderna. Ladda om sidan."), field="lines")
    try:
        with transaction.atomic():
            require(by, Act.RECORD_DEBT, case)
            offered = {row.key: row for row in proposals_of(case)}
            if not set(lines) <= set(offered):
                raise gone
            made = Claim.objects.bulk_create([_claim(case, by, offered[key]) for key in lines])
            text = ngettext(
                "%d rad från underrättelserna togs med.", "%d rader från underrättelserna togs med.", len(made)
            )
            _told(case, by, today, text % len(made))
    except IntegrityError as error:
        raise gone from error
    return tuple(made)


def _claim(case: Case, by: Actor, row: Proposal) -> Claim:
    told: dict[str, Any] = {"kind": row.kind, "amount": row.amount, "due_on": row.due_on}
    return Claim(case=case, notice=row.notice, line=row.line, recorded_at=now(), recorded_by_id=by.id, **told)


def add_claim(
    *,
    case: Case,
    by: Actor,
    today: date,
    kind: str,
    amount: int,
    due_on: date | None = None,
    note: str = "",
    sure: bool = False,
) -> Claim:
    """An amount that no notice states. Two rents with the same due day are one rent written twice."""
    load().coordination.claim_kind(kind)
    require_likely(case, amount, sure=sure)
    if kind == RENT and due_on is None:
        raise ActRefused(_("Skriv vilken dag hyran skulle ha betalats. Då räknas den inte två gånger."), field="due_on")
    told: dict[str, Any] = {"kind": kind, "amount": amount, "due_on": due_on, "note": note[:400]}
    try:
        with transaction.atomic():
            require(by, Act.RECORD_DEBT, case)
            claim = Claim.objects.create(case=case, recorded_at=now(), recorded_by_id=by.id, **told)
            label = load().coordination.claim_kind(kind).label
            _told(case, by, today, _("Ny rad i skulden: %(label)s.") % {"label": label}, str(claim.pk))
    except IntegrityError as error:
        sentence = _("Hyran med den förfallodagen finns redan i skulden. Ta bort den först, om beloppet är fel.")
        raise ActRefused(sentence, field="due_on") from error
    return claim


def record_payment(
    *,
    case: Case,
    by: Actor,
    today: date,
    paid_on: date,
    amount: int,
    payer: str,
    for_rent_due_on: date | None = None,
    reference: str = "",
    sure: bool = False,
) -> Payment:
    """Money that was paid; ``reference`` is kept word for word, for it may say which rent was meant."""
    load().coordination.payer(payer)
    require_likely(case, amount, sure=sure)
    if paid_on > today:
        raise ActRefused(_("Betalningen kan inte vara gjord efter idag. Kontrollera datumet."), field="paid_on")
    require_within_debt(case, amount, sure=sure)
    told: dict[str, Any] = {"paid_on": paid_on, "amount": amount, "payer": payer, "reference": reference[:200]}
    try:
        with transaction.atomic():
            require(by, Act.RECORD_DEBT, case)
            row = Payment(case=case, for_rent_due_on=for_rent_due_on, recorded_at=now(), recorded_by_id=by.id, **told)
            row.save()
            words = _("Betalning antecknad, gjord %s.") % spoken_day(paid_on, written_on=today)
            _told(case, by, today, words, str(row.pk))
    except IntegrityError as error:
        sentence = _("En likadan betalning är redan antecknad. Är det en till, så skriv vad som skiljer den.")
        raise ActRefused(sentence, field="reference") from error
    return row


def _told(case: Case, by: Actor, today: date, words: str, row: str = "") -> None:
    enter(case=case, by=by, today=today, kind="debt", text=words, shown={"row": row})
    rewrite_open_steps(case)


def rents_of(claims: Iterable[Claim]) -> dict[law.Rent, Claim]:
    """The claims that are rents with a known due day, as the rules see them."""
    return {law.Rent(due_on=row.due_on, amount=row.amount): row for row in claims if row.kind == RENT and row.due_on}
