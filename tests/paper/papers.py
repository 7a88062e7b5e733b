"""Letters for the tests of paper. Invented people and places."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from kvar.paper.letter import BulletList, CityMark, Contact, ContactLine, Heading, KeyDate, LetterPaper, Paragraph

MARK = CityMark(alt="Provstadens märke", width=10, height=10, path="M0 0H10V10H0Z")
LETTER = LetterPaper(
    city="Provstaden",
    mark=MARK,
    title="Vi vill prata med dig – hör av dig",
    sender=("Socialförvaltningen Hisingen", "Vuxenenheten", "Box 999, 400 00 Göteborg"),
    recipient=("Åke Öberg", "Äppelgränd 3, lgh 1203", "417 00 Göteborg"),
    date=date(2026, 11, 22),
    reference="Ärende H-26-4KXD",
    blocks=(
        Paragraph("Räksmörgås på ön: é, ü, ø, š, ł och ”citat” – 14\u00a0300 kr."),
        KeyDate(lead="Betala senast", main="fredag 27 november", notes=("Då bor du kvar.", "Bankgiro 5050-1055.")),
        Heading("Så här gör du"),
        BulletList(("Ring oss.", "Skriv till oss.")),
        Contact((ContactLine(label="", value="Sara Lindh"), ContactLine(label="Telefon", value="031-000 00 01"))),
        Paragraph("This letter is about your home.", language="en"),
    ),
)


def letter(**changes: Any) -> LetterPaper:
    return replace(LETTER, **changes)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def words(pdf: bytes) -> str:
    """All text of all pages, without spaces and line ends, which the typesetter is free to choose."""
    return bare("".join(page.extract_text() for page in read(pdf).pages))


def bare(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())
