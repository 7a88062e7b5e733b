"""Conditions about what the papers are about: disturbance, sublet, electricity, fee, or nothing terminated yet."""

from collections.abc import Callable

from kvar.law.conditions.finding import NO, Finding, condition, first_arrived, notices_about
from kvar.law.debts import is_about
from kvar.law.facts import Facts, Notice
from kvar.law.kinds import DEBT_GROUNDS, DISTURBANCE_GROUNDS, UTILITY_GROUNDS, Ground, Tenure


@condition
def disturbance_at_stake(facts: Facts, subject: str) -> Finding:
    """Is a notice about disturbances or neglect? Not known for a KFM notice whose cause nobody has linked."""
    return _told(facts, subject, lambda notice: is_about(notice, DISTURBANCE_GROUNDS))


@condition
def serious_disturbance(facts: Facts, subject: str) -> Finding:
    """Has a copy of a termination for especially serious disturbances come (JB 12:42 4 st)?"""
    return _told(facts, subject, lambda notice: notice.ground is Ground.SERIOUS_DISTURBANCE)


@condition
def disturbance_not_terminated(facts: Facts, subject: str) -> Finding:
    """A warning about disturbances, and nobody knows of a termination yet: there is time for support."""
    if any(_is_terminated(notice) for notice in facts.notices):
        return NO
    return _told(facts, subject, lambda notice: notice.ground is Ground.DISTURBANCE)


@condition
def sublet_at_stake(facts: Facts, subject: str) -> Finding:
    """Is a notice about an unlawful sublet?"""
    return _told(facts, subject, lambda notice: is_about(notice, frozenset({Ground.UNLAWFUL_SUBLET})))


@condition
def utility_debt(facts: Facts, subject: str) -> Finding:
    """Is a notice about electricity, gas or district heating?"""
    return _told(facts, subject, lambda notice: is_about(notice, UTILITY_GROUNDS))


@condition
def fee_owed_for_condominium(facts: Facts, subject: str) -> Finding:
    """A fee for a bostadsrätt is owed: the board cannot take on payment responsibility (BRL 7:23)."""

    def is_fee(notice: Notice) -> bool | None:
        if facts.tenancy.tenure not in (None, Tenure.CONDOMINIUM):
            return False
        grounds = {Ground.FEE_ARREARS} | ({Ground.RENT_ARREARS} if facts.tenancy.tenure else set())
        return is_about(notice, frozenset(grounds))

    return _told(facts, subject, is_fee)


@condition
def only_an_early_signal(facts: Facts, subject: str) -> Finding:
    """Somebody has told of a debt or a worry, and nothing is terminated: no clock runs (practice.md N0)."""
    early = [notice for notice in facts.notices if notice.early_signal and notice.ground in DEBT_GROUNDS]
    if not early or any(notice.ground is not Ground.CHILD_REPORT for notice in facts.notices if notice not in early):
        return NO
    return Finding(yes=True, since=min(facts.arrival_of(notice) for notice in early))


def _told(facts: Facts, subject: str, asked: Callable[[Notice], bool | None]) -> Finding:
    return first_arrived(facts, [(notice, asked(notice)) for notice in notices_about(facts, subject)])


def _is_terminated(notice: Notice) -> bool:
    return notice.terminated_on is not None or notice.ground in (Ground.SERIOUS_DISTURBANCE, Ground.ENFORCEMENT)
