"""A letter's text: blanks, passages, and what is refused when they do not agree."""

import pytest

from kvar.paper.letter import BulletList, Contact, ContactLine, Heading, KeyDate, Paragraph
from kvar.paper.template import Blank, LetterText, LetterTextWrong, Passage, read_letter_text
from kvar.paper.text import BlankMissing, FilledText, fill

NAME = Blank(name="namn", says="ditt namn")
TEXT = """# Hej {namn}

Första raden.
Andra raden om {belopp}.
Tredje raden.

## Rubrik
- en punkt
  som fortsätter
- en till
[om: ruta]

> Senast
> {dag}
> Sedan är det klart.
[slut]

| {namn}
| Telefon: {telefon}

(en) Hello {namn}.
"""


def letter(text: str = TEXT) -> LetterText:
    blanks = [
        NAME,
        Blank(name="belopp", says="beloppet", required=False),
        Blank(name="dag", says="sista dag", only_in="ruta"),
        Blank(name="telefon", says="telefonnumret"),
    ]
    return read_letter_text(text, blanks=blanks, passages=[Passage(name="ruta")])


def filled(*passages: str, **blanks: str) -> FilledText:
    values = {"namn": "Åsa", "telefon": "031-000 00 01", "dag": "fredag 27 november", **blanks}
    return fill(letter(), blanks=values, passages=frozenset(passages))


def test_a_text_becomes_blocks_in_its_own_order() -> None:
    assert filled("ruta", belopp="14 300 kr").title == "Hej Åsa"
    assert filled("ruta", belopp="14 300 kr").blocks == (
        Paragraph("Första raden. Andra raden om 14 300 kr. Tredje raden."),
        Heading("Rubrik"),
        BulletList(("en punkt som fortsätter", "en till")),
        KeyDate(lead="Senast", main="fredag 27 november", notes=("Sedan är det klart.",)),
        Contact((ContactLine(label="", value="Åsa"), ContactLine(label="Telefon", value="031-000 00 01"))),
        Paragraph("Hello Åsa.", language="en"),
    )


def test_a_line_with_an_empty_optional_blank_is_left_out() -> None:
    assert filled(belopp=" ").blocks[0] == Paragraph("Första raden. Tredje raden.")
    assert filled().blocks[0] == Paragraph("Första raden. Tredje raden.")


def test_a_passage_is_there_only_when_code_says_so() -> None:
    assert not [block for block in filled().blocks if isinstance(block, KeyDate)]


def test_an_empty_required_blank_is_refused_by_its_swedish_name() -> None:
    with pytest.raises(BlankMissing) as refusal:
        filled("ruta", namn="", telefon="\n\t ", dag="")
    assert refusal.value.names == ("ditt namn", "sista dag", "telefonnumret")
    assert str(refusal.value) == (
        "Brevet kan inte skickas ännu. Det här saknas: ditt namn, sista dag och telefonnumret."
    )


def test_a_blank_in_a_passage_that_is_not_shown_is_not_asked_for() -> None:
    assert filled(dag="").title == "Hej Åsa"


@pytest.mark.parametrize("value", ["## ny rubrik", "> ruta\n> till", "[slut]", "{dag}", "- punkt", "a\r\n\r\n# titel"])
def test_what_stands_in_a_blank_never_becomes_structure(value: str) -> None:
    usual, attacked = filled(), filled(namn=value)
    assert [type(block) for block in attacked.blocks] == [type(block) for block in usual.blocks]
    assert attacked.title == f"Hej {' '.join(value.split())}"


def test_a_colon_in_a_value_makes_no_label_and_a_hard_space_stays() -> None:
    contact = filled(namn="Sara: handläggare", telefon="031-000\u00a000 01").blocks[-2]
    assert contact == Contact(
        (ContactLine(label="", value="Sara: handläggare"), ContactLine(label="Telefon", value="031-000\u00a000 01"))
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (TEXT + "{okand}", "Okänd lucka i texten: okand"),
        (TEXT.replace("{belopp}", "x"), "Deklarerad lucka som inte finns i texten: belopp"),
        (TEXT + "[om: annat]\nx\n[slut]", "Okänd passage i texten: annat"),
        (TEXT.replace("[slut]", ""), "ruta är inte avslutad"),
        (TEXT + "[slut]", "utan"),
        (TEXT + "[om: ruta]\n[om: ruta]\n[slut]", "ruta är inte avslutad"),
        (TEXT + "Sista dag är {dag}.", "{dag} får bara stå i passagen ruta"),
        (TEXT + "{Namn}", "klammer"),
        (TEXT + "[om:ruta]", "klammer"),
        (TEXT.replace("# Hej", "Hej"), "exakt en titel"),
        (TEXT + "\n> bara en rad", "två första rader"),
        (TEXT + "\n> Betala\n> {belopp}", "två första rader"),
    ],
)
def test_text_and_declaration_must_agree_when_read(text: str, says: str) -> None:
    with pytest.raises(LetterTextWrong, match=says):
        letter(text)


def test_a_declared_passage_must_be_used() -> None:
    with pytest.raises(LetterTextWrong, match="Deklarerad passage som inte finns i texten: extra"):
        read_letter_text("# Hej {namn}", blanks=[NAME], passages=[Passage(name="extra")])


def test_the_caller_cannot_name_a_blank_or_passage_that_is_not_there() -> None:
    with pytest.raises(LetterTextWrong, match="barn, extra"):
        fill(letter(), blanks={"extra": "x"}, passages=frozenset({"barn"}))


@pytest.mark.parametrize("chosen", [(), ("a", "b")])
def test_of_a_group_exactly_one_passage_is_chosen(chosen: tuple[str, ...]) -> None:
    passages = [Passage(name="a", one_of="val"), Passage(name="b", one_of="val")]
    text = read_letter_text("# Hej\n[om: a]\nx\n[slut]\n[om: b]\ny\n[slut]", blanks=[], passages=passages)
    with pytest.raises(LetterTextWrong, match="Exakt en passage av gruppen val"):
        fill(text, blanks={}, passages=frozenset(chosen))
    assert fill(text, blanks={}, passages=frozenset({"b"})).blocks == (Paragraph("y"),)
