"""What the deck says: the content as it reads on a day, what is new, and figures without small numbers."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kvar.casework.deck import counts as counts_module
from kvar.casework.deck.about import About, Counted, edition_before
from kvar.casework.deck.figures import TOLD, counted_for
from kvar.casework.deck.whole import MAKERS, deck_of
from kvar.casework.errors import Unseen
from kvar.content.comparison import Difference, FieldDifference, Kind, Turn, Written, differences
from kvar.content.deck import MadeOf
from kvar.content.load import load
from kvar.paper.slides import deck_pptx
from kvar.paper.slides.told import CardsSlide, ChartSlide, PointsSlide, Slide, TableSlide
from tests import factories
from tests.paper.decks import all_text, opened, overflowing, parts
from tests.web.follow_up.published import SUMMER, publish

TODAY = date(2026, 11, 22)
FIRST, CODES, NEW_ACT, NEW_YEAR = EDITIONS = [edition.from_ for edition in load().editions]
UNITS = [unit.id for unit in load().organisation.units]
LONGEST = max(load().organisation.administrations, key=lambda place: len(place.label)).id
DAYS = [(FIRST, CODES), (FIRST, NEW_ACT), (CODES, TODAY), (NEW_ACT, NEW_YEAR)]


def about(**fields: Any) -> About:
    """A deck of today's content, with what is new since the handbook of 2022."""
    since, on = fields.pop("since", FIRST), fields.pop("on", TODAY)
    news = fields.pop("differences", differences(Written(load(), since), Written(load(), on)))
    return About(library=load(), on=on, since=since, differences=news, **fields)


def counted(*counts: int | None, id: str = "notices", label: str = "Inkomna underrättelser") -> Counted:
    quarters = ("jan–mars 2026", "apr–juni 2026", "juli–sep 2026", "okt–dec 2026")[-len(counts) :]
    told = tuple(zip(quarters, counts, strict=True))
    return Counted(id=id, label=label, definition="Så räknas det.", period="januari–december 2026", counts=told)


def slide_called(title: str, told: About) -> Any:
    return next(slide for slide in deck_of(told).slides if slide.title.startswith(title))


def texts(slide: Slide) -> str:
    return repr(slide)


@pytest.mark.parametrize("days", DAYS, ids=lambda days: f"{days[0]}-{days[1]}")
def test_nothing_runs_out_of_its_place_whatever_the_editions(days: tuple[date, date]) -> None:
    since, on = days
    assert overflowing(opened(deck_pptx(deck_of(about(since=since, on=on))))) == []


@pytest.mark.parametrize("unit", UNITS)
def test_nothing_runs_out_of_its_place_for_any_unit_with_large_and_small_figures(unit: str) -> None:
    measures = tuple(counted(1234, None, 0, 1234, label=str(label)) for _id, _part, label in TOLD)
    made = opened(deck_pptx(deck_of(about(administration=LONGEST, unit=unit, counted=measures))))
    assert overflowing(made) == []


def test_the_four_quarters_stand_on_one_slide() -> None:
    measures = tuple(counted(*[7] * 4, label=str(label)) for _id, _part, label in TOLD)
    made = opened(deck_pptx(deck_of(about(administration="hisingen", counted=measures))))
    assert len([slide for slide in made.slides if slide.shapes.title.text.startswith("Kvartal för kvartal")]) == 1


def test_every_slide_of_the_file_is_in_the_deck_in_its_order() -> None:
    titles = [slide.title for slide in deck_of(about()).slides]
    told = [slide for slide in load().deck.slides if not slide.made_of]
    assert [title for title in titles if title in {slide.title for slide in told}] == [slide.title for slide in told]
    assert set(MAKERS) == set(MadeOf)


def test_the_cover_says_that_the_text_is_a_reconstruction_and_for_whom_it_is() -> None:
    cover = deck_of(about(administration="hisingen", unit="vuxen")).slides[0]
    assert "rekonstruktion" in cover.remark and "inte offentliga" in cover.remark
    assert "Socialförvaltningen Hisingen, vuxenenheten" in texts(cover)


def test_the_deck_holds_what_the_seed_has_as_its_main_things() -> None:
    whole = all_text(deck_pptx(deck_of(about())))
    for text in [row.text for row in load().responsibilities] + [unit.duty for unit in load().organisation.units]:
        assert text in whole
    for chapter in load().handbook.on(TODAY):
        assert not chapter.number or chapter.title in whole


