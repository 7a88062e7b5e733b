"""A slide that holds too much becomes two or more, in even parts: text never runs out of its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise
from typing import Any

from kvar.paper.slides.heights import body_room, content_height
from kvar.paper.slides.looks import (
    BODY,
    CARD_TEXTS,
    COVER,
    COVER_LINES,
    COVER_REMARK,
    COVER_TITLE,
    PADDING,
    POINT_GAP,
    POINTS,
    SMALL,
    TABLES,
    TITLE,
    TITLE_BOX,
)
from kvar.paper.slides.measured import height_of
from kvar.paper.slides.told import CardsSlide, ChartSlide, CoverSlide, DeckRefused, PointsSlide, Slide, TableSlide

MOST_COLUMNS = 14  # of a chart
# What is divided when there is no room, and the sizes to try before that, the largest first.
_DIVIDED: Mapping[type[Slide], tuple[str, tuple[float, ...]]] = {
    PointsSlide: ("points", POINTS),
    TableSlide: ("rows", TABLES),
    CardsSlide: ("cards", CARD_TEXTS),
}


@dataclass(frozen=True)
class Fitted:
    """A slide that has room for what it says when its text is set in ``size``."""

    slide: Slide
    size: float


def parts_of(slide: Slide) -> Iterator[Fitted]:
    """The slide, or its parts with *(forts.)* after the title. Raises DeckRefused for what cannot be divided."""
    for number, part in enumerate(_parts(slide)):
        shown = replace(part.slide, title=_continued(slide.title, number))
        _require_title(shown)
        yield Fitted(shown, part.size)


def _continued(title: str, number: int) -> str:
    """*Titel*, *Titel (forts.)*, *Titel (forts. 2)*: no two slides have the same title."""
    return title if number == 0 else f"{title} (forts.)" if number == 1 else f"{title} (forts. {number})"


def _parts(slide: Slide) -> Iterator[Fitted]:
    if type(slide) not in _DIVIDED:
        _require_room(slide)
        yield Fitted(slide, BODY)
        return
    name, sizes = _DIVIDED[type(slide)]
    whole = next((size for size in sizes if _has_room(slide, size)), None)
    if whole:
        yield Fitted(slide, whole)
    else:
        yield from (Fitted(part, sizes[-1]) for part in _divided(slide, name, sizes[-1]))


def _has_room(slide: Slide, size: float) -> bool:
    return content_height(slide, size=size) <= body_room(slide)


def _divided(slide: Slide, name: str, size: float) -> list[Slide]:
    """As few parts as there is room for, each with about as much as the others."""
    things = getattr(slide, name)
    for number in count(2):
        if number > len(things):
            raise DeckRefused(f"En text på bilden ”{slide.title}” är för lång för en bild. Korta den.")
        parts = [replace(slide, **{name: some}) for some in _evenly(things, number)]  # type: ignore[arg-type]
        if all(_has_room(part, size) for part in parts):
            return parts
    raise AssertionError("count has no end")


def _evenly(things: Sequence[Any], number: int) -> list[tuple[Any, ...]]:
    """In that many parts; the first are one longer where it does not come out even."""
    size, more = divmod(len(things), number)
    ends = [size * part + min(part, more) for part in range(number + 1)]
    return [tuple(things[first:last]) for first, last in pairwise(ends)]


def _require_title(slide: Slide) -> None:
    size, box = (COVER, COVER_TITLE) if isinstance(slide, CoverSlide) else (TITLE, TITLE_BOX)
    if height_of([slide.title], size=size, width=box.width, bold=True) > box.height:
        raise DeckRefused(f"Rubriken ”{slide.title}” är för lång för en bild. Korta den.")


def _require_room(slide: Slide) -> None:
    """What cannot be divided must have room as it is."""
    if isinstance(slide, ChartSlide) and len(slide.columns) > MOST_COLUMNS:
        raise DeckRefused(f"Bilden ”{slide.title}” har fler än {MOST_COLUMNS} staplar. Välj en kortare tid.")
    if isinstance(slide, CoverSlide):
        lines = height_of(slide.lines, size=BODY, width=COVER_LINES.width, gap=POINT_GAP)
        if lines > COVER_LINES.height or cover_remark_height(slide) > COVER_REMARK.height:
            raise DeckRefused("Texten på den första bilden får inte plats. Korta den.")


def cover_remark_height(slide: CoverSlide) -> float:
    """Points of height for the panel at the foot of the cover."""
    return height_of([slide.remark], size=SMALL, width=COVER_REMARK.width - 2 * PADDING) + 2 * PADDING
