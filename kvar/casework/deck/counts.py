"""The slides of figures. What is held back stands nowhere: not on a slide, in its notes or in the chart's own file."""

from collections.abc import Iterator
from datetime import date

from kvar.casework.deck.about import About, Counted
from kvar.content.deck import SlideTold
from kvar.paper.days import month_and_year, short_month
from kvar.paper.slides.told import Card, CardsSlide, ChartSlide, Column, Slide, TableSlide

DRAWN_FROM = 3  # columns with something in them: fewer say no more than the table


def figure_slides(told: SlideTold, about: About) -> Iterator[Slide]:
    """In short, month by month, and a chart of the first measure; nothing where nothing has been counted."""
    if not about.counted:
        return
    notes = about.notes(say=told.say, passages=told.passages, sources=told.sources)
    notes += "".join(f"\n{each.label}: {each.definition}" for each in about.counted)
    remark = _remark(about)
    cards = tuple(Card(head=_total(each, about), text=each.label) for each in about.counted)
    title = about.filled(told.title)
    yield CardsSlide(title=title, part=told.part, notes=notes, cards=cards, big=True, remark=remark)
    first = about.counted[0]
    if sum(bool(count) for _month, count in first.counts) >= DRAWN_FROM:
        yield _chart(first, told, about, notes=notes)
    yield _months(told, about, notes=notes)


def _remark(about: About) -> str:
    """Which time and whom it is about, and that small numbers are held back where some are."""
    words, months = about.words.figures, [month for month, _count in about.counted[0].counts]
    period = words.period.format(first=month_and_year(months[0]), last=month_and_year(months[-1]))
    least = about.library.organisation.switches.suppress_below
    small = words.small_numbers.format(most=least - 1, least=least)
    said = f"{period[0].upper()}{period[1:]}."
    return f"{said} {small}" if any(each.held_back for each in about.counted) else said


def _total(counted: Counted, about: About) -> str:
    """A sum that lacks held-back numbers says that it is at least that."""
    words = about.words.figures
    if not counted.held_back:
        return str(counted.total)
    return words.at_least.format(n=counted.total) if counted.total else words.only_small


def _shown(count: int | None, about: About) -> str:
    return about.filled(about.words.figures.held_back) if count is None else str(count)


def _below(month: date, count: int | None, about: About) -> str:
    """What stands below a column; where none is drawn it says why."""
    return (
        f"{short_month(month)} {about.filled(about.words.figures.not_drawn)}" if count is None else short_month(month)
    )


def _months(told: SlideTold, about: About, *, notes: str) -> TableSlide:
    words = about.words.figures
    rows = zip(*(each.counts for each in about.counted), strict=True)
    return TableSlide(
        title=about.filled(words.month_by_month),
        part=told.part,
        notes=notes,
        columns=(words.month, *(each.label for each in about.counted)),
        rows=tuple((short_month(row[0][0]), *(_shown(count, about) for _month, count in row)) for row in rows),
        widths=(3, *(4 for _each in about.counted)),
        description=about.filled(words.month_by_month),
        numbers=True,
    )


def _chart(counted: Counted, told: SlideTold, about: About, *, notes: str) -> ChartSlide:
    words = about.words.figures
    said = ", ".join(f"{month_and_year(month)} {_shown(count, about)}" for month, count in counted.counts)
    title = words.chart.format(measure=counted.label)
    return ChartSlide(
        title=title,
        part=told.part,
        notes=notes,
        series=counted.label,
        columns=tuple(Column(group=_below(month, count, about), count=count) for month, count in counted.counts),
        description=f"{title}. {said}.",
        remark=about.filled(words.drawn_without) if counted.held_back else "",
    )
