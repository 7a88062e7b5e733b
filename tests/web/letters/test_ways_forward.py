"""A way forward leads to where it is put right: taken as the page offers it, the stop is gone."""

from collections.abc import Callable, Mapping

import pytest
from django.http import HttpResponse
from django.urls import reverse

from kvar.casework.letters.stop import StopKind
from kvar.casework.letters.words import Chosen
from kvar.records.models import JournalText, Notice
from kvar.web.ui.stopped import stops_shown
from tests.factories import TODAY
from tests.factories_letters import ASKS, RESPITE, Scene, evicted, on_money, rent, timed
from tests.web.letters.test_stops import found_in
from tests.web.writers import signed_in

pytestmark = pytest.mark.django_db
YES = {"taken": "yes", "decided_on": TODAY.isoformat(), "because": "Barnen går i skola här."}


def no_number() -> Scene:
    scene = timed(RESPITE, chosen=Chosen(typed=ASKS))
    Notice.objects.filter(case=scene.case).update(reference="")
    return scene


def corrected(new: str) -> Mapping[str, str]:
    return {"new": new, "reason": "Frågade Kronofogden.", "version": "1"}


# The stop, where it is found, and what is typed on the page that its first way leads to.
REMEDIES: Mapping[str, tuple[StopKind, Callable[[], Scene], Mapping[str, str]]] = {
    "a no that is changed": (
        "decided_no",
        lambda: on_money(taken=False),
        YES | {"decided_by": "Karin Berg, enhetschef"},
    ),
    "by nobody who may": (
        "not_delegated",
        lambda: on_money(decided_by="Sara Lindh, socialsekreterare"),
        YES | {"decided_by": "Karin Berg, enhetschef"},
    ),
    "no decision": ("no_decision", lambda: on_money(taken=None), YES | {"decided_by": "Karin Berg, enhetschef"}),
    "no number of the case": ("empty_blank", no_number, corrected("U-7-26")),
    "no sender": ("empty_blank", lambda: rent(sender_name=""), corrected("Provbostäder AB")),
}


def kinds_in(scene: Scene) -> set[str]:
    return {stop.kind for stop in found_in(scene)}


def taken(scene: Scene, kind: str, typed: Mapping[str, str]) -> HttpResponse:
    """The first way of the stop, filled in and saved."""
    [stop] = [one for one in found_in(scene) if one.kind == kind]
    client, page = signed_in(scene.by), reverse("letters:draft", args=[scene.case.pk, scene.letter])
    address = stops_shown([stop], page=page)[0].links[0].url
    shown = client.get(address).content.decode()
    assert all(f'name="{name}"' in shown for name in typed), address
    return client.post(address, typed)  # type: ignore[return-value]


@pytest.mark.parametrize("remedy", REMEDIES)
def test_the_first_way_forward_takes_the_stop_away(remedy: str) -> None:
    kind, made, typed = REMEDIES[remedy]
    scene = made()
    assert kind in kinds_in(scene)
    assert taken(scene, kind, typed).status_code == 303
    assert kind not in kinds_in(scene)


def test_what_a_new_decision_replaces_stays_in_the_journal() -> None:
    """Given a no / when the board says yes after all / then the no, its day and its reason can still be read."""
    scene = on_money(taken=False)
    taken(scene, "decided_no", YES | {"decided_by": "Karin Berg, enhetschef", "because": "Ett syskon betalar resten."})
    texts = [*JournalText.objects.filter(entry__kind="undertaking").values_list("text", flat=True)]
    assert any("Det ersätter beslutet" in text and "Karin Berg" in text for text in texts)
    assert any("Barnen går i skola här." in text for text in texts)


def test_whoever_does_not_write_the_letter_afterwards_is_led_to_one_that_she_writes() -> None:
    """Given an eviction and no paper of a debt / when the money unit writes / then one stop, with a way of its own."""
    home = evicted("kallelse_samtal").case
    scene = Scene(letter="atagande_hyresvard", case=home, by=on_money(taken=None).by)
    stops = [stop for stop in found_in(scene) if not any(way.field for way in stop.ways)]
    [lost] = stops
    assert lost.kind == "evicted" and lost.ways[0].route == "letters:choose"
    assert found_in(evicted("informationsbrev_hyra"))[0].ways[0].about[1] == "brev_efter_avhysning"
