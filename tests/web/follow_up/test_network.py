"""Månadsblad: one's own administration, a month beside the one before, and nothing of anybody else's."""

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from kvar import law
from kvar.casework.access import actor_of
from kvar.casework.facts import facts_of
from kvar.casework.intake.serving import record_service
from kvar.casework.steps.handovers import accept_handover, hand_over
from kvar.casework.tracks import assign_responsible
from kvar.content.load import load
from kvar.records.models import Case, Notice, PromisedPayment, Service, Track, User
from tests import factories
from tests.factories import CHILDREN, MONEY, TODAY
from tests.harness.queries import assert_constant_queries
from tests.paper.standards import standard_failures
from tests.web.follow_up.published import cells, signed_in
from tests.web.test_two_worlds import COLLEAGUE, OWN_LAYER

pytestmark = pytest.mark.django_db
URL, PDF = "/uppfoljning/manadsblad/?manad=2026-11", "/uppfoljning/manadsblad/manadsblad.pdf?manad=2026-11"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def rows(client: Client | None = None, url: str = URL) -> dict[str, list[str]]:
    tables = (client or signed_in()).get(url).context["table"]
    return {label: numbers for table in tables for label, *numbers in cells(table)}


def on_paper(**fields: object) -> None:
    Notice.objects.update(**fields)


def test_what_came_in_stands_beside_the_month_before() -> None:
    factories.make_case_with_notice()
    factories.make_family()
    shown = rows()
    assert shown["underrättelser"] == ["2", "0"]
    assert shown["nya ärenden"] == ["2", "0"] and shown["nya ärenden med barn"] == ["1", "0"]
    assert shown["nya ärenden där det inte är känt om barn berörs"] == ["1", "0"]


def test_a_case_without_an_owner_is_counted_until_somebody_is_named() -> None:
    user = factories.make_user()
    case = factories.make_case_with_notice(by=actor_of(user))
    label = "öppna ärenden som ingen har varit ansvarig för"
    before = int(rows()[label][0])
    assign_responsible(case=case, by=actor_of(user), today=TODAY, user=user)
    assert (before, rows()[label]) == (1, ["0", "0"])


def test_another_unit_counts_no_case_without_an_owner_that_it_does_not_see() -> None:
    label = "öppna ärenden som ingen har varit ansvarig för"
    factories.make_case_with_notice()
    assert rows()[label][0] == "1" and rows(signed_in(unit=CHILDREN))[label] == ["0", "0"]
    factories.make_family()
    assert rows()[label][0] == "2" and rows(signed_in(unit=CHILDREN))[label] == ["1", "0"]


def test_a_hand_over_in_a_case_that_the_unit_does_not_see_waits_for_nobody() -> None:
    """When its track is gone its people see neither the case nor the question."""
    adult = factories.make_user()
    case = factories.make_family(by=actor_of(adult))
    hand_over(case=case, by=actor_of(adult), today=TODAY, unit=CHILDREN)
    theirs = "överlämningar som väntar på oss"
    child = signed_in(unit=CHILDREN)
    assert int(rows(child)[theirs][0]) > 0
    Track.objects.filter(case=case, unit=CHILDREN).delete()
    assert rows(child)[theirs] == ["0", "0"]


@pytest.mark.parametrize(
    "fields, met, missed",
    [
        ({"last_day": date(2026, 11, 20), "paid_on": date(2026, 11, 20)}, "1", "0"),
        ({"last_day": date(2026, 11, 20), "undertaking_received_on": date(2026, 11, 19)}, "1", "0"),
        ({"last_day": date(2026, 11, 20), "paid_on": date(2026, 11, 21)}, "0", "1"),
        ({"last_day": date(2026, 11, 20)}, "0", "1"),
        ({"last_day": TODAY}, "0", "0"),
        ({"last_day": date(2026, 11, 29)}, "0", "0"),
        ({"last_day": None}, "0", "0"),
    ],
)
def test_a_last_day_is_met_or_missed_only_when_it_has_been(fields: dict[str, date], met: str, missed: str) -> None:
    factories.make_case_with_notice()
    on_paper(**fields)
    shown = rows()
    assert shown["betalade, eller med besked i tid"][0] == met
    assert shown["förbi utan att betalning eller besked är inskrivet"][0] == missed


def test_what_another_paper_of_the_same_debt_tells_meets_the_last_day() -> None:
    factories.make_case_with_notice()
    first = Notice.objects.get()
    factories.make_notice(case=first.case)
    on_paper(last_day=date(2026, 11, 20))
    Notice.objects.exclude(pk=first.pk).update(same_debt_as=first, paid_on=date(2026, 11, 19))
    shown = rows()
    assert shown["betalade, eller med besked i tid"][0] == "1"
    assert shown["förbi utan att betalning eller besked är inskrivet"][0] == "0"


def test_evictions_with_children_are_told_apart() -> None:
    factories.make_family()
    factories.make_case_with_notice()
    on_paper(evicted_on=date(2026, 11, 10))
    shown = rows()
    assert [shown[name][0] for name in ("avhysningar som blev av", "avhysningar med barn")] == ["2", "1"]
    assert shown["avhysningar där det inte är känt om barn berördes"][0] == "1"
    assert shown["uppföljningar vars dag kom"][0] == shown["saknas: ingen är hörd"][0] == "4"