def test_every_slide_has_something_to_say_and_its_sources() -> None:
    for slide in deck_of(about(counted=(counted(7, 8, 9),), administration="hisingen")).slides:
        assert re.search(r"^Källor: \S.+\.$", slide.notes, re.MULTILINE), slide.title
        assert not re.search(r"[{}]", texts(slide).replace("{'", "")), slide.title


def test_times_of_the_law_are_those_in_force_that_day() -> None:
    old, new = (slide_called("Tider som lagen", about(on=on, since=FIRST)) for on in (FIRST, TODAY))
    assert "(2025:400)" in texts(new) and "(2025:400)" not in texts(old)
    assert ("Återvinningsfrist", "Tre veckor", "hyresgästen", "12 kap. 44 § första stycket 1 jordabalken") in new.rows


def test_local_times_are_those_of_the_steps() -> None:
    rows = slide_called("Riktlinjer", about()).rows
    assert ("2 arbetsdagar efter ankomstdagen", "Skicka informationsbrev", "Vuxen") in rows
    assert ("5 arbetsdagar före sista dagen", load().step("H21").title, "Vuxen") in rows
    assert len(rows) == len(load().deck.local_limits)


def test_the_notes_of_the_times_name_the_paragraphs() -> None:
    assert "20 kap. 2 § socialtjänstlagen (2025:400)" in slide_called("Tider som lagen", about()).notes


def test_the_chosen_unit_stands_first() -> None:
    titles = [slide.title for slide in deck_of(about(unit="ekonomiskt_bistand")).slides if "Det här gör" in slide.title]
    assert titles[0] == "Det här gör enheten för ekonomiskt bistånd" and len(titles) == 3


def test_news_are_counted_by_kind_and_the_most_important_are_named() -> None:
    told = about(since=NEW_ACT, on=NEW_YEAR)
    table, named = (slide_called(title, told) for title in ("Det här är nytt", "De viktigaste"))
    assert isinstance(table, TableSlide) and isinstance(named, TableSlide)
    steps = next(row for row in table.rows if row[0] == "Steg")
    assert steps[1:3] == ("1", "1")
    assert ("Nytt", "Steg", load().step("A03").title) in named.rows
    assert ("Upphört", "Steg", load().step("A02").title) in named.rows


def difference(kind: Kind, *fields: str, turn: Turn = Turn.CHANGED) -> Difference:
    words = tuple(FieldDifference(name, "före", "efter") for name in fields)
    return Difference(kind=kind, id=kind, title=f"{kind} {fields[0]}", turn=turn, fields=words)


def test_the_law_is_named_before_steps_and_what_only_has_new_paragraphs_last() -> None:
    found = (
        difference(Kind.VALUE, "sources"),
        difference(Kind.PASSAGE, "text", "sources"),
        difference(Kind.STEP, "due"),
        difference(Kind.VALUE, "length"),
    )
    named = slide_called("De viktigaste", about(differences=found))
    assert [row[2] for row in named.rows] == ["value length", "step due", "passage text", "value sources"]
    assert named.rows[-1][0] == "Nya lagrum"
    counted_ = slide_called("Det här är nytt", about(differences=found))
    assert counted_.rows[0] == ("Lagens tider", "0", "0", "1", "1")


def test_a_time_whose_first_day_nobody_has_read_is_not_told_as_new() -> None:
    """R20 begins in 2023 because no older wording has been read, not because the time is new."""
    read, unread = ("time_bar_two_months", "electricity_period")
    rules = {name: load().law.value(name).rule for name in (read, unread)}
    found = {each.id: each.turn for each in differences(Written(load(), CODES), Written(load(), TODAY))}
    assert [found[rules[name]] for name in (read, unread)] == [Turn.ADDED, Turn.ADDED]
    named = slide_called("De viktigaste", about(since=CODES)).rows
    assert load().law.value(read).label in str(named) and load().law.value(unread).label not in str(named)


def test_every_kind_and_turn_has_its_words() -> None:
    words = load().deck.words
    assert {*words.kinds} == {*Kind} and {*words.turns} == {*Turn, "cited"}
    assert len(words.news.columns) == len(words.turns) + 1


