"""A report as slides: the finding and the table of each section, and a chart of its sums where there are enough."""

from collections.abc import Iterator

from kvar.paper.report.told import Report, Row, Section
from kvar.paper.slides.told import ChartSlide, Column, CoverSlide, DeckPaper, Slide, TableSlide

DRAWN_FROM, MOST = 3, 14  # columns with a number: fewer say no more than the table, more have no room
LABEL, NUMBER = 5, 2  # how wide the columns are to each other


def report_deck(report: Report) -> DeckPaper:
    """The whole deck; ``deck_pptx`` makes the file of it."""
    cover = CoverSlide(
        title=report.title, notes="\n".join(report.lines), lines=(report.city, report.period, report.lines[0])
    )
    slides = (cover, *(slide for section in report.sections for slide in _slides(section)))
    return DeckPaper(
        title=f"{report.title}, {report.period}",
        author=report.city,
        subject=report.lines[0],
        made_on=report.made_on,
        slides=slides,
    )


def _slides(section: Section) -> Iterator[Slide]:
    table = section.table
    notes = "\n".join((section.finding, *section.notes))
    yield TableSlide(
        title=section.title,
        notes=notes,
        remark=section.finding,
        columns=(table.first, *table.heads),
        rows=tuple((row.label, *(cell.text for cell in row.cells)) for row in table.rows),
        widths=(LABEL, *(NUMBER for _head in table.heads)),
        description=f"{section.title}. {section.finding}",
        numbers=True,
    )
    together = next((row for row in table.rows if row.together), None)
    # Where there are shares the sum holds the no's too, and tells nothing.
    shares = any(cell.share for row in table.rows for cell in row.cells)
    if together is not None and table.sums and not shares:
        shows = f"\n{section.picture.words}" if section.picture else ""
        yield from _chart(section, together, f"{notes}{shows}")


def _chart(section: Section, together: Row, notes: str) -> Iterator[ChartSlide]:
    """The sums along the period. What is not shown is not drawn, and says so below its place."""
    drawn = list(zip(section.table.heads[:-1], together.cells[:-1], strict=True))
    if len(drawn) > MOST or sum(cell.value is not None for _head, cell in drawn) < DRAWN_FROM:
        return
    columns = tuple(
        Column(group=head, count=int(cell.value))
        if cell.value is not None
        else Column(group=f"{head} {cell.text}", count=None)
        for head, cell in drawn
    )
    said = ", ".join(f"{head} {cell.text}" for head, cell in drawn)
    title = f"{section.title}, över tid"
    description = f"{title}. {said}."
    yield ChartSlide(title=title, notes=notes, series=section.title, columns=columns, description=description)
