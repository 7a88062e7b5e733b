"""A presentation that everybody can follow: titles, order of reading, alternative texts, language, size, contrast."""

import re
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree
from pptx.oxml.ns import qn

from kvar.paper.slides import deck_pptx, fitted, fitted_slides, looks
from kvar.paper.slides.told import (
    Card,
    CardsSlide,
    ChartSlide,
    Column,
    CoverSlide,
    DeckPaper,
    DeckRefused,
    Point,
    PointsSlide,
    Slide,
    TableSlide,
)
from tests.paper.decks import all_text, opened, overflowing, parts, runs

LONG = (
    "Alla delar av socialtjänsten märker när ett hushåll kan förlora sin bostad, och hjälps åt med det stöd som passar."
)
COVER = CoverSlide(title="Förebygga avhysning", lines=("Handboken", "22 november 2026"), remark=LONG, notes="Säg hej.")
POINTS = PointsSlide(
    title="Målet", part="Stödet", notes="Säg så.\nKällor: x.", points=(Point(text="En"), Point(text=LONG))
)
CARDS = CardsSlide(
    title="Delarna", notes="Säg.", remark=LONG, cards=tuple(Card(head=f"Del {n}", text=LONG) for n in (1, 2, 3))
)
TABLE = TableSlide(
    title="Tiderna",
    notes="Säg.",
    columns=("Vad", "Tid"),
    rows=(("Återvinningsfrist", "tre veckor"),),
    widths=(2, 1),
    description="Tider i lag.",
)
CHART = ChartSlide(
    title="Siffrorna",
    notes="Säg.",
    series="Underrättelser",
    columns=(Column(group="okt", count=7), Column(group="nov <5", count=None)),
    description="Oktober 7, november färre än 5.",
)
ALL = (COVER, POINTS, CARDS, TABLE, CHART)


def deck(*slides: Slide) -> DeckPaper:
    told = {"title": "Förebygga avhysning", "author": "Göteborgs Stad", "subject": "Handboken"}
    return DeckPaper(made_on=date(2026, 11, 22), slides=slides or ALL, **told)


def test_every_slide_has_a_title_of_its_own_that_is_read_first() -> None:
    slides = opened(deck_pptx(deck())).slides
    titles = [slide.shapes.title.text for slide in slides]
    assert titles == [slide.title for slide in ALL]
    assert all(slide.shapes[0].shape_id == slide.shapes.title.shape_id for slide in slides)


def test_the_order_of_reading_is_title_content_remark_foot_and_number() -> None:
    slides = opened(deck_pptx(deck())).slides
    assert [shape.name for shape in slides[1].shapes] == ["Rubrik", "Text", "Fot", "Bildnummer"]
    assert [shape.name for shape in slides[2].shapes][-2:] == ["Anmärkning", "Bildnummer"]


def test_every_slide_but_the_cover_has_its_number() -> None:
    slides = opened(deck_pptx(deck())).slides
    assert [slide.shapes[-1].text_frame.text for slide in slides][1:] == ["2", "3", "4", "5"]


def test_numbers_of_shapes_are_used_once_a_slide() -> None:
    for slide in opened(deck_pptx(deck())).slides:
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(ids) == len(set(ids))


def test_every_word_says_that_it_is_swedish() -> None:
    for slide in opened(deck_pptx(deck())).slides:
        assert {run.find(qn("a:rPr")).get("lang") for run in runs(slide)} == {"sv-SE"}
    assert [name for name, data in parts(deck_pptx(deck())).items() if b'lang="en' in data] == []


def test_no_text_is_smaller_than_eighteen_points() -> None:
    for name, data in parts(deck_pptx(deck()), ".xml").items():
        if re.match(r"ppt/(slides|slideLayouts|slideMasters|charts)/", name):
            sizes = [int(each.get("sz")) for each in etree.fromstring(data).iter() if each.get("sz", "").isdigit()]
            assert min(sizes, default=1800) >= 1800, name


def test_a_table_and_a_chart_have_alternative_texts_and_a_table_has_a_head() -> None:
    slides = opened(deck_pptx(deck())).slides
    described = [
        slide.shapes[1]._element.xpath("./p:nvGraphicFramePr/p:cNvPr")[0].get("descr") for slide in [*slides][3:]
    ]
    assert described == ["Tider i lag.", "Oktober 7, november färre än 5."]
    assert slides[3].shapes[1].table.first_row and slides[3].shapes[1].table.first_col


def test_notes_hold_what_to_say_and_the_sources() -> None:
    slides = opened(deck_pptx(deck())).slides
    assert [slide.notes_slide.notes_text_frame.text for slide in slides] == [slide.notes for slide in ALL]


