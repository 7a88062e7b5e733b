"""Frister on the case page: every time the law gives, one line each, opening to its reckoning; the past ones last."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.intake import serving
from kvar.casework.steps import corrections, notes
from kvar.content.load import load
from kvar.records.models import Case, Notice, Service
from kvar.web.case.deadlines import DeadlineGroup
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def page(client: Client, case: Case) -> str:
    html = client.get(reverse("case:page", args=[case.pk])).content.decode()
    return unescape(html).replace("\N{NO-BREAK SPACE}", " ")


def deadlines(client: Client, case: Case) -> str:
    html = page(client, case)
    return html[html.index('id="frister"') : html.index('id="journal"')]


def groups(client: Client, case: Case) -> dict[str, list[str]]:
    """Group title → the ids of its deadlines, in order."""
    shown = deadline_groups(client, case)
    return {group.title: [row.told.id for row in group.rows] for group in shown}


def deadline_groups(client: Client, case: Case) -> tuple[DeadlineGroup, ...]:
    shown: tuple[DeadlineGroup, ...] = client.get(reverse("case:page", args=[case.pk])).context["deadline_groups"]
    return shown


def serve(case: Case, by: Actor, day: date) -> None:
    for service in Service.objects.filter(notice__case=case, served_on=None):
        serving.record_service(
            service=service, by=by, today=TODAY, served_on=day, method="", source="landlord", version=service.version
        )


def test_every_time_that_applies_is_a_line_with_its_day_its_distance_and_whose_it_is(saras: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    serve(case, by, TODAY - 3 * DAY)
    html = deadlines(saras, case)
    for words in ("Återvinningsfrist", "Socialnämndens åtagande", "Tidigaste dag för beslut om avhysning"):
        assert words in html
    assert "måndag 14 december" in html and "om 22 dagar" in html and ">lag<" in html
    assert "Hyresgästen</small>" in html and "Kronofogden eller domstolen</small>" in html
    assert "electricity_period" not in [id for ids in groups(saras, case).values() for id in ids]


def test_a_line_opens_to_the_days_one_by_one_and_what_would_change_them(saras: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    serve(case, by, TODAY - 3 * DAY)
    html = deadlines(saras, case)
    assert 'aria-label="Dag för dag: Återvinningsfrist"' in html and ">tiden slutar här</span>" in html
    assert "Söndag 13 december är ingen arbetsdag. Sista dagen flyttas till måndag 14 december." in html
    assert "Det här skulle ändra dagen:" in html and load().reasons.would_change["board_notice_valid"] in html
    assert load().law.value("recovery_period").rows[-1].link in html


def test_what_the_reckoning_says_is_not_repeated_after_the_source(saras: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    Notice.objects.filter(case=case).update(rent_due_on=date(2026, 10, 31))
    (shown,) = (row.told for group in deadline_groups(saras, case) for row in group.rows if row.told.id == "rent_delay")
    assert shown.missing.startswith("Om dagen inte flyttas") and shown.missing_shown == ""
    assert '<p class="missing">Om dagen inte flyttas' not in deadlines(saras, case)
    assert "Om regeln gäller här flyttas sista dagen till måndag 9 november." in deadlines(saras, case)
    assert '<p class="missing">Delgivningsdagen är inte känd.' in deadlines(saras, case)


def test_a_judged_notice_is_not_said_to_be_open(saras: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    serve(case, by, TODAY - 3 * DAY)
    notice = Notice.objects.get(case=case)
    corrections.correct_fact(
        case=case,
        by=by,
        today=TODAY,
        fact="valid",
        object_id=notice.pk,
        new=True,
        version=notice.version,
        reason="Alla fält finns.",
    )
    assert load().reasons.would_change["board_notice_valid"] not in deadlines(saras, case)


def test_what_is_ahead_stands_first_and_what_has_been_is_one_press_away(saras: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    found = groups(saras, case)
    assert found["framåt"] == ["recovery_period", "board_undertaking", "eviction_order_bar"]
    assert found["utan bestämd dag"] == ["investigation_opening"]
    assert list(found)[-1] == "det som har varit eller är klart" and "rent_delay" in found[list(found)[-1]]
    html = deadlines(saras, case)
    assert html.index("Visa det som har varit eller är klart (1)") < html.index("innan hyresrätten kan förverkas")


def test_a_day_that_is_not_sure_is_not_put_away_as_soon_as_it_may_have_been(saras: Client, by: Actor) -> None:
    lately = factories.make_case_with_notice(by=by, today=TODAY - 30 * DAY)
    long_ago = factories.make_case_with_notice(by=by, today=TODAY - 90 * DAY)
    assert "recovery_period" in groups(saras, lately)["framåt"]
    assert "recovery_period" in groups(saras, long_ago)["det som kan ha varit"]
    assert "Delgivningsdagen är inte känd. Fråga hyresvärden" in deadlines(saras, long_ago)
    serve(long_ago, by, TODAY - 80 * DAY)
    assert "recovery_period" in groups(saras, long_ago)["det som har varit eller är klart"]


def test_kronofogdens_times_say_what_is_missing_and_whom_to_ask(saras: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by, ground=law.Ground.ENFORCEMENT)
    assert "earliest_eviction" in groups(saras, case)["inte kända än"]
    html = deadlines(saras, case)
    assert "Det är inte känt när hyresgästen fick tillfälle att yttra sig. Fråga Kronofogden." in html


@pytest.mark.parametrize(
    ("ground", "label"),
    [
        (law.Ground.ELECTRICITY_DEBT, "Sista dag att stoppa avstängning av el"),
        (law.Ground.RENT_ARREARS, "Återvinningsfrist"),
        (law.Ground.FEE_ARREARS, "Återvinningsfrist för bostadsrätt"),
    ],
    ids=str,
)
def test_the_clock_card_is_called_what_its_rule_is_called(
    saras: Client, by: Actor, ground: law.Ground, label: str
) -> None:
    home = factories.make_dwelling_told(
        tenure=law.Tenure.CONDOMINIUM if ground is law.Ground.FEE_ARREARS else law.Tenure.RENTAL
    )
    case = factories.make_case_with_notice(by=by, ground=ground, dwelling=home)
    serve(case, by, TODAY - 3 * DAY)
    html = page(saras, case)
    assert f'aria-label="{label}"' in html[html.index('<section class="clock') :]
    assert "räknar inte den här sortens tid" not in html


def test_premises_have_a_clock_of_their_own(saras: Client, by: Actor) -> None:
    home = factories.make_dwelling_told(tenure=law.Tenure.PREMISES)
    case = factories.make_case_with_notice(by=by, dwelling=home)
    serve(case, by, TODAY - 3 * DAY)
    html = page(saras, case)
    assert 'aria-label="Återvinningsfrist för lokal"' in html and "fredag 4 december" in html


def test_a_report_about_a_child_gives_the_children_s_times(saras: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by, ground=law.Ground.CHILD_REPORT)
    assert "preliminary_assessment" in groups(saras, case)["framåt"] and "söndag 6 december" in deadlines(saras, case)
    notes.answer_question(
        case=case,
        by=by,
        today=TODAY,
        question=law.Question.CHILD_INVESTIGATION_OPEN,
        yes=True,
        source=factories.answer_source(),
        on=TODAY,
    )
    found = groups(saras, case)
    assert "child_investigation" in found["framåt"]
    assert "preliminary_assessment" in found["det som har varit eller är klart"]


def test_several_notices_are_told_apart_by_the_day_they_came(saras: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by, today=TODAY - 9 * DAY)
    assert "underrättelsen" not in deadlines(saras, case)
    factories.make_notice(by=by, case=case)
    html = deadlines(saras, case)
    assert "underrättelsen fre 13 nov" in html and "underrättelsen sön 22 nov" in html


def test_a_closed_case_is_not_reckoned_again(saras: Client, by: Actor) -> None:
    assert 'id="frister"' not in page(saras, factories.make_closed_case(by=by))
