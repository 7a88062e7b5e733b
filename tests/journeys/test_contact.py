"""Issue 5, point 7: reaching somebody safely, and telling only what may be told. Given, when, then."""

import re
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework import visits
from kvar.casework.access import Actor, actor_of
from kvar.casework.closing.outcomes import hindrances_to_closing
from kvar.casework.consent import consents
from kvar.casework.consent.telling_outside import tell_outside
from kvar.casework.contact import attempts, safe_contact, senders
from kvar.casework.errors import ActRefused
from kvar.records.models import Attempt, Disclosure, JournalEntry, OpenStep
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


def test_a_woman_who_shares_her_phone_is_reached_without_anybody_else_knowing() -> None:
    # Given: Maria has said that somebody else reads her messages and opens the post.
    sara = factories.make_actor(name="Sara Lindh")
    case = factories.make_family(by=sara)
    maria = case.household.members.get(role="tenant")
    for rule in ("no_message", "no_shared_mailbox"):
        safe_contact.ask_safe_contact(case=case, by=sara, today=TODAY, member=maria, rule=rule)
    # When: a colleague who has never met her wants to send an SMS.
    amir = factories.make_actor(name="Amir Holm")
    with pytest.raises(ActRefused, match="Lämna inget meddelande"):
        _try(case, amir, way="sms", result="sent")
    # Then: it is refused whatever the reason, and two calls at different times are made instead.
    with pytest.raises(ActRefused, match="Välj ett annat sätt"):
        _try(case, amir, way="sms", result="sent", anyway="Det är bråttom.")
    _try(case, amir, way="phone", result="no_answer", at=time(9, 15))
    assert not attempts.tries_of(attempts.log_of(sara, case)).exhausted
    _try(case, amir, way="phone", result="no_answer", at=time(18, 5))
    # And: nobody reached is a decision to make, not a way to close.
    assert attempts.tries_of(attempts.log_of(sara, case)).exhausted
    assert hindrances_to_closing(case, today=TODAY)

    # When: two go home on an evening, the children's unit with them, and she opens.
    jonas = factories.make_user(name="Jonas Berg")
    told = {"second": jonas.pk, "units": ("barn_och_unga",), "agreed": True}
    visit = factories.make_visit(case, by=sara, **told)
    assert OpenStep.objects.filter(case=case, step="H14").exists()
    visits.end_visit(case=case, by=sara, today=TODAY, visit=visit, result="met", version=visit.version)
    # Then: the contact stands in the log, and the visit of the routine is done.
    assert Attempt.objects.filter(case=case, way="home_visit", reached=True).exists()
    assert not OpenStep.objects.filter(case=case, step="H14").exists()

    # When: she is asked what the landlord may know, and says yes to one thing.
    factories.make_consent(case, by=sara, until=TODAY + timedelta(days=30))
    # Then: that may be told, and nothing else.
    tell_outside(case=case, by=sara, today=TODAY, recipient_kind="landlord", what="Vi har kontakt", scope=["contact"])
    with pytest.raises(ActRefused, match="Samtycke saknas"):
        tell_outside(case=case, by=sara, today=TODAY, recipient_kind="landlord", what="Hon är sjuk", scope=["health"])
    # When: she takes it back.
    consent = case.consents.get()
    factories.take_back(case=case, by=sara, today=TODAY, consent=consent)
    # Then: what waits to be sent asks again, and is stopped; what was told stays in the log with its consent.
    assert not consents.consents_to_tell(case, recipient_kind="landlord", scope=["contact"], on=TODAY)
    assert Disclosure.objects.get(case=case).consent == consent


