"""Bostadsrätt: late fee and disturbances (BRL 7 kap.). The board can give no undertaking here (law.md §2)."""

from kvar.law.deadline import Deadline, Status
from kvar.law.deadlines.count import act, count_for, counted, without_days
from kvar.law.deadlines.plain import duty, from_day, not_applicable, not_for, not_known, said_to_lack
from kvar.law.deadlines.rent import bar_after
from kvar.law.deadlines.starts import given_to_board, later_of_service_and_notice, service_of
from kvar.law.debts import paid_on
from kvar.law.errors import NotInForce
from kvar.law.facts import Facts, Notice
from kvar.law.kinds import Ground, Tenure
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.values import LawValues

DISTURBANCES = (Ground.DISTURBANCE,)


def fee_delay(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R16: until when the fee can be paid before the right may be forfeited (BRL 7:18 1 a).

    Whether the last day rolls is unsettled: both days are given. Raises NotInForce before 2003-04-01.
    """
    other = _not_a_fee(facts, notice)
    if other:
        return not_applicable(law, notice, name="fee_delay", why=other)
    paid, lacking = act("paid_on", paid_on(facts, notice)), not_known(facts, notice)
    return from_day(facts, law, name="fee_delay", fact="rent_due_on", notice=notice, acted=paid, lacking=lacking)


def recovery_period_condominium(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R17: until when payment saves the home (BRL 7:23 1 st 1); an undertaking does not. Raises NotInForce before 1994.

    Repeated lateness can take this time away (7:23 3 st): people judge that, the rule does not.
    """
    name = "recovery_period_condominium"
    other = _not_a_fee(facts, notice)
    if other:
        return not_applicable(law, notice, name=name, why=other)
    told = _board_must_be_told(facts, notice, law)
    if notice.valid is False and told:
        judged = Reason(kind=ReasonKind.FACT, name="board_notice_not_valid")
        return without_days(law, notice, name=name, status=Status.NOT_STARTED, reasons=(judged,))
    start = (
        later_of_service_and_notice(notice, facts.tenancy.tenure, law)
        if told
        else service_of(notice, facts.tenancy.tenure)
    )
    start = said_to_lack(start, not_known(facts, notice))
    paid = act("paid_on", paid_on(facts, notice))
    return counted(count_for(facts, notice, law, name=name), start, acted=paid)


def eviction_order_bar_condominium(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R18: no eviction order before the third vardag after R17 (BRL 7:23 4 st). A wait: it never rolls.

    Raises NotInForce before 2003-04-01.
    """
    period = recovery_period_condominium(facts, notice, law)
    return bar_after(period, facts, notice, law, name="eviction_order_bar_condominium")


def disturbance_notice_condominium(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R19: the association must tell the board before it terminates (BRL 7:9 2 st, 7:20 3 st). No number of days.

    Raises NotInForce before 2004-07-01.
    """
    name = "disturbance_notice_condominium"
    other = not_for(facts, notice, grounds=DISTURBANCES, tenures=(Tenure.CONDOMINIUM,))
    if other:
        return not_applicable(law, notice, name=name, why=other)
    return told_before_termination(facts, notice, law, name=name)


def told_before_termination(facts: Facts, notice: Notice, law: LawValues, *, name: str) -> Deadline:
    """The condition that the board has been told: met or too late once the day of the termination is known."""
    if notice.valid is False:
        judged = Reason(kind=ReasonKind.FACT, name="board_notice_not_valid")
        return without_days(law, notice, name=name, status=Status.NOT_STARTED, reasons=(judged,))
    given = given_to_board(notice, facts.tenancy.tenure, law)
    done_on = given.on if notice.terminated_on else None
    fact = next(reason.name for reason in given.reasons if reason.day == given.on)  # the event, or the missing one
    return duty(
        facts, law, name=name, fact=fact, since=given.on, notice=notice, done_on=done_on, done_by=notice.terminated_on
    )


def _not_a_fee(facts: Facts, notice: Notice) -> Reason | None:
    """A fee is owed for a bostadsrätt; many write *rent* for it, so the tenure decides where it is known."""
    if facts.tenancy.tenure is Tenure.CONDOMINIUM:
        return not_for(facts, notice, grounds=(Ground.FEE_ARREARS, Ground.RENT_ARREARS, None))
    return not_for(facts, notice, grounds=(Ground.FEE_ARREARS,), tenures=(None,))


def _board_must_be_told(facts: Facts, notice: Notice, law: LawValues) -> bool:
    """Since 2004-07-01 (SFS 2004:390) the board's notice is the second event; before it only the service."""
    day = law.value("recovery_period_condominium").chosen_on(facts, notice)
    if day is None:
        return True
    try:
        return law.value("disturbance_notice_condominium").on(day) is not None
    except NotInForce:
        return False
