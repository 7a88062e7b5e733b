"""Which notices are about the same debt. Several papers may tell of one debt; paying it once answers them all."""

from datetime import date

from kvar.law.facts import Facts, Notice
from kvar.law.kinds import Ground


def cause_of(notice: Notice) -> Ground | None:
    """The cause behind a notice: its own ground, or for a KFM notice the cause somebody found; None = not known."""
    if notice.ground is Ground.ENFORCEMENT:
        return notice.cause
    return notice.cause or notice.ground


def is_about(notice: Notice, grounds: frozenset[Ground]) -> bool | None:
    """Is the cause behind the notice one of these? None while it is not known."""
    cause = cause_of(notice)
    return None if cause is None else cause in grounds


def same_debt(facts: Facts, notice: Notice) -> tuple[Notice, ...]:
    """The notice and every other one that is linked to the same debt."""
    if notice.same_debt_as is None and all(other.same_debt_as is None for other in facts.notices):
        return (notice,)
    by_id = {other.id: other for other in facts.notices}
    first = _first_id(notice, by_id)
    return tuple(other for other in facts.notices if _first_id(other, by_id) == first)


def paid_on(facts: Facts, notice: Notice) -> date | None:
    """The day the bank took the order for this debt, whichever of its notices it was noted on."""
    return min((other.paid_on for other in same_debt(facts, notice) if other.paid_on), default=None)


def undertaking_received_on(facts: Facts, notice: Notice) -> date | None:
    """The day the landlord or company got the board's written undertaking for this debt."""
    days = (other.undertaking_received_on for other in same_debt(facts, notice) if other.undertaking_received_on)
    return min(days, default=None)


def _first_id(notice: Notice, by_id: dict[str, Notice]) -> str:
    """The id at the end of the chain of links. A circle ends at its smallest id."""
    chain = [notice.id]
    while notice.same_debt_as and notice.same_debt_as not in chain:
        chain.append(notice.same_debt_as)
        if notice.same_debt_as not in by_id:
            break
        notice = by_id[notice.same_debt_as]
    return min(chain) if notice.same_debt_as in chain[:-1] else chain[-1]
