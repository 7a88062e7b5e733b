"""The rows of money in a case: fetched within it, taken back with a reason, and asked about when an amount is odd."""

from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.errors import ActRefused, SavedByOther, Unseen
from kvar.casework.journal import enter
from kvar.casework.letters.values import kronor
from kvar.casework.plans import rewrite_open_steps
from kvar.content.load import load
from kvar.records.models import Case, Claim, Deviation, JournalEntry, Payment, PromisedPayment

_Row = TypeVar("_Row", Claim, Payment, PromisedPayment, Deviation)


def limit(id: str) -> int:
    """A number that the city has chosen for money."""
    return load().coordination.money_limit(id).value


def row_in(actor: Actor, case: Case, kind: type[_Row], id: UUID) -> _Row:
    """A claim, payment, promise or deviation of a case that the actor sees. Raises Unseen."""
    found = kind._default_manager.filter(pk=id, case=case).first()
    if found is None:
        actor.look.note("refused", f"{kind.__name__.lower()}:{id}")
        raise Unseen
    return found


def require_likely(case: Case, amount: int, *, sure: bool) -> None:
    """An amount far above the rent has often got two digits too many (öre for kronor): ask before it is saved."""
    if amount <= 0:
        raise ActRefused(_("Skriv ett belopp som är större än noll."), field="amount")
    rent = case.household.dwelling.monthly_rent
    if sure or not rent or amount < limit("unlikely_times") * rent:
        return
    told = {"amount": kronor(amount), "times": amount // rent, "rent": kronor(rent)}
    sentence = _(
        "%(amount)s är %(times)d gånger månadshyran (%(rent)s). Är beloppet i kronor? "
        "Kryssa i att det stämmer om det är rätt."
    )
    raise ActRefused(sentence % told, field="sure")


def require_within_debt(case: Case, amount: int, *, sure: bool) -> None:
    """More is paid than is asked for: it happens, and is more often a slip. Silent while no claim is in the debt."""
    claimed, paid = (
        sum(kind._default_manager.filter(case=case, withdrawn_on=None).values_list("amount", flat=True))
        for kind in (Claim, Payment)
    )
    left = max(claimed - paid, 0)
    if sure or not claimed or amount <= left:
        return
    told = {"amount": kronor(amount), "left": kronor(left)}
    sentence = _(
        "%(amount)s är mer än det som är kvar av skulden (%(left)s). Är beloppet rätt, och i kronor? "
        "Kryssa i att det stämmer om det är rätt."
    )
    raise ActRefused(sentence % told, field="sure")


def withdraw_row(
    *, case: Case, by: Actor, today: date, row: Claim | Payment, version: int, reason: str
) -> JournalEntry:
    """Take back a claim or a payment that was wrong. The second of two people is told what stands."""
    if not reason.strip():
        raise ActRefused(_("Skriv varför raden tas bort. Skälet sparas."), field="reason")
    with transaction.atomic():
        require(by, Act.RECORD_DEBT, case)
        standing = type(row)._default_manager.filter(pk=row.pk, case=case, version=version, withdrawn_on=None)
        if not standing.update(withdrawn_on=today, withdrawn_because=reason[:400], version=F("version") + 1):
            sentence = _("En kollega har redan tagit bort eller ändrat raden. Din text är kvar här nedanför.")
            row.refresh_from_db()
            raise SavedByOther(sentence, theirs=row.withdrawn_because or kronor(row.amount), field="reason")
        words = _("En rad i skulden togs bort.")
        entry = enter(case=case, by=by, today=today, kind="debt", text=words, shown={"row": str(row.pk)})
        rewrite_open_steps(case)
    return entry
