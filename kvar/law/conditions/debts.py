"""Conditions about the debt, the notices and the clock. For the subject ``case`` they look at every notice."""

from datetime import date
from itertools import pairwise

from kvar.law.conditions.finding import NO, Finding, condition, first_arrived, notices_about, unknown
from kvar.law.debts import is_about, paid_on, same_debt, undertaking_received_on
from kvar.law.facts import Facts, Notice
from kvar.law.kinds import DEBT_GROUNDS, UTILITY_GROUNDS, Ground, Tenure
from kvar.law.periods import Period, Unit, ends_on
from kvar.law.service import day_served, tenure_served_in

TWELVE_MONTHS = Period(number=12, unit=Unit.MONTHS)  # the routine's own limit (practice.md H04, B15)
TWO_YEARS = Period(number=24, unit=Unit.MONTHS)  # and for debts (practice.md E01)


@condition
def debt_at_stake(facts: Facts, subject: str) -> Finding:
    """Unpaid rent, fee, electricity, gas or heating. Not known for a KFM notice whose cause nobody has linked."""
    return first_arrived(facts, [(notice, is_about(notice, DEBT_GROUNDS)) for notice in notices_about(facts, subject)])


@condition
def rent_debt_in_rental(facts: Facts, subject: str) -> Finding:
    """Unpaid rent for a rented dwelling. An unknown tenure counts as rental until somebody knows better."""
    return first_arrived(facts, [(notice, _is_rent(facts, notice)) for notice in notices_about(facts, subject)])


@condition
def undertaking_possible(facts: Facts, subject: str) -> Finding:
    """May the board take on payment responsibility (JB 12:44, EL 11:3, NGL 8:4, FJV 28)? Never for a fee (BRL 7:23)."""
    unpaid = [notice for notice in notices_about(facts, subject) if not paid_on(facts, notice)]
    return first_arrived(facts, [(notice, _may_be_undertaken(facts, notice)) for notice in unpaid])


@condition
def undertaking_settled(facts: Facts, subject: str) -> Finding:
    """Has the creditor got the board's written undertaking in time, or has the board decided not to give one?

    A decision to take it on is not enough: what saves the home is that the creditor has it (JB 12:44, EL 11:3).
    """
    about = [notice for notice in notices_about(facts, subject) if _may_be_undertaken(facts, notice) is not False]
    days = [undertaking_received_on(facts, notice) or notice.undertaking_refused_on for notice in about]
    known = [day for day in days if day]
    return Finding(yes=True, since=max(known)) if known and len(known) == len(days) else NO


@condition
def several_notices_within_12_months(facts: Facts, subject: str) -> Finding:
    """Did a notice arrive within 12 months after another, in this case or an earlier? ``since``: the newest arrival."""
    days = [facts.arrival_of(notice) for notice in repeated_notices(facts, subject)]
    return Finding(yes=True, since=max(days)) if days else NO


@condition
def notices_linked(facts: Facts, subject: str) -> Finding:
    """Is every notice that followed on another linked to one about the same debt, in this case or an earlier?"""
    repeated = repeated_notices(facts, subject)
    earlier = {notice.id for notice in facts.earlier_notices}
    alone = [notice for notice in repeated if notice.same_debt_as not in earlier]
    if not repeated or any(len(same_debt(facts, notice)) == 1 for notice in alone):
        return NO
    return Finding(yes=True, since=max(facts.arrival_of(notice) for notice in repeated))


@condition
def repeated_debts(facts: Facts, subject: str) -> Finding:
    """Has the household more than one debt, here or in an earlier case within two years?

    Notices that nobody has linked are counted as debts of their own.
    """
    debts = [notice for notice in facts.notices if is_about(notice, DEBT_GROUNDS)]
    first = {same_debt(facts, notice)[0]: facts.arrival_of(notice) for notice in reversed(debts)}
    earlier = {notice.id: notice.arrived_on for notice in facts.earlier_notices if notice.cause in DEBT_GROUNDS}
    own = [day for notice, day in first.items() if notice.same_debt_as not in earlier]
    before = [day for day in earlier.values() if any(day <= newer <= ends_on(TWO_YEARS, day) for newer in own)]
    days = sorted([*own, *before])
    return Finding(yes=True, since=days[1]) if len(days) > 1 else NO


@condition
def amount_is_known(facts: Facts, subject: str) -> Finding:
    """Does a notice say how much is owed?"""
    return first_arrived(facts, [(notice, notice.amount is not None) for notice in notices_about(facts, subject)])


