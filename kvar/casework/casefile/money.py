"""What the card *Skuld* says of the money: the balance of what was taken in, and the next payment we have promised."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from kvar.records.models import Case, Claim, Payment, PromisedPayment

RUNNING = ("undecided", "decided", "sent", "missed")


@dataclass(frozen=True, kw_only=True)
class MoneyShown:
    """``balance`` in öre, None while no claim is in the debt. ``next_state`` is a code.

    ``to_report``: drafts of a lex Sarah report that nobody has settled.
    """

    balance: int | None
    next_due_on: date | None
    next_state: str
    missed: int
    to_report: int


def money_of(case: Case) -> MoneyShown:
    """Two queries: claims and payments together, and the promised payments that still run."""
    claims = (
        Claim.objects.filter(case=case, withdrawn_on=None).order_by().values_list("case").annotate(all=Sum("amount"))
    )
    paid = (
        Payment.objects.filter(case=case, withdrawn_on=None).order_by().values_list("case").annotate(all=-Sum("amount"))
    )
    sums = [amount for _case, amount in claims.union(paid, all=True)]
    told = PromisedPayment.objects.filter(Q(state__in=RUNNING) | Q(deviation__state="draft"), case=case)
    rows = list(told.select_related("deviation").order_by("due_on", "id"))
    running = [row for row in rows if row.state in RUNNING]
    return MoneyShown(
        balance=sum(sums) if any(amount > 0 for amount in sums) else None,
        next_due_on=running[0].due_on if running else None,
        next_state=running[0].state if running else "",
        to_report=sum(hasattr(row, "deviation") and row.deviation.state == "draft" for row in rows),
        missed=sum(row.state == "missed" for row in running),
    )
