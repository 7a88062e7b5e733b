"""The editions in the browser: which there are, and what differs between any two days."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access_table import Role
from kvar.content.comparison import Kind, Turn, Written, differences
from kvar.content.load import load
from kvar.web.editions.shown import KINDS
from tests import factories
from tests.harness.queries import queries_of

pytestmark = pytest.mark.django_db
LIST, COMPARE = "/utgavor/", "/utgavor/jamfor/"
NEW_ACT = {"fran": "2022-03-01", "till": "2025-07-01"}


def signed_in(**fields: object) -> Client:
    client = Client()
    client.force_login(factories.make_user(**fields))
    return client


def text_of(response: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def compared(days: dict[str, str] = NEW_ACT, **more: str) -> Any:
    return signed_in().get(COMPARE, days | more)


def test_the_pages_are_at_their_place() -> None:
    assert (reverse("editions:list"), reverse("editions:compare")) == (LIST, COMPARE)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ANONYMOUS])
def test_everybody_who_is_signed_in_may_read_them(role: Role) -> None:
    client = signed_in(role=role)
    assert [client.get(url, NEW_ACT).status_code for url in (LIST, COMPARE)] == [200, 200]


def test_a_stranger_signs_in_first() -> None:
    assert Client().get(COMPARE).status_code == 302


def test_the_editions_stand_in_order_with_their_day_and_note() -> None:
    response = signed_in().get(LIST)
    text = text_of(response)
    named = load().editions
    assert [shown.named.id for shown in response.context["editions"]] == [each.id for each in named]
    places = [text.index(f"{each.label} ") for each in named]
    assert places == sorted(places)
    assert all(" ".join(each.note.split()) in text for each in named)
    assert "Från och med tisdag 15 februari 2022" in text


@pytest.mark.parametrize(
    ("today", "stands"),
    [
        ("2022-02-20", ["gäller idag", "kommer att gälla", "kommer att gälla", "kommer att gälla"]),
        ("2026-11-23", ["har gällt", "har gällt", "gäller idag", "kommer att gälla"]),
        ("2027-01-01", ["har gällt", "har gällt", "har gällt", "gäller idag"]),
    ],
)
def test_each_edition_says_whether_it_applies(settings: Any, today: str, stands: list[str]) -> None:
    settings.FIXED_TODAY = today
    assert [shown.stands for shown in signed_in().get(LIST).context["editions"]] == stands


def test_a_reconstruction_says_that_it_is_one() -> None:
    shown = signed_in().get(LIST).content.decode().split("<li")
    for edition in load().editions:
        (row,) = (part for part in shown if f"<h2>{edition.label} " in part)
        assert (">rekonstruktion</span>" in row) is edition.reconstruction


def test_every_link_of_the_list_can_be_followed_and_the_older_day_is_first() -> None:
    client = signed_in()
    for shown in client.get(LIST).context["editions"]:
        assert client.get(shown.read.url).status_code == 200
        assert len(shown.comparisons) == 3
        for link in shown.comparisons:
            response = client.get(link.url)
            assert response.status_code == 200 and response.context["swapped"] is False


def test_the_comparison_begins_with_words() -> None:
    short = compared().context["compared"]["short"]
    assert short[0] == "58 steg, 37 stycken och 10 lagregler har ändrats."
    assert short[1] == "I 58 steg och 9 lagregler är det bara källorna som är andra."
    assert short[2] == "2 steg, 2 stycken och 4 lagregler har kommit till."
    assert len(short) == 3


def test_every_difference_is_on_the_page_once() -> None:
    found = differences(Written(load(), date(2022, 3, 1)), Written(load(), date(2025, 7, 1)))
    shown = compared().context["compared"]["kinds"]
    assert sum(len(kind.shown) + len(kind.quiet) for kind in shown) == len(found)
    text = text_of(compared())
    assert all(" ".join(one.title.split()) in text for one in found)


def test_other_sources_alone_are_quiet_and_hide_nothing_else() -> None:
    (steps,) = (kind for kind in compared().context["compared"]["kinds"] if kind.kind is Kind.STEP)
    assert len(steps.quiet) == 58
    assert [one.turn for one in steps.shown] == [Turn.ADDED, Turn.ADDED]
    first = next(row for row in steps.quiet if row.number == "B03")
    assert (first.gone, first.came) == (
        "11 kap. 1 a § socialtjänstlagen (2001:453)",
        "20 kap. 1 § socialtjänstlagen (2025:400)",
    )


def test_a_source_that_stays_is_not_said_to_differ() -> None:
    (steps,) = (kind for kind in compared().context["compared"]["kinds"] if kind.kind is Kind.STEP)
    row = next(row for row in steps.quiet if row.number == "F12")
    assert (row.gone, row.came) == ("", "23 kap. 1 och 5 §§ socialtjänstlagen (2025:400)")


def test_what_went_and_what_came_is_said_and_not_only_coloured() -> None:
    page = compared().content.decode()
    assert "<del>" in page and "<ins>" in page
    for mark, told in (("del", "borttaget:"), ("ins", "tillagt:")):
        inside = re.findall(rf"<{mark}>(.*?)</{mark}>", page, re.DOTALL)
        assert all('class="ds-sr-only"' in words for words in inside)
        assert any(told in words for words in inside)


def test_every_field_has_a_swedish_name() -> None:
    page = compared({"fran": "2022-02-15", "till": "2027-01-01"})
    labels = {field.label for kind in page.context["compared"]["kinds"] for one in kind.shown for field in one.fields}
    assert {"Text", "Enhet", "Dag", "Lag eller riktlinje", "Lämnar spår", "Källor", "Tid"} <= labels
    assert not {label for label in labels if re.fullmatch(r"[a-z_]+", label)}


def test_codes_are_told_as_words() -> None:
    page = compared({"fran": "2025-07-01", "till": "2027-01-01"})
    (steps,) = (kind for kind in page.context["compared"]["kinds"] if kind.kind is Kind.STEP)
    told = {field.label: (field.before or field.after)[0].text for one in steps.shown for field in one.fields}
    assert told["Lag eller riktlinje"] in ("lag", "riktlinje")
    assert told["Får hoppas över"].startswith(("av ", "aldrig"))


def test_a_chip_shows_one_kind_and_every_chip_counts_what_it_shows() -> None:
    client = signed_in()
    response = client.get(COMPARE, NEW_ACT)
    chips = response.context["compared"]["chips"]
    assert [chip["text"] for chip in chips if chip["current"]] == ["Allt"]
    for chip in chips[1:]:
        narrowed = client.get(chip["url"]).context["compared"]
        (kind,) = narrowed["kinds"]
        assert len(kind.shown) + len(kind.quiet) == chip["count"]
        assert [one["text"] for one in narrowed["chips"] if one["current"]] == [kind.title]
        assert narrowed["short"] == response.context["compared"]["short"]


def test_every_kind_has_its_chip() -> None:
    assert set(KINDS.values()) == {*Kind}


def test_a_chip_that_nobody_knows_shows_everything() -> None:
    assert len(compared(visa="allting").context["compared"]["kinds"]) == 3


def test_both_sides_say_what_they_are() -> None:
    text = text_of(compared({"fran": "2022-02-15", "till": "2022-03-01"}))
    for edition in load().editions[:2]:
        assert " ".join(edition.note.split()) in text
    assert text.count("rekonstruktion ") >= 2


@pytest.mark.parametrize(
    ("days", "field", "sentence"),
    [
        ({"fran": "2022-02-31", "till": "2025-07-01"}, "fran", "Den 31 februari 2022 finns inte. Kontrollera dagen."),
        ({"fran": "i fjol", "till": "2025-07-01"}, "fran", "går inte att läsa som en dag"),
        ({"fran": "", "till": "2025-07-01"}, "fran", "Skriv en dag, eller välj en utgåva ur listan."),
        ({"fran": "2022-03-01"}, "till", "Skriv en dag, eller välj en utgåva ur listan."),
        ({"fran": "2021-01-01", "till": "2025-07-01"}, "fran", "Handboken finns från och med tisdag"),
        ({"fran": "2022-03-01", "till": "2022-03-01"}, "till", "Det är samma dag två gånger"),
        ({"fran": "2022-03-01", "till": "9999-12-31"}, "till", "Året 9999 kan inte stämma."),
        ({"fran": "2022-03-01\x00", "till": "x" * 5000}, "till", "går inte att läsa som en dag"),
    ],
)
def test_a_day_that_cannot_be_used_is_told_beside_its_field(days: dict[str, str], field: str, sentence: str) -> None:
    response = signed_in().get(COMPARE, days)
    assert response.status_code == 422
    assert sentence in str(response.context["form"].errors[field])
    assert response.context["compared"] == {}


def test_nothing_typed_is_lost() -> None:
    page = signed_in().get(COMPARE, {"fran": '31 februari"><b>', "till": "2025-07-01"}).content.decode()
    assert 'value="31 februari&quot;&gt;&lt;b&gt;"' in page and 'value="2025-07-01"' in page


def test_an_empty_address_is_a_form_to_fill_in() -> None:
    response = signed_in().get(COMPARE)
    assert response.status_code == 200 and not response.context["form"].errors
    assert response.content.decode().count("<option value=") == len(load().editions)


def test_the_later_day_first_is_turned_round_and_said() -> None:
    response = compared({"fran": "2025-07-01", "till": "1 mars 2022"})
    assert "Du skrev den senare dagen först." in text_of(response)
    assert response.context["compared"] == compared().context["compared"]


def test_two_days_with_the_same_wording_say_that_nothing_differs() -> None:
    assert "Ingenting skiljer mellan de dagarna." in text_of(compared({"fran": "2023-01-01", "till": "2023-01-02"}))


def test_it_asks_the_database_about_nobody() -> None:
    client = signed_in()
    client.get(COMPARE)
    few = queries_of(client, COMPARE)
    asked = queries_of(client, f"{COMPARE}?fran=2022-03-01&till=2025-07-01")
    assert len([sql for sql in asked if "publishededition" in sql]) == 3  # in force today, and on both days
    assert len(asked) == len(few) + 2
    assert len(few) <= 4