@condition
def more_than_one_month_owed(facts: Facts, subject: str) -> Finding:
    """Is more owed than one month's rent? The newest notice of each debt says how much."""
    rent = facts.tenancy.monthly_rent
    newest = {same_debt(facts, notice)[0].id: notice for notice in _debts(facts, subject) if not paid_on(facts, notice)}
    owed = [notice.amount for notice in newest.values()]
    if not newest:
        return NO
    if rent is not None and sum(amount or 0 for amount in owed) > rent:
        return Finding(yes=True, since=max(facts.arrival_of(notice) for notice in newest.values()))
    if rent is None or None in owed:
        return unknown("monthly_rent" if rent is None else "amount")
    return NO


@condition
def debt_is_solved(facts: Facts, subject: str) -> Finding:
    """Is every debt paid, or taken on in writing by the board? An undertaking still has to be paid."""
    days = [_solved_on(facts, notice) for notice in _debts(facts, subject)]
    known = [day for day in days if day]
    return Finding(yes=True, since=max(known)) if known and len(known) == len(days) else NO


@condition
def service_is_known(facts: Facts, subject: str) -> Finding:
    """Is it known for every tenant when the underrättelse was served?"""
    days = [_services_known_on(facts, notice) for notice in _debts(facts, subject)]
    known = [day for day in days if day]
    return Finding(yes=True, since=max(known)) if known and len(known) == len(days) else NO


@condition
def service_question_settled(facts: Facts, subject: str) -> Finding:
    """Does nobody need to ask about service any more: known, debt solved, or the notice judged not to count?"""
    notices = _debts(facts, subject)
    days = [_service_settled_on(facts, notice) for notice in notices]
    known = [day for day in days if day]
    return Finding(yes=True, since=max(known)) if known and len(known) == len(days) else NO


@condition
def position_taken(facts: Facts, subject: str) -> Finding:
    """Has somebody decided, for every notice, to open an investigation or not (SoL 14:2)?"""
    days = [notice.position_taken_on for notice in notices_about(facts, subject)]
    known = [day for day in days if day]
    return Finding(yes=True, since=max(known)) if known and len(known) == len(days) else NO


def repeated_notices(facts: Facts, subject: str) -> tuple[Notice, ...]:
    """The notices of the case that arrived within 12 months after another one, in this case or an earlier."""
    here = [(facts.arrival_of(notice), notice) for notice in facts.notices]
    known: list[tuple[date, Notice | None]] = [(notice.arrived_on, None) for notice in facts.earlier_notices]
    ordered = sorted([*known, *here], key=lambda arrived: arrived[0])
    about = {notice.id for notice in notices_about(facts, subject)}
    return tuple(
        later
        for (before, _earlier), (day, later) in pairwise(ordered)
        if later is not None and later.id in about and day <= ends_on(TWELVE_MONTHS, before)
    )


def _debts(facts: Facts, subject: str) -> tuple[Notice, ...]:
    return tuple(notice for notice in notices_about(facts, subject) if is_about(notice, DEBT_GROUNDS))


def _is_rent(facts: Facts, notice: Notice) -> bool | None:
    if facts.tenancy.tenure not in (None, Tenure.RENTAL):
        return False
    return is_about(notice, frozenset({Ground.RENT_ARREARS}))


def _may_be_undertaken(facts: Facts, notice: Notice) -> bool | None:
    if not notice.starts_clock:
        return False
    return is_about(notice, UTILITY_GROUNDS) or _is_rent(facts, notice)


def _solved_on(facts: Facts, notice: Notice) -> date | None:
    undertaken = None if _cannot_be_undertaken(facts, notice) else undertaking_received_on(facts, notice)
    return paid_on(facts, notice) or undertaken


def _cannot_be_undertaken(facts: Facts, notice: Notice) -> bool:
    """A fee, and whatever is owed for a bostadsrätt (BRL 7:23). What nobody knows yet is not ruled out."""
    return is_about(notice, UTILITY_GROUNDS) is False and _is_rent(facts, notice) is False


def _services_known_on(facts: Facts, notice: Notice) -> date | None:
    """Known from the day it arrived at the earliest: before that the board had nothing to know it by.

    A service that does not count tells nobody when the clock starts.
    """
    tenure = tenure_served_in(notice.ground, facts.tenancy.tenure)
    days = [day_served(service, tenure) for service in notice.services]
    known = [day for day in days if day]
    return max(facts.arrival_of(notice), *known) if known and len(known) == len(days) else None


def _service_settled_on(facts: Facts, notice: Notice) -> date | None:
    if notice.valid is False or not notice.starts_clock:
        return facts.arrival_of(notice)
    return _services_known_on(facts, notice) or _solved_on(facts, notice)
