"""The deck as slides, in the order of ``deck.yaml``: texts as they stand there, and what is made of the rest."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kvar.casework.deck.about import About
from kvar.casework.deck.counts import figure_slides
from kvar.casework.deck.news import news_slides
from kvar.casework.deck.times import law_times, local_times
from kvar.content.deck import MadeOf, SlideTold, TableWords
from kvar.paper.slides.told import Card, CardsSlide, CoverSlide, DeckPaper, Point, PointsSlide, Slide, TableSlide


def deck_of(about: About) -> DeckPaper:
    """The whole deck. It needs neither Django nor a database: what has been counted comes with ``about``."""
    deck = about.library.deck
    slides = (_cover(about), *(slide for told in deck.slides for slide in _slides(told, about)))
    return DeckPaper(
        title=f"{deck.cover.title}. {about.place}",
        author=about.library.organisation.municipality,
        subject=deck.subject,
        made_on=about.on,
        slides=slides,
    )


def _cover(about: About) -> CoverSlide:
    cover = about.library.deck.cover
    notes = about.notes(say=cover.say, passages=cover.passages, sources=cover.sources)
    lines = tuple(map(about.filled, cover.lines))
    return CoverSlide(title=about.filled(cover.title), lines=lines, remark=about.filled(cover.remark), notes=notes)


def _slides(told: SlideTold, about: About) -> Iterator[Slide]:
    if told.made_of:
        yield from MAKERS[told.made_of](told, about)
        return
    common = _common(told, about)
    if told.points:
        points = tuple(Point(text=about.filled(text)) for text in told.points)
        yield PointsSlide(points=points, numbered=told.numbered, **common)
    if told.cards:
        cards = ((about.filled(card.head), about.filled(card.text)) for card in told.cards)
        yield CardsSlide(cards=tuple(Card(head=head, text=text) for head, text in cards), **common)
    if told.table:
        table = told.table
        words = TableWords(columns=table.columns, described=common["title"])
        rows = tuple(tuple(map(about.filled, row)) for row in table.rows)
        yield _table(words, rows, table.widths, common)


def _common(told: SlideTold, about: About, *, unit: str = "", sources: tuple[str, ...] = ()) -> dict[str, Any]:
    """What every kind of slide has. ``sources`` are those of what the slide is made of."""
    notes = about.notes(say=told.say, passages=told.passages, sources=(*told.sources, *sources))
    remark = about.filled(told.remark) if told.remark else ""
    return {"title": about.filled(told.title, unit=unit), "part": told.part, "remark": remark, "notes": notes}


def _chapters(told: SlideTold, about: About) -> Iterator[Slide]:
    chapters = [chapter for chapter in about.library.handbook.on(about.on) if chapter.number]
    rows = tuple((f"{chapter.number} {chapter.title}", chapter.about) for chapter in chapters)
    yield _table(about.words.chapters, rows, (2, 3), _common(told, about))


def _units(told: SlideTold, about: About) -> Iterator[Slide]:
    units = about.library.organisation.units
    cards = tuple(Card(head=unit.short, text=unit.duty) for unit in units)
    yield CardsSlide(cards=cards, **_common(told, about))


def _duties(told: SlideTold, about: About) -> Iterator[Slide]:
    """One slide per unit, that of the chosen unit first."""
    library = about.library
    for unit in sorted(library.organisation.units, key=lambda unit: unit.id != about.unit):
        points = tuple(Point(text=row.text) for row in library.responsibilities if row.unit == unit.id)
        yield PointsSlide(points=points, **_common(told, about, unit=unit.label))


def _law_limits(told: SlideTold, about: About) -> Iterator[Slide]:
    times = [*law_times(about)]
    common = _common(told, about, sources=tuple(row.source for _texts, row in times))
    yield _table(about.words.law_limits, tuple(texts for texts, _row in times), (10, 5, 6, 10), common)


def _local_limits(told: SlideTold, about: About) -> Iterator[Slide]:
    yield _table(about.words.local_limits, tuple(local_times(about)), (15, 14, 8), _common(told, about))


def _table(
    words: TableWords, rows: tuple[tuple[str, ...], ...], widths: tuple[float, ...], common: dict[str, Any]
) -> TableSlide:
    return TableSlide(columns=words.columns, rows=rows, widths=widths, description=words.described, **common)


MAKERS: Mapping[MadeOf, Callable[[SlideTold, About], Iterator[Slide]]] = {
    MadeOf.CHAPTERS: _chapters,
    MadeOf.UNITS: _units,
    MadeOf.DUTIES: _duties,
    MadeOf.LAW_LIMITS: _law_limits,
    MadeOf.LOCAL_LIMITS: _local_limits,
    MadeOf.NEWS: news_slides,
    MadeOf.FIGURES: figure_slides,
}
