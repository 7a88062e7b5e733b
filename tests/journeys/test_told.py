"""Being told, and finding again: a hand-over, the morning mail, the calendar in the telephone, and the search field."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse

from kvar.casework.access import actor_of
from kvar.casework.steps.handovers import hand_over
from kvar.casework.telling import tell
from kvar.casework.time import let_time_work
from kvar.content.load import load
from kvar.doors.post.sending import send_waiting
from kvar.records.models import Feed, OpenStep, Told, User
from tests import factories
from tests.factories import HISINGEN, MONEY, TODAY

pytestmark = pytest.mark.django_db
MONDAY = TODAY + timedelta(days=1)
CHIPS = {"unit": "visa=enheten", "with_children": "barn=1", "enforcement": "kfm=1", "without_contact": "utan_kontakt=1"}


def sign_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return str(response.content.decode())


def test_point_8_a_hand_over_reaches_the_unit_in_kvar_by_mail_and_in_the_telephone() -> None:
    # Given: the adult unit has a case; Jonas works with financial assistance and somebody hands the case over to them.
    sara, jonas = factories.make_user(name="Sara Lindh"), factories.make_user(name="Jonas Wik", unit=MONEY)
    case = factories.make_case_with_notice(by=actor_of(sara))
    hand_over(case=case, by=actor_of(sara), today=TODAY, unit=MONEY)
    OpenStep.objects.filter(case=case, unit=MONEY).update(by_law=True, due=MONDAY, ends_on=None)

    # When: the night has passed and the mail goes out in the morning; twice, since somebody runs it again.
    with override_settings(MAIL_ON=True, MAIL_ADDRESS="https://kvar.example"):
        for _again in range(2):
            let_time_work(today=MONDAY)
            send_waiting(today=MONDAY)

    # Then: Jonas has one mail, with a number and a link; it says nothing about the household.
    (mine,) = [one for one in mail.outbox if one.to == [jonas.email]]
    assert re.search(r"[1-9] sak(er är nya| är ny) till dig\.", mine.body) and "https://kvar.example/nytt/" in mine.body
    assert case.reference not in mine.body and case.household.name not in mine.body

    # And: in Kvar it stands once, leads to the case, and is gone when he has read it. For his colleague it stands.
    client = sign_in(jonas)
    page = read(client, reverse("news:list"))
    assert load().coordination.told_kind("handed_over").label in page
    assert Told.objects.filter(kind="handed_over").count() == 1
    assert f'href="{reverse("case:page", args=[case.pk])}"' in page
    client.post(reverse("news:list"), {"told": "alla"})
    assert "Nytt till dig:" not in read(client, reverse("worklist:my_day"))
    assert "Nytt till dig:" in read(sign_in(factories.make_user(unit=MONEY)), reverse("worklist:my_day"))
    handed_over = load().coordination.told_kind("handed_over").label
    assert handed_over not in read(sign_in(sara), reverse("news:list"))

    # When: he makes an address for his telephone. Then it tells the days of the unit, and no name.
    made = client.post(reverse("calendar:feeds"), {"visa": "enheten"}).content.decode()
    address = re.search(r"http[^<]+(/kalender/flode/[^<]+\.ics)", made)
    assert address is not None
    file = read(Client(), address[1])
    assert f"DTSTART;VALUE=DATE:{MONDAY:%Y%m%d}" in file and "Sista dag i Kvar" in file
    assert case.household.name not in file and case.reference not in file

    # When: he loses the telephone and ends the address. Then it answers no more, from the next request on.
    client.post(reverse("calendar:feeds"), {"avsluta": str(Feed.objects.get().pk)})
    assert Client().get(address[1]).status_code == 404


def test_point_8_what_goes_late_says_so_and_goes_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given: something for Jonas on Monday, and a mail server that does not answer.
    jonas = factories.make_user(name="Jonas Wik", unit=MONEY)
    tell(key="one", today=MONDAY, kind="handed_over", administration=HISINGEN, unit=MONEY)

    def down(*_args: object) -> bool:
        raise ConnectionRefusedError

    # When: three mornings pass, and the server is back on the fourth.
    with override_settings(MAIL_ON=True), monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.open", down, raising=False)
        for day in range(3):
            let_time_work(today=MONDAY + timedelta(days=day))
            send_waiting(today=MONDAY + timedelta(days=day))
        assert not mail.outbox
    with override_settings(MAIL_ON=True):
        let_time_work(today=MONDAY + timedelta(days=3))
        send_waiting(today=MONDAY + timedelta(days=3))

    # Then: one mail goes, not four, and it says that it is late.
    (late,) = [one for one in mail.outbox if one.to == [jonas.email]]
    assert "Det här skulle ha kommit i måndags." in late.body and "försenat" in late.subject


def test_point_10_search_finds_by_name_and_number_only() -> None:
    # Given: a family in Hisingen, and a protected household with the same family name.
    sara = factories.make_user(name="Sara Lindh")
    case = factories.make_case_with_notice(by=actor_of(sara), tenant=factories.make_person_told(name="Ebba Prov"))
    hidden = factories.make_case_with_notice(tenant=factories.make_person_told(name="Elin Prov", protected=True))
    number = case.household.members.get().person.personal_number

    # When: Sara searches by name, by number and by case number. Then she finds the one, and no trace of the other.
    client = sign_in(sara)
    for typed in ("prov", number, case.reference):
        html = client.post(reverse("search:found"), {"sought": typed}).content.decode()
        assert case.reference in html and hidden.reference not in html and "1\N{NO-BREAK SPACE}ärende<" in html

    # And: the street and the landlord are no search terms.
    home = case.household.dwelling
    for typed in filter(None, (home.address.split(",")[0], home.landlord and home.landlord.name)):
        html = client.post(reverse("search:found"), {"sought": typed}).content.decode()
        assert case.reference not in html


@pytest.mark.parametrize("chip", sorted(CHIPS))
def test_point_10_each_chip_can_be_switched_off_in_the_content(chip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given: a case that the chip would hide or bring in, and a city that has switched the chip off.
    sara = factories.make_user(name="Sara Lindh")
    factories.make_family(by=actor_of(sara))
    city = load().organisation
    chips = tuple(one.model_copy(update={"on": one.on and one.id != chip}) for one in city.switches.chips)
    without = city.model_copy(update={"switches": city.switches.model_copy(update={"chips": chips})})
    library = _with_organisation(without)
    client = sign_in(sara)
    monkeypatch.setattr("kvar.web.ui.middleware.content_of", lambda _day: library)

    # When: somebody opens the list by an address that still has the chip in it.
    plain, asked = read(client, "/"), read(client, f"/?{CHIPS[chip]}")

    # Then: neither the chip nor its effect is there, nor any link that asks for it.
    assert f'id="visa-{chip}"' not in plain and CHIPS[chip] not in plain
    assert _lanes(plain) == _lanes(asked)


def _with_organisation(city: Any) -> Any:
    return replace(load(), organisation=city)


def _lanes(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.split('<main id="innehall"')[1])


def test_point_10_a_work_list_holds_open_work_of_ones_own_administration_only() -> None:
    # Given: an open case, a closed one, and one in another administration.
    sara = factories.make_user(name="Sara Lindh")
    by = actor_of(sara)
    factories.make_case_with_notice(by=by, tenant=factories.make_person_told(name="Öppen Prov"))
    factories.make_closed_case(by=by, tenant=factories.make_person_told(name="Stängd Prov"))
    other = factories.make_actor(administration="centrum")
    factories.make_case_with_notice(by=other, tenant=factories.make_person_told(name="Annan Prov"))

    # When: she opens the widest list there is. Then the open one alone stands there.
    page = read(sign_in(sara), "/?visa=enheten")
    assert "Öppen Prov" in page and "Stängd Prov" not in page and "Annan Prov" not in page
