"""The day a clock starts, as far as the facts say: from certain, over *between these days*, to *not known*."""

from dataclasses import dataclass
from datetime import date, timedelta

from kvar.law.facts import Notice, SentBy
from kvar.law.periods import ends_on
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.values import LawValues

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Start:
    """``days``: the certain start days, one per reading, earliest first; empty while the start is not known.

    ``earliest``: the first day the facts allow. ``sure`` is False when it could have been earlier still.
    ``latest``: the last day the facts allow; None when nothing limits it. ``missing``: facts nobody knows yet.
    """

    days: tuple[date, ...]
    earliest: date
    sure: bool = True
    latest: date | None = None
    missing: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Given:
    """When the meddelande counts as given to the board; ``on`` is None while not known."""

    on: date | None
    earliest: date
    sure: bool = True
    missing: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


def later_of_service_and_notice(notice: Notice, law: LawValues) -> Start:
    """Both events must have happened; the clock starts at the later one (JB 12:44 1 st 1).

    Whose service starts it for several tenants is unsettled: each gives a reading, and the earliest is worked to.
    """
    given = given_to_board(notice, law)
    served = [service.served_on for service in notice.services] or [None]
    known = [day for day in served if day]
    if given.on and None not in served and min(known) >= given.on:
        return _service_decides(notice, given, known)
    reasons = (*_service_reasons(notice), *given.reasons)
    missing = (*_missing_services(served), *given.missing)
    days: tuple[date, ...] = ()
    latest = None
    if None not in served:
        latest = max(*known, notice.arrived_on)
        days = tuple(sorted({max(day, given.on) for day in known})) if given.on else ()
    earliest, sure = _earliest(given, known, all_served=None not in served)
    return Start(days=days, earliest=earliest, sure=sure, latest=latest, missing=missing, reasons=reasons)


def _service_decides(notice: Notice, given: Given, served: list[date]) -> Start:
    """Every tenant was served after the notice was given: then it does not matter how the letter was sent."""
    certain = tuple(reason for reason in given.reasons if reason.kind is not ReasonKind.MISSING)
    days = tuple(sorted(set(served)))
    return Start(days=days, earliest=days[0], latest=days[-1], reasons=(*_service_reasons(notice), *certain))


def _earliest(given: Given, known: list[date], *, all_served: bool) -> tuple[date, bool]:
    """The first day the clock can have started, and whether it is certain that it was not earlier."""
    if not all_served:
        counted_from = [given.earliest] if given.on else [given.earliest, *known]
        return min(counted_from), given.sure
    if given.on is None or not given.sure:
        return min(known), True
    return max(min(known), given.earliest), True


def given_to_board(notice: Notice, law: LawValues) -> Given:
    """A registered letter counts from its posting day (JB 12:63); anything else from the day it arrived."""
    if notice.sent_by is SentBy.REGISTERED_LETTER:
        return _posted(notice, notice.posted_on) if notice.posted_on else _posted_sometime(notice, law)
    arrived = Reason(kind=ReasonKind.FACT, name="board_notice_arrived_on", day=notice.arrived_on)
    if notice.sent_by is not None:
        return Given(on=notice.arrived_on, earliest=notice.arrived_on, reasons=(arrived,))
    # It may have been a registered letter: count from arrival, but say so, and work to the posting day if it is known.
    unknown = Reason(kind=ReasonKind.MISSING, name="board_notice_sent_by")
    earliest = min(notice.posted_on or notice.arrived_on, notice.arrived_on)
    missing = ("board_notice_sent_by",)
    sure = notice.posted_on is not None
    return Given(on=notice.arrived_on, earliest=earliest, sure=sure, missing=missing, reasons=(arrived, unknown))


def _posted(notice: Notice, posted_on: date) -> Given:
    posted = Reason(kind=ReasonKind.FACT, name="board_notice_posted_on", day=posted_on)
    source = Reason(kind=ReasonKind.SOURCE, name="jb-12-63")
    return Given(on=posted_on, earliest=posted_on, reasons=(posted, source))


def _posted_sometime(notice: Notice, law: LawValues) -> Given:
    """Not before the rent could be forfeited, when its due day is known; never later than the day it arrived."""
    missing = Reason(kind=ReasonKind.MISSING, name="board_notice_posted_on")
    arrived = Reason(kind=ReasonKind.FACT, name="board_notice_arrived_on", day=notice.arrived_on, text="latest")
    names = ("board_notice_posted_on",)
    if notice.rent_due_on is None:
        due = Reason(kind=ReasonKind.MISSING, name="rent_due_on")
        return Given(on=None, earliest=notice.arrived_on, sure=False, missing=names, reasons=(missing, arrived, due))
    first, why = forfeited_from(notice.rent_due_on, law)
    return Given(on=None, earliest=min(first, notice.arrived_on), missing=names, reasons=(missing, arrived, *why))


def forfeited_from(rent_due_on: date, law: LawValues) -> tuple[date, tuple[Reason, ...]]:
    """The first day the tenancy could be forfeited for a rent due that day (R01, JB 12:42), not rolled, with why."""
    row = law.value("rent_delay").on(rent_due_on)
    end = ends_on(row.period, rent_due_on)
    return end + DAY, (
        Reason(kind=ReasonKind.FACT, name="rent_due_on", day=rent_due_on),
        Reason(kind=ReasonKind.PERIOD, name=row.period.name, length=row.period.length, day=end),
        Reason(kind=ReasonKind.FACT, name="forfeited_from", day=end + DAY),
        Reason(kind=ReasonKind.SOURCE, name=row.source, text=row.paragraph),
    )


def _service_reasons(notice: Notice) -> tuple[Reason, ...]:
    if not notice.services:
        return (Reason(kind=ReasonKind.MISSING, name="tenant_served_on"),)
    return tuple(
        Reason(
            kind=ReasonKind.FACT if service.served_on else ReasonKind.MISSING,
            name="tenant_served_on",
            day=service.served_on,
            text=service.tenant,
        )
        for service in notice.services
    )


def _missing_services(served: list[date | None]) -> tuple[str, ...]:
    """The names of ``contracts.md``: the first tenant has a key of its own, further tenants share one."""
    first = ("tenant_served_on",) if served[0] is None else ()
    return (*first, "cotenants_served_on") if None in served[1:] else first
