"""The case page says what it must for each life situation, and nothing to those who may not know."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.casework.intake import linking, serving
from kvar.casework.steps import notes
from kvar.content.load import load
from kvar.records.models import AccessLog, Case, Service, User
from tests import factories
from tests.factories import TODAY
from tests.harness.queries import assert_constant_queries
from tests.web.saras import SignIn

WHOLE_CASE = 40  # queries: the one page that shows everything about a case
pytestmark = pytest.mark.django_db


class Rows(HTMLParser):
    """Counts the plan's rows: those that stand on the page, and those behind *Visa alla*."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.standing = self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("class") or ""
        if tag == "details":
            self.open.append(kind)
        if tag == "li" and kind.startswith("step "):
            self.hidden += "rest" in self.open
            self.standing += "rest" not in self.open

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self.open.pop()


def url(case: Case, name: str = "page") -> str:
    return reverse(f"case:{name}", args=[case.pk])


def text(client: Client, case: Case, name: str = "page") -> str:
    response = client.get(url(case, name))
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.parametrize("closed", [False, True])
def test_every_way_down_the_page_leads_somewhere(saras: Client, by: Actor, closed: bool) -> None:
    case = factories.make_closed_case(by=by) if closed else factories.make_case_with_notice(by=by)
    html = text(saras, case)
    ways = re.findall(r'href="#([a-z-]+)"', html.split('class="jump"')[1].split("</nav>")[0])
    assert ("nu" in ways) is not closed and ways[-2:] == ["journal", "om-arendet"]
    assert all(f' id="{way}"' in html for way in ways)


