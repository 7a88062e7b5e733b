"""Late rent (JB 12:42, 12:44, 12:55 e; lag 2026:772): when it is late, and how long the home can be saved."""

from dataclasses import replace
from datetime import date

from kvar.law.deadline import Deadline, Status
from kvar.law.deadlines.count import act, count_for, counted, without_days
from kvar.law.deadlines.plain import duty, from_day, not_applicable, not_for, not_known, said_to_lack
from kvar.law.deadlines.starts import Start, later_of_service_and_notice, service_of
from kvar.law.debts import paid_on, undertaking_received_on
from kvar.law.facts import Facts, Notice
from kvar.law.kinds import Ground, Tenure
from kvar.law.known import NO_NOTICE
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.values import LawValues

RENT = (Ground.RENT_ARREARS, None)
DWELLING = (Tenure.RENTAL, None)
STOPPED = (Status.NOT_APPLICABLE, Status.NOT_STARTED)


def rent_delay(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R01: until when rent for a dwelling can be paid before the tenancy may be forfeited (JB 12:42 1 st 1).

    Whether the last day rolls is unsettled: both days are given. Raises NotInForce before 1980.
    """
    return _delay(facts, notice, law, name="rent_delay", tenures=DWELLING)


def premises_rent_delay(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R02: the same for premises, two vardagar (JB 12:42 1 st 2). Raises NotInForce before 1980."""
    return _delay(facts, notice, law, name="premises_rent_delay", tenures=(Tenure.PREMISES,))


def private_let_rent_delay(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R03: the same for a private let, two weeks (lag 2026:772 6:3). Raises NotInForce before 2026-07-01."""
    return _delay(facts, notice, law, name="private_let_rent_delay", tenures=(Tenure.PRIVATE_LET,))


def _delay(facts: Facts, notice: Notice, law: LawValues, *, name: str, tenures: tuple[Tenure | None, ...]) -> Deadline:
    other = not_for(facts, notice, grounds=RENT, tenures=tenures)
    if other:
        return not_applicable(law, notice, name=name, why=other)
    paid, lacking = act("paid_on", paid_on(facts, notice)), not_known(facts, notice)
    found = from_day(facts, law, name=name, fact="rent_due_on", notice=notice, acted=paid, lacking=lacking)
    return _never_too_late_by_guess(found, lacking)


def recovery_period(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R04 återvinningsfrist: until when payment saves the home (JB 12:44 1 st 1). Raises NotInForce before 1980."""
    paid = act("paid_on", paid_on(facts, notice))
    return _time_to_act(facts, notice, law, name="recovery_period", acted=paid)


def board_undertaking(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R05: until when the landlord must have the board's written undertaking (JB 12:44 4 st 1).

    An undertaking is not a payment (law.md trap 14): R04 runs on. Raises NotInForce before 1980.
    """
    undertaken = act("undertaking_received_on", undertaking_received_on(facts, notice))
    return _time_to_act(facts, notice, law, name="board_undertaking", acted=undertaken)


def _time_to_act(facts: Facts, notice: Notice, law: LawValues, *, name: str, acted: Reason | None) -> Deadline:
    if facts.tenancy.tenure is Tenure.PRIVATE_LET and _under_earlier_law(facts, notice, law):
        return _if_the_land_code_applies(facts, notice, law, name=name)
    other = not_for(facts, notice, grounds=RENT, tenures=DWELLING)
    if other:
        return not_applicable(law, notice, name=name, why=other)
    if notice.valid is False:
        judged = Reason(kind=ReasonKind.FACT, name="board_notice_not_valid")
        return without_days(law, notice, name=name, status=Status.NOT_STARTED, reasons=(judged,))
    lacking = not_known(facts, notice)
    start = said_to_lack(later_of_service_and_notice(notice, facts.tenancy.tenure, law), lacking)
    return _never_too_late_by_guess(counted(count_for(facts, notice, law, name=name), start, acted=acted), lacking)


def _never_too_late_by_guess(found: Deadline, lacking: tuple[str, ...]) -> Deadline:
    """While nobody has said which law applies, nobody is told that time is over (law.md trap 2)."""
    return found._replace(status=Status.UNKNOWN) if lacking and found.status is Status.LATE else found


def _under_earlier_law(facts: Facts, notice: Notice, law: LawValues) -> bool:
    """A private let whose rent fell due before lag 2026:772: the older law may still lead to JB 12:44 (law.md 1.9)."""
    if not_for(facts, notice, grounds=RENT):
        return False
    day = law.value("recovery_period").chosen_on(facts, notice)
    return day is not None and day < law.value("private_let_rent_delay").rows[0].from_


def _if_the_land_code_applies(facts: Facts, notice: Notice, law: LawValues, *, name: str) -> Deadline:
    """Which law the contract follows has to be found out; meanwhile the day that protects the household is shown."""
    rental = replace(facts, tenancy=replace(facts.tenancy, tenure=Tenure.RENTAL))
    found = _time_to_act(rental, notice, law, name=name, acted=None)
    if found.status is Status.NOT_STARTED:
        return found
    days = [found.last_day, *(other.last_day for other in found.alternatives)]
    count = count_for(facts, notice, law, name=name)
    first = min((day for day in days if day), default=None)
    why = Reason(kind=ReasonKind.MISSING, name="earlier_private_let_law")
    return found._replace(
        status=Status.UNKNOWN,
        starts_on=None,
        last_day=None,
        alternatives=(count.alternative("earlier_private_let_law", first),) if first else (),
        missing=("tenure", *found.missing),
        reasons=(why, *found.reasons),
    )


def recovery_period_premises(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R07: until when payment saves premises; the tenant's service alone starts it (JB 12:44 1 st 2).

    A household that lives in premises is still a tenant of premises (law.md trap 9). Raises NotInForce before 1980.
    """
    name = "recovery_period_premises"
    other = not_for(facts, notice, grounds=RENT, tenures=(Tenure.PREMISES,))
    if other:
        return not_applicable(law, notice, name=name, why=other)
    start = said_to_lack(service_of(notice, facts.tenancy.tenure), not_known(facts, notice))
    paid = act("paid_on", paid_on(facts, notice))
    return counted(count_for(facts, notice, law, name=name), start, acted=paid)


def eviction_order_bar(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R08: no eviction order before two vardagar have passed after R04 or R07 (JB 12:44 2 st).

    A wait, so it never rolls. Nor is it time to pay in (law.md trap 8). Raises NotInForce before 1993-07-01.
    """
    rule = recovery_period_premises if facts.tenancy.tenure is Tenure.PREMISES else recovery_period
    return bar_after(rule(facts, notice, law), facts, notice, law, name="eviction_order_bar")


def bar_after(period: Deadline, facts: Facts, notice: Notice, law: LawValues, *, name: str) -> Deadline:
    """The wait after a time to pay: it starts where that ends, on every reading of it."""
    if period.status in STOPPED:
        return without_days(law, notice, name=name, status=period.status, reasons=period.reasons)
    before = tuple(reason for reason in period.reasons if reason.name != "paid_on")  # the wait is the same, paid or not
    bar = counted(count_for(facts, notice, law, name=name), _end_of(period), before=before)
    if period.last_day or not period.alternatives:
        return bar
    # The first reading of the wait holds for the same reason as the first reading of the time before it.
    first = bar.alternatives[0]._replace(because=period.alternatives[0].because)
    return bar._replace(alternatives=(first, *bar.alternatives[1:]))


def _end_of(period: Deadline) -> Start:
    """The end of the time to pay, as the start of the wait after it."""
    others = [other.last_day for other in period.alternatives if other.last_day]
    if period.last_day is None:
        earliest = min(others, default=None)
        return Start(days=(), earliest=earliest, latest=_latest(period), missing=period.missing)
    days = tuple(sorted({period.last_day, *(day for day in others if day > period.last_day)}))
    return Start(days=days, earliest=min([period.last_day, *others]), missing=period.missing)


def _latest(period: Deadline) -> date | None:
    return next((other.last_day for other in period.alternatives if other.because == "latest"), None)


def payment_hindrance(facts: Facts, notice: Notice, law: LawValues) -> Deadline | None:
    """R06: sickness or the like hindered payment; paying as soon as possible saves the home (JB 12:44 4 st 2).

    It ends with an event, the decision in the first instance, so it has no last day. None where nobody has told of it.
    """
    if notice.hindered_since is None or not_for(facts, notice, grounds=RENT, tenures=DWELLING):
        return None
    since = notice.hindered_since
    return duty(facts, law, name="payment_hindrance", fact="hindered_since", since=since, notice=notice)


def retroactive_increase(facts: Facts, law: LawValues) -> Deadline | None:
    """R09: one month from laga kraft to pay an increase decided for past time (JB 12:55 e). None where there is none.

    Raises NotInForce before 2019-10-02.
    """
    if facts.tenancy.increase_final_on is None:
        return None
    if facts.tenancy.tenure not in DWELLING:
        why = Reason(kind=ReasonKind.FACT, name="tenure", text=facts.tenancy.tenure)
        return not_applicable(law, NO_NOTICE, name="retroactive_increase", why=why)
    return from_day(facts, law, name="retroactive_increase", fact="final_judgment_on")
