"""A case where the eviction has been carried out: no page speaks of keeping the home any more."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.factories import TODAY

if TYPE_CHECKING:
    from kvar.casework.access import Actor
    from kvar.records.models import Case, Notice

pytestmark = pytest.mark.django_db
CAME, EVICTED = TODAY - timedelta(days=30), TODAY - timedelta(days=3)


@pytest.fixture
def case(by: "Actor") -> "Case":
    from kvar.casework.enforcement.course import record_event

    case = factories.make_family(by=by, today=CAME)
    told = {"kind": "enforcement_time", "sender_type": "enforcement_authority", "arrived_on": CAME}
    at = datetime(EVICTED.year, EVICTED.month, EVICTED.day, 9, tzinfo=UTC)
    factories.make_notice(by=by, case=case, today=CAME, eviction_at=at, **told)
    record_event(case=case, by=by, today=EVICTED, kind="carried_out", on=EVICTED, told_by="authority_letter")
    return case


def timed(case: "Case") -> "Notice":
    return case.notices.exclude(eviction_at=None).get()


def read(client: Client, route: str, *args: object) -> str:
    return client.get(reverse(route, args=args)).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_case_speaks_of_the_belongings_and_the_follow_up(saras: Client, case: "Case") -> None:
    page = read(saras, "case:page", case.pk)
    assert "Avhysningen är genomförd, torsdag 19 november." in page
    assert "fredag 19 februari 2027" in page
    assert "Nästa uppföljning: " in page
    assert "delgivningsdagen" not in page.split('class="clock')[1].split("</section>")[0]
    for over in ("får bo kvar", "Längsta anstånd", "Tidigaste dag för avhysning"):
        assert over not in page, over


def test_the_debt_is_told_without_saying_that_it_keeps_the_home(saras: Client, case: "Case") -> None:
    page = read(saras, "money:debt", case.pk)
    assert "behåller bostaden" not in page and "Skulden finns kvar" in page


def test_what_was_not_sent_is_missed_and_nothing_is_asked_for_a_time_that_has_been(saras: Client, case: "Case") -> None:
    page = read(saras, "enforcement:page", case.pk)
    assert "Inte skickad till Kronofogden. Tiden har varit." in page
    for over in ("callout danger", "Skicka bekräftelsen", "Bestäm vem som är med"):
        assert over not in page, over


def test_the_page_of_a_confirmation_asks_for_no_sending_after_the_eviction(saras: Client, case: "Case") -> None:
    page = read(saras, "enforcement:confirm", case.pk, timed(case).pk, "enforcement_authority")
    assert "Tiden har varit. Nu finns inget att skicka." in page and "Skicka den genast" not in page
    assert TODAY.isoformat() not in page.split('name="sent_on"')[1].split(">")[0], "no day is said that nobody has told"


def test_the_page_of_a_late_confirmation_asks_for_it_while_the_time_is_ahead(saras: Client, by: "Actor") -> None:
    case = factories.make_family(by=by, today=CAME)
    told = {"kind": "enforcement_time", "sender_type": "enforcement_authority", "arrived_on": CAME}
    factories.make_notice(by=by, case=case, today=CAME, eviction_at=datetime(2027, 1, 7, 9, tzinfo=UTC), **told)
    page = read(saras, "enforcement:confirm", case.pk, timed(case).pk, "enforcement_authority")
    assert "Skicka den genast" in page and "Tiden har varit" not in page


def test_the_day_is_not_asked_anew_and_not_contradicted(saras: Client, by: "Actor", case: "Case") -> None:
    from kvar.casework.enforcement.eviction_day import record_day
    from kvar.casework.enforcement.seen import DaySeen
    from kvar.casework.errors import ActRefused

    notice = timed(case)
    assert "redan inskrivet att avhysningen blev av" in read(saras, "enforcement:day", case.pk, notice.pk)
    seen = {"on": EVICTED, "attended": "Sara Lindh", "note": "Lugnt."}
    with pytest.raises(ActRefused, match="redan inskrivet"):
        record_day(notice=notice, by=by, today=TODAY, seen=DaySeen(carried_out=False, **seen))
    record_day(notice=notice, by=by, today=TODAY, seen=DaySeen(carried_out=True, **seen))
    assert case.enforcement_events.count() == 1
    page = read(saras, "enforcement:day", case.pk, notice.pk)
    assert "Med från oss: Sara Lindh." in page and "Lugnt." in page and "<form" not in page.split("<h1")[1]