def test_the_same_story_through_the_pages() -> None:
    # Given: a signed-in worker and a family.
    user = factories.make_user(name="Sara Lindh", phone="031-365 11 22")
    sara, client = actor_of(user), Client()
    client.force_login(user)
    case = factories.make_family(by=sara)
    maria = case.household.members.get(role="tenant")
    maria.person.phone = "070-000 12 34"
    maria.person.save()

    def post(route: str, *args: object, **typed: object) -> object:
        return client.post(reverse(route, args=[case.pk, *args]), typed)

    # When: she asks not to be called on the shared number.
    told = {"member": maria.pk, "rule": "not_number", "value": "070 000 12 34"}
    assert post("contact:safe", **told).status_code == 303
    # Then: the contact form says so on top, and refuses that number with the sentence.
    url = reverse("case:contact", args=[case.pk])
    assert "Ring inte 070 000 12 34" in client.get(url).content.decode()
    call = {"on": TODAY.isoformat(), "at": "17.40", "way": "phone", "result": "no_answer", "member": maria.pk}
    refused = client.post(url, call)
    assert refused.status_code == 422 and "Ring inte 070 000 12 34" in refused.content.decode()
    assert client.post(url, call | {"to": "031-111 22 33"}).status_code == 303
    # And: the log shows the row, which can be struck out and leaves a trace.
    row = Attempt.objects.get(case=case)
    assert post("contact:withdraw", row.pk, reason="Fel ärende.").status_code == 303
    assert "struken" in client.get(reverse("contact:log", args=[case.pk])).content.decode()
    assert JournalEntry.objects.filter(case=case, kind="attempt_withdrawn", withdraws__kind="attempt").exists()
    # And: no SMS is offered to that number; with a number of her own the neutral text tells nothing of why.
    assert (
        "Ingen i hushållet går att nå säkert med sms"
        in client.get(reverse("contact:sms", args=[case.pk])).content.decode()
    )
    maria.person.phone = "070-000 99 99"
    maria.person.save()
    page = client.get(reverse("contact:sms", args=[case.pk])).content.decode()
    assert "Hej! Ring mig gärna på 031-365 11 22. /Sara" in page and "hyra" not in page.split("<main")[1].lower()
    # When: a visit is planned this evening, and a consent asked for.
    planned = {"day": TODAY.isoformat(), "start": "17.30", "end": "18.15", "who": user.pk, "agreed": "yes"}
    assert post("visits:plan", **planned).status_code == 303
    day = client.get(reverse("visits:day")).content.decode()
    assert "Provgatan 12" in day and "Ring inte 070 000 12 34" in day and "kväll" in day
    asked = {"member": maria.pk, "recipient_kind": "landlord", "scope": "contact", "direction": "to", "answer": "no"}
    asked |= {"given_on": TODAY.isoformat(), "given_how": "oral"}
    assert post("consents:ask", **asked).status_code == 303
    # Then: a no is an answer with its day, and the telling page says that nothing may be told.
    assert "ville inte" in client.get(reverse("consents:list", args=[case.pk])).content.decode()
    telling = {"recipient_kind": "landlord", "scope": "contact", "what": "Vi har kontakt", "preview": "1"}
    assert "Samtycke saknas för det här." in post("consents:tell", **telling).content.decode()
    telling.pop("preview")
    assert post("consents:tell", **telling).status_code == 422
    assert post("consents:tell", **telling | {"ground": "other_law"}).status_code == 422
    law = {"ground": "other_law", "ground_text": "12 kap. 10 § exempellagen"}
    assert post("consents:tell", **telling | law).status_code == 303
    assert "12 kap. 10 § exempellagen" in client.get(reverse("consents:list", args=[case.pk])).content.decode()


SENT: list[tuple[str, str]] = []


class Gateway:
    """A sender that a city has plugged in."""

    def send(self, *, number: str, text: str) -> None:
        SENT.append((number, text))


def test_no_sms_goes_by_itself_until_a_city_plugs_a_sender_in(settings: Any) -> None:
    # Given a Kvar as it is shipped, and a text that a worker has sent with her own telephone
    sara = factories.make_actor(name="Sara Lindh")
    case = factories.make_case_with_notice(by=sara, tenant=factories.make_person_told(phone="070-000 12 34"))
    told = {"case": case, "by": sara, "today": TODAY, "member": case.household.members.get(), "text": "swedish"}
    assert senders.sender() is None
    senders.send_sms(**told)
    # Then nothing has gone, and the log has it
    assert not SENT and Attempt.objects.get(case=case).way == "sms"
    # When a sender is plugged in, then the neutral text goes, once, and says nothing of why
    settings.SMS_SENDER = f"{__name__}.Gateway"
    senders.send_sms(**told | {"text": "swedish_again"})
    [(number, text)] = SENT
    assert number.replace("-", "").replace(" ", "") == "0700001234" and "hyra" not in text.lower()
    # When she has asked for no messages, then nothing goes
    safe_contact.ask_safe_contact(case=case, by=sara, today=TODAY, member=told["member"], rule="no_message")
    with pytest.raises(ActRefused, match="Lämna inget meddelande"):
        senders.send_sms(**told)
    assert len(SENT) == 1


def test_the_days_visits_stand_in_the_order_of_a_route() -> None:
    # Given three homes in two streets, and one of them in the evening
    user = factories.make_user(name="Sara Lindh")
    sara, client = actor_of(user), Client()
    client.force_login(user)
    for street, hour in (("Ågatan 1", 18), ("Björkgatan 5", 9), ("Ågatan 2", 10)):
        home = factories.make_dwelling_told(address=f"{street}, 417 00 Göteborg")
        case = factories.make_case_with_notice(by=sara, dwelling=home)
        factories.make_visit(case, by=sara, start=time(hour), end=time(hour + 1))
    # Then the list leads through the streets, and the evening comes last
    page = client.get(reverse("visits:day")).content.decode()
    found = re.findall(r"Ågatan 1|Ågatan 2|Björkgatan 5", page)
    assert found == ["Björkgatan 5", "Ågatan 2", "Ågatan 1"]


def _try(case: object, by: Actor, *, on: date = TODAY, **told: object) -> None:
    attempts.record_attempt(case=case, by=by, today=TODAY, on=on, **told)  # type: ignore[arg-type]
