"""Likvärdighet: what differs more than chance is said, and no more than that."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.measures.registry import MEASURES
from tests.harness.queries import assert_constant_queries
from tests.web.follow_up.published import SPRING, SUMMER, cells, publish, signed_in

pytestmark = pytest.mark.django_db
URL = "/uppfoljning/likvardighet/"
ALIKE = {"days_to_attempt": {"after_0": 120, "after_7": 40}}
SLOW = {("nordost", "after_0"): 70, ("nordost", "after_7"): 90}


def shown(client: Client, query: str = "?matt=days_to_attempt") -> dict[str, Any]:
    found: dict[str, Any] = client.get(URL + query).context["close_up"]
    return found


def plain(text: object) -> str:
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def test_the_page_is_at_its_place_and_says_when_nothing_is_published() -> None:
    assert reverse("follow_up:equal_treatment") == URL
    assert "Inget kvartal är publicerat ännu" in signed_in().get(URL).content.decode()


def test_when_all_work_alike_it_says_that_it_may_be_chance() -> None:
    publish(ALIKE)
    told = shown(signed_in())["funnel"]
    assert plain(told["finding"]) == (
        "Alla ligger inom gränserna: skillnaderna kan vara slump. För alla tillsammans är andelen 75 %."
    )
    assert "<svg" in str(told["svg"])


def test_one_that_works_otherwise_is_named_with_its_limits() -> None:
    publish(ALIKE, also=SLOW)
    told = shown(signed_in())["funnel"]
    assert "Nordost 44 % (lägre, utanför yttre gränsen)" in plain(told["finding"])
    nordost = next(row for row in cells(told["table"]) if row[0] == "Nordost")
    assert nordost[1:4] == ["320", "44 %", "44 %"] and nordost[-1] == "lägre, utanför yttre gränsen"


def test_every_measure_of_how_we_work_is_in_the_table_and_leads_to_its_pictures() -> None:
    publish(ALIKE, also=SLOW)
    client = signed_in()
    rows = client.get(URL).context["table"]["rows"]
    assert len(rows) == sum(measure.handling for measure in MEASURES)
    first = client.get(URL + str(rows[0][0]["url"])).context["close_up"]
    assert first["label"] == rows[0][0]["text"]
    attempts = next(row for row in rows if row[0]["text"] == "Dagar till första försöket: inom 3 dagar")
    assert [plain(cell.get("note", "")) for cell in attempts].count("lägre, utanför yttre gränsen") == 1


def test_days_have_a_curve_for_each_administration_with_how_many_are_followed() -> None:
    publish(ALIKE, also=SLOW)
    told = shown(signed_in())["waits"]
    nordost = next(row for row in told["table"]["rows"] if row[0]["text"] == "Nordost")
    assert [plain(nordost[1]["text"]), nordost[1]["note"]] == ["44 %", "följs 320"]


def test_change_over_time_is_judged_by_rules_and_not_by_the_last_two() -> None:
    publish(ALIKE)
    assert "För få kvartal" in shown(signed_in())["change"]["finding"]
    early = [date(year, month, 1) for year in (2022, 2023) for month in (1, 4, 7, 10)]
    late = [date(year, month, 1) for year in (2024, 2025) for month in (1, 4, 7, 10)]
    publish({"days_to_attempt": {"after_0": 32, "after_7": 8}}, *early)
    publish({"days_to_attempt": {"after_0": 20, "after_7": 20}}, *late)
    assert "8 kvartal i rad under medianen" in shown(signed_in())["change"]["finding"]


def test_a_quarter_that_is_too_small_is_told_and_not_guessed() -> None:
    publish(ALIKE, SPRING)
    publish(ALIKE, SUMMER, also={("centrum", "after_0"): 2, ("centrum", "after_7"): 0})
    assert "Centrum: 1 kvartal har för små tal för att visas." in shown(signed_in())["warnings"]


def test_a_unit_without_answers_is_a_dash_in_the_table_and_is_named() -> None:
    also = {("nordost", "unknown"): 80, ("centrum", "unknown"): 10}
    publish({"children_asked_in_time": {"yes": 60, "no": 20, "unknown": 0}}, also=also)
    client, query = signed_in(), "?matt=children_asked_in_time"
    told = shown(client, query)
    assert [plain(one) for one in told["warnings"]] == [
        "Svaret saknas för 22 % av ärendena. De räknas inte med.",
        "Nordost jämförs inte: svaret saknas för 50 %.",
    ]
    assert "Nordost" not in [row[0] for row in cells(told["funnel"]["table"])]
    page = client.get(URL + query)
    heads = [column["text"] for column in page.context["table"]["columns"]]
    row = next(row for row in page.context["table"]["rows"] if row[0]["text"] == told["label"])
    assert dict(zip(heads, [plain(cell["text"]) for cell in row], strict=True))["Nordost"] == "–"


def test_a_quarter_that_no_curve_holds_is_told_under_it() -> None:
    publish(ALIKE, SPRING)
    publish(ALIKE, SUMMER, also={("centrum", "after_0"): 2, ("centrum", "after_7"): 0})
    assert "Centrum: ett kvartal är inte med: talen är för små." in shown(signed_in())["waits"]["definition"]


def test_grounds_and_household_types_can_be_compared() -> None:
    publish(ALIKE, kinds=(("rent_debt", "with_children"), ("disturbance", "without_children")))
    client = signed_in()
    for by, name in (("ground", "Hyra eller avgift"), ("household", "Med barn")):
        told = shown(client, f"?matt=days_to_attempt&jamfor={by}")
        assert cells(told["funnel"]["table"])[0][0] == name and told["waits"] is None
    assert told["warnings"] == []


def test_it_says_that_households_of_which_nobody_knows_are_not_compared() -> None:
    publish(
        ALIKE, kinds=(("rent_debt", "with_children"), ("disturbance", "unknown"), ("rent_debt", "without_children"))
    )
    told = shown(signed_in(), "?matt=days_to_attempt&jamfor=household")
    assert "ingen vet om barn berörs jämförs inte" in told["warnings"][0]


def test_a_measure_of_one_household_type_says_that_there_is_nothing_to_compare_with() -> None:
    publish({"families_tried_in_time": {"yes": 90, "no": 30}})
    told = shown(signed_in(), "?matt=families_tried_in_time&jamfor=household")["funnel"]
    assert told["finding"] == "Alla ärenden som räknas här är av samma slag: Med barn. Det finns inget att jämföra med."


def test_what_the_answer_itself_decides_is_not_compared_by_it() -> None:
    publish({"children_asked_in_time": {"yes": 90, "no": 30}})
    told = shown(signed_in(), "?matt=children_asked_in_time&jamfor=household")
    assert "Svaret avgör självt" in told["funnel"]["finding"] and told["funnel"]["table"] is None


def test_it_says_what_it_does_not_show() -> None:
    publish(ALIKE)
    page = " ".join(unescape(signed_in().get(f"{URL}?matt=days_to_attempt").content.decode()).split())
    for part in ("visar inte varför", "Även om alla arbetar lika", "Fråga efter orsaken", "inte hänsyn till"):
        assert part in page


def test_under_each_picture_stands_what_it_shows_and_what_not_and_what_the_limits_are() -> None:
    publish(ALIKE)
    told = shown(signed_in(), "?matt=days_to_attempt")
    pictures = [plain(told[name]["shows"]) for name in ("funnel", "waits", "change") if told[name]["svg"]]
    assert len(pictures) == 3 and all(" inte " in words for words in pictures)
    assert "högst ungefär 1 av 20 utanför den inre" in pictures[0] and "Av slump i tabellen" in pictures[0]
    assert "Följs ännu" in pictures[1]
    assert "Av slump" in [plain(head["text"]) for head in told["funnel"]["table"]["columns"]]


def test_the_page_asks_as_often_however_much_is_published() -> None:
    publish(ALIKE)
    years = iter(range(2010, 2024))
    assert_constant_queries(signed_in(), URL, lambda: publish(ALIKE, date(next(years), 1, 1)), most=10)