def test_a_hand_over_waits_with_the_two_units_until_it_is_answered() -> None:
    adult, child = factories.make_user(), factories.make_user(unit=CHILDREN, name="Amir Said")
    case = factories.make_family(by=actor_of(adult))
    ours, theirs = "våra överlämningar som väntar på svar", "överlämningar som väntar på oss"
    before = {label: [int(rows(client_of(user))[label][0]) for user in (adult, child)] for label in (ours, theirs)}
    handover = hand_over(case=case, by=actor_of(adult), today=TODAY, unit=CHILDREN)
    money = rows(signed_in(unit=MONEY))
    assert int(rows(client_of(adult))[ours][0]) == before[ours][0] + 1
    assert int(rows(client_of(child))[theirs][0]) == before[theirs][1] + 1
    assert (money[ours], money[theirs]) == (["0", "0"], ["0", "0"])
    accept_handover(handover=handover, by=actor_of(child), today=TODAY, note="")
    assert int(rows(client_of(adult))[ours][0]) == before[ours][0]


def test_our_own_missed_payments_are_counted() -> None:
    case = factories.make_case_with_notice()
    factories.make_promise(case, by=factories.make_actor(unit=MONEY), due_on=date(2026, 11, 2))
    PromisedPayment.objects.update(missed_on=date(2026, 11, 3))
    assert rows()["missade"] == ["1", "0"]


def test_a_unit_counts_the_cases_that_it_sees_and_no_money_that_it_may_not_read() -> None:
    factories.make_case_with_notice()
    found = rows(signed_in(unit=CHILDREN))
    assert rows()["nya ärenden"] == ["1", "0"] and found["nya ärenden"] == ["0", "0"]
    assert "missade" not in found and "missade" in rows(signed_in(unit=MONEY))


def test_nothing_of_another_administration_is_counted_nor_of_a_protected_household() -> None:
    factories.make_case_with_notice()
    told = factories.make_person_told(protected=True)
    factories.make_case_with_notice(by=factories.make_actor(cleared=True), tenant=told)
    assert rows(signed_in(cleared=True))["underrättelser"] == ["1", "0"]
    other = rows(signed_in(administration=factories.CENTRUM, cleared=True))
    assert {tuple(numbers) for numbers in other.values()} == {("0", "0")}


@pytest.mark.parametrize("kept", OWN_LAYER)
def test_what_another_unit_keeps_to_itself_changes_no_number(kept: str) -> None:
    adult = factories.make_user()
    case = factories.make_family(by=actor_of(adult))
    factories.make_user(unit=MONEY, name=COLLEAGUE)
    before, layer = rows(client_of(adult)), OWN_LAYER
    act: Callable[[Case, object], None] = layer[kept]  # type: ignore[assignment]
    act(case, factories.make_actor(unit=MONEY))
    assert rows(client_of(adult)) == before


def test_the_page_warns_names_nobody_and_has_room_to_write() -> None:
    factories.make_family()
    page = unescape(signed_in().get(URL).content.decode())
    assert page.count("Arbetsmaterial, skicka inte vidare.") == 1 and "Det här vill vi lyfta i nätverket" in page
    assert "Lindqvist" not in page and "Provgatan" not in page and "Socialförvaltningen Hisingen, vuxenenheten" in page


def test_without_a_month_it_is_the_last_that_has_ended_and_a_wrong_one_is_told() -> None:
    client = signed_in()
    assert client.get("/uppfoljning/manadsblad/").context["month"] == "2026-10"
    for wrong in ("2027-01", "2020-01", "igar", "2026-13"):
        response = client.get(f"/uppfoljning/manadsblad/?manad={wrong}")
        assert response.context["month"] == "2026-10" and "Valet finns inte längre" in response.content.decode()


def test_the_pdf_holds_the_same_numbers_on_one_archivable_page() -> None:
    factories.make_family()
    response = signed_in().get(PDF)
    assert response["Content-Type"] == "application/pdf" and "manadsblad-2026-11.pdf" in response["Content-Disposition"]
    assert standard_failures(response.content) == []
    [paper] = PdfReader(BytesIO(response.content)).pages
    text = paper.extract_text()
    assert "November 2026" in text and "Oktober 2026" in text and "Arbetsmaterial, skicka inte vidare." in text
    assert all(label in " ".join(text.split()) for label in rows())


@pytest.mark.parametrize("url", [URL, PDF])
@pytest.mark.parametrize("role", ["process_leader", "log_reviewer", "system_admin"])
def test_only_those_who_work_there_have_a_sheet(url: str, role: str) -> None:
    assert signed_in(role=role, administration="", unit="").get(url).status_code == 403


def test_the_page_asks_as_often_however_much_has_happened() -> None:
    assert_constant_queries(signed_in(), URL, factories.make_case_in_follow_up, most=30)


def test_the_days_of_the_law_are_the_laws_own() -> None:
    """The counted day is the one that every act keeps on the paper."""
    case = factories.make_case_with_notice(today=TODAY - timedelta(days=9))
    service = Service.objects.get(notice__case=case)
    told = {"served_on": TODAY - timedelta(days=5), "method": "acknowledged", "source": "landlord"}
    record_service(service=service, by=factories.make_actor(), today=TODAY, version=service.version, **told)
    kept, clocks = case.notices.get(), law.plan(facts_of(Case.objects.get()), load().rules).clocks
    assert kept.last_day and [kept.last_day] == [clock.act_by for clock in clocks]