def test_the_file_says_what_it_is() -> None:
    told = opened(deck_pptx(deck())).core_properties
    assert (told.title, told.author, told.language) == ("Förebygga avhysning", "Göteborgs Stad", "sv-SE")
    assert told.created.date() == told.modified.date() == date(2026, 11, 22)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (looks.INK, looks.WHITE),
        (looks.SOFT, looks.WHITE),
        (looks.ACCENT, looks.WHITE),
        (looks.ACCENT, looks.TINT),
        (looks.INK, looks.TINT),
        (looks.WHITE, looks.ACCENT),
        (looks.INK, looks.AMBER_TINT),
    ],
)
def test_every_text_can_be_told_from_its_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


def test_nothing_runs_out_of_its_place() -> None:
    assert overflowing(opened(deck_pptx(deck()))) == []


def test_what_has_no_room_goes_on_to_the_next_slide_in_even_parts() -> None:
    many = replace(POINTS, points=tuple(Point(text=f"{number}. {LONG}") for number in range(14)))
    rows = replace(TABLE, rows=tuple((f"Rad {number}", LONG) for number in range(9)))
    cards = replace(CARDS, cards=tuple(Card(head=f"Del {number}", text="Kort.") for number in range(6)), remark="")
    made = opened(deck_pptx(deck(many, rows, cards)))
    titles = [slide.shapes.title.text for slide in made.slides]
    assert titles[:3] == ["Målet", "Målet (forts.)", "Målet (forts. 2)"]
    assert titles[3:] == ["Tiderna", "Tiderna (forts.)", "Tiderna (forts. 2)", "Delarna", "Delarna (forts.)"]
    assert overflowing(made) == []
    shown = "\n".join(shape.text_frame.text for slide in made.slides for shape in slide.shapes if shape.has_text_frame)
    assert [number for number in range(14) if f"{number}. {LONG}" not in shown] == []


def test_the_measuring_sees_what_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The protection switched off: everything stays on one slide."""
    monkeypatch.setattr(fitted, "_has_room", lambda _slide, _size: True)
    many = replace(POINTS, points=(Point(text=LONG),) * 14)
    rows = replace(TABLE, rows=(("Rad", LONG),) * 14)
    assert len(overflowing(opened(deck_pptx(deck(many, rows))))) >= 2


def test_text_gets_the_larger_size_where_there_is_room() -> None:
    few, many = (replace(POINTS, points=(Point(text=LONG),) * count) for count in (2, 5))
    assert [shown.size for shown in fitted_slides(deck(few))] == [28]
    assert fitted_slides(deck(many))[0].size == 24


@pytest.mark.parametrize(
    ("slide", "says"),
    [
        (replace(POINTS, title=LONG), "för lång"),
        (replace(POINTS, points=(Point(text=LONG * 9),)), "Korta den"),
        (replace(COVER, lines=(LONG,) * 9), "första bilden"),
        (replace(CHART, columns=CHART.columns * 9), "kortare tid"),
    ],
)
def test_what_can_never_have_room_is_refused_in_words(slide: Slide, says: str) -> None:
    with pytest.raises(DeckRefused, match=says):
        deck_pptx(deck(slide))


def test_two_slides_with_one_title_are_refused() -> None:
    with pytest.raises(DeckRefused, match="Två bilder heter"):
        deck_pptx(deck(POINTS, POINTS))


def test_what_is_not_drawn_is_not_in_the_workbook_either() -> None:
    books = parts(deck_pptx(deck(CHART)), ".xlsx")
    assert len(books) == 1
    sheets = parts(deck_pptx(deck(CHART)), "sheet1.xml")
    (sheet,) = (etree.fromstring(data) for name, data in sheets.items() if "worksheets" in name)
    counts = [
        cell.findtext("{*}v")
        for cell in sheet.iter("{*}c")
        if cell.get("r", "").startswith("B") and cell.get("t") != "s"
    ]
    assert [count for count in counts if count] == ["7"]


def test_signs_that_no_file_can_hold_are_left_out() -> None:
    nasty = replace(POINTS, title="Mål\x00et", points=(Point(text="a\x0bb\u202ec"),))
    assert "abc" in all_text(deck_pptx(deck(nasty)))


def test_a_link_leads_where_it_says() -> None:
    linked = replace(TABLE, remark="Jämför utgåvor", remark_link="https://kvar.example/utgavor/")
    point = replace(POINTS, points=(Point(text="Läs", link="https://kvar.example/handbok/"),))
    whole = b"".join(parts(deck_pptx(deck(linked, point)), ".rels").values())
    assert b"https://kvar.example/utgavor/" in whole and b"https://kvar.example/handbok/" in whole


def test_only_our_three_layouts_are_in_the_file() -> None:
    made = opened(deck_pptx(deck()))
    assert [layout.name for layout in made.slide_layouts] == ["Omslag", "Rubrik och punkter", "Rubrik"]
    names = [name for name in parts(deck_pptx(deck())) if re.fullmatch(r"ppt/slideLayouts/slideLayout\d+.xml", name)]
    assert len(names) == 3 and not [
        name for name in parts(deck_pptx(deck())) if name.endswith((".jpeg", ".png", ".bin"))
    ]
