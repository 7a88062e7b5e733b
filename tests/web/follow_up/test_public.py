"""Jämfört med Kronofogden: each figure with its source, two series of children that never meet, and the way in."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kvar.casework.public_figures.importing import import_figures
from kvar.records.models import PublicFigures
from tests import factories
from tests.casework.public_figures.files import GOOD, file_of
from tests.harness.queries import assert_constant_queries
from tests.web.follow_up.published import SPRING, cells, publish, signed_in

pytestmark = pytest.mark.django_db
URL, READ_IN = "/uppfoljning/kronofogden/", "/uppfoljning/kronofogden/las-in/"
YEAR = tuple(date(2025, month, 1) for month in (1, 4, 7, 10))
DAY = date(2026, 2, 20)


def read_in(*lines: str, source: str = "Kronofogden") -> None:
    import_figures(by=None, today=factories.TODAY, content=file_of(*lines), source=source, on=DAY)


def tables(client: Client | None = None) -> dict[str, list[list[str]]]:
    shown = (client or signed_in()).get(URL).context["tables"]
    return {str(table["caption"]): [[str(head["text"]) for head in table["columns"]], *cells(table)] for table in shown}


def leader() -> Client:
    return signed_in(role="process_leader", administration="", unit="")


def sent(content: bytes, **typed: str) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("siffror.csv", content), "source": "", "on": "", **typed}


def test_before_anything_is_there_the_page_says_so() -> None:
    assert "Inga siffror är inlästa eller publicerade ännu" in signed_in().get(URL).content.decode()


def test_our_published_year_stands_beside_the_municipality_and_the_country() -> None:
    publish({"evictions": {"with_children": 16}}, *YEAR)
    read_in("2025;;Göteborg;executed;229;", "2025;;Riket;executed;3330;preliminär", "2025;;Malmö;executed;119;")
    assert tables()["Verkställda avhysningar"] == [
        ["Period", "Vi, hela staden", "Kronofogden: Göteborg", "Kronofogden: Riket"],
        ["2025", "256", "229", "3 330"],
    ]
    page = unescape(signed_in().get(URL).content.decode())
    assert "<li>Kronofogden, 2026-02-20. preliminär.</li>" in page and "siffror för: Malmö." in page
    assert "Kronofogden räknar ansökningar" in page


def test_a_year_that_is_not_whole_is_no_number() -> None:
    publish({"evictions": {"with_children": 10}}, *YEAR[:3])
    read_in("2025;;Riket;executed;3330;", "2025;1;Riket;executed;1845;")
    shown = signed_in().get(URL).context["tables"][0]
    assert [(str(row[0]["text"]), row[1]["text"], row[1].get("note")) for row in shown["rows"]] == [
        ("2025", "–", "3 av 4 kvartal publicerade"),
        ("2025, första halvåret", "80", None),
    ]


def test_what_is_hidden_of_us_stays_hidden() -> None:
    """Also a sum of a year, when what is hidden is one quarter of the whole city."""
    publish({"evictions": {"with_children": 10}}, *YEAR[:3])
    publish({"evictions": {"with_children": 0}}, YEAR[3], also={("centrum", "with_children"): 2})
    assert tables()["Verkställda avhysningar"][1][1] == "minst 120"


def test_the_two_series_of_children_never_stand_in_one_table() -> None:
    publish({"evicted_children_from_2025": {"yes": 5}}, *YEAR)
    read_in("2024;;Göteborg;children;43;", "2025;;Göteborg;children;82;")
    shown = tables()
    assert shown["Barn som berördes, till och med 2024"][1:] == [["2024", "–", "43"]]
    assert shown["Barn som berördes, från 2025"][1:] == [["2025", "80", "82"]]


def test_our_children_are_told_per_inhabitant_where_a_file_says_how_many_there_are() -> None:
    publish({"evicted_children_from_2025": {"yes": 5}}, *YEAR)
    table = "Barn per 100 000 invånare, från 2025"
    read_in("2025;;Riket;inhabitants;10 600 000;", "2025;;Riket;children_per_100000;7,8;", source="SCB")
    assert row_of(table) == [("2025", None), ("–", "antalet invånare är inte inläst"), ("7,8", "källa 1")]
    read_in("2025;;Göteborg;inhabitants;610000;", source="Staden")
    assert row_of(table)[1] == ("13,1", "invånare enligt källa 1")  # 80 children
    read_in("2025;;Göteborg;inhabitants;620000;", source="Annan")
    assert row_of(table)[1] == ("–", "källorna säger olika antal invånare")
    assert "Invånare" not in tables()


def test_what_is_hidden_of_the_children_is_hidden_per_inhabitant_too() -> None:
    publish({"evicted_children_from_2025": {"yes": 5}}, *YEAR[:3])
    publish({"evicted_children_from_2025": {"yes": 0}}, YEAR[3], also={("centrum", "yes"): 2})
    read_in("2025;;Göteborg;inhabitants;600000;")
    assert row_of("Barn per 100 000 invånare, från 2025")[1][0] == "minst 10,0"  # 60 children


def row_of(caption: str) -> list[tuple[str, str | None]]:
    """The first row, each cell with its note."""
    [table] = (one for one in signed_in().get(URL).context["tables"] if str(one["caption"]) == caption)
    return [(str(cell["text"]), cell.get("note")) for cell in table["rows"][0]]


def test_two_sources_that_differ_are_both_told() -> None:
    read_in("2024;;Göteborg;executed;229;")
    read_in("2024;;Göteborg;executed;231;", source="Nyheterna")
    [row] = signed_in().get(URL).context["tables"][0]["rows"]
    assert (row[-1]["text"], row[-1]["note"]) == ("229 eller 231", "källa 1, 2")


def test_what_a_file_says_is_text_and_never_code() -> None:
    read_in("2024;;Göteborg;executed;229;<script>alert(1)</script>")
    page = signed_in().get(URL).content.decode()
    assert "&lt;script&gt;alert(1)" in page and "<script>alert" not in page


def test_the_city_is_one_and_the_same_for_every_administration_and_unit() -> None:
    """Two worlds: nothing that happens in a case shows, until it is published."""
    read_in("2026;;Riket;executed;1;")
    before = tables()
    factories.make_case_in_follow_up()
    factories.make_family()
    assert tables() == tables(signed_in(administration=factories.CENTRUM, unit=factories.MONEY)) == before


def test_the_page_asks_as_often_however_much_is_read_in() -> None:
    publish({"evictions": {"with_children": 10}}, SPRING)
    years = iter(range(1990, 2020))
    client = signed_in()
    assert_constant_queries(client, URL, lambda: read_in(f"{next(years)};;Riket;executed;1;"), most=14)


def test_a_process_leader_reads_in_a_file_and_sees_it() -> None:
    client = leader()
    assert client.get(URL).context["may_import"]
    response = client.post(READ_IN, sent(GOOD.encode()))
    assert (response.status_code, response["Location"]) == (303, URL)
    page = unescape(client.get(URL).content.decode())
    assert "Kronofogden, statistik, 2026-02-20: inläst" in page and "Siffrorna är inlästa." in page


@pytest.mark.parametrize(
    "content, sentence",
    [
        (file_of("2024;;Riket;executed;x;"), "Rad 2: value är inget tal"),
        (b"", "Filen är tom"),
        (b"x" * 1_000_001, "större än 1 MB"),
        ("Malmö".encode("latin-1"), "Rad 1 går inte att läsa som UTF-8"),
    ],
)
def test_a_file_that_is_refused_is_told_and_what_was_typed_stays(content: bytes, sentence: str) -> None:
    response = leader().post(READ_IN, sent(content, source="Kronofogden", on="2026-02-20"))
    page = unescape(response.content.decode())
    assert response.status_code == 422 and sentence in page and 'value="Kronofogden"' in page
    assert not PublicFigures.objects.exists()


def test_without_a_file_nothing_happens() -> None:
    response = leader().post(READ_IN, {"source": "", "on": ""})
    assert response.status_code == 422 and "Ingen fil är vald" in response.content.decode()


@pytest.mark.parametrize("role", ["caseworker", "team_lead", "unit_head", "log_reviewer", "system_admin"])
def test_nobody_else_reads_in(role: str) -> None:
    client = signed_in(role=role)
    assert client.post(READ_IN, sent(GOOD.encode())).status_code == 403
    assert not PublicFigures.objects.exists()
    assert "las-in" not in client.get(URL).content.decode()


@pytest.mark.parametrize("role", ["log_reviewer", "system_admin"])
def test_a_role_without_follow_up_is_refused(role: str) -> None:
    assert signed_in(role=role).get(URL).status_code == 403
