"""Which rent a payment pays: as the debtor directed it, else as NJA 2013 s. 1190 suggests. People decide."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kvar.law.facts import Notice, Rent
from kvar.law.reasons import Reason, ReasonKind


@dataclass(frozen=True, kw_only=True)
class Payment:
    """Money that was paid. ``on``: the day the bank took the order, not the booking day (JB 12:20 3 st, trap 19).

    ``amount`` is öre. ``for_rent_due_on``: the rent the debtor named, None when the payment names none. ``reference``
    is what the debtor wrote, kept word for word (trap 17).
    """

    on: date
    amount: int
    for_rent_due_on: date | None = None
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class Allocation:
    """A part of a payment put to one rent, in öre. ``suggested``: nobody directed it, so people decide."""

    payment: Payment
    rent: Rent
    amount: int
    suggested: bool
    reasons: tuple[Reason, ...] = ()


def allocations(
    rents: Iterable[Rent], payments: Iterable[Payment], *, threatened: Sequence[Rent] = ()
) -> tuple[Allocation, ...]:
    """Each payment put to the rents, in the order the bank took them.

    A directed payment pays the rent it names, even before that is due, and no other (NJA 2002 s. 577). The rest goes
    first to the ``threatened`` rents, whose non-payment costs the home, if the landlord could see that (NJA 2013
    s. 1190), then to the oldest. That is a suggestion with its source and never more: nothing here stops a clock.
    """
    ordered = sorted(rents, key=lambda rent: (rent not in threatened, rent.due_on))
    left = {rent: rent.amount or 0 for rent in ordered}
    found: list[Allocation] = []
    for payment in sorted(payments, key=lambda payment: payment.on):
        found.extend(_put(payment, ordered, left))
    return tuple(found)


def _put(payment: Payment, ordered: Sequence[Rent], left: dict[Rent, int]) -> Iterable[Allocation]:
    named = payment.for_rent_due_on
    chosen = [rent for rent in ordered if named in (None, rent.due_on)]
    money = payment.amount
    for rent in chosen:
        amount = min(money, left[rent])
        if amount <= 0:
            continue
        left[rent] -= amount
        money -= amount
        yield Allocation(
            payment=payment,
            rent=rent,
            amount=amount,
            suggested=named is None,
            reasons=(Reason(kind=ReasonKind.SOURCE, name="nja-2002-577" if named else "nja-2013-1190"),),
        )


def covered_on(rents: Iterable[Rent], found: Iterable[Allocation], *, suggested: bool = False) -> date | None:
    """The day all the rents were covered; None while they are not, or while an amount is not known.

    Part payment does not cover (trap 17). Allocations that nobody directed count only with ``suggested``.
    """
    paid, last = _paid(found, suggested=suggested)
    days: list[date] = []
    for rent in rents:
        if rent.amount is None or paid.get(rent, 0) < rent.amount:
            return None
        days += [last[rent]] if rent in last else []
    return max(days, default=None)


def _paid(found: Iterable[Allocation], *, suggested: bool) -> tuple[Mapping[Rent, int], Mapping[Rent, date]]:
    """Öre by rent, and the day of the newest payment to it."""
    paid: dict[Rent, int] = {}
    last: dict[Rent, date] = {}
    for one in found:
        if suggested or not one.suggested:
            paid[one.rent] = paid.get(one.rent, 0) + one.amount
            last[one.rent] = max(last.get(one.rent, one.payment.on), one.payment.on)
    return MappingProxyType(paid), MappingProxyType(last)


def shared_rents(one: Notice, other: Notice) -> tuple[Rent, ...]:
    """The rents that both notices claim: arrears and notices are many to many (trap 20).

    Two notices that share a rent are about the same debt as far as that rent goes; linking them is people's choice.
    """
    due = {rent.due_on for rent in other.rents}
    return tuple(rent for rent in one.rents if rent.due_on in due)
