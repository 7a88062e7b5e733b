"""Vad Kvar räknar: every paragraph with who does it, in words, and what nobody has answered."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access_table import Role
from kvar.content.coverage import coverage_of
from kvar.content.load import load
from tests import factories

pytestmark = pytest.mark.django_db
URL = "/lagen/"


def signed_in(**fields: object) -> Client:
    client = Client()
    client.force_login(factories.make_user(**fields))
    return client


def text_of(response: Any) -> str:
    return " ".join(unescape(response.content.decode()).split())


def row(response: Any, statute: str, paragraph: str) -> list[dict[str, Any]]:
    """The cells of one paragraph."""
    (found,) = (each for each in response.context["statutes"] if each.name == statute)
    return next(cells for cells in found.table["rows"] if cells[0]["text"] == paragraph)


def test_the_page_is_at_its_place() -> None:
    assert reverse("law:coverage") == URL


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ANONYMOUS])
def test_everybody_who_is_signed_in_may_read_it(role: Role) -> None:
    assert signed_in(role=role).get(URL).status_code == 200


def test_a_stranger_signs_in_first() -> None:
    assert Client().get(URL).status_code == 302


def test_every_paragraph_is_shown_with_who_does_it() -> None:
    response = signed_in().get(URL)
    coverage = coverage_of(load())
    rows = [cells for statute in response.context["statutes"] for cells in statute.table["rows"]]
    assert len(rows) == len(coverage.paragraphs)
    assert {cells[2]["text"] for cells in rows} == set(coverage.done_by.values())


def test_a_paragraph_shows_its_link_its_rule_and_its_day() -> None:
    paragraph, says, done_by, checked = row(
        signed_in().get(URL), "Jordabalk (1970:994)", "12 kap. 44 § första stycket 1"
    )
    assert paragraph["url"] == "https://lagen.nu/1970:994#K12P44"
    assert says["text"].startswith("Tre veckor att betala")
    assert done_by["text"] == "Kvar" and "R04 Återvinningsfrist" in done_by["note"] and "Steg" in done_by["note"]
    assert checked["text"].replace("\N{NO-BREAK SPACE}", " ") == "22 nov 2026"


def test_what_is_left_to_people_is_said() -> None:
    response = signed_in().get(URL)
    partly = row(response, "Socialtjänstförordning (2025:468)", "11 kap. 3 §")
    assert partly[1]["note"].startswith("Till människor: Bekräftelsen")
    assert row(response, "Jordabalk (1970:994)", "12 kap. 47 §")[2] == {
        "text": "människor",
        "mark": "local",
        "note": "",
    }


@pytest.mark.parametrize(("today", "said"), [(date(2027, 11, 22), ""), (date(2027, 11, 23), "bör ses över")])
def test_after_a_year_a_paragraph_should_be_looked_at_again(settings: Any, today: date, said: str) -> None:
    settings.FIXED_TODAY = today.isoformat()
    response = signed_in().get(URL)
    assert row(response, "Jordabalk (1970:994)", "12 kap. 44 § första stycket 1")[3]["note"] == said
    assert ("bör ses över" in text_of(response)) is True  # what nobody has read is always said


def test_what_is_not_read_in_the_statute_is_said() -> None:
    response = signed_in().get(URL)
    assert (
        "inte läst i lagtexten"
        in row(response, "Jordabalk (1970:994)", "12 kap. 25 §, före den 1 juli 2024")[3]["note"]
    )
    assert row(response, "Delgivningslag, upphävd den 1 april 2011 (1970:428)", "hela lagen")[3]["text"] == "nej"


def test_the_rules_are_shown_with_every_wording() -> None:
    rows = [[cell["text"] for cell in cells] for cells in signed_in().get(URL).context["rules"]["rows"]]
    found = [cells for cells in rows if cells[0] == "R04 Återvinningsfrist"]
    assert [cells[1] for cells in found] == ["Tolv vardagar", "Tre veckor"]
    assert "första dagen inte läst" in text_of(signed_in().get(URL))


def test_the_open_questions_are_shown_as_open() -> None:
    page = text_of(signed_in().get(URL))
    for part in ("Öppna frågor", "Är en lördag en vardag", "Så gör Kvar: Visar båda dagarna.", "Fråga en jurist"):
        assert part in page


def test_an_open_question_names_the_rules_it_concerns() -> None:
    asked = [asked for asked in signed_in().get(URL).context["questions"] if asked.about]
    names = {f"{value.rule} {value.label}" for value in coverage_of(load()).values}
    assert max(sum(name in one.about for name in names) for one in asked) > 3
    assert all(any(name in one.about for name in names) for one in asked)


def test_where_the_rows_are_stacked_the_day_says_what_it_is() -> None:
    response = signed_in().get(URL)
    assert row(response, "Ellag (1997:857)", "11 kap. 3 §")[3]["label"] == "Kontrollerad"
    assert 'data-label="Kontrollerad"' in text_of(response)


def test_a_folded_statute_says_how_much_of_it_kvar_does() -> None:
    statutes = {statute.name: statute for statute in signed_in().get(URL).context["statutes"]}
    assert statutes["Lag om beräkning av lagstadgad tid (1930:173)"].counted == "Kvar 2"
    assert statutes["Ellag (1997:857)"].counted == "Kvar och människor 2, människor 1"


def test_it_asks_the_database_about_nobody(django_assert_max_num_queries: Any) -> None:
    client = signed_in()
    client.get(URL)
    with django_assert_max_num_queries(4):
        client.get(URL)


def test_the_way_there_is_at_the_foot_of_every_page() -> None:
    assert f'<a href="{URL}">Vad Kvar räknar</a>' in signed_in().get("/").content.decode()
    assert "Vad Kvar räknar" not in Client().get("/konto/logga-in/").content.decode()
