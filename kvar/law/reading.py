"""Plain data becomes dated values; whatever is wrong is refused with its name and row."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from kvar.law.errors import LawValueRefused
from kvar.law.known import KNOWN_DAYS
from kvar.law.periods import Period, Unit
from kvar.law.values import LawValue, LawValues, Rolls, Timing, ValueRow, Waits

DAY = timedelta(days=1)
TEXTS = ("rule", "label", "actor", "consequence")
ROLLS = {True: Rolls.YES, False: Rolls.NO, "unsettled": Rolls.UNSETTLED}
NEEDED_OF_ROW = {"from", "source", "paragraph", "last_checked"}
ALLOWED_OF_ROW = {"length", "unit", "when", "until", "checked", "start_checked"}


def law_values(rows: Mapping[str, Any], links: Mapping[str, str] | None = None) -> LawValues:
    """Build the values from plain data: name → keys of the entry, as in ``content/law/*.yaml``.

    ``links`` maps source id → address; when given, a source that is not in it is refused.
    Raises LawValueRefused for a missing, unknown or wrong key, an overlap, a gap or an unknown source.
    """
    values = {name: _value(name, entry, links or {}) for name, entry in rows.items()}
    if links is not None:
        for value in values.values():
            _refuse_unknown_sources(value, links)
    return LawValues(values=MappingProxyType(values))


def _value(name: str, entry: Mapping[str, Any], links: Mapping[str, str]) -> LawValue:
    keys = _keys(name, entry, needed={*TEXTS, "chosen_by", "rolls", "rolls_source", "rows"}, allowed={"waits", "clock"})
    choosers = tuple(keys["chosen_by"])
    if not choosers or set(choosers) - set(KNOWN_DAYS):
        raise LawValueRefused(name, f"chosen_by ska vara en lista av: {', '.join(sorted(KNOWN_DAYS))}.")
    if keys["rolls"] not in ROLLS:
        raise LawValueRefused(name, "rolls ska vara true, false eller unsettled.")
    if keys.get("waits") not in (None, *Waits):
        raise LawValueRefused(name, f"waits ska vara ett av: {', '.join(Waits)}.")
    if keys["rolls"] and keys.get("waits"):
        raise LawValueRefused(name, "En väntetid (waits) flyttas aldrig till nästa arbetsdag (rolls).")
    rows = tuple(_row(name, number, row, links) for number, row in enumerate(keys["rows"]))
    return LawValue(
        name=name,
        chosen_by=choosers,
        rolls=ROLLS[keys["rolls"]],
        rolls_source=str(keys["rolls_source"]),
        waits=Waits(keys["waits"]) if keys.get("waits") else None,
        clock=bool(keys.get("clock")),
        rows=_joined(name, rows),
        **{text: str(keys[text]) for text in TEXTS},
    )


def _row(name: str, number: int, entry: Mapping[str, Any], links: Mapping[str, str]) -> ValueRow:
    keys = _keys(name, entry, needed=NEEDED_OF_ROW, allowed=ALLOWED_OF_ROW, row=number)
    return ValueRow(
        period=_period(name, number, keys),
        timing=Timing(keys["when"]) if "when" in keys else None,
        from_=_day(name, keys["from"], number),
        until=_day(name, keys["until"], number) if keys.get("until") else None,
        source=str(keys["source"]),
        paragraph=str(keys["paragraph"]),
        last_checked=_day(name, keys["last_checked"], number),
        checked=bool(keys.get("checked", True)),
        start_checked=bool(keys.get("start_checked", True)),
        link=links.get(str(keys["source"]), ""),
    )


def _period(name: str, number: int, keys: Mapping[str, Any]) -> Period | None:
    """The row's length and unit; None for a duty, which says ``when`` instead."""
    if "when" in keys:
        if keys["when"] not in list(Timing) or "length" in keys or "unit" in keys:
            sentence = f"when står ensamt, utan length och unit, och är ett av: {', '.join(Timing)}."
            raise LawValueRefused(name, sentence, row=number)
        return None
    for key in ("length", "unit"):
        if key not in keys:
            raise LawValueRefused(name, f"Nyckeln {key} saknas.", row=number)
    if keys["unit"] not in list(Unit):
        raise LawValueRefused(name, f"unit kan inte vara {keys['unit']}. Välj bland {', '.join(Unit)}.", row=number)
    if not isinstance(keys["length"], int) or keys["length"] < 1:
        raise LawValueRefused(name, "length ska vara ett heltal som är minst 1.", row=number)
    return Period(number=keys["length"], unit=Unit(keys["unit"]))


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
            raise LawValueRefused(name, f"Raden {fault}. Ändra until till dagen före nästa rads from.", row=number)
        joined.append(replace(row, until=until))
    return tuple(joined)


def _refuse_unknown_sources(value: LawValue, links: Mapping[str, str]) -> None:
    for number, row in enumerate(value.rows):
        if row.source not in links:
            raise LawValueRefused(value.name, f"Källan {row.source} finns inte i sources.yaml.", row=number)
    if value.rolls_source not in links:
        raise LawValueRefused(value.name, f"Källan {value.rolls_source} finns inte i sources.yaml.")