def test_an_uncertain_last_day_is_never_shown_as_certain(saras: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    html = text(saras, case)
    assert "Sista dag tidigast" in html and "Delgivningsdagen är inte känd. Fråga hyresvärden" in html
    assert reverse("intake:service", args=[case.notices.get().pk]) in html


def test_a_certain_last_day_stands_with_its_distance_and_reckoning(saras: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    service = Service.objects.get(notice__case=case)
    serving.record_service(
        service=service,
        by=by,
        today=TODAY,
        served_on=TODAY - timedelta(days=3),
        method="",
        source="landlord",
        version=1,
    )
    html = text(saras, case)
    assert "Sista dag tidigast" not in html
    assert (
        "måndag 14 december" in html
        and "om 22 dagar" in html
        and "flyttas till måndag" in html
        and "Så räknade vi" in html
    )


def test_a_family_a_household_without_children_and_one_nobody_has_asked(saras: Client, by: Actor) -> None:
    family = text(saras, factories.make_family(children=2, by=by))
    assert "avsnitt 1, barnfamilj" in family and "2 (2 folkbokförda)" in family
    without = text(saras, factories.make_case_without_children(by=by))
    assert "avsnitt 2, hushåll utan barn" in without
    undecided = text(saras, factories.make_case_with_notice(by=by))
    assert "avsnitt 1 eller 2 – ta reda på om barn berörs" in undecided and "inte känt om barn berörs" in undecided


def test_the_next_right_step_stands_first_with_the_law_named(saras: Client, by: Actor) -> None:
    html = text(saras, factories.make_case_with_notice(by=by))
    now = html[html.index('id="nu"') : html.index('id="ta-reda-pa"')]
    assert load().steps["H33"].title in now and ">lag<" in now and "genast" in now
    assert 'class="source"' in now and "Det här kan ändra det:" in now


def test_five_open_steps_stand_on_the_page_and_the_rest_are_one_press_away(saras: Client, by: Actor) -> None:
    html = text(saras, factories.make_family(by=by))
    plan = html[html.index('id="plan"') : html.index('id="journal"')]
    rows = Rows()
    rows.feed(plan)
    assert rows.standing == 5 and rows.hidden > 10 and "Visa alla" in plan


def test_two_notices_for_one_debt_are_both_there_and_counted_once(saras: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by, today=TODAY - timedelta(days=9))
    second = factories.make_notice(by=by, case=case)
    first = case.notices.order_by("arrived_on")[0]
    linking.link_notice(notice=second, case=case, by=by, today=TODAY, same_debt_as=first)
    html = text(saras, case)
    assert "samma skuld som" in html and "7\N{NO-BREAK SPACE}850\N{NO-BREAK SPACE}kr, 1 månadshyra" in html


def test_protection_stands_first_and_the_address_is_there_for_a_cleared_worker(sign_in: SignIn) -> None:
    cleared = factories.make_user(cleared=True)
    case = factories.make_protected_case(by=actor_of(cleared))
    html = text(sign_in(cleared), case)
    heading = html[html.index("<h1>") : html.index("</h1>")]
    assert heading.index("Skyddade uppgifter") < heading.index("Maria Lindqvist") and "Provgatan 12" in html


@pytest.mark.parametrize(
    "who",
    [{"administration": factories.CENTRUM}, {"unit": factories.CHILDREN}],
    ids=["another administration", "a unit without a track"],
)
def test_those_who_are_not_in_the_case_get_the_same_answer_as_for_a_missing_one(
    sign_in: SignIn, by: Actor, who: dict[str, str]
) -> None:
    case = factories.make_case_with_notice(by=by)
    stranger = sign_in(factories.make_user(**who))
    refused, missing = stranger.get(url(case)), stranger.get(reverse("case:page", args=[uuid4()]))
    assert refused.status_code == missing.status_code == 404
    assert "Lindqvist" not in refused.content.decode()


def test_a_protected_case_is_not_there_for_a_worker_without_clearance(saras: Client) -> None:
    case = factories.make_protected_case()
    assert saras.get(url(case)).status_code == saras.get(url(case, "journal")).status_code == 404


def test_another_units_own_note_is_on_no_page(saras: Client, by: Actor) -> None:
    case = factories.make_family(by=by)
    colleague = factories.make_actor(unit=factories.CHILDREN)
    notes.write_note(case=case, by=colleague, today=TODAY, text="Barnets egna ord.", shared=False)
    notes.write_note(case=case, by=by, today=TODAY, text="Bara för vuxenenheten.", shared=False)
    for name in ("page", "journal"):
        html = text(saras, case, name)
        assert "Barnets egna ord." not in html
        assert "Bara för vuxenenheten." in html and "bara vår enhet" in html


def test_a_case_in_follow_up_says_how_it_went_and_can_be_closed(saras: Client, by: Actor) -> None:
    case = factories.make_case_in_follow_up(by=by)
    html = text(saras, case)
    assert "I uppföljning" in html and load().codes.outcome(case.outcome).label in html
    assert reverse("outcomes:close", args=[case.pk]) in html and 'id="plan"' in html


def test_a_closed_case_is_its_journal_and_the_plan_as_it_was(saras: Client, by: Actor) -> None:
    case = factories.make_closed_case(by=by)
    html = text(saras, case)
    assert "Ärendet avslutades" in html and "Planen när ärendet avslutades" in html
    assert reverse("outcomes:reopen", args=[case.pk]) in html
    for name in ("note", "contact", "member_new", "responsible"):
        assert url(case, name) not in html and saras.get(url(case, name)).status_code == 409


def test_only_the_coordinating_unit_is_offered_the_outcome(sign_in: SignIn, saras: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    outcome = reverse("outcomes:record", args=[case.pk])
    money = sign_in(factories.make_user(unit=factories.MONEY))
    assert outcome in text(saras, case) and outcome not in text(money, case)


def test_every_look_is_in_the_access_log(saras: Client, sara: User, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    saras.get(url(case))
    row = AccessLog.objects.filter(about=f"case:{case.pk}", route="case:page").latest("at")
    assert (row.actor, row.action) == (sara, "see_case")


def test_the_number_of_queries_is_fixed(saras: Client, by: Actor) -> None:
    case = factories.make_family(by=by)
    number = iter(range(20))

    def more() -> None:
        nth = next(number)
        notes.write_note(case=case, by=by, today=TODAY, text="Ännu en anteckning.")
        tried = {"way": factories.contact_way(), "reached": False, "note": f"Försök {nth}."}
        notes.record_attempt(case=case, by=by, today=TODAY, on=TODAY, **tried)
        factories.make_notice(by=by, case=case, reference=f"R{nth}")

    assert_constant_queries(saras, url(case), more, most=WHOLE_CASE)
    assert_constant_queries(saras, url(case, "journal"), more)
