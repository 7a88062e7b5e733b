"""The day a clock starts, as far as the facts say: from certain, over *between these days*, to *not known*."""

from datetime import date, timedelta
from typing import NamedTuple

from kvar.law.facts import Notice, Service
from kvar.law.kinds import SentBy, Tenure
from kvar.law.periods import ends_on
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.service import day_served, why_not_served
from kvar.law.values import LawValues

DAY = timedelta(days=1)


class Start(NamedTuple):
    """``days``: the certain start days, one per reading, earliest first; empty while the start is not known.

    ``earliest``: the first day the facts allow, None when they say nothing. ``sure`` is False when it could have been
    earlier still. ``latest``: the last day the facts allow; None when nothing limits it. ``missing``: facts nobody
    knows yet.
    """

    days: tuple[date, ...]
    earliest: date | None
    sure: bool = True
    latest: date | None = None
    missing: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


class Given(NamedTuple):
    """When the meddelande counts as given to the board; ``on`` is None while not known. ``latest``: not after it."""

    on: date | None
    earliest: date | None
    latest: date | None = None
    sure: bool = True
    missing: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


def service_of(notice: Notice, tenure: Tenure | None, *, first: str = "tenant_served_on") -> Start:
    """The clock starts when the tenant or consumer was served, whatever the board was told (trap 30).

    Whose service starts it for several tenants is unsettled: each gives a reading, and the earliest is worked to.
    ``first`` is the contract's name of the first day.
    """
    served = _days_served(notice, tenure)
    known = sorted({day for day in served if day})
    reasons = _service_reasons(notice, tenure, first)
    earliest = known[0] if known else None
    if None in served:
        # One who has not been served yet may still be the one who counts: then the clock has not begun.
        missing = _missing_services(served, first)
        return Start(days=(), earliest=earliest, sure=False, missing=missing, reasons=reasons)
    return Start(days=tuple(known), earliest=earliest, latest=known[-1], reasons=reasons)


def later_of_service_and_notice(notice: Notice, tenure: Tenure | None, law: LawValues) -> Start:
    """Both events must have happened; the clock starts at the later one (JB 12:44 1 st 1, BRL 7:23 1 st 1).

    Whose service starts it for several tenants is unsettled: each gives a reading, and the earliest is worked to.
    """
    given = given_to_board(notice, tenure, law)
    served = _days_served(notice, tenure)
    known = [day for day in served if day]
    service = _service_reasons(notice, tenure)
    latest_given = given.on or given.latest
    if latest_given and None not in served and min(known) >= latest_given:
        return _service_decides(given, known, service)
    missing = (*_missing_services(served), *given.missing)
    days: tuple[date, ...] = ()
    latest = None
    if None not in served and notice.arrived_on:
        latest = max(*known, notice.arrived_on)
    if None not in served and given.on:
        days = tuple(sorted({max(day, given.on) for day in known}))
    earliest, sure = _earliest(given, known, all_served=None not in served)
    reasons = (*service, *given.reasons)
    return Start(days=days, earliest=earliest, sure=sure, latest=latest, missing=missing, reasons=reasons)


def _days_served(notice: Notice, tenure: Tenure | None) -> list[date | None]:
    """The day of each service that counts; a service that cannot count is as good as not known (trap 22)."""
    return [day_served(service, tenure) for service in notice.services] or [None]


def _service_decides(given: Given, served: list[date], service: tuple[Reason, ...]) -> Start:
    """Every tenant was served after the notice was given: then it does not matter how the letter was sent."""
    certain = tuple(reason for reason in given.reasons if reason.kind is not ReasonKind.MISSING)
    days = tuple(sorted(set(served)))
    return Start(days=days, earliest=days[0], reasons=(*service, *certain))


def _earliest(given: Given, known: list[date], *, all_served: bool) -> tuple[date | None, bool]:
    """The first day the clock can have started, and whether it is certain that it was not earlier."""
    if not all_served:
        counted_from = [given.earliest] if given.on else [given.earliest, *known]
        # The clock cannot have started before the notice was given, whoever was served and when.
        return min((day for day in counted_from if day), default=None), given.sure and given.earliest is not None
    if given.earliest is None or given.on is None or not given.sure:
        return min(known), True
    return max(min(known), given.earliest), True


