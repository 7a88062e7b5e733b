"""The monthly sheet as PDF: archivable, readable aloud, one page, literal."""

from datetime import date
from io import BytesIO

from pypdf import PdfReader

from kvar.paper.network_sheet import SheetPaper, SheetSection, network_sheet_pdf
from tests.paper.standards import standard_failures

ON = date(2026, 11, 22)
LONG = "förbi utan att betalning eller besked är inskrivet"


def sheet(place: str = "Socialförvaltningen Hisingen, vuxenenheten", *, sections: int = 6) -> SheetPaper:
    rows = tuple((LONG, "12 450", "3") for _number in range(3))
    return SheetPaper(
        title="Månadsblad till nätverket, oktober 2026",
        place=place,
        warning="Arbetsmaterial, skicka inte vidare.",
        told="Räknat ur vår förvaltnings eget arbete. " * 4,
        heads=("", "Oktober 2026", "September 2026"),
        sections=tuple(SheetSection(label=f"Rubrik {number}", rows=rows) for number in range(sections)),
        lift="Det här vill vi lyfta i nätverket",
    )


def test_it_follows_the_standards_and_is_one_page() -> None:
    pdf = network_sheet_pdf(sheet(), on=ON)
    assert standard_failures(pdf) == []
    assert len(PdfReader(BytesIO(pdf)).pages) == 1


def test_the_words_are_never_markup_and_the_warning_stands_at_the_top_and_at_the_foot() -> None:
    pdf = network_sheet_pdf(sheet('#read("/etc/passwd") *x*'), on=ON)
    text = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert '#read("/etc/passwd") *x*' in text and text.count("skicka inte vidare") == 2


def test_it_is_the_same_file_every_time() -> None:
    assert network_sheet_pdf(sheet(), on=ON) == network_sheet_pdf(sheet(), on=ON)
