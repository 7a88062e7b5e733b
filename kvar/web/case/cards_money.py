"""The card *Skuld*: what is owed and what we have promised, and the way to the debt."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvar.casework.casefile import CaseFile
from kvar.casework.casefile.papers import DebtShown
from kvar.content.load import load
from kvar.web.ui.wording import balance_words, kronor, short_day

Card = dict[str, Any]
NEAR_ENOUGH = 0.1  # a debt this close to whole monthly rents is told as months


def debt_words(debt: DebtShown) -> str:
    """*14 300 kr, två månadshyror*; or that nobody knows."""
    if debt.amount is None:
        return _("beloppet är inte känt")
    months = round(debt.amount / debt.monthly_rent) if debt.monthly_rent else 0
    if not months or abs(debt.amount - months * debt.monthly_rent) > NEAR_ENOUGH * debt.monthly_rent:
        return kronor(debt.amount)
    return f"{kronor(debt.amount)}, " + ngettext("%d månadshyra", "%d månadshyror", months) % months


def debt_card(file: CaseFile, today: date) -> Card:
    """What is owed, and the payment we have promised next. It leads to the debt, for those who may see it."""
    debt = file.debt
    rows: list[Card] = []
    if debt.counted:
        counted = ngettext("enligt %d underrättelse", "enligt %d underrättelser", debt.counted) % debt.counted
        rows.append({"text": debt_words(debt), "note": counted})
    if debt.monthly_rent is not None:
        rows.append({"text": _("Månadshyra %s") % kronor(debt.monthly_rent)})
    if debt.paid_on:
        rows.append({"text": _("Betald %s") % short_day(debt.paid_on, today)})
    link = {}
    if "see_debt" in file.may:
        rows += _of_money(file, today)
        link = {"url": reverse("money:debt", args=[file.case.pk]), "action": _("öppna")}
    return {"id": "skuld", "title": _("Skuld"), "empty": _("Beloppet är inte känt."), "rows": rows, **link}


def _of_money(file: CaseFile, today: date) -> list[Card]:
    money, rows = file.money, []
    if money.balance is not None:
        rows.append({"text": _("Hela skulden. %s") % balance_words(money.balance)})
    if money.missed:
        rows.append({"text": _("Blev inte av i tid: %d") % money.missed, "note": _("betalning vi har lovat")})
    if money.to_report:
        rows.append({"text": _("Avvikelse att rapportera: %d") % money.to_report})
    if money.next_due_on:
        state = load().coordination.promise_state(money.next_state).label
        rows.append({"text": _("Vi betalar %s") % short_day(money.next_due_on, today), "note": state})
    return rows
