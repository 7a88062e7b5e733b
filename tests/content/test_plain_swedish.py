"""Is the content easy to read? Warnings say where it is not, and a table says how heavy each chapter is."""

import json

import pytest

from kvar.cli import main
from kvar.content.draft import Draft, read_draft
from kvar.content.finding import Finding, Severity
from kvar.content.load import HERE, load
from kvar.content.plain_findings import MOST_LIX, MOST_MEAN, MOST_WORDS, groups_read
from kvar.content.plain_words import PlainWord, PlainWords, WordList
from kvar.content.read_texts import read_texts
from kvar.content.readability import readability, sentences_in
from tests.content.bad_folders import HOT, OWN, TEXT
from tests.content.folders import Folder

HEAVY = "Bostadsförmedlingsverksamheten utvärderas. "
LONG = "Ring " + "och ring " * 13 + "igen."  # 28 words


@pytest.fixture(scope="module")
def draft() -> Draft:
    return read_draft(HERE)


def test_lix_is_words_a_sentence_and_the_share_of_long_words() -> None:
    """Ten words in two sentences, two of them longer than six letters: 5 + 20."""
    found = readability("Hyresvärden ringer i dag. Svara genast och be om uppskov.")
    assert (found.words, found.sentences, found.long_words, found.longest) == (10, 2, 2, 6)
    assert (found.mean, found.lix) == (5, 25)


def test_the_measure_of_several_texts_is_that_of_all_together() -> None:
    one, other = readability("Ring. Ring igen nu."), readability("Skriv upp vem som ringde och när.")
    both = one + other
    assert (both.words, both.sentences, both.longest) == (11, 3, 7)
    assert readability("").lix == 0


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "Ring hem. Skriv 12 kap. 44 § och kl. 9. Klart!",
            ["Ring hem.", "Skriv 12 kap. 44 § och kl. 9.", "Klart!"],
        ),
        ("Gör så här:\n\n- ring\n- skriv\n", ["Gör så här:", "- ring", "- skriv"]),
        ("Läs [om barn](steg:H06) och **ring** {day}.", ["Läs om barn och ring N."]),
        ("# Rubrik\n\nText.", ["Rubrik", "Text."]),
        ("| a | b |\n| --- | --- |\n| Ring | skriv |", ["a b", "Ring skriv"]),
        ("Han sa: ”Ring!” Sedan gick hon.", ["Han sa:", "Ring!", "Sedan gick hon."]),
    ],
)
def test_a_sentence_ends_where_a_reader_draws_breath(text: str, sentences: list[str]) -> None:
    assert [one.strip("”“ ") for one in sentences_in(text)] == sentences


def words(*rows: tuple[list[str], str], fixed: tuple[str, ...] = ()) -> WordList:
    told = tuple(PlainWord(instead_of=tuple(others), say=say) for others, say in rows)
    return WordList(PlainWords(words=told, fixed_names=fixed), [("hushåll", ["klient*"])])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi har ERHÅLLIT brevet.", ["ERHÅLLIT"]),
        ("Underhåll huset.", []),  # erhåll stands inside another word
        ("Det gäller avseende hyran, i enlighet\nmed lagen.", ["avseende", "i enlighet med"]),
        ("Vad meddelandet avser.", []),
        ("Klienten och klienterna.", ["Klienten", "klienterna"]),
        ("Namnet är *Avseende klienter*, sade de.", []),
        ("**Avseende** hyran.", ["Avseende"]),
        ("Bilagan Avseende hyra är kvar.", []),
        ("Till exempel t.ex. så.", ["t.ex."]),
    ],
)
def test_a_heavy_word_is_found_in_all_its_forms(text: str, found: list[str]) -> None:
    rows = [(["erhåll*"], "få"), (["avseende"], "om"), (["i enlighet med"], "enligt"), (["t.ex."], "till exempel")]
    list_of_words = words(*rows, fixed=("bilagan avseende hyra",))
    assert [fault.split("”")[1] for fault in list_of_words.faults(text)] == found


def test_a_fault_says_the_plainer_word() -> None:
    assert [*words((["erhåll*"], "få")).faults("Att erhålla.")] == ["”erhålla” kan sägas enklare. Skriv: få."]


