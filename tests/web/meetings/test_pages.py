"""The case's meetings as people meet them: called, written up, decided, agreed, answered."""

import itertools
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.casework.meetings.agenda import agenda_for
from kvar.casework.meetings.agreeing import settle_term
from kvar.records.models import Agreement, Case, Decision, JournalEntry, Meeting, Term, Track
from tests import factories
from tests.factories import TODAY
from tests.factories_meetings import make_agreement, make_consent, make_decision, make_meeting
from tests.harness.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
WHOLE_CASE = 30  # queries: open promises of money are held against what keeps the home


@pytest.fixture
def sara(client: Client) -> Actor:
    user = factories.make_user(name="Sara Lindh")
    client.force_login(user)
    return actor_of(user)


@pytest.fixture
def family(sara: Actor) -> Case:
    return factories.make_family(by=sara)


def _page(client: Client, case: Case) -> str:
    return client.get(reverse("meetings:overview", args=[case.pk])).content.decode()


def test_a_check_in_is_called_with_the_points_that_are_open(client: Client, sara: Actor, family: Case) -> None:
    url = reverse("meetings:call", args=[family.pk, "check_in"])
    assert "Att prata om" in client.get(url).content.decode()
    told = {"day": "idag", "at": "9.30", "place": "Rum 3", "units": [factories.CHILDREN], "points": "Barnen\n\nHyran"}
    assert client.post(url, told).status_code == 303
    assert Meeting.objects.get().points == ["Barnen", "Hyran"]
    assert "Rum 3" in _page(client, family)


def test_a_call_without_consent_says_so_before_and_after(client: Client, sara: Actor, family: Case) -> None:
    url = reverse("meetings:call", args=[family.pk, "three_party"])
    assert "Samtycke saknas" in client.get(url).content.decode()
    answer = client.post(url, {"day": "idag", "invited": ["landlord"], "place": "Hos oss"})
    assert answer.status_code == 422 and "Hos oss" in answer.content.decode()
    make_consent(family, by=sara)
    assert client.post(url, {"day": "idag", "invited": ["landlord"]}).status_code == 303


def test_what_is_missing_is_said_once_and_leads_to_the_consent_and_back(
    client: Client, sara: Actor, family: Case
) -> None:
    url = reverse("meetings:call", args=[family.pk, "three_party"])
    page = client.get(url).content.decode()
    assert page.count("Samtycke saknas") == 1
    way = next(link for link in re.findall(r'href="([^"]+)"', page) if "vem=landlord" in link).replace("&amp;", "&")
    form = client.get(way).content.decode()
    assert family.household.dwelling.landlord.name in form
    assert re.search(r'value="planning"[^>]*checked', form) and f'href="{url}"' in form
    member = str(family.household.members.get(role="tenant").pk)
    told = {"member": member, "recipient_kind": "landlord", "scope": ["contact", "planning"], "answer": "yes"}
    told |= {"direction": "to", "given_on": "idag", "given_how": "oral"}
    assert client.post(way, told)["Location"] == url
    assert client.post(url, {"day": "idag", "invited": ["landlord"]}).status_code == 303


def test_a_meeting_with_the_landlord_begins_from_nothing_of_ours(client: Client, sara: Actor, family: Case) -> None:
    """Late steps are not proposed, only units at work are ticked, and consents are asked for of the invited alone."""
    url = reverse("meetings:call", args=[family.pk, "three_party"])
    Track.objects.filter(case=family).exclude(unit=sara.unit).update(received_at=None)
    Track.objects.get_or_create(case=family, unit=factories.CHILDREN)
    page = client.get(url).content.decode()
    assert "När vi följer upp" in page
    assert not any(point in page for point in agenda_for(family, by=sara, today=TODAY))
    assert re.findall(r'name="units" value="(\w+)"[^>]*checked', page) == [sara.unit]
    assert "vem=landlord" in page and "vem=school" not in page
    refused = client.post(url, {"day": "idag", "invited": ["school"]}).content.decode()
    assert "vem=school" in refused and "vem=landlord" not in refused


@pytest.mark.parametrize("away", ["https://example.test/", "//example.test/", "example"])
def test_the_way_back_leads_nowhere_but_here(client: Client, sara: Actor, family: Case, away: str) -> None:
    page = client.get(reverse("consents:ask", args=[family.pk]), {"ater": away}).content.decode()
    assert f'href="{away}"' not in page


