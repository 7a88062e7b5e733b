"""What the pages of the editions show: the named days in order, and two readings side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.content.comparison import Difference, Kind
from kvar.content.load import load
from kvar.content.schema import NamedEdition
from kvar.records.models import PublishedEdition
from kvar.web.ui.compared import TITLES
from kvar.web.ui.wording import day as spoken

DAY = timedelta(days=1)
KINDS = {
    "steg": Kind.STEP,
    "stycken": Kind.PASSAGE,
    "brev": Kind.LETTER,
    "lagregler": Kind.VALUE,
    "koder": Kind.CODE,
    "ansvar": Kind.DUTY,
}


@dataclass(frozen=True)
class Link:
    url: str
    text: str


@dataclass(frozen=True)
class EditionShown:
    """``stands``: does it apply, has it applied, or will it, in words. ``current``: it applies today."""

    named: NamedEdition
    stands: str
    current: bool
    read: Link
    comparisons: tuple[Link, ...]


@dataclass(frozen=True)
class Reading:
    """One side of a comparison: the day, and the edition it belongs to."""

    day: date
    edition: NamedEdition
    read: Link


def editions_shown(*, today: date) -> list[EditionShown]:
    """Every named edition, oldest first."""
    now = load().edition.on(today)
    return [_edition_shown(named, now, today) for named in load().editions]


def reading_of(day: date, *, today: date) -> Reading:
    """``day`` is on or after the first edition."""
    edition = load().edition.on(day)
    assert edition is not None, "the form refuses days before the first edition"
    return Reading(day=day, edition=edition, read=_read_link(day, today))


def chips_shown(found: Sequence[Difference], *, before: date, after: date, chosen: Kind | None) -> list[dict[str, Any]]:
    """Everything, or one kind; kinds without a difference have no chip."""
    counts = {word: sum(one.kind is kind for one in found) for word, kind in KINDS.items()}
    address = compare_url(before, after)
    whole = {"text": _("Allt"), "url": address, "current": chosen is None, "count": len(found)}
    return [whole] + [
        {
            "text": str(TITLES[KINDS[word]]),
            "url": f"{address}&visa={word}",
            "current": KINDS[word] is chosen,
            "count": count,
        }
        for word, count in counts.items()
        if count
    ]


def compare_url(before: date, after: date) -> str:
    """The comparison of two days."""
    return f"{reverse('editions:compare')}?{urlencode({'fran': before, 'till': after})}"


def _edition_shown(named: NamedEdition, now: NamedEdition | None, today: date) -> EditionShown:
    return EditionShown(
        named=named,
        stands=_stands(named, now, today),
        current=named == now,
        read=_read_link(named.from_, today),
        comparisons=tuple(_comparisons(named)),
    )


def _stands(named: NamedEdition, now: NamedEdition | None, today: date) -> str:
    if named == now:
        return _("gäller idag")
    return _("kommer att gälla") if named.from_ > today else _("har gällt")


def _comparisons(named: NamedEdition) -> Iterator[Link]:
    """With every other edition; the older of the two stands first."""
    for other in load().editions:
        if other != named:
            before, after = sorted((named.from_, other.from_))
            yield Link(compare_url(before, after), other.label)


def _read_link(day: date, today: date) -> Link:
    said = _("Läs handboken så som den ska lyda") if day > today else _("Läs handboken så som den löd")
    return Link(f"{reverse('handbook:contents')}?{urlencode({'dag': day})}", said)


@dataclass(frozen=True)
class OwnEdition:
    """An edition that two people switched on. ``url``: what it changed, beside the day before."""

    label: str
    stands: str
    url: str


def own_shown(edition: PublishedEdition, *, today: date) -> OwnEdition:
    """When it began, and whether it was taken back."""
    when = {"day": spoken(edition.starts_on)}
    said = _("gäller från %(day)s") if edition.starts_on > today else _("började gälla %(day)s")
    if edition.ended_on:
        when["end"] = spoken(edition.ended_on)
        said = _("började gälla %(day)s, togs tillbaka %(end)s")
    return OwnEdition(edition.label, said % when, compare_url(edition.starts_on - DAY, edition.starts_on))