def test_where_nothing_is_new_it_says_so() -> None:
    slide = slide_called("Det här är nytt", about(differences=()))
    assert isinstance(slide, PointsSlide) and "skiljer sig" in slide.points[0].text


def test_the_whole_comparison_is_linked_where_it_is() -> None:
    link = "https://kvar.example/utgavor/"
    assert slide_called("De viktigaste", about(compare_link=link)).remark_link == link
    assert slide_called("De viktigaste", about()).remark_link == ""


def test_the_edition_before_is_what_news_are_told_since() -> None:
    days = (date(2021, 1, 1), FIRST, TODAY, NEW_YEAR)
    assert [edition_before(load(), day) for day in days] == [FIRST, FIRST, CODES, NEW_ACT]


def test_without_figures_no_slide_is_about_them() -> None:
    assert not [slide for slide in deck_of(about()).slides if slide.part == "Siffrorna"]


def test_a_held_back_number_is_in_no_part_of_the_file() -> None:
    """Not on a slide, in the notes, in the chart or in its workbook; nor can it be had from a sum."""
    told = about(administration="hisingen", counted=(counted(6, None, 7, 8),))
    shown = [slide for slide in deck_of(told).slides if slide.part == "Siffrorna"]
    assert [type(slide) for slide in shown] == [CardsSlide, ChartSlide, TableSlide]
    assert "minst 21" in texts(shown[0]) and "'–'" in texts(shown[2])
    files = parts(deck_pptx(deck_of(told)))
    (sheet,) = (data for name, data in files.items() if name.endswith("worksheets/sheet1.xml"))
    (chart,) = (data for name, data in files.items() if re.search(r"charts/chart\w*\.xml$", name))
    assert re.findall(rb'<c r="B[2-9]"[^>]*><v>(\d+)</v>', sheet) == [b"6", b"7", b"8"]
    assert re.findall(rb"<c:val>.*</c:val>", chart, re.DOTALL)[0].count(b"<c:pt ") == 3


def test_only_small_numbers_are_told_as_that() -> None:
    told = about(administration="hisingen", counted=(counted(None, 0, None),))
    shown = [slide for slide in deck_of(told).slides if slide.part == "Siffrorna"]
    assert [type(slide) for slide in shown] == [CardsSlide, TableSlide]
    assert "visas inte" in texts(shown[0])


def test_figures_without_small_numbers_say_nothing_of_small_numbers() -> None:
    shown = deck_of(about(administration="hisingen", counted=(counted(6, 0, 7, 8),))).slides
    assert not [slide for slide in shown if "visas inte" in texts(replace(slide, notes=""))]
    assert counts_module.DRAWN_FROM == 3


@pytest.mark.django_db
def test_the_figures_are_the_last_four_published_quarters_of_the_administration() -> None:
    days = [date(2025, month, 1) for month in (7, 10)] + [date(2026, month, 1) for month in (1, 4, 7)]
    publish({"incoming_by_code": {"rent_debt": 40}, "homes_kept": {"yes": 9, "no": 7}}, *days)
    told = counted_for(factories.make_actor(), administration="hisingen", on=TODAY)
    assert told[0].period == "oktober 2025–september 2026"
    assert told[0].counts[0] == ("okt–dec 2025", 40) and [one.total for one in told] == [160, 36, 28, 0]
    assert len(counted_for(factories.make_actor(), administration="hisingen", on=date(2025, 11, 1))[0].counts) == 2


@pytest.mark.django_db
def test_the_own_administration_is_held_back_too_in_a_file() -> None:
    publish({"incoming_by_code": {"rent_debt": 40}}, SUMMER, also={("hisingen", "rent_debt"): 4})
    for place in (factories.HISINGEN, factories.CENTRUM):
        actor = factories.make_actor(administration=place)
        assert counted_for(actor, administration="hisingen", on=TODAY)[0].counts == (("juli–sep 2026", None),)


@pytest.mark.django_db
def test_before_anything_is_published_there_are_no_figures() -> None:
    factories.make_case_with_notice()
    assert counted_for(factories.make_actor(), administration="hisingen", on=TODAY) == ()


@pytest.mark.django_db
def test_a_role_without_follow_up_gets_no_figures() -> None:
    reviewer = factories.make_actor(role="log_reviewer")
    with pytest.raises(Unseen):
        counted_for(reviewer, administration="hisingen", on=TODAY)
