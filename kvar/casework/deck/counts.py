"""The slides of figures. What is held back stands nowhere: not on a slide, in its notes or in the chart's own file."""

from collections.abc import Iterator

from kvar.casework.deck.about import About, Counted
from kvar.content.deck import SlideTold
from kvar.paper.slides.told import Card, CardsSlide, ChartSlide, Column, Slide, TableSlide

DRAWN_FROM = 3  # columns with something in them: fewer say no more than the table


def figure_slides(told: SlideTold, about: About) -> Iterator[Slide]:
    """In short, quarter by quarter, and a chart of the first measure; nothing where nothing has been counted."""
    if not about.counted:
        return
    notes = about.notes(say=told.say, passages=told.passages, sources=told.sources)
    notes += "".join(f"\n{each.label}: {each.definition}" for each in about.counted)
    remark = _remark(about)
    cards = tuple(Card(head=_total(each, about), text=each.label) for each in about.counted)
    title = about.filled(told.title)
    yield CardsSlide(title=title, part=told.part, notes=notes, cards=cards, big=True, remark=remark)
    first = about.counted[0]
    if sum(bool(count) for _quarter, count in first.counts) >= DRAWN_FROM:
        yield _chart(first, told, about, notes=notes)
    yield _quarters(told, about, notes=notes)


def _remark(about: About) -> str:
    """Which time and whom it is about, and that small numbers are held back where some are."""
    words = about.words.figures
    period = words.period.format(period=about.counted[0].period)
    said = f"{period[0].upper()}{period[1:]}."
    return f"{said} {about.filled(words.small_numbers)}" if any(each.held_back for each in about.counted) else said


def _total(counted: Counted, about: About) -> str:
    """A sum that lacks held-back numbers says that it is at least that."""
    words = about.words.figures
    if not counted.held_back:
        return str(counted.total)
    return words.at_least.format(n=counted.total) if counted.total else words.only_small


def _shown(count: int | None, about: About) -> str:
    return about.words.figures.held_back if count is None else str(count)


def _below(quarter: str, count: int | None, about: About) -> str:
    """What stands below a column; where none is drawn it says so."""
    return f"{quarter} {about.words.figures.held_back}" if count is None else quarter


def _quarters(told: SlideTold, about: About, *, notes: str) -> TableSlide:
    words = about.words.figures
    rows = zip(*(each.counts for each in about.counted), strict=True)
    return TableSlide(
        title=about.filled(words.quarter_by_quarter),
        part=told.part,
        notes=notes,
        columns=(words.quarter, *(each.label for each in about.counted)),
        rows=tuple((row[0][0], *(_shown(count, about) for _quarter, count in row)) for row in rows),
        widths=(3, *(4 for _each in about.counted)),
        description=about.filled(words.quarter_by_quarter),
        numbers=True,
    )


def _chart(counted: Counted, told: SlideTold, about: About, *, notes: str) -> ChartSlide:
    words = about.words.figures
    said = ", ".join(f"{quarter} {_shown(count, about)}" for quarter, count in counted.counts)
    title = words.chart.format(measure=counted.label)
    return ChartSlide(
        title=title,
        part=told.part,
        notes=notes,
        series=counted.label,
        columns=tuple(Column(group=_below(quarter, count, about), count=count) for quarter, count in counted.counts),
        description=f"{title}. {said}.",
        remark=about.filled(words.drawn_without) if counted.held_back else "",
    )
