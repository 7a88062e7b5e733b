"""Does an undertaking from the board save the home? In writing, to the right one, about the debt, in time, with proof.

JB 12:44 4 st 1, EL 11:3, NGL 8:4, FJV 28 §. A bostadsrätt cannot be saved so (BRL 7:23). An undertaking is not a
payment: the debt is still to be paid (law.md trap 14).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kvar.law.deadline import Deadline, Status
from kvar.law.kinds import SentBy
from kvar.law.reasons import Reason, ReasonKind

NO_WRITING_ASKED = "district_heating_period"
MAY_BE_UNDERTAKEN = frozenset({"board_undertaking", "electricity_period", "gas_period", NO_WRITING_ASKED})
NO_SUCH_TIME = frozenset({Status.NOT_APPLICABLE, Status.NOT_STARTED, Status.NOT_IN_FORCE})


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


def undertaking_finding(given: Undertaking, deadline: Deadline) -> UndertakingFinding:
    """Does this undertaking answer this deadline (R05, R20, R21 or R21b)? It flags; people decide.

    In time only when it is so on every reading of the deadline, too late only when it is so on every one. A registered
    letter may count from its posting (JB 12:63 read together with 44 §). That is our own reading, so it is a doubt
    until a lawyer has confirmed it (law.md trap 13).
    """
    doubts = _doubts(given, deadline)
    faults = tuple(Reason(kind=ReasonKind.FACT, name=name) for name, wrong in _faults(given, deadline).items() if wrong)
    missing = _missing(given, deadline)
    in_time = _is_in_time(given.received_on, deadline)
    if in_time is False and not doubts:
        faults = (*faults, Reason(kind=ReasonKind.FACT, name="undertaking_too_late", day=given.received_on))
    settled = in_time is True and not missing and not doubts
    return UndertakingFinding(
        holds=False if faults else True if settled else None,
        told_on=given.received_on,
        faults=faults,
        missing=missing,
        doubts=doubts,
    )


def _faults(given: Undertaking, deadline: Deadline) -> dict[str, bool]:
    """FJV 28 § asks for no writing, so there it is a doubt. For a fee no undertaking helps (BRL 7:23)."""
    return {
        "undertaking_not_possible": deadline.id not in MAY_BE_UNDERTAKEN or deadline.status in NO_SUCH_TIME,
        "undertaking_not_in_writing": given.in_writing is False and deadline.id != NO_WRITING_ASKED,
        "undertaking_not_to_the_creditor": given.told_to not in (None, ToldTo.CREDITOR),
        "undertaking_not_about_the_debt": given.about_the_debt is False,
    }


def _is_in_time(told_on: date | None, deadline: Deadline) -> bool | None:
    """None while a day is not known, or while one reading says yes and another no: nobody is told that time is over."""
    days = [deadline.last_day, *(other.last_day for other in deadline.alternatives)]
    known = [day for day in days if day]
    if told_on is None or deadline.last_day is None:
        return None
    if told_on <= min(known):
        return True
    return False if told_on > max(known) else None


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
    return (*_posted_in_time(given, deadline), *_not_written(given, deadline))


def _posted_in_time(given: Undertaking, deadline: Deadline) -> tuple[Reason, ...]:
    """Posted in time and registered, but it reached the creditor later, or nobody knows when."""
    last_day, sent_on = deadline.last_day, given.sent_on
    if given.sent_by is not SentBy.REGISTERED_LETTER or last_day is None or sent_on is None or sent_on > last_day:
        return ()
    if given.received_on and given.received_on <= last_day:
        return ()
    posted = Reason(kind=ReasonKind.FACT, name="undertaking_posted_in_time", day=sent_on)
    return (posted, Reason(kind=ReasonKind.SOURCE, name="jb-12-63"))


def _not_written(given: Undertaking, deadline: Deadline) -> tuple[Reason, ...]:
    if given.in_writing is not False or deadline.id != NO_WRITING_ASKED:
        return ()
    return (Reason(kind=ReasonKind.FACT, name="put_it_in_writing"), Reason(kind=ReasonKind.SOURCE, name="fjv-28"))
