"""Comparisons in words: names beside each other, verdicts, and what chance alone may explain."""

from collections.abc import Iterable, Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily
from django.utils.translation import gettext_noop as said
from django.utils.translation import ngettext

from kvar.casework.equal_treatment.answers import Answers
from kvar.casework.equal_treatment.comparing import By, Compared, units_of
from kvar.casework.measures.dimensions import GROUNDS, HOUSEHOLD_TYPES
from kvar.casework.measures.measured import Measure
from kvar.casework.published.words import share_words, short_names
from kvar.casework.statistics.funnel import Direction, Placed, Verdict
from kvar.content.load import load

VERDICTS = {
    Verdict.INSIDE: said("kan vara slump"),
    Verdict.OUTSIDE_95: said("utanför inre gränsen"),
    Verdict.OUTSIDE_998: said("utanför yttre gränsen"),
    Verdict.NOTHING: said("inget att jämföra"),
}
DIRECTIONS = {Direction.HIGHER: said("högre"), Direction.LOWER: said("lägre"), Direction.SAME: said("lika")}
LIMITS = _lazily(
    "Mellan gränserna kan skillnaden vara slump. Fast alla arbetar lika hamnar högst ungefär 1 av 20 utanför den inre"
    " gränsen av slump. Utanför den yttre hamnar högst ungefär 2 av 1 000."
)
NOTHING_COMPARED = _lazily(
    "Går inte att jämföra: för få ärenden, för många utan svar eller för många tal som inte visas."
)


def unit_names(by: By) -> dict[str, str]:
    """Each unit's id and short name."""
    if by is By.ADMINISTRATION:
        places = load().organisation.administrations
        return dict(zip([place.id for place in places], short_names([place.label for place in places]), strict=True))
    labels = {part.id: capfirst(str(part.label)) for part in (GROUNDS if by is By.GROUND else HOUSEHOLD_TYPES)}
    return {id: labels[id] for id in units_of(by)}


def label_of(measure: Measure, answers: Answers) -> str:
    """The measure's name, and the days that are compared when it is one of days."""
    label, within = str(measure.label), answers.within
    if within is None:
        return label
    return ngettext("%(label)s: inom en dag", "%(label)s: inom %(n)s dagar", within) % {"label": label, "n": within}


def unanswered_words(compared: Compared) -> list[str]:
    """Which units are not compared because too much of theirs is not known, each in one sentence."""
    names, said = unit_names(compared.by), _("%(unit)s jämförs inte: svaret saknas för %(share)s.")
    each = sorted(compared.unanswered.items())
    return [said % {"unit": names[unit], "share": share_words(share)} for unit, share in each]


def quarters_words(hidden: int) -> str:
    """*ett kvartal är inte med: talen är för små*."""
    told = ngettext("ett kvartal är inte med: talen är för små", "%(n)s kvartal är inte med: talen är för små", hidden)
    return told % {"n": hidden}


def by_chance_words(compared: Iterable[Compared]) -> str:
    """How much of what is outside chance alone may explain."""
    each = [one for one in compared if one.units]
    told = {
        "n": sum(len(one.placed) for one in each),
        "m": f"{sum(one.by_chance for one in each):.1f}".replace(".", ","),
    }
    said = _("Även om alla arbetar lika hamnar i genomsnitt upp till %(m)s av de %(n)s talen utanför den inre gränsen.")
    return said % told


def verdict_words(one: Placed) -> str:
    """*lägre, utanför yttre gränsen*."""
    verdict = _(VERDICTS[one.verdict])
    return f"{_(DIRECTIONS[one.direction])}, {verdict}" if one.outside else verdict


def shares_of(compared: Compared) -> Iterator[tuple[float | None, str]]:
    """A row of *Likvärdighet*: each unit's adjusted share, with the verdict of one that is outside; last all together.

    None where there is nothing to compare.
    """
    judged = {one.unit: one for one in compared.placed}
    for unit in units_of(compared.by):
        one = judged.get(unit)
        yield (one.mixed.standardised, verdict_words(one) if one.outside else "") if one else (None, "")
    yield compared.city.share, ""
