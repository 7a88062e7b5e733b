"""One month beside the one before, row by row, of the cases that the actor's unit sees. Work, not statistics."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kvar.casework.access import Actor, may
from kvar.casework.access_table import Act
from kvar.casework.errors import Unseen
from kvar.casework.measures.afterwards import DECLINED, FOLLOW_UPS, MISSING
from kvar.casework.measures.arrivals import incoming_by_stage
from kvar.casework.measures.dimensions import WITH_CHILDREN
from kvar.casework.measures.enforcement import evictions
from kvar.casework.measures.households import new_households
from kvar.casework.measures.measured import UNKNOWN, Measure
from kvar.casework.measures.money import payments_missed
from kvar.casework.measures.running import count_seen, may_count
from kvar.casework.network_sheet.counted import last_days_met, waiting_for_others, waiting_for_us, without_owner

NEXT_DAY = timedelta(days=1)
OF_MONTHS: tuple[tuple[str | Promise, tuple[tuple[str | Promise, tuple[Measure, ...], frozenset[str]], ...]], ...] = (
    (
        _("Det som kom in"),
        (
            (_("underrättelser"), (incoming_by_stage,), frozenset()),
            (_("nya ärenden"), (new_households,), frozenset()),
            (_("nya ärenden med barn"), (new_households,), frozenset({WITH_CHILDREN})),
            (_("nya ärenden där det inte är känt om barn berörs"), (new_households,), frozenset({UNKNOWN})),
        ),
    ),
    (
        _("Sista dagar"),
        (
            (_("betalade, eller med besked i tid"), (last_days_met,), frozenset({"yes"})),
            (_("förbi utan att betalning eller besked är inskrivet"), (last_days_met,), frozenset({"no"})),
        ),
    ),
    (
        _("Avhysningar"),
        (
            (_("avhysningar som blev av"), (evictions,), frozenset()),
            (_("avhysningar med barn"), (evictions,), frozenset({WITH_CHILDREN})),
            (_("avhysningar där det inte är känt om barn berördes"), (evictions,), frozenset({UNKNOWN})),
        ),
    ),
    (
        _("Uppföljningar"),
        (
            (_("uppföljningar vars dag kom"), FOLLOW_UPS, frozenset()),
            (_("gjorda: någon är hörd"), FOLLOW_UPS, frozenset({"heard"})),
            (_("någon vill inte"), FOLLOW_UPS, frozenset({DECLINED})),
            (_("saknas: ingen är hörd"), FOLLOW_UPS, frozenset({MISSING})),
        ),
    ),
    (_("Våra egna betalningar"), ((_("missade"), (payments_missed,), frozenset({"yes"})),)),
)
"""Heading, then rows: what it is called, the measures that are added up, and which parts of them (none: all)."""

AT_THE_END: tuple[tuple[str | Promise, Callable[[Actor, date], int]], ...] = (
    (_("öppna ärenden som ingen har varit ansvarig för"), without_owner),
    (_("överlämningar som väntar på oss"), waiting_for_us),
    (_("våra överlämningar som väntar på svar"), waiting_for_others),
)


@dataclass(frozen=True)
class Row:
    """``before`` is the month before."""

    label: str | Promise
    now: int
    before: int


@dataclass(frozen=True)
class Section:
    """Rows under one heading."""

    label: str | Promise
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class NetworkSheet:
    """``month`` and ``before`` are first days. ``until``: the last day counted, which may be today."""

    month: date
    before: date
    until: date
    sections: tuple[Section, ...]


def network_sheet(*, actor: Actor, month: date, today: date) -> NetworkSheet:
    """The sheet of one month that has begun, in a fixed number of queries.

    Raises Unseen for a role that may not see the follow-up, and for whoever belongs to no administration.
    """
    if not may(actor, Act.SEE_FOLLOW_UP) or not actor.administration:
        raise Unseen
    before, until = month_before(month), min(_next(month) - NEXT_DAY, today)
    counts = _counts(actor, before, until=_next(month), today=today)
    waits = [Row(label, ask(actor, until), ask(actor, month - NEXT_DAY)) for label, ask in AT_THE_END]
    sections = [_section(label, rows, counts, month, before) for label, rows in OF_MONTHS]
    sections.insert(1, Section(_("När månaden var slut"), tuple(waits)))
    shown = tuple(one for one in sections if one.rows)
    return NetworkSheet(month=month, before=before, until=until, sections=shown)


Counts = Mapping[str, Counter[tuple[date, str]]]


def _counts(actor: Actor, first: date, *, until: date, today: date) -> Counts:
    """Measure → (month, part) → how many; what the unit may not count is left out.

    A follow-up is heard unless it is missing or declined.
    """
    every = {one.id: one for _label, rows in OF_MONTHS for _row, measures, _parts in rows for one in measures}
    found: dict[str, Counter[tuple[date, str]]] = {}
    for id, measure in every.items():
        if not may_count(actor, measure):
            continue
        counted = found.setdefault(id, Counter())
        for (month, part), number in count_seen(measure, actor=actor, first=first, until=until, seen_on=today).items():
            heard = measure in FOLLOW_UPS and part not in (DECLINED, MISSING)
            counted[month, "heard" if heard else part] += number
    return found


def _section(
    label: str | Promise,
    rows: Iterable[tuple[str | Promise, tuple[Measure, ...], frozenset[str]]],
    counts: Counts,
    month: date,
    before: date,
) -> Section:
    def summed(measures: tuple[Measure, ...], parts: frozenset[str], asked: date) -> int:
        cells = (cell for one in measures for cell in counts[one.id].items())
        return sum(number for (when, part), number in cells if when == asked and (part in parts or not parts))

    return Section(
        label,
        tuple(
            Row(name, summed(measures, parts, month), summed(measures, parts, before))
            for name, measures, parts in rows
            if all(one.id in counts for one in measures)
        ),
    )


def month_before(month: date) -> date:
    """The first day of the month before."""
    return (month - NEXT_DAY).replace(day=1)


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