def test_what_the_landlord_was_told_is_asked_for_and_kept(client: Client, sara: Actor, family: Case) -> None:
    make_consent(family, by=sara)
    meeting = make_meeting(family, by=sara, kind="three_party", invited=("landlord",))
    hold = reverse("meetings:hold", args=[family.pk, meeting.pk])
    told = {"on": "idag", "notes": "Vi talades vid.", "parties": ["landlord"], "version": 1}
    assert client.post(hold, told).status_code == 422
    told |= {"scope": ["planning"], "what": "Att skulden betalas i två delar."}
    assert client.post(hold, told).status_code == 303
    log = client.get(reverse("consents:list", args=[family.pk])).content.decode()
    assert "Att skulden betalas i två delar." in log
    assert f"?mote={meeting.pk}" in _page(client, family)
    assert client.get(reverse("meetings:agree", args=[family.pk]), {"mote": "nej"}).status_code == 404


def test_an_invitation_whose_consent_is_gone_is_marked(client: Client, sara: Actor, family: Case) -> None:
    consent = make_consent(family, by=sara)
    meeting = make_meeting(family, by=sara, kind="three_party", invited=("landlord",))
    factories.take_back(case=family, by=sara, today=TODAY, consent=consent)
    assert "Får inte vara med, samtycke saknas: hyresvärden." in _page(client, family)
    form = client.get(reverse("meetings:hold", args=[family.pk, meeting.pk])).content.decode()
    assert "samtycket gäller inte längre" in form and not re.search(r'value="landlord"[^>]*checked', form)


def test_no_agreement_is_written_with_its_reason_and_next_step(client: Client, sara: Actor, family: Case) -> None:
    assert reverse("meetings:not_agreed", args=[family.pk]) in _page(client, family)
    told = {"agreed_on": "idag", "counterpart": "Provbostäder AB", "refused_by": "landlord"}
    told |= {"why_not": "Vill ha hela skulden nu.", "follow_up_on": "30 nov"}
    url = reverse("meetings:not_agreed", args=[family.pk])
    refused = client.post(url, told)
    assert refused.status_code == 422 and "Vill ha hela skulden nu." in refused.content.decode()
    assert client.post(url, told | {"next_step": "Söker bistånd."}).status_code == 303
    page = _page(client, family)
    assert "Ingen överenskommelse med Provbostäder AB" in page and "Söker bistånd." in page
    follow = reverse("meetings:follow_up", args=[family.pk, Agreement.objects.get().pk])
    assert "Söker bistånd." in client.get(follow).content.decode()


def test_a_broken_promise_stands_on_min_dag_with_its_rule(client: Client, sara: Actor, family: Case) -> None:
    term = make_agreement(family, by=sara, at_breach="Vi ses inom en vecka.").terms.get()
    Term.objects.update(due_on=TODAY - timedelta(days=2))
    day = client.get(reverse("worklist:my_day")).content.decode()
    assert "Löftets dag har passerat" in day and reverse("meetings:settle", args=[family.pk, term.pk]) in day
    settle_term(case=family, by=sara, today=TODAY, term=term, kept=False, note="Inget kom.", version=1)
    day = client.get(reverse("worklist:my_day")).content.decode()
    assert "Löftet hölls inte" in day and "Om ett löfte inte hålls: Vi ses inom en vecka." in day
    assert reverse("meetings:follow_up", args=[family.pk, term.agreement_id]) in day


def test_there_is_no_kind_that_the_content_does_not_have(client: Client, sara: Actor, family: Case) -> None:
    assert client.get(reverse("meetings:call", args=[family.pk, "party"])).status_code == 404


def test_notes_then_a_decision_then_its_answer(client: Client, sara: Actor, family: Case) -> None:
    meeting = make_meeting(family, by=sara)
    hold = reverse("meetings:hold", args=[family.pk, meeting.pk])
    assert client.post(hold, {"on": "idag", "notes": "Vi ringer i dag.", "version": 1}).status_code == 303
    decide = reverse("meetings:decide", args=[family.pk, meeting.pk])
    told = {"what": "Ringer hyresvärden", "owner": str(sara.id), "due_on": "imorgon"}
    assert client.post(decide, told).status_code == 303
    assert "Ringer hyresvärden" in _page(client, family)
    end = reverse("meetings:end_decision", args=[family.pk, Decision.objects.get().pk])
    assert client.post(end, {"ended_as": "dropped", "version": 1}).status_code == 422
    assert client.post(end, {"ended_as": "done", "version": 1}).status_code == 303
    assert "Klara beslut" in _page(client, family)