def test_every_kind_of_text_is_read(draft: Draft) -> None:
    read = [*read_texts(draft)]
    folders = {one.file.split("/")[0] for one in read}
    assert folders >= {"handbook", "checklists", "routines", "letters", "law", "reasons.yaml"}
    said = "\n".join(one.text for one in read)
    library = load()
    assert all(
        step.text in said and step.leaves in said for step in library.steps.values() if len(step.leaves.split()) > 2
    )
    assert all(passage.text in said for chapter in library.handbook.told for passage in chapter.passages)
    assert all(question.ask in said for question in library.reasons.questions)
    assert "lagen.nu" not in said and "This letter is about your home" not in said


def test_no_chapter_list_or_letter_is_too_heavy(draft: Draft) -> None:
    groups = groups_read(draft)
    assert [group.name for group in groups if group.heavy] == []
    limited, library = [group for group in groups if group.most is not None], load()
    texts = sum(len(letter.languages) for letter in library.letters.values())
    assert len(limited) == len(library.handbook.told) + len(library.lists) + texts


def warnings(folder: Folder) -> list[Finding]:
    found = folder.check()
    assert {finding.severity for finding in found} <= {Severity.WARNING}
    load(folder.path)  # a heavy text stops nobody
    return [*found]


def lines_of(folder: Folder, name: str) -> list[str]:
    return (folder.path / name).read_text(encoding="utf-8").split("\n")


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            HOT,
            "leaves: Tilldelning",
            "leaves: Tilldelning avseende det",
            "”avseende” kan sägas enklare. Skriv: om.",
        ),
        (
            TEXT,
            "Ofta går det att lösa.",
            "Kronofogdemyndigheten kan lösa det.",
            "Skriv: verkställighet, Kronofogden.",
        ),
        (
            TEXT,
            "Ofta går det att lösa.",
            LONG,
            "ring och …” har 28 ord, och bör ha högst 25. Dela den.",
        ),
    ],
)
def test_a_heavy_text_is_a_warning_at_its_line(folder: Folder, file: str, old: str, new: str, says: str) -> None:
    folder.change(file, old, new)
    (found,) = (finding for finding in warnings(folder) if says in finding.sentence)
    assert found.file == file
    assert file == TEXT or new in lines_of(folder, file)[found.line - 1]


def test_a_heavy_word_in_a_passage_is_found_in_its_chapter(folder: Folder) -> None:
    folder.change(OWN, "Hyresvärden, elbolaget", "Därest hyresvärden, elbolaget")
    (found,) = warnings(folder)
    assert (found.file, lines_of(folder, OWN)[found.line - 1].strip()) == (OWN, "- id: en-vag-in")


def test_many_rather_long_sentences_are_a_warning(folder: Folder) -> None:
    sentence = "Ring " + "och ring " * 9 + "igen. "  # 20 words
    folder.change(HOT, "Fråga hur skulden uppstod,", f"{sentence * 6} Fråga hur skulden uppstod,")
    assert [one.sentence for one in warnings(folder) if f"bör ha högst {MOST_MEAN}. Dela de längsta." in one.sentence]


def test_a_heavy_chapter_is_a_warning(folder: Folder) -> None:
    folder.change(OWN, "Hyresvärden, elbolaget", f"{HEAVY * 400} Hyresvärden, elbolaget")
    (found,) = warnings(folder)
    assert found.sentence.startswith("1. Förebyggande arbete och indirekta insatser har LIX")
    assert f"högst {MOST_LIX['handbook']}" in found.sentence


def test_the_table_names_each_text_with_its_limit(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "readability"]) == 0
    table = capsys.readouterr().out
    assert all(word in table for word in ("LIX", "Informationsbrev – obetald hyra", "Barnrättsperspektivet"))
    assert main(["content", "readability", "--json"]) == 0
    texts = json.loads(capsys.readouterr().out)["texts"]
    assert {" ".join(row) for row in texts} == {"name file lix most mean longest words"}
    assert max(row["longest"] for row in texts) <= MOST_WORDS
    folder.change(OWN, "Hyresvärden, elbolaget", f"{HEAVY * 400} Hyresvärden, elbolaget")
    assert main(["content", "readability", str(folder.path)]) == 1
    assert "för svår" in capsys.readouterr().out
    (folder.path / "edition.yaml").unlink()
    assert main(["content", "readability", str(folder.path)]) == 2
    assert "Filen saknas" in capsys.readouterr().err
