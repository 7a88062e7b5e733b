"""Bringing the routine into use: what the content holds of it, and what is found when it does not fit."""

import pytest

from kvar.content.library import Library
from kvar.content.pages import PageWord
from tests.content.folders import Folder

OURS, CITY, BOOK = "introduction.yaml", "organisation.yaml", "handbook/inforande.md"


def test_the_four_questions_and_the_six_activities_are_the_seeds(library: Library) -> None:
    assert [question.seed for question in library.introduction.questions] == ["S81", "S82", "S83", "S84"]
    assert [activity.seed for activity in library.introduction.activities] == [f"S{n}" for n in range(75, 81)]


def test_the_three_posts_stand_as_in_the_seed(library: Library) -> None:
    posts = library.organisation.process_leaders
    assert len(posts) == 3
    assert {post.placement for post in posts} == {"hisingen"}
    assert [post.id for post in posts if post.vacant] == ["barn_och_unga"]
    assert all(post.email is None or post.email.endswith(".example") for post in posts)


def test_the_sheet_shows_the_routines_three_sections_with_their_own_steps(library: Library) -> None:
    assert [section.list for section in library.introduction.summary] == ["B", "U", "F"]
    assert all(len(section.steps) <= 12 for section in library.introduction.summary)  # one A4


BREAKS = {
    "vacant without cover": (CITY, "    cover: boendesociala_fragor\n", "", "barn_och_unga är vakant. Skriv i cover"),
    "unknown cover": (CITY, "cover: boendesociala_fragor", "cover: chefen", "chefen finns inte bland process_leaders."),
    "cover of itself": (CITY, "cover: boendesociala_fragor", "cover: barn_och_unga", "är också vakant."),
    "nobody to reach": (
        CITY,
        "    phone: 031-390 06 11\n    email: karin.ekdal@hisingen.example\n",
        "",
        "forsorjningsstod har ett namn men går inte att nå.",
    ),
    "unknown placement": (
        CITY,
        "    placement: hisingen\n    cover",
        "    placement: mars\n    cover",
        "mars i barn_och",
    ),
    "post twice": (CITY, "id: forsorjningsstod", "id: boendesociala_fragor", "boendesociala_fragor finns två gånger."),
    "not https": (CITY, "  - id: utbildning\n", "  - id: utbildning\n    url: http://x.example\n", "url har fel form"),
    "unknown chapter": (
        CITY,
        "chapters: [treserva]",
        "chapters: [treservan]",
        "Sidan treservan finns inte i handboken.",
    ),
    "unknown passage": (OURS, "passage: syfte", "passage: syftet", "Stycket syftet finns inte."),
    "unknown reading": (OURS, "reading: [om-handboken", "reading: [om-boken", "Stycket om-boken finns inte."),
    "unknown step": (OURS, "[U01, U02", "[U01, U99", "Steget U99 finns inte i listan U."),
    "step of another list": (OURS, "[U01, U02", "[U01, B02", "Steget B02 finns inte i listan U."),
    "unknown list": (OURS, "list: F", "list: Z", "Listan Z finns inte."),
    "question twice": (OURS, "id: vad_behovs", "id: vad_ar_nytt", "vad_ar_nytt finns två gånger."),
    "not an hour": (OURS, "minutes: 5\n", "minutes: 6\n", "Agendan är 61 minuter. Den ska vara 60."),
    "two ways": (OURS, "    page: bildspel", "    page: bildspel\n    passage: syfte", "Raden leder till två ställen."),
    "unknown page": (OURS, "page: bildspel", "page: bildspelet", "page kan inte vara bildspelet."),
    "unknown page in the book": (
        BOOK,
        "sida:kontakt",
        "sida:kontakten",
        "länkar till sidan kontakten, som inte finns.",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_does_not_fit_is_found_in_its_file(name: str, folder: Folder) -> None:
    file, old, new, sentence = BREAKS[name]
    folder.change(file, old, new)
    found = [finding for finding in folder.check() if sentence in finding.sentence]
    assert [finding.file for finding in found] == [file], folder.check()


def test_a_vacant_cover_is_found_on_its_line(folder: Folder) -> None:
    line = folder.change(CITY, "cover: boendesociala_fragor", "cover: barn_och_unga")
    assert [finding.line for finding in folder.check()] == [line]


def test_a_cover_that_becomes_vacant_is_found(folder: Folder) -> None:
    """The one who covered leaves too."""
    folder.change(CITY, "    name: Johan Brandt\n", "    cover: forsorjningsstod\n")
    [finding] = folder.check()
    assert "boendesociala_fragor som ska ta frågorna är också vakant" in finding.sentence


def test_the_book_leads_to_pages_by_their_words(library: Library) -> None:
    linked = {word for chapter in library.handbook.told for passage in chapter.passages for word in passage.pages}
    assert linked >= {PageWord.CONTACTS, PageWord.DIALOGUE, PageWord.SUPPORT, PageWord.PLAN}
