"""Uppföljning: the address decides, small numbers of others are held back, the table is the picture's numbers."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from xml.etree import ElementTree as tree

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.measures import grid
from kvar.paper.charts.drawing import COLOURS
from kvar.web.follow_up.views import short_names
from tests import factories
from tests.factories import TODAY
from tests.harness.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
URL = "/uppfoljning/"
PERIOD = "?fran=2026-10&till=2026-11"
BAR = re.compile(r"M[\d.]+,[\d.]+h[\d.]+v(?P<height>[\d.]+)h")


def signed_in(**fields: object) -> Client:
    client = Client()
    client.force_login(factories.make_user(**fields))
    return client


def measure(client: Client, name: str, query: str = PERIOD) -> dict[str, object]:
    """The figure of one measure."""
    measures = client.get(URL + query).context["measures"]
    return next(one.figure for one in measures if one.id == name)


def table(figure: dict[str, object]) -> list[list[str]]:
    return [[str(cell["text"]) for cell in row] for row in figure["table"]["rows"]]  # type: ignore[index]


def heights(figure: dict[str, object]) -> Iterator[float]:
    """The heights of the bars that are drawn in the wide picture."""
    for path in tree.fromstring(f"<div>{figure['svg']}</div>")[0].iter("{http://www.w3.org/2000/svg}path"):
        if path.get("fill") in COLOURS and (found := BAR.match(path.attrib["d"])) and float(found["height"]):
            yield float(found["height"])


def test_the_page_is_at_its_place() -> None:
    assert reverse("follow_up:overview") == URL


def test_a_year_up_to_now_is_shown_when_the_address_says_nothing() -> None:
    rows = table(measure(signed_in(), "incoming_notices", ""))
    assert [rows[0][0], rows[-1][0], len(rows)] == ["december 2025", "november 2026", 12]


@pytest.mark.parametrize(
    "query, months",
    [
        ("?fran=2026-09&till=2026-11", ["september 2026", "oktober 2026", "november 2026"]),
        ("?fran=2026-11", ["november 2026"]),
        ("?till=2025-03&fran=2025-03", ["mars 2025"]),
    ],
)
def test_the_period_is_in_the_address(query: str, months: list[str]) -> None:
    client = signed_in()
    assert [row[0] for row in table(measure(client, "incoming_notices", query))] == months
    form = client.get(URL + query).context["form"]
    assert [form["fran"].value(), form["till"].value()] == [_word(months[0]), _word(months[-1])]


def _word(month: str) -> str:
    names = ["mars", "september", "oktober", "november"]
    return f"{month.split()[1]}-{dict(zip(names, ('03', '09', '10', '11'), strict=True))[month.split()[0]]}"


def test_a_last_month_alone_shows_the_year_before_it() -> None:
    rows = table(measure(signed_in(), "incoming_notices", "?till=2025-03"))
    assert [rows[0][0], rows[-1][0]] == ["april 2024", "mars 2025"]


@pytest.mark.parametrize(
    "query, sentence",
    [
        ("?fran=2026-11&till=2026-10", "Perioden börjar efter att den slutar"),
        ("?fran=igår", "Valet finns inte längre"),
        ("?till=9999-99", "Valet finns inte längre"),
        ("?forvaltning=atlantis", "Valet finns inte längre"),
    ],
)
def test_an_address_that_makes_no_sense_is_told_and_a_year_is_shown(query: str, sentence: str) -> None:
    response = signed_in().get(URL + query)
    assert response.status_code == 200 and sentence in response.content.decode()
    assert len(table(response.context["measures"][0].figure)) == 12


def test_one_administration_can_be_chosen() -> None:
    factories.make_case_with_notice()
    figure = measure(signed_in(), "incoming_notices", PERIOD + "&forvaltning=hisingen")
    assert table(figure) == [["oktober 2026", "0"], ["november 2026", "1"]]
    assert "Hisingen 1" in str(figure["finding"])


def test_small_numbers_of_another_administration_are_not_told() -> None:
    factories.make_case_with_notice()
    figure = measure(signed_in(administration=factories.CENTRUM), "incoming_notices")
    assert "färre än 5" in table(figure)[1]
    assert "Hisingen bara små tal" in str(figure["finding"])
    assert figure["svg"] == ""


def test_without_the_threshold_a_small_number_would_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The protection switched off."""
    monkeypatch.setattr(grid, "_shown", lambda count, *_rest: count)
    factories.make_case_with_notice()
    figure = measure(signed_in(administration=factories.CENTRUM), "incoming_notices")
    assert "1" in table(figure)[1] and "färre än 5" not in table(figure)[1]


def test_a_sum_that_lacks_small_numbers_is_told_as_at_least() -> None:
    for _number in range(5):
        factories.make_case_with_notice()
    factories.make_case_with_notice(today=date(2026, 10, 15))
    figure = measure(signed_in(administration=factories.CENTRUM), "incoming_notices")
    assert "Hisingen minst 5" in str(figure["finding"])
    assert len(list(heights(figure))) == 1


def test_the_process_leader_of_the_city_sees_no_small_numbers() -> None:
    factories.make_case_with_notice()
    client = signed_in(role="process_leader", administration="", unit="")
    assert "färre än 5" in table(measure(client, "incoming_notices"))[1]


def test_the_table_holds_the_numbers_of_the_picture() -> None:
    """The bars, read out of the drawing, stand to one another as the numbers in the table."""
    by = factories.make_actor()
    for day, count in ((TODAY, 3), (date(2026, 10, 15), 1), (date(2026, 9, 15), 2)):
        for _number in range(count):
            factories.make_case_with_notice(by=by, today=day)
    figure = measure(signed_in(), "incoming_notices", "?fran=2026-09&till=2026-11&forvaltning=hisingen")
    counted = [int(row[1]) for row in table(figure)]
    drawn = list(heights(figure))
    assert counted == [2, 1, 3]
    assert [round(height / min(drawn), 3) for height in drawn] == counted


def test_the_page_shows_finding_picture_table_and_definition() -> None:
    factories.make_case_in_follow_up()
    shown = unescape(signed_in().get(URL + PERIOD).content.decode())
    for part in ("Hushåll som bor kvar", "<svg", "Samma siffror som tabell", "Ett ärende räknas en gång"):
        assert part in " ".join(shown.split())


def test_nobody_is_named() -> None:
    factories.make_family()
    shown = signed_in().get(URL + PERIOD).content.decode()
    assert "Lindqvist" not in shown and "Provgatan" not in shown


@pytest.mark.parametrize("role", ["log_reviewer", "system_admin"])
def test_a_role_without_follow_up_is_refused(role: str) -> None:
    assert signed_in(role=role).get(URL).status_code == 403


def test_the_page_asks_as_often_however_much_has_happened() -> None:
    assert_constant_queries(signed_in(), URL, factories.make_case_in_follow_up, most=10)


def test_shared_first_words_are_said_once() -> None:
    assert short_names(["Socialförvaltningen Centrum", "Socialförvaltningen Hisingen"]) == ["Centrum", "Hisingen"]
    assert short_names(["Socialförvaltningen Centrum"]) == ["Socialförvaltningen Centrum"]
    assert short_names(["Nord", "Nord Öst"]) == ["Nord", "Nord Öst"]
