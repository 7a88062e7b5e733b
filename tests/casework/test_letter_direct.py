"""Sent at once, a letter is checked to the last as one that has waited: what holds is what holds at the sending."""

from datetime import date, timedelta
from typing import Any

import pytest

from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.households import protect_person
from kvar.casework.letters import sending, stops
from kvar.casework.letters.facts import letter_facts
from kvar.casework.letters.issuing import draft_letter
from kvar.casework.letters.words import Chosen
from kvar.casework.post.sending import send_at_once
from kvar.records.models import Case, Disclosure, JournalEntry, Letter
from tests import factories
from tests.factories import TODAY
from tests.factories_letters import ASKS, MEETING, MEETS, Scene, rent, timed

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
INVITES = MEETING | {"motpart": "Provbostäder AB", "amnen": ("Hyran",)}


def respite(*, until: date = TODAY) -> Scene:
    """A request to Kronofogden, on a consent that holds to the end of today."""
    scene = timed(chosen=Chosen(typed=ASKS))
    told = {"recipient_kind": "enforcement_authority", "recipient": "", "scope": ("contact", "planning")}
    factories.make_consent(scene.case, by=scene.by, until=until, **told)
    return scene


def read(scene: Scene, *, today: date = TODAY) -> str:
    told = letter_facts(letter=scene.letter, case=scene.case, by=scene.by, today=today, chosen=scene.chosen)
    return draft_letter(letter=scene.letter, told=told, today=today).fingerprint


def send(scene: Scene, channel: str, *, today: date = TODAY, **told: Any) -> Letter:
    told = {"letter": scene.letter, "channel": channel, "chosen": scene.chosen, "by": scene.by} | told
    return send_at_once(case=scene.case, today=today, **told)


def nothing_went() -> None:
    assert not Letter.objects.exists() and not Disclosure.objects.exists()
    assert not JournalEntry.objects.filter(kind="letter").exists()


def test_a_consent_that_has_run_out_carries_no_letter() -> None:
    scene = respite()
    with pytest.raises(ActRefused, match="Samtycke saknas"):
        send(scene, "secure_mail", today=TOMORROW)
    nothing_went()
    assert send(scene, "secure_mail")


def test_without_the_check_it_would_be_stopped_by_the_log_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first protection switched off: the log of what is told still says no."""
    scene = respite()
    monkeypatch.setattr(sending, "require_telling", lambda *_told: False)
    with pytest.raises(ActRefused, match="Samtycke saknas"):
        send(scene, "secure_mail", today=TOMORROW)
    monkeypatch.setattr(sending, "disclose", lambda **_told: None)
    assert send(scene, "secure_mail", today=TOMORROW)


def test_no_landlord_is_invited_on_a_consent_that_has_run_out(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = rent(MEETS, chosen=Chosen(typed=INVITES))
    factories.make_consent(scene.case, by=scene.by, scope=("contact", "planning"), until=INVITES["motes_dag"])
    late = INVITES["motes_dag"] + timedelta(days=1)
    scene.chosen.typed["motes_dag"] = late  # type: ignore[index]
    with pytest.raises(ActRefused, match="Samtycket gäller inte dagen för mötet"):
        send(scene, "post")
    with pytest.raises(ActRefused, match="inget giltigt samtycke"):
        send(scene, "post", today=late)
    nothing_went()
    monkeypatch.setattr(stops, "STOPS", dict(stops.STOPS) | {"no_landlord_consent": lambda _about: None})
    assert send(scene, "post")


def protect(case: Case) -> None:
    cleared, member = factories.make_actor(cleared=True), case.household.members.get(role="tenant")
    protect_person(case=case, by=cleared, today=TODAY, member=member)


def test_a_marking_since_the_draft_was_read_stops_it_for_everybody() -> None:
    scene = rent()
    as_read = read(scene)
    protect(scene.case)
    with pytest.raises(Unseen):  # she is not cleared
        send(scene, "post", as_read=as_read)
    cleared = factories.make_actor(name="Vera Prov", cleared=True, phone="031-000 00 00")
    for channel in ("post", "registered_letter"):
        with pytest.raises(ActRefused, match="skyddade personuppgifter"):
            send(scene, channel, by=cleared, as_read=as_read)
    with pytest.raises(ActRefused, match="Brevet har ändrats"):
        send(scene, "hand", by=cleared, as_read=as_read)
    nothing_went()


def test_without_the_closed_way_it_would_go_by_post(monkeypatch: pytest.MonkeyPatch) -> None:
    """The protection switched off; that it was read as another letter would still stop it."""
    scene = rent()
    protect(scene.case)
    cleared = factories.make_actor(name="Vera Prov", cleared=True, phone="031-000 00 00")
    monkeypatch.setattr(sending, "ways_now", lambda *_told: ("post",))
    with pytest.raises(ActRefused, match="Adressen saknas"):
        send(scene, "post", by=cleared)
    monkeypatch.setattr(sending, "POSTED", frozenset())
    assert "Provgatan" not in send(scene, "post", by=cleared).text