def test_an_agreement_is_written_followed_and_answered(client: Client, sara: Actor, family: Case) -> None:
    make_consent(family, by=sara)
    told = {"agreed_on": "idag", "counterpart": "Provbostäder AB", "home_kept_if": "Skulden betalas."}
    told |= {"kind": "payment", "who": "household", "what": "betalar", "amount": "4 000", "due_on": "2026-12-01"}
    told |= {"follow_up_on": "5 jan", "because": "Resten betalas av nämnden."}
    assert client.post(reverse("meetings:agree", args=[family.pk]), told).status_code == 303
    agreement = Agreement.objects.get()
    assert (agreement.signed, agreement.terms.get().amount) == (None, 400_000)
    assert "betalar, 4\u00a0000 kronor" in _page(client, family)
    settle = reverse("meetings:settle", args=[family.pk, agreement.terms.get().pk])
    assert client.post(settle, {"kept": "no", "note": "Ny plan.", "version": 1}).status_code == 303
    assert "hölls inte" in _page(client, family)
    follow = reverse("meetings:follow_up", args=[family.pk, agreement.pk])
    assert client.post(follow, {"note": "Det går bra.", "version": 1}).status_code == 303


def test_another_cases_meeting_is_not_opened_from_this_one(client: Client, sara: Actor, family: Case) -> None:
    other = make_meeting(factories.make_family(by=sara), by=sara)
    assert client.get(reverse("meetings:hold", args=[family.pk, other.pk])).status_code == 404


def test_the_page_asks_equally_often_however_much_there_is(client: Client, sara: Actor, family: Case) -> None:
    days = itertools.count(1)

    def more() -> None:
        day = TODAY + timedelta(days=next(days))
        make_decision(make_meeting(family, by=sara, day=day), by=sara)
        make_agreement(family, by=sara, due_on=day)

    assert_constant_queries(client, reverse("meetings:overview", args=[family.pk]), more, most=WHOLE_CASE)


def test_the_page_names_whom_to_tell_before_and_after_a_meeting_is_called_off(
    client: Client, sara: Actor, family: Case
) -> None:
    make_consent(family, by=sara)
    meeting = make_meeting(family, by=sara, kind="three_party", invited=("tenant", "landlord"))
    url = reverse("meetings:call_off", args=[family.pk, meeting.pk])
    named = f"hyresvärden ({family.household.dwelling.landlord.name})"
    assert named in client.get(url).content.decode()
    answer = client.post(url, {"why": "Vi är sjuka.", "version": meeting.version}, follow=True).content.decode()
    assert "De inbjudna måste få veta det" in answer and named in answer


def _too_little_too_late(client: Client, family: Case, **fields: str) -> Any:
    told = {"agreed_on": "idag", "counterpart": "Provbostäder AB", "home_kept_if": "Skulden betalas."}
    told |= {"kind": "payment", "who": "household", "what": "betalar", "amount": "3 000", "due_on": "2027-02-26"}
    return client.post(reverse("meetings:agree", args=[family.pk]), told | {"follow_up_on": "2027-03-05"} | fields)


def test_a_promise_too_late_and_too_small_is_asked_about_and_stays_told(
    client: Client, sara: Actor, family: Case
) -> None:
    make_consent(family, by=sara)
    assert "Varför sparas löftet ändå?" not in client.get(reverse("meetings:agree", args=[family.pk])).content.decode()
    refused = _too_little_too_late(client, family)
    page = refused.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert refused.status_code == 422 and not Agreement.objects.exists()
    assert "Den sista dagen för att betala och behålla bostaden är" in page and "Varför sparas löftet ändå?" in page
    assert "Löftet är på 3 000 kronor. Det som behåller bostaden är 7 850 kronor" in page
    assert "se till att hyresvärdens ja är skriftligt" in page and 'value="3 000"' in page
    assert _too_little_too_late(client, family, because="De väntar till februari").status_code == 303
    assert "Den sista dagen för att betala och behålla bostaden är" in _page(client, family)
    assert "Hölls löftet? Svara" in _page(client, family)
    words = JournalEntry.objects.filter(case=family, kind="agreement").latest("entered_at").words.text
    assert "Sparat fast det kom en varning. Skälet: De väntar till februari." in words


def test_enough_money_in_time_asks_for_no_reason(client: Client, sara: Actor, family: Case) -> None:
    make_consent(family, by=sara)
    assert _too_little_too_late(client, family, amount="7 850", due_on="idag").status_code == 303
    assert "callout warning" not in _page(client, family)


def test_a_consent_that_is_taken_back_is_told_beside_the_agreement(client: Client, sara: Actor, family: Case) -> None:
    agreement = make_agreement(family, by=sara)
    said = f"Berätta inget mer för {agreement.counterpart} förrän hushållet har sagt ja igen."
    assert said not in _page(client, family)
    (consent,) = family.consents.all()
    factories.take_back(case=family, by=sara, today=TODAY, consent=consent)
    assert said in _page(client, family)
