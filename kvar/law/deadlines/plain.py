"""Rules with one event: a length counted from one known day, or a duty without days. And who a rule is not for."""

from datetime import date
from functools import lru_cache

from kvar.law.deadline import Alternative, Deadline, Status
from kvar.law.deadlines.count import count_for, counted, without_days
from kvar.law.deadlines.starts import Start
from kvar.law.facts import Facts, Notice
from kvar.law.kinds import Ground, Tenure
from kvar.law.known import KNOWN_DAYS, NO_NOTICE
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.values import LawValues

NO_CLOCK = "no_clock"  # the ground of a paper that starts no period: an early signal, hyresnämnden's notice


def from_day(
    facts: Facts,
    law: LawValues,
    *,
    name: str,
    fact: str,
    notice: Notice = NO_NOTICE,
    acted: Reason | None = None,
    counted_as: str | None = None,
    others: tuple[Alternative, ...] = (),
    lacking: tuple[str, ...] = (),
) -> Deadline:
    """The value counted from the day of one fact; *unknown* while nobody knows that day.

    ``counted_as`` takes the length from another value (two weeks for a defendant abroad). ``lacking``: what the choice
    of this rule rests on and nobody has said. Raises NotInForce.
    """
    start_on = KNOWN_DAYS[fact](facts, notice)
    if start_on is None:
        return unknown(law, name=name, missing=(fact,), notice=notice)
    count = count_for(facts, notice, law, name=counted_as or name)
    start = Start(days=(start_on,), earliest=start_on, reasons=(Reason(kind=ReasonKind.FACT, name=fact, day=start_on),))
    found = counted(count, said_to_lack(start, lacking), acted=acted, others=others)
    return found._replace(id=name)


def unknown(law: LawValues, *, name: str, missing: tuple[str, ...], notice: Notice = NO_NOTICE) -> Deadline:
    """The answer while no event of the rule is known: what is missing, and no day."""
    reasons = tuple(Reason(kind=ReasonKind.MISSING, name=fact) for fact in missing)
    return without_days(law, notice, name=name, status=Status.UNKNOWN, missing=missing, reasons=reasons)


def duty(
    facts: Facts,
    law: LawValues,
    *,
    name: str,
    fact: str,
    since: date | None,
    notice: Notice = NO_NOTICE,
    done_on: date | None = None,
    done_by: date | None = None,
) -> Deadline:
    """A duty without a number of days: *at once*, *before termination*. It has a start and never a last day.

    ``done_by``: the day it had to be done at the latest, where another event sets one. Raises NotInForce.
    """
    if since is None:
        return unknown(law, name=name, missing=(fact,), notice=notice)
    row = law.value(name).row_for(facts, notice)
    assert row.timing is not None, f"{name} has days and is not a duty"
    when = Reason(kind=ReasonKind.PERIOD, name=row.timing.value)
    event = Reason(kind=ReasonKind.FACT, name=fact, day=since)
    return without_days(
        law,
        notice,
        name=name,
        status=_status_of_duty(done_on, done_by),
        row=row,
        starts_on=since,
        reasons=(event, when, *row.reasons),
    )


def _status_of_duty(done_on: date | None, done_by: date | None) -> Status:
    if done_on is None:
        return Status.RUNNING
    return Status.LATE if done_by and done_on > done_by else Status.MET


def not_for(
    facts: Facts,
    notice: Notice,
    *,
    grounds: tuple[Ground | None, ...],
    tenures: tuple[Tenure | None, ...] | None = None,
) -> Reason | None:
    """Why a rule is not for this notice: its ground, or how the home is held. None when it may be."""
    ground = notice.ground if notice.starts_clock else NO_CLOCK
    return _not_for(ground, facts.tenancy.tenure, grounds, tenures)


@lru_cache(maxsize=1024)  # the same few questions for every notice of a country
def _not_for(
    ground: Ground | str | None,
    tenure: Tenure | None,
    grounds: tuple[Ground | None, ...],
    tenures: tuple[Tenure | None, ...] | None,
) -> Reason | None:
    if ground not in grounds:
        return Reason(kind=ReasonKind.FACT, name="ground", text=ground)
    if tenures is not None and tenure not in tenures:
        return Reason(kind=ReasonKind.FACT, name="tenure", text=tenure)
    return None


def not_applicable(law: LawValues, notice: Notice, *, name: str, why: Reason) -> Deadline:
    """The answer of a rule that is not for this notice; while nobody has said what decides that, *unknown*."""
    if why.text is None:
        return unknown(law, name=name, missing=(why.name,), notice=notice)
    return _not_applicable(law, notice.id, name, why)


@lru_cache(maxsize=4096)  # most rules are not for most notices: a third of the time of a whole case
def _not_applicable(law: LawValues, notice_id: str, name: str, why: Reason) -> Deadline:
    return without_days(law, Notice(id=notice_id), name=name, status=Status.NOT_APPLICABLE, reasons=(why,))


def not_known(facts: Facts, notice: Notice) -> tuple[str, ...]:
    """What the choice of a rule rests on and nobody has said: the answer is then counted, and says so."""
    missing = ("tenure",) if facts.tenancy.tenure is None else ()
    return (*missing, "ground") if notice.ground is None else missing


def said_to_lack(start: Start, missing: tuple[str, ...]) -> Start:
    """The same start, which also says what nobody knows."""
    if not missing:
        return start
    reasons = tuple(Reason(kind=ReasonKind.MISSING, name=fact) for fact in missing)
    return start._replace(missing=(*start.missing, *missing), reasons=(*start.reasons, *reasons))
