"""Nytt till dig: the bell in the frame, the page, and the morning mail's switch."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.telling import tell
from kvar.casework.time import let_time_work
from kvar.records.models import User
from tests import factories
from tests.factories import ADULT, HISINGEN, TODAY
from tests.harness.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
NEWS = reverse("news:list")


def signed_in(**fields: str) -> Client:
    client = Client()
    client.force_login(factories.make_user(**fields))
    return client


def told() -> str:
    case = factories.make_case_with_notice()
    tell(kind="handed_over", key=str(uuid4()), today=TODAY, administration=HISINGEN, unit=ADULT, case=case)
    return case.reference


def page(client: Client, url: str = NEWS) -> str:
    return str(client.get(url).content.decode())


def test_the_frame_says_how_much_is_new_on_every_page() -> None:
    sara = signed_in()
    assert "Nytt till dig:" not in page(sara, reverse("worklist:my_day"))
    told()
    html = page(sara, reverse("worklist:my_day"))
    assert f'<a class="news" href="{NEWS}">Nytt till dig: <b class="n">1</b></a>' in html


def test_the_page_leads_to_the_case_and_one_press_marks_it_read() -> None:
    sara, reference = signed_in(), told()
    html = page(sara)
    assert reference in html and "väntar på kvitto" in html
    key = html.split('name="told" value="')[2].split('"')[0]
    assert sara.post(NEWS, {"told": key}).status_code == 303
    assert "Du har läst allt." in page(sara)


def test_a_case_stands_once_with_all_that_is_new_in_it_and_one_press_reads_it() -> None:
    """Given three things told of one case and one of another; then each case is one row, and is read by itself."""
    sara, case = signed_in(), factories.make_case_with_notice()
    other = told()
    for number, kind in enumerate(("overdue", "overdue", "due_today")):
        day = TODAY - timedelta(days=number)
        tell(kind=kind, key=str(uuid4()), today=day, administration=HISINGEN, unit=ADULT, case=case)
    html = page(sara)
    assert html.count(f'href="{reverse("case:page", args=[case.pk])}"') == 1
    row = html.split(case.reference)[1].split("</li>")[0]
    assert "Ett steg är försenat (2)" in row and "Något måste göras idag" in row
    keys = re.findall(r'name="told" value="([^"]+)"', row)
    assert len(keys) == 3 and sara.post(NEWS, {"told": keys}).status_code == 303
    assert case.reference not in page(sara) and other in page(sara)


def test_one_press_marks_all_read() -> None:
    sara = signed_in()
    told(), told()
    sara.post(NEWS, {"told": "alla"})
    assert "Du har läst allt." in page(sara)


@pytest.mark.parametrize("typed", ["", "nej", "00000000-0000-4000-8000-000000000000"])
def test_a_press_that_names_nothing_changes_nothing(typed: str) -> None:
    sara = signed_in()
    told()
    assert sara.post(NEWS, {"told": typed}).status_code == 303
    assert "1\N{NO-BREAK SPACE}sak" in page(sara)


def test_the_morning_mail_is_switched_off_and_on() -> None:
    sara = signed_in(name="Sara Lindh")
    sara.post(reverse("news:morning_mail"), {"vill": "nej"})
    assert not User.objects.get(name="Sara Lindh").morning_mail
    assert "Slå på morgonbrevet" in page(sara)
    sara.post(reverse("news:morning_mail"), {"vill": "ja"})
    assert User.objects.get(name="Sara Lindh").morning_mail


@pytest.mark.parametrize(("role", "sees"), [("caseworker", False), ("unit_head", True), ("system_admin", True)])
def test_who_leads_and_who_keeps_the_system_see_that_the_night_was_missed(role: str, sees: bool) -> None:
    client = signed_in(role=role)
    assert ("Nattens arbete har aldrig gjorts" in page(client)) is sees
    let_time_work(today=TODAY)
    assert ("Nattens arbete är gjort." in page(client)) is sees


def test_the_page_asks_as_often_for_many_as_for_few() -> None:
    assert_constant_queries(signed_in(role="unit_head"), NEWS, told)
