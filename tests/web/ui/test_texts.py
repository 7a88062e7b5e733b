import pytest

from kvar.web.ui.forms import Form, PlainTextField

OVERRIDE = "\u202e"


class TextForm(Form):
    name = PlainTextField(label="Namn", longest=120)
    note = PlainTextField(label="Anteckning", longest=400, lines=3, required=False)


def test_ten_thousand_characters_are_refused_and_kept() -> None:
    form = TextForm({"name": "å" * 10_000})
    assert "10\u00a0000 tecken" in form.errors["name"][0]
    assert "å" * 10_000 in str(form["name"])


@pytest.mark.parametrize("name", ["Åsa 🏠 Öberg", "محمد الأحمد", "שרה לוי", "Đặng Thị Hà", "O'Neill-Sjöö", "ᏣᎳᎩ"])
def test_names_from_everywhere_are_names(name: str) -> None:
    form = TextForm({"name": name})
    assert form.is_valid()
    assert form.cleaned_data["name"] == name


def test_what_turns_the_reading_order_is_told_and_taken_away() -> None:
    form = TextForm({"name": f"Anna{OVERRIDE}gpj.exe"})
    assert "vänder läsriktningen" in form.errors["name"][0]
    assert OVERRIDE not in str(form["name"])
    assert "Annagpj.exe" in str(form["name"])


def test_signs_that_nobody_can_see_are_taken_away() -> None:
    form = TextForm({"name": "An\x00na\x07\ufeff  Berg\tEk", "note": "en\r\ntvå\x0b"})
    assert form.is_valid()
    assert form.cleaned_data == {"name": "Anna Berg Ek", "note": "en\ntvå"}


def test_an_accent_is_one_character_however_it_was_typed() -> None:
    form = TextForm({"name": "A\u030ake"})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "\u00c5ke"


def test_what_is_typed_cannot_become_markup() -> None:
    form = TextForm({"name": "<b onclick=x>" * 20})
    assert not form.is_valid()
    assert "<b" not in str(form["name"])


def test_the_browser_never_cuts_what_is_pasted() -> None:
    assert "maxlength" not in str(TextForm()["name"])
