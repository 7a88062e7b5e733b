"""Comparisons in words: what differs, what may be chance, what is not known."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from kvar.casework.equal_treatment.comparing import By, Compared, units_of
from kvar.casework.equal_treatment.words import (
    NOTHING_COMPARED,
    label_of,
    shares_of,
    unanswered_words,
    unit_names,
    verdict_words,
)
from kvar.casework.published.words import NOT_SHOWN, share_words, whole_number
from kvar.casework.statistics.funnel import Placed
from kvar.casework.statistics.shares import Interval

SELDOM = 0.001  # no finer chance is told
UNADJUSTED = {
    By.HOUSEHOLD: _lazily(
        "Hushåll där ingen vet om barn berörs jämförs inte. Skillnader mellan orsakerna räknas då inte bort."
    ),
    By.GROUND: _lazily("Andelen är inte justerad: svaret avgör självt vilken hushållstyp ärendet räknas till."),
}


def overview_table(compared: list[Compared], *, links: Mapping[str, str]) -> dict[str, Any]:
    """Every measure down, every unit across; each cell is the adjusted share, marked when it is outside."""
    names = unit_names(compared[0].by)
    heads = [{"text": _("Mått")}, *({"text": name, "number": True} for name in names.values())]
    rows = [[_first(one, links), *map(_cell, shares_of(one))] for one in compared]
    return {"caption": _("Alla jämförelser"), "columns": [*heads, {"text": _("Alla"), "number": True}], "rows": rows}


def _first(compared: Compared, links: Mapping[str, str]) -> dict[str, Any]:
    return {"text": label_of(compared.measure, compared.answers), "url": links[compared.measure.id], "head": True}


def _cell(told: tuple[float | None, str]) -> dict[str, Any]:
    share, note = told
    return {"text": share_words(share), "note": note, "number": True}


def units_table(compared: Compared) -> dict[str, Any]:
    """One measure: each unit with its own number, the adjusted one, the limits and the verdict."""
    names = unit_names(compared.by)
    heads = [_("Antal"), _("Egen andel"), _("Justerad"), _("Inre gräns"), _("Yttre gräns"), _("Av slump")]
    columns = [{"text": ""}, *({"text": head, "number": True} for head in heads), {"text": _("Bedömning")}]
    rows = [
        [{"text": names[one.unit], "head": True}, *_numbers(one), {"text": verdict_words(one)}]
        for one in compared.units
    ]
    return {"caption": label_of(compared.measure, compared.answers), "columns": columns, "rows": rows}


def _between(limit: Interval | None) -> str:
    return f"{share_words(limit.low)}–{share_words(limit.high)}" if limit else NOT_SHOWN


def _numbers(one: Placed) -> list[dict[str, Any]]:
    limits = [_between(limit) for limit in (one.inner, one.outer)]
    shares = [share_words(one.mixed.own.share), share_words(one.mixed.standardised)]
    chance = share_words(one.p) if one.p >= SELDOM else _("under %s") % share_words(SELDOM)
    return [{"text": text, "number": True} for text in [whole_number(one.mixed.own.n), *shares, *limits, chance]]


def finding(compared: Compared) -> str:
    """What the comparison shows, in one or two sentences that claim no more than it does."""
    if compared.withheld:
        return _("Svaret saknas för %s av ärendena. Därför jämför vi inte.") % share_words(compared.missing)
    if compared.told_by_answer:
        return _("Svaret avgör självt vilken hushållstyp ärendet räknas till. Därför jämför vi inte.")
    if compared.alone:
        told = {"unit": unit_names(compared.by)[compared.alone]}
        return _("Alla ärenden som räknas här är av samma slag: %(unit)s. Det finns inget att jämföra med.") % told
    if not compared.units:
        return str(NOTHING_COMPARED)
    names, city = unit_names(compared.by), share_words(compared.city.share)
    if not compared.outside:
        return _inside(compared) % city
    each = "; ".join(
        _("%(unit)s %(share)s (%(verdict)s)")
        % {"unit": names[one.unit], "share": share_words(one.mixed.standardised), "verdict": verdict_words(one)}
        for one in compared.outside
    )
    return _("För alla tillsammans är andelen %(city)s. Utanför gränserna: %(each)s.") % {"city": city, "each": each}


def _inside(compared: Compared) -> str:
    """Nothing is said of a unit without numbers."""
    if len(compared.placed) == len(units_of(compared.by)):
        return _("Alla ligger inom gränserna: skillnaderna kan vara slump. För alla tillsammans är andelen %s.")
    return _("De som har tal att jämföra ligger inom gränserna. För alla tillsammans är andelen %s.")


def warnings(compared: Compared) -> list[str]:
    """What is missing or hidden, each in one sentence."""
    names, told = unit_names(compared.by), []
    if compared.told_by_answer:
        return []
    if compared.mix_unknown and compared.units:
        told.append(str(UNADJUSTED[compared.by]))
    if compared.missing and not compared.withheld:
        told.append(_("Svaret saknas för %s av ärendena. De räknas inte med.") % share_words(compared.missing))
    told += unanswered_words(compared)
    for unit, quarters in sorted(compared.hidden.items()):
        told.append(_("%(unit)s: %(n)s kvartal har för små tal för att visas.") % {"unit": names[unit], "n": quarters})
    return told
