"""Dated values: which length of time applied on which day, and where that is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from kvar.law.errors import LawValueRefused, NotInForce
from kvar.law.facts import Notice
from kvar.law.periods import Period, Unit

DAY = timedelta(days=1)
# Facts that may choose a row. The first known one in ``chosen_by`` does; today never does.
CHOOSERS: Mapping[str, Callable[[Notice], date | None]] = {
    "rent_due_on": lambda notice: notice.rent_due_on,
    "board_notice_arrived_on": lambda notice: notice.arrived_on,
}
TEXTS = ("rule", "label", "actor", "consequence")


@dataclass(frozen=True, kw_only=True)
class ValueRow:
    """What applied from ``from_`` to ``until`` (both included; None = still).

    ``checked`` is False for a row that is known from a secondary source only. ``paragraph`` is the exact place.
    """

    period: Period
    from_: date
    until: date | None
    source: str
    paragraph: str
    last_checked: date
    checked: bool = True


@dataclass(frozen=True, kw_only=True)
class LawValue:
    """One deadline of the law as data: its words, its rows, and whether it rolls by 2 § lag (1930:173).

    ``waits``: a time during which something may not happen, so the answer is its first free day, and it never rolls.
    ``clock``: other days count from this deadline ("frist"). ``rolls_source``: why it rolls or does not.
    """

    name: str
    rule: str
    label: str
    actor: str
    consequence: str
    chosen_by: tuple[str, ...]
    rolls: bool
    rolls_source: str
    waits: bool
    clock: bool
    rows: tuple[ValueRow, ...]

    def on(self, day: date) -> ValueRow:
        """The row that applied on a day. Raises NotInForce where there is none."""
        for row in self.rows:
            if row.from_ <= day and (row.until is None or day <= row.until):
                return row
        raise NotInForce(self.name, day)

    def for_notice(self, notice: Notice) -> ValueRow:
        """The row that the notice's own facts choose. Raises NotInForce where there is none."""
        days = (CHOOSERS[name](notice) for name in self.chosen_by)
        return self.on(next((day for day in days if day), notice.arrived_on))


@dataclass(frozen=True, kw_only=True)
class LawValues:
    """All values of an edition, and the address of each source."""

    values: Mapping[str, LawValue]
    links: Mapping[str, str]

    def value(self, name: str) -> LawValue:
        """Raises KeyError for a name that no file holds."""
        return self.values[name]


def law_values(rows: Mapping[str, Any], links: Mapping[str, str] | None = None) -> LawValues:
    """Build the values from plain data: name → keys of the entry, as in ``content/law/*.yaml``.

    ``links`` maps source id → address; when given, a source that is not in it is refused.
    Raises LawValueRefused for a missing, unknown or wrong key, an overlap, a gap or an unknown source.
    """
    values = {name: _value(name, entry) for name, entry in rows.items()}
    if links is not None:
        for value in values.values():
            _refuse_unknown_sources(value, links)
    return LawValues(values=MappingProxyType(values), links=MappingProxyType(dict(links or {})))


def _value(name: str, entry: Mapping[str, Any]) -> LawValue:
    keys = _keys(name, entry, needed={*TEXTS, "chosen_by", "rolls", "rolls_source", "rows"}, allowed={"waits", "clock"})
    choosers = tuple(keys["chosen_by"])
    if not choosers or set(choosers) - set(CHOOSERS):
        raise LawValueRefused(name, f"chosen_by ska vara en lista av: {', '.join(sorted(CHOOSERS))}.")
    if keys["rolls"] and keys.get("waits"):
        raise LawValueRefused(name, "En väntetid (waits) flyttas aldrig till nästa arbetsdag (rolls).")
    rows = tuple(_row(name, number, row) for number, row in enumerate(keys["rows"]))
    return LawValue(
        name=name,
        chosen_by=choosers,
        rolls=bool(keys["rolls"]),
        rolls_source=str(keys["rolls_source"]),
        waits=bool(keys.get("waits", False)),
        clock=bool(keys.get("clock", False)),
        rows=_joined(name, rows),
        **{text: str(keys[text]) for text in TEXTS},
    )


def _row(name: str, number: int, entry: Mapping[str, Any]) -> ValueRow:
    needed = {"from", "length", "unit", "source", "paragraph", "last_checked"}
    keys = _keys(name, entry, needed=needed, allowed={"until", "checked"}, row=number)
    if keys["unit"] not in list(Unit):
        raise LawValueRefused(name, f"unit kan inte vara {keys['unit']}. Välj bland {', '.join(Unit)}.", row=number)
    if not isinstance(keys["length"], int) or keys["length"] < 1:
        raise LawValueRefused(name, "length ska vara ett heltal som är minst 1.", row=number)
    return ValueRow(
        period=Period(number=keys["length"], unit=Unit(keys["unit"])),
        from_=_day(name, keys["from"], number),
        until=_day(name, keys["until"], number) if keys.get("until") else None,
        source=str(keys["source"]),
        paragraph=str(keys["paragraph"]),
        last_checked=_day(name, keys["last_checked"], number),
        checked=bool(keys.get("checked", True)),
    )


def _keys(
    name: str, entry: Mapping[str, Any], *, needed: set[str], allowed: set[str], row: int | None = None
) -> Mapping[str, Any]:
    missing, unknown = sorted(needed - set(entry)), sorted(set(entry) - needed - allowed)
    if missing:
        raise LawValueRefused(name, f"Nyckeln {missing[0]} saknas.", row=row)
    if unknown:
        raise LawValueRefused(name, f"Nyckeln {unknown[0]} är okänd. Kontrollera stavningen.", row=row)
    return entry


def _day(name: str, value: Any, row: int) -> date:
    if type(value) is not date:
        raise LawValueRefused(name, f"{value} ska vara ett datum, till exempel 2025-07-01.", row=row)
    return value


def _joined(name: str, rows: tuple[ValueRow, ...]) -> tuple[ValueRow, ...]:
    """The rows with every ``until`` filled in: a row runs until the next one starts, unless it says less."""
    if not rows:
        raise LawValueRefused(name, "Minst en rad behövs.")
    joined = []
    for number, (row, following) in enumerate(zip(rows, (*rows[1:], None), strict=True)):
        last = following.from_ - DAY if following else None
        until = row.until or last
        if until and until < row.from_:
            raise LawValueRefused(name, "Raden slutar innan den börjar, eller ligger i fel ordning.", row=number)
        if last and until and until != last:
            fault = "överlappar nästa rad" if until > last else "lämnar ett glapp före nästa rad"
            raise LawValueRefused(name, f"Raden {fault}.", row=number)
        joined.append(_until(row, until))
    return tuple(joined)


def _until(row: ValueRow, until: date | None) -> ValueRow:
    return replace(row, until=until)


def _refuse_unknown_sources(value: LawValue, links: Mapping[str, str]) -> None:
    for number, row in enumerate(value.rows):
        if row.source not in links:
            raise LawValueRefused(value.name, f"Källan {row.source} finns inte i sources.yaml.", row=number)
    if value.rolls_source not in links:
        raise LawValueRefused(value.name, f"Källan {value.rolls_source} finns inte i sources.yaml.")
