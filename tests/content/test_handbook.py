"""The handbook: what the files must hold, which wording is read on which day, and what the search finds."""

from datetime import date

import pytest

from kvar.content.finding import ContentError
from kvar.content.handbook_search import index_of, plain_lines, plain_text
from kvar.content.library import Library
from kvar.content.load import load
from tests.content.folders import Folder

TODAY = date(2026, 11, 23)
FIRST, NEW_ACT, NEW_YEAR = date(2022, 2, 15), date(2025, 7, 1), date(2027, 1, 1)
YOUNGEST_OF_2022 = date(2022, 3, 1)


def test_the_six_chapters_are_those_of_the_seed(library: Library) -> None:
    chapters = [chapter.title for chapter in library.handbook.on(TODAY) if chapter.number]
    assert chapters == [
        "Förebyggande arbete och indirekta insatser",
        "Barnrättsperspektivet",
        "Juridiska ramar",
        "Samverkan",
        "Checklista vid hot om avhysning",
        "Checklista vid information från Kronofogdemyndigheten",
    ]
    assert all("inte offentlig" in chapter.note for chapter in library.handbook.told)


def test_each_passage_is_worded_anew_where_the_law_changed(library: Library) -> None:
    found = {
        day: {passage.id: passage.text for _chapter, passage in library.handbook.passages(on=day)}
        for day in (FIRST, NEW_ACT, NEW_YEAR)
    }
    assert set(found[FIRST]) <= set(found[NEW_ACT])
    assert {id for id, text in found[FIRST].items() if found[NEW_ACT][id] != text} >= {"tidig-kontakt", "barnets-basta"}
    assert {id for id, text in found[NEW_ACT].items() if found[NEW_YEAR][id] != text} >= {"variant-andrahand"}


def test_the_reconstruction_of_2022_has_no_source_younger_than_itself(library: Library) -> None:
    for _chapter, passage in library.handbook.passages(on=FIRST):
        for source in map(library.source, passage.sources):
            assert source.from_ is None or source.from_ <= YOUNGEST_OF_2022, (passage.id, source.id)


def test_a_step_leads_to_its_passages_and_back(library: Library) -> None:
    for id in library.steps:
        assert library.handbook.about_step(id, on=NEW_YEAR) or library.handbook.about_step(id, on=TODAY), id
    found = library.handbook.about_step("K02", on=TODAY)
    assert {chapter.id for chapter, _passage in found} == {"juridik", "kronofogden"}
    assert all("K02" in passage.steps for _chapter, passage in found)


@pytest.mark.parametrize(
    ("query", "passage"),
    [
        ("sista dag", "sista-dag"),
        ("betalningsansvar", "atagandet"),
        ("betalningsanvsar", "atagandet"),  # letters in the wrong order
        ("god man", "god-man"),
        ("elskulder", "ekonomi-och-elskulder"),
        ("elskuld", "ekonomi-och-elskulder"),
        ("skyddsbedömningen", "skyddsbedomning"),
        ("skyddsbedomning", "skyddsbedomning"),  # without the dots
    ],
)
def test_the_search_finds_what_people_type(library: Library, query: str, passage: str) -> None:
    hits = index_of(library.handbook.passages(on=TODAY)).search(query)
    assert passage in [hit.passage.id for hit in hits[:5]]


def test_a_search_without_words_or_without_a_meaning_finds_nothing(library: Library) -> None:
    index = index_of(library.handbook.passages(on=TODAY))
    assert index.search("") == index.search("!?") == index.search("xyzzyq") == ()


def test_a_hit_shows_the_sentence_with_the_word(library: Library) -> None:
    hit = index_of(library.handbook.passages(on=TODAY)).search("förvaltare")[0]
    assert "förvaltare" in hit.snippet.lower()
    assert plain_text("Se [sista dag](#sista-dag) **nu**.") == "Se sista dag nu."


def test_a_plain_text_may_keep_its_paragraphs_and_its_lists() -> None:
    text = "Fråga om\nsamtycke.\n\n- [Ring](steg:H12)\n- Skriv\n  brev\n1. Vänta"
    assert plain_lines(text) == "Fråga om samtycke.\n- Ring\n- Skriv brev\n1. Vänta"


HEAD = "---\nnumber: 1\nid: ett\ntitle: Ett\nabout: Om.\npassages:\n"
ROW = "  - {id: a, sources: [gbg-rutin], starts_on: 2022-02-15}\n"
CHAPTER = "handbook/1_forebyggande.md"


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("Ingen början", 1, "Filen ska börja med uppgifter mellan två rader med tre bindestreck."),
        (f"{HEAD}{ROW}---\n## B {{#b}}\nText.\n", 9, "Rubrikerna ska vara samma stycken"),
        (
            f"{HEAD}{ROW}{ROW}---\n## A {{#a}}\nx\n## A {{#a}}\ny\n",
            8,
            "Lydelsen av a börjar 2022-02-15, men den förra gäller utan slut.",
        ),
        (f"{HEAD}  - {{id: a, sources: [gbg-rutin]}}\n---\n## A {{#a}}\nx\n", 7, "Nyckeln starts_on saknas."),
        (f"{HEAD}\t- a\n---\n## A {{#a}}\nx\n", 7, "Raden har en tabb i början."),
        (f"{HEAD}{ROW}---\n## A {{#a}}\n[x](steg:H99)\n", 7, "a länkar till steget H99, som inte finns."),
        (f"{HEAD}{ROW}---\n## A {{#a}}\n[x](#borta)\n", 7, "a länkar till stycket borta, som inte finns."),
    ],
)
def test_what_is_wrong_in_a_chapter_is_said_with_its_line(folder: Folder, text: str, line: int, sentence: str) -> None:
    (folder.path / CHAPTER).write_text(text, encoding="utf-8")
    findings = [one for one in folder.check() if one.file == CHAPTER]
    assert [one for one in findings if one.line == line and sentence in one.sentence], findings


def test_a_chapter_that_is_not_utf_8_is_refused(folder: Folder) -> None:
    (folder.path / CHAPTER).write_bytes(b"\xff\xfe")
    with pytest.raises(ContentError, match="UTF-8"):
        load(folder.path)
