"""A report to make papers of: one number is hidden, and some words could be taken for formulas."""

from datetime import date

from kvar.paper.charts.bars import Bar, BarChart, bar_chart
from kvar.paper.report.told import Cell, Picture, Report, Row, Section, Table

QUARTERS = ("jan–mars 2026", "apr–juni 2026", "juli–sep 2026")
CHART = BarChart(
    title="Det som kom in",
    description="Först 1 240, sedan 8.",
    counted="Antal",
    bars=tuple(Bar(group=head, series="Antal", count=n) for head, n in zip(QUARTERS, (1240, 0, 8), strict=True)),
)
COUNTED = Section(
    id="incoming",
    title="Det som kom in",
    finding="Januari–september 2026: minst 1 248.",
    notes=("Antal underrättelser efter ankomstdag.",),
    picture=Picture(bar_chart, CHART, ("En stapel per kvartal.", "Bilden säger inte varför.")),
    table=Table(
        caption="Det som kom in",
        first="Orsak",
        heads=(*QUARTERS, "Totalt"),
        sums=True,
        rows=(
            Row("=HYRA(1)", (Cell("1 240", 1240), Cell("–"), Cell("8", 8), Cell("minst 1 248"))),
            Row("Totalt", (Cell("1 240", 1240), Cell("–"), Cell("8", 8), Cell("minst 1 248")), together=True),
        ),
    ),
)
SHARED = Section(
    id="shares",
    title="Så arbetade vi: [allt] *och* mer som är långt",
    finding="Första försöket inom 3 dagar i 78 %.",
    notes=("=Definition.",),
    table=Table(
        caption="Andelar", first="Mått", heads=("Andel",), rows=(Row("Försök", (Cell("78 %", 0.78, share=True),)),)
    ),
)
REPORT = Report(
    title="Uppföljning till hemlöshetsplanen",
    city="Göteborgs Stad",
    period="januari–september 2026",
    made_on=date(2026, 11, 15),
    lines=("Publicerat 15 november 2026.", "Tal under 5 visas inte."),
    sections=(COUNTED, SHARED),
)
