"""Räkna frist: an address with days gives an answer, nothing typed is lost, and nothing is kept."""

from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from kvar.casework.access_table import SIGNED_IN, Role
from kvar.content.calculator import Subject
from kvar.content.load import load
from kvar.records.models import AccessLog
from tests import factories
from tests.harness.queries import queries_of

pytestmark = pytest.mark.django_db
URL = "/rakna-frist/"
CHRISTMAS = {
    "tenant_served_on": "2026-12-03",
    "board_notice_arrived_on": "2026-11-27",
    "board_notice_sent_by": "letter",
}


@pytest.fixture(autouse=True)
def two_weeks_before_christmas(settings: Any) -> None:
    """What is said to have happened in these tests has happened."""
    settings.FIXED_TODAY = "2026-12-10"


@pytest.fixture
def sara() -> Client:
    client = Client()
    client.force_login(factories.make_user())
    return client


def address(subject: str, **typed: str) -> str:
    return f"{URL}?{urlencode({'om': subject} | typed)}"


def shown(client: Client, subject: str, **typed: str) -> str:
    response = client.get(address(subject, **typed))
    assert response.status_code == 200
    return unescape(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def test_first_it_is_chosen_what_it_is_about(sara: Client) -> None:
    html = unescape(sara.get(URL).content.decode())
    assert "Vad gäller det?" in html and '<form method="get"' not in html
    for subject in load().calculator.subjects:
        assert f'href="?om={subject.id}"' in html and subject.label in html


@pytest.mark.parametrize("subject", load().calculator.subjects, ids=lambda subject: subject.id)
def test_only_the_facts_that_matter_are_asked_for(sara: Client, subject: Subject) -> None:
    html = shown(sara, subject.id)
    for fact in load().calculator.facts:
        assert (f'name="{fact.id}"' in html) is (fact.id in subject.asks)
    assert "Skriv minst en dag, så räknar vi." in html


def test_the_answer_is_the_day_its_reckoning_and_what_would_change_it(sara: Client) -> None:
    html = shown(sara, "rent", **CHRISTMAS)
    assert "måndag 28 december" in html and "om 18 dagar" in html and ">lag<" in html
    assert "Torsdag 24 december är julafton. Sista dagen flyttas till måndag 28 december." in html
    for words in ("julafton", "juldagen", "annandag jul", "tiden slutar här", "flyttas", "sista dag"):
        assert f">{words}</span>" in html
    assert (
        "Det här skulle ändra dagen:" in html
        and "Om meddelandet kom till nämnden senare än torsdag 3 december." in html
    )
    assert load().source("jb-12-44").link in html


def test_what_is_not_known_is_said_with_whom_to_ask_and_no_day_is_sure(sara: Client) -> None:
    html = shown(sara, "rent", board_notice_arrived_on="2026-11-20")
    assert "Inte säkert. Tidigast" in html and "Delgivningsdagen är inte känd. Fråga hyresvärden" in html
    assert "Dagen är inte känd" in html  # the rent's due day


def test_days_are_typed_as_everywhere_else_and_stay_as_typed(sara: Client) -> None:
    html = shown(sara, "rent", tenant_served_on="3 dec", board_notice_arrived_on="27/11 2026")
    assert "Hyresgästen delgavs torsdag 3 december." in html
    assert 'value="3 dec"' in html and 'value="27/11 2026"' in html


def test_several_tenants_are_written_with_commas_and_one_may_be_unknown(sara: Client) -> None:
    known = shown(sara, "rent", **CHRISTMAS, cotenants_served_on="8 dec, 9 dec")
    assert "Räknat från en annan hyresgästs delgivning" in known and "tisdag 29 december" in known
    assert "Person 1: Hyresgästen delgavs torsdag 3 december." in known
    assert "Person 2: Hyresgästen delgavs tisdag 8 december." in known
    unknown = shown(sara, "rent", **CHRISTMAS, cotenants_served_on="8 dec, inte känd")
    assert "En medhyresgästs delgivningsdag är inte känd." in unknown


@pytest.mark.parametrize(
    ("name", "typed", "because"),
    [
        ("tenant_served_on", "31 februari 2026", "finns inte"),
        ("tenant_served_on", "snart", "går inte att läsa som en dag"),
        ("rent_due_on", "1926-11-20", "Året 1926 kan inte stämma"),
        ("cotenants_served_on", "8 dec, hej", "”hej” går inte att läsa som en dag"),
        ("cotenants_served_on", "8 dec 1926", "Året 1926 kan inte stämma"),
        ("board_notice_sent_by", "pigeon", "Valet finns inte längre"),
        ("board_notice_posted_on", "2026-11-28", "Brevet kan inte ha postats efter den dag då det kom."),
        ("paid_on", "<b>x</b>", "går inte att läsa som en dag"),
        ("paid_on", "2026-12-11", "fredag 11 december har inte varit än – idag är det torsdag 10 december."),
        ("undertaking_received_on", "11 dec", "har inte varit än"),
        ("tenant_served_on", "2026-12-24", "har inte varit än"),
        ("cotenants_served_on", "8 dec, 24 dec", "har inte varit än"),
    ],
)
def test_a_bad_day_is_refused_beside_its_field_and_nothing_is_lost(
    sara: Client, name: str, typed: str, because: str
) -> None:
    html = shown(sara, "rent", **(CHRISTMAS | {name: typed}))
    assert because in html[html.index(f'id="id_{name}_error"') :] and "En sak behöver rättas" in html
    assert "Så räknade vi" not in html and "Rätta det som är markerat" in html
    kept = CHRISTMAS | {name: typed}
    for typed_there in (kept[other] for other in ("tenant_served_on", "board_notice_arrived_on")):
        assert f'value="{typed_there}"' in html


def test_a_rent_may_fall_due_tomorrow(sara: Client) -> None:
    assert "har inte varit än" not in shown(sara, "rent", rent_due_on="2026-12-30")


def test_the_answer_takes_focus_and_so_does_what_has_to_be_put_right(sara: Client) -> None:
    answered, refused = shown(sara, "rent", **CHRISTMAS), shown(sara, "rent", tenant_served_on="snart")
    heading = '<h2 id="svar-rubrik" tabindex="-1" autofocus>Svar</h2>'
    assert heading in answered and answered.count("autofocus") == 1
    assert heading not in refused and refused.count("autofocus") == 1 and "data-problems" in refused
    assert f'action="{URL}"' in refused and "autofocus" not in shown(sara, "rent")


def test_what_was_done_and_when_is_said_with_how_late_it_was(sara: Client) -> None:
    early = CHRISTMAS | {"tenant_served_on": "2026-11-06", "board_notice_arrived_on": "2026-11-03"}
    late = shown(sara, "rent", **early, paid_on="2026-12-10")
    paid = "Betald torsdag 10 december, 13 dagar efter sista dagen"
    assert "gjort för sent" in late and f'<p class="note">{paid}</p>' in late
    assert f"<li>{paid}.</li>" in late and ">betald</span>" in late
    in_time = shown(sara, "rent", **early, undertaking_received_on="2026-11-27")
    assert "<li>Åtagandet kom fram fredag 27 november, på sista dagen.</li>" in in_time and "gjort i tid" in in_time


def test_a_rent_due_on_a_day_off_is_asked_about(sara: Client) -> None:
    off = shown(sara, "rent", rent_due_on="2026-10-31")
    assert "Lördag 31 oktober är ingen arbetsdag." in off and "alltså fredag 30 oktober." in off
    for page in (shown(sara, "rent", rent_due_on="2026-10-30"), shown(sara, "condominium", rent_due_on="2026-10-31")):
        assert "Se efter i hyresavtalet" not in page


def test_each_subject_has_its_own_words(sara: Client) -> None:
    fee = shown(sara, "condominium", tenant_served_on="2026-12-03", rent_due_on="2026-10-30")
    assert "Bostadsrättshavaren delgavs torsdag 3 december." in fee and ">Bostadsrättshavaren delgavs" in fee
    assert "Den äldsta obetalda avgiften skulle ha betalats" in fee
    answer = fee[fee.index('id="svar"') :]
    assert "hyresgäst" not in answer.lower() and "hyresvärd" not in answer.lower() and "hyran" not in answer
    assert "Företaget fick nämndens skriftliga åtagande" in shown(sara, "electricity")


def test_typed_days_go_along_to_a_subject_that_asks_for_them_too(sara: Client) -> None:
    html = shown(sara, "rent", tenant_served_on="3 dec", undertaking_received_on="4 dec")
    assert 'href="?om=premises&tenant_served_on=3+dec"' in html
    assert 'href="?om=electricity&undertaking_received_on=4+dec"' in html


def test_a_yes_a_no_and_not_known_are_three_answers(sara: Client) -> None:
    heard = {"tenant_heard_on": "2026-11-20"}
    assert "fredag 4 december" in shown(sara, "eviction", **heard, abroad="yes")
    at_home = shown(sara, "eviction", **heard, abroad="no")
    assert "fredag 27 november" in at_home and "fredag 4 december" not in at_home
    either = shown(sara, "eviction", **heard)
    assert "fredag 27 november" in either and "Om hyresgästen är utomlands." in either


def test_a_subject_that_does_not_exist_leads_back_to_the_choice(sara: Client) -> None:
    assert "Vad gäller det?" in shown(sara, "moon")


def test_the_page_says_that_nothing_is_kept_and_keeps_nothing(sara: Client) -> None:
    before = [row.session_data for row in Session.objects.order_by("pk")]
    assert "Inget sparas." in shown(sara, "rent", **CHRISTMAS)
    assert [row.session_data for row in Session.objects.order_by("pk")] == before
    assert AccessLog.objects.count() == 0
    asked = queries_of(sara, address("rent", **CHRISTMAS))
    known = (
        "session",
        "records_user",
        "records_publishededition",
        "records_told",
    )  # who asks, which edition, and what is new to her
    assert all(any(name in sql for name in known) for sql in asked), asked
    assert "data-draft" not in shown(sara, "rent")


@pytest.mark.parametrize("role", sorted(SIGNED_IN))
def test_everybody_who_is_signed_in_may_reckon_and_finds_the_page_in_the_menu(role: Role) -> None:
    client = Client()
    placed = {} if role in (Role.CASEWORKER, Role.TEAM_LEAD, Role.UNIT_HEAD) else {"unit": "", "administration": ""}
    client.force_login(factories.make_user(role=role, **placed))
    assert f'<a href="{URL}" aria-current="page">Räkna frist</a>' in client.get(URL).content.decode()
