"""Comparisons in words: what differs, what may be chance, what is not known."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as said
from django.utils.translation import ngettext

from kvar.casework.equal_treatment.comparing import By, Compared
from kvar.casework.measures.dimensions import GROUNDS, HOUSEHOLD_TYPES
from kvar.casework.statistics.funnel import Direction, Placed, Verdict
from kvar.content.load import load
from kvar.web.ui.measured import NOT_SHOWN, percent, whole_number
from kvar.web.ui.names import short_names

ZONES = {
    Verdict.INSIDE: said("inom slumpen"),
    Verdict.OUTSIDE_95: said("utanför 95 %"),
    Verdict.OUTSIDE_998: said("utanför 99,8 %"),
    Verdict.NOTHING: said("inget att jämföra"),
}
DIRECTIONS = {Direction.HIGHER: said("högre"), Direction.LOWER: said("lägre"), Direction.SAME: said("lika")}
FAR = (Verdict.OUTSIDE_95, Verdict.OUTSIDE_998)


def unit_names(by: By) -> dict[str, str]:
    """Each unit's id and short name."""
    if by is By.ADMINISTRATION:
        places = load().organisation.administrations
        return dict(zip([place.id for place in places], short_names([place.label for place in places]), strict=True))
    return {part.id: capfirst(str(part.label)) for part in (GROUNDS if by is By.GROUND else HOUSEHOLD_TYPES)}


def label_of(compared: Compared) -> str:
    """The measure's name, and the days that are compared when it is one of days."""
    label, within = str(compared.measure.label), compared.answers.within
    if within is None:
        return label
    return ngettext("%(label)s: inom en dag", "%(label)s: inom %(n)s dagar", within) % {"label": label, "n": within}


def by_chance_words(compared: Iterable[Compared]) -> str:
    """How much of what is outside chance alone may explain."""
    each = [one for one in compared if one.units]
    told = {
        "n": sum(len(one.units) for one in each),
        "m": f"{sum(one.by_chance for one in each):.1f}".replace(".", ","),
    }
    return _("Även om alla arbetar lika hamnar i genomsnitt upp till %(m)s av de %(n)s talen utanför 95 %%.") % told


def overview_table(compared: list[Compared], *, links: Mapping[str, str]) -> dict[str, Any]:
    """Every measure down, every unit across; each cell is the adjusted share, marked when it is outside."""
    names = unit_names(compared[0].asked.by)
    heads = [{"text": _("Mått")}, *({"text": name, "number": True} for name in names.values())]
    rows = [[_first(one, links), *_cells(one, names)] for one in compared]
    return {"caption": _("Alla jämförelser"), "columns": [*heads, {"text": _("Alla"), "number": True}], "rows": rows}


def _first(compared: Compared, links: Mapping[str, str]) -> dict[str, Any]:
    return {"text": label_of(compared), "url": links[compared.measure.id], "head": True}


def _cells(compared: Compared, names: Iterable[str]) -> list[dict[str, Any]]:
    placed = {one.unit: one for one in compared.units}
    cells = [_cell(placed.get(unit)) for unit in names]
    city = compared.city
    return [*cells, {"text": percent(city.yes / city.n) if city.n else NOT_SHOWN, "number": True}]


def _cell(placed: Placed | None) -> dict[str, Any]:
    if placed is None or placed.verdict is Verdict.NOTHING:
        return {"text": NOT_SHOWN, "number": True}
    note = f"{_(DIRECTIONS[placed.direction])}, {_(ZONES[placed.verdict])}" if placed.verdict in FAR else ""
    return {"text": percent(placed.mixed.standardised), "note": note, "number": True}


def units_table(compared: Compared) -> dict[str, Any]:
    """One measure: each unit with its own number, the adjusted one, the limits and the verdict."""
    names = unit_names(compared.asked.by)
    heads = [_("Antal"), _("Egen andel"), _("Justerad"), _("95 % av slumpen"), _("99,8 % av slumpen"), _("P")]
    columns = [{"text": ""}, *({"text": head, "number": True} for head in heads), {"text": _("Bedömning")}]
    rows = [
        [{"text": names[one.unit], "head": True}, *_numbers(one), {"text": verdict_words(one)}]
        for one in compared.units
    ]
    return {"caption": label_of(compared), "columns": columns, "rows": rows}


def _numbers(one: Placed) -> list[dict[str, Any]]:
    limits = [f"{percent(limit.low)}–{percent(limit.high)}" if limit else NOT_SHOWN for limit in (one.inner, one.outer)]
    shares = [percent(one.mixed.raw), percent(one.mixed.standardised)]
    chance = f"{one.p:.3f}".replace(".", ",") if one.p >= 0.001 else "< 0,001"
    return [{"text": text, "number": True} for text in [whole_number(one.mixed.n), *shares, *limits, chance]]


def verdict_words(one: Placed) -> str:
    """*lägre, utanför 99,8 %*."""
    far = one.verdict in FAR
    return f"{_(DIRECTIONS[one.direction])}, {_(ZONES[one.verdict])}" if far else _(ZONES[one.verdict])


def finding(compared: Compared) -> str:
    """What the comparison shows, in one or two sentences that claim no more than it does."""
    if compared.withheld:
        return _("Svaret saknas för %s av ärendena. Därför jämför vi inte.") % percent(compared.missing)
    if not compared.units:
        return _("För få ärenden för att jämföra.")
    names, city = (
        unit_names(compared.asked.by),
        percent(compared.city.yes / compared.city.n) if compared.city.n else "–",
    )
    if not compared.outside:
        return _("Alla ligger inom vad slumpen kan ge. För alla tillsammans är andelen %s.") % city
    each = "; ".join(
        _("%(unit)s %(share)s (%(verdict)s)")
        % {"unit": names[one.unit], "share": percent(one.mixed.standardised), "verdict": verdict_words(one)}
        for one in compared.outside
    )
    return _("För alla tillsammans är andelen %(city)s. Utanför gränserna: %(each)s.") % {"city": city, "each": each}


def warnings(compared: Compared) -> list[str]:
    """What is missing or hidden, each in one sentence."""
    names, told = unit_names(compared.asked.by), []
    if compared.missing and not compared.withheld:
        told.append(_("Svaret saknas för %s av ärendena. De räknas inte med.") % percent(compared.missing))
    for unit, quarters in sorted(compared.hidden.items()):
        told.append(_("%(unit)s: %(n)s kvartal har för små tal för att visas.") % {"unit": names[unit], "n": quarters})
    return told
