"""Does an undertaking from the board save the home? In writing, to the right one, about the debt, in time, with proof.

JB 12:44 4 st 1, EL 11:3, NGL 8:4, FJV 28 §. A bostadsrätt cannot be saved so (BRL 7:23). An undertaking is not a
payment: the debt is still to be paid (law.md trap 14).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kvar.law.deadline import Deadline
from kvar.law.kinds import SentBy, Tenure
from kvar.law.reasons import Reason, ReasonKind


class ToldTo(StrEnum):
    """Who was told. Only the creditor counts: the landlord, or the company that sent the notice."""

    CREDITOR = "creditor"
    TENANT = "tenant"
    ENFORCEMENT_AUTHORITY = "enforcement_authority"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Undertaking:
    """What the board did. None = nobody has said.

    ``sent_on``: posted or sent, ``received_on``: it reached the creditor. ``proof``: a receipt, an answer or a
    registered letter's slip is kept.
    """

    in_writing: bool | None = None
    told_to: ToldTo | None = None
    about_the_debt: bool | None = None
    sent_by: SentBy | None = None
    sent_on: date | None = None
    received_on: date | None = None
    proof: bool | None = None


@dataclass(frozen=True, kw_only=True)
class UndertakingFinding:
    """``holds``: True when all that the law asks for is there, False when something is known to fail, None till then.

    ``told_on``: the day it counts from. ``faults``: why it fails. ``missing``: what must be found out or kept.
    ``doubts``: what a lawyer has to judge.
    """

    holds: bool | None
    told_on: date | None
    faults: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    doubts: tuple[Reason, ...] = ()


def undertaking_finding(given: Undertaking, deadline: Deadline, *, tenure: Tenure | None) -> UndertakingFinding:
    """Does this undertaking answer this deadline (R05, R20, R21 or R21b)? It flags; people decide.

    A registered letter may count from its posting (JB 12:63 read together with 44 §). That is our own reading, so it is
    a doubt until a lawyer has confirmed it, and then the day it reached the creditor decides (law.md trap 13).
    """
    told_on = given.received_on
    faults = [*_faults(given, tenure), *_late(told_on, deadline)]
    missing = _missing(given, deadline)
    return UndertakingFinding(
        holds=False if faults else None if missing else True,
        told_on=told_on,
        faults=tuple(faults),
        missing=missing,
        doubts=_doubts(given, deadline),
    )


def _faults(given: Undertaking, tenure: Tenure | None) -> list[Reason]:
    wrong = {
        "undertaking_not_in_writing": given.in_writing is False,
        "undertaking_not_to_the_creditor": given.told_to not in (None, ToldTo.CREDITOR),
        "undertaking_not_about_the_debt": given.about_the_debt is False,
        "undertaking_impossible_for_condominium": tenure is Tenure.CONDOMINIUM,
    }
    return [Reason(kind=ReasonKind.FACT, name=name) for name, is_wrong in wrong.items() if is_wrong]


def _late(told_on: date | None, deadline: Deadline) -> list[Reason]:
    """Too late only against a certain last day: while the day is not known nobody is told that time is over."""
    if told_on is None or deadline.last_day is None or told_on <= deadline.last_day:
        return []
    return [Reason(kind=ReasonKind.FACT, name="undertaking_too_late", day=told_on)]


def _missing(given: Undertaking, deadline: Deadline) -> tuple[str, ...]:
    needed = {
        "undertaking_in_writing": given.in_writing,
        "undertaking_told_to": given.told_to,
        "undertaking_about_the_debt": given.about_the_debt,
        "undertaking_received_on": given.received_on,
        "undertaking_proof": given.proof or None,
    }
    lacking = tuple(name for name, said in needed.items() if said is None)
    return lacking if deadline.last_day else (*lacking, *deadline.missing)


def _doubts(given: Undertaking, deadline: Deadline) -> tuple[Reason, ...]:
    """Posted in time and registered, but it reached the creditor later, or nobody knows when."""
    registered = given.sent_by is SentBy.REGISTERED_LETTER and given.sent_on is not None
    if not registered or deadline.last_day is None or given.sent_on is None or given.sent_on > deadline.last_day:
        return ()
    if given.received_on and given.received_on <= deadline.last_day:
        return ()
    posted = Reason(kind=ReasonKind.FACT, name="undertaking_posted_in_time", day=given.sent_on)
    return (posted, Reason(kind=ReasonKind.SOURCE, name="jb-12-63"))
