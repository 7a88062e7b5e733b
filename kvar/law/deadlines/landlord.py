"""What the landlord and hyresnämnden must do, and when the landlord has waited too long (JB 12 kap., HNL 13 b §)."""

from kvar.law.deadline import Deadline
from kvar.law.deadlines.condominium import DISTURBANCES, told_before_termination
from kvar.law.deadlines.count import act
from kvar.law.deadlines.plain import duty, from_day, not_applicable, not_for
from kvar.law.facts import Facts, Notice
from kvar.law.kinds import Ground, Tenure
from kvar.law.known import NO_NOTICE
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.values import LawValues

RENTED = (Tenure.RENTAL, None)


def disturbance_notice(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R10: the board must have been told before a termination for disturbances (JB 12:25 a, 42 3 st). No days.

    Raises NotInForce before 1996.
    """
    other = not_for(facts, notice, grounds=DISTURBANCES, tenures=RENTED)
    if other:
        return not_applicable(law, notice, name="disturbance_notice", why=other)
    return told_before_termination(facts, notice, law, name="disturbance_notice")


def termination_copy(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R11: at especially serious disturbances the board gets a copy of the termination (JB 12:42 4 st). No time stated.

    The copy comes after the fact and gives the board no period (law.md trap 34). Raises NotInForce before 2003.
    """
    other = not_for(facts, notice, grounds=(Ground.SERIOUS_DISTURBANCE,), tenures=RENTED)
    if other:
        return not_applicable(law, notice, name="termination_copy", why=other)
    fact, since = "terminated_on", notice.terminated_on
    if since is None:
        fact, since = "board_notice_arrived_on", notice.arrived_on
    return duty(facts, law, name="termination_copy", fact=fact, since=since, notice=notice, done_on=notice.arrived_on)


def time_bar_two_months(facts: Facts, law: LawValues) -> Deadline | None:
    """R12: the landlord must terminate within two months from knowledge (JB 12:43, grounds 8 and 11).

    Those grounds are not among ours, so it is answered only while no ground is known. None while nobody knows when the
    landlord knew. Raises NotInForce before 2024-07-01.
    """
    return _time_bar(facts, law, name="time_bar_two_months", grounds=(None,))


def time_bar_six_months(facts: Facts, law: LawValues) -> Deadline | None:
    """R13: the same within six months (JB 12:43, grounds 3, 6 and 12). Late rent and disturbances have no time bar."""
    return _time_bar(facts, law, name="time_bar_six_months", grounds=(Ground.UNLAWFUL_SUBLET, None))


def _time_bar(facts: Facts, law: LawValues, *, name: str, grounds: tuple[Ground | None, ...]) -> Deadline | None:
    if facts.tenancy.landlord_knew_on is None:
        return None
    notices = facts.notices or (NO_NOTICE,)
    others = [not_for(facts, notice, grounds=grounds, tenures=RENTED) for notice in notices]
    other = next((why for why in others if why), None)
    if other and None not in others:
        return not_applicable(law, NO_NOTICE, name=name, why=other)
    terminated = min((notice.terminated_on for notice in facts.notices if notice.terminated_on), default=None)
    return from_day(facts, law, name=name, fact="landlord_knew_on", acted=act("terminated_on", terminated))


def referral_to_tribunal(facts: Facts, law: LawValues) -> Deadline | None:
    """R14: the landlord must refer an extension dispute within one month after the lease ends (JB 12:49).

    None while the end of the lease is not known. Raises NotInForce before 2024-07-01.
    """
    if facts.tenancy.ends_on is None:
        return None
    if facts.tenancy.tenure not in RENTED:
        why = Reason(kind=ReasonKind.FACT, name="tenure", text=facts.tenancy.tenure)
        return not_applicable(law, NO_NOTICE, name="referral_to_tribunal", why=why)
    return from_day(facts, law, name="referral_to_tribunal", fact="lease_ends_on")


def tribunal_notice(facts: Facts, law: LawValues) -> Deadline | None:
    """R15: hyresnämnden tells the board as soon as possible (HNL 13 b §). None where no such dispute is known.

    Raises NotInForce before 2014-07-01.
    """
    since = facts.tenancy.extension_disputed_on
    if since is None:
        return None
    return duty(facts, law, name="tribunal_notice", fact="extension_disputed_on", since=since)