def given_to_board(notice: Notice, tenure: Tenure | None, law: LawValues) -> Given:
    """A registered letter counts from its posting day (JB 12:63, BRL 7:32); anything else from its arrival."""
    if notice.sent_by is SentBy.REGISTERED_LETTER:
        return _registered(notice, tenure, law)
    if notice.arrived_on is None:
        return _not_arrived(notice)
    arrived = Reason(kind=ReasonKind.FACT, name="board_notice_arrived_on", day=notice.arrived_on)
    if notice.sent_by is not None:
        return Given(on=notice.arrived_on, earliest=notice.arrived_on, reasons=(arrived,))
    # It may have been a registered letter: count from arrival, but say so, and work to the posting day if it is known.
    unknown = Reason(kind=ReasonKind.MISSING, name="board_notice_sent_by")
    earliest = min(notice.posted_on or notice.arrived_on, notice.arrived_on)
    missing = ("board_notice_sent_by",)
    sure = notice.posted_on is not None
    return Given(on=notice.arrived_on, earliest=earliest, sure=sure, missing=missing, reasons=(arrived, unknown))


def _not_arrived(notice: Notice) -> Given:
    """Nobody knows that it reached the board. A letter was not there before it was posted."""
    missing = Reason(kind=ReasonKind.MISSING, name="board_notice_arrived_on")
    return Given(on=None, earliest=notice.posted_on, missing=("board_notice_arrived_on",), reasons=(missing,))


def _registered(notice: Notice, tenure: Tenure | None, law: LawValues) -> Given:
    """From the posting day. One after the arrival is a slip of the pen, and then the day is not known."""
    posted_on = notice.posted_on
    if posted_on is None or (notice.arrived_on and posted_on > notice.arrived_on):
        return _posted_sometime(notice, tenure, law)
    posted = Reason(kind=ReasonKind.FACT, name="board_notice_posted_on", day=posted_on)
    source = Reason(kind=ReasonKind.SOURCE, name="brl-7-32" if tenure is Tenure.CONDOMINIUM else "jb-12-63")
    return Given(on=posted_on, earliest=posted_on, reasons=(posted, source))


def _posted_sometime(notice: Notice, tenure: Tenure | None, law: LawValues) -> Given:
    """Not before the home could be forfeited, when the due day is known; never later than the day it arrived."""
    names = ("board_notice_posted_on",)
    reasons = [Reason(kind=ReasonKind.MISSING, name="board_notice_posted_on")]
    if notice.arrived_on:
        arrived = Reason(kind=ReasonKind.FACT, name="board_notice_arrived_on", day=notice.arrived_on, text="latest")
        reasons.append(arrived)
    if notice.rent_due_on is None:
        due = Reason(kind=ReasonKind.MISSING, name="rent_due_on")
        return Given(
            on=None,
            earliest=notice.arrived_on,
            latest=notice.arrived_on,
            sure=False,
            missing=names,
            reasons=(*reasons, due),
        )
    first, why = forfeited_from(notice.rent_due_on, tenure, law)
    earliest = min(first, notice.arrived_on or first)
    return Given(on=None, earliest=earliest, latest=notice.arrived_on, missing=names, reasons=(*reasons, *why))


def forfeited_from(rent_due_on: date, tenure: Tenure | None, law: LawValues) -> tuple[date, tuple[Reason, ...]]:
    """The first day the home could be forfeited for a rent or fee due that day (R01, R16), not rolled, with why."""
    row = law.value("fee_delay" if tenure is Tenure.CONDOMINIUM else "rent_delay").on(rent_due_on)
    assert row.period is not None, "a delay has a length in every row"
    end = ends_on(row.period, rent_due_on)
    return end + DAY, (
        Reason(kind=ReasonKind.FACT, name="rent_due_on", day=rent_due_on),
        Reason(kind=ReasonKind.PERIOD, name=row.period.name, length=row.period.length, day=end),
        Reason(kind=ReasonKind.FACT, name="forfeited_from", day=end + DAY),
        Reason(kind=ReasonKind.SOURCE, name=row.source, text=row.paragraph),
    )


def _service_reasons(notice: Notice, tenure: Tenure | None, first: str = "tenant_served_on") -> tuple[Reason, ...]:
    found = [reason for service in notice.services for reason in _why_served(service, tenure, first)]
    return tuple(found) or (Reason(kind=ReasonKind.MISSING, name=first),)


def _why_served(service: Service, tenure: Tenure | None, first: str) -> tuple[Reason, ...]:
    day = day_served(service, tenure)
    kind = ReasonKind.FACT if day else ReasonKind.MISSING
    told = Reason(kind=kind, name=first, day=day, text=service.tenant)
    return (*why_not_served(service, tenure), told)


def _missing_services(served: list[date | None], first: str = "tenant_served_on") -> tuple[str, ...]:
    """The names of ``contracts.md``: the first tenant has a key of its own, further tenants share one."""
    own = (first,) if served[0] is None else ()
    return (*own, "cotenants_served_on") if None in served[1:] else own
