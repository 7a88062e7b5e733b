"""Every letter that can be issued in a case: the words that were read are stored with their PDF, and told of once."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kvar import law
from kvar.casework.errors import ActRefused
from kvar.casework.facts import with_everything
from kvar.casework.layers import plan_seen_by
from kvar.casework.letters import issuing
from kvar.casework.letters.addressees import ways_of
from kvar.casework.letters.facts import letter_facts
from kvar.casework.letters.issuing import LetterDraft, draft_letter
from kvar.casework.letters.words import Chosen
from kvar.casework.money.undertakings import Decided, decide_undertaking
from kvar.casework.post.sending import send_at_once
from kvar.content.load import load
from kvar.records.models import Case, Dwelling, JournalEntry, JournalText, Letter, Notice
from tests import factories
from tests.factories import CHILDREN, MONEY, TODAY
from tests.factories_letters import (
    ASKS,
    CONFIRMED,
    CREDITOR,
    MEETING,
    ON,
    Scene,
    evicted,
    family,
    rent,
    said_yes,
    timed,
)

pytestmark = pytest.mark.django_db
# Today is the one day that both has been and is to come.
FOUND = {"day": TODAY, "clock": "10.00", "lines": ("Hyran",), "text": "Maria Lindqvist"}
BETWEEN = {"besok_fran": "10.00", "besok_till": "11.00", "till_dag": ON}
STEP = "H11"  # the one step that a letter completes of itself; the others ask for more than a letter
CREDITORS = ("hyresvard", "el", "gas", "fjarrvarme")


def typed(letter: str, **fields: Any) -> dict[str, Any]:
    """Something in each blank that asks for it."""
    blanks = [one for one in load().letters[letter].blanks if one.asked]
    found = {one.name: one.options[0] if one.options else FOUND.get(one.asked or "") for one in blanks}
    return found | {name: day for name, day in BETWEEN.items() if name in found} | fields


def rental(letter: str, **chosen: Any) -> Scene:
    return rent(letter, chosen=Chosen(typed=typed(letter), **chosen))


def of_paper(letter: str) -> Scene:
    """With a paper of the first kind and ground that the letter is about."""
    told = load().letters[letter]
    ground = told.grounds[0]
    kinds = {"kind": told.notice_kinds[0]} if told.notice_kinds else {}
    tenure = law.Tenure.CONDOMINIUM if "not_cooperative" in told.stopped_by else law.Tenure.RENTAL
    scene = rent(letter, ground=ground, dwelling=factories.make_dwelling_told(tenure=tenure), **kinds)
    return replace(scene, chosen=Chosen(typed=typed(letter)))


def invited() -> Scene:
    scene = rental("inbjudan_trepartssamtal")
    factories.make_consent(scene.case, by=scene.by, scope=("contact", "planning"), until=ON)
    return replace(scene, chosen=Chosen(typed=typed(scene.letter, motpart="Provbostäder AB", **MEETING)))


def undertaken(letter: str) -> Scene:
    scene = of_paper(letter)
    jonas = factories.make_actor(name="Jonas Wik", unit=MONEY, phone="031-000 00 05")
    told = Decided(taken=True, decided_on=TODAY, decided_by="Karin Berg, enhetschef", because="Barnen går i skola här.")
    notice = Notice.objects.get(case=scene.case)
    decide_undertaking(case=scene.case, by=jonas, today=TODAY, notice=notice, told=told)
    return replace(scene, by=jonas, chosen=Chosen(typed=typed(letter), to=CREDITOR))


def reporter() -> Scene:
    amir = factories.make_actor(name="Amir Said", unit=CHILDREN, phone="031-000 00 07")
    chosen = Chosen(typed=typed("svar_anmalare", anmald_dag=TODAY, besluts_dag=TODAY), to=CREDITOR)
    return Scene(letter="svar_anmalare", case=family().case, by=amir, chosen=chosen)


def to_child(letter: str, born: date) -> Scene:
    scene = family(letter, born=born)
    return replace(scene, chosen=replace(scene.chosen, typed=typed(letter, barnets_namn="")))


def respite() -> Scene:
    ground = {"ground": "other_law", "ground_text": "16 kap. 4 § UB"}
    return timed(chosen=Chosen(typed=ASKS, to=("Kronofogdemyndigheten", "Box 1", "172 66 Sundbyberg"), **ground))


OF_PAPERS = ("avgift", "el", "hyra", "andrahand", "storning", "kfm_ansokan")
PLAIN = (
    *("brev_hembesok", "foljebrev_registerutdrag", "kallelse_samtal", "kuvertblad"),
    *("lapp_efter_besok", "overenskommelse"),
)
MADE: Mapping[str, Callable[[], Scene]] = {
    **{f"informationsbrev_{name}": lambda name=name: of_paper(f"informationsbrev_{name}") for name in OF_PAPERS},
    **{f"atagande_{name}": lambda name=name: undertaken(f"atagande_{name}") for name in CREDITORS},
    "informationsbrev_kfm_tid": lambda: timed("informationsbrev_kfm_tid"),
    "begaran_anstand": respite,
    "anmalan_overformyndaren": lambda: rental("anmalan_overformyndaren", to=CREDITOR),
    "brev_barn": lambda: to_child("brev_barn", date(2016, 5, 30)),
    "brev_ungdom": lambda: to_child("brev_ungdom", date(2012, 5, 30)),
    "brev_efter_avhysning": lambda: evicted("brev_efter_avhysning"),
    "inbjudan_trepartssamtal": invited,
    "svar_anmalare": reporter,
    CONFIRMED: lambda: said_yes("landlord", chosen=Chosen(typed=typed(CONFIRMED), passages=frozenset({"lamna"}))),
    "samtyckesblankett": lambda: rental("samtyckesblankett", passages=frozenset({"lamna"})),
    **{name: lambda name=name: rental(name) for name in PLAIN},
}
CHOSEN_IN_LIST = [letter.id for letter in load().letters.values() if not letter.own_page]


def drafted(scene: Scene) -> LetterDraft:
    told = letter_facts(letter=scene.letter, case=scene.case, by=scene.by, today=TODAY, chosen=scene.chosen)
    return draft_letter(letter=scene.letter, told=told, today=TODAY)


def send(scene: Scene, *, as_read: str = "") -> Letter:
    told: dict[str, Any] = {"letter": scene.letter, "chosen": scene.chosen, "as_read": as_read}
    ways = ways_of(load().letters[scene.letter])
    return send_at_once(case=scene.case, by=scene.by, today=TODAY, channel=min(ways, key="hand".__ne__), **told)


def told_of(case: Case) -> list[str]:
    """What the journal says of letters, in every layer."""
    return [row.text for row in JournalText.objects.filter(entry__case=case, entry__kind="letter")]


@pytest.mark.parametrize("letter", CHOSEN_IN_LIST)
def test_issuing_stores_what_was_read_completes_the_step_and_is_told_of_once(letter: str) -> None:
    scene = MADE[letter]()
    read = drafted(scene)
    assert not read.stopped_by
    issued = send(scene, as_read=read.fingerprint)
    assert (issued.text, issued.title) == (read.text, load().letters[letter].title)
    assert bytes(issued.pdf).startswith(b"%PDF") and issued.sha256 == hashlib.sha256(issued.pdf).hexdigest()
    assert JournalEntry.objects.filter(case=scene.case, kind="letter").count() == 1
    [words] = told_of(scene.case)
    assert issued.title in words
    if load().letters[letter].step == STEP:
        assert STEP in done(scene)


@pytest.mark.parametrize("letter", CHOSEN_IN_LIST)
def test_what_is_stored_never_changes_with_the_case(letter: str) -> None:
    scene = MADE[letter]()
    issued = send(scene)
    before = (issued.text, bytes(issued.pdf), issued.sha256)
    Dwelling.objects.filter(households=scene.case.household_id).update(address="Nygatan 1, 417 00 Göteborg")
    scene.case.household.members.update(until=TODAY + timedelta(days=1))
    stored = Letter.objects.get(pk=issued.pk)
    assert (stored.text, bytes(stored.pdf), stored.sha256) == before


def done(scene: Scene) -> set[str]:
    """The steps that the writer's unit sees as done."""
    case = with_everything(Case.objects.filter(pk=scene.case.pk)).get()
    return {item.step.id for item in plan_seen_by(case, load().rules, unit=scene.by.unit).items if item.done_on}


def test_without_the_entry_it_would_not_be_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """The protection switched off."""
    scene = MADE["kuvertblad"]()
    monkeypatch.setattr(issuing, "_enter", lambda *_told: None)
    send(scene)
    assert not told_of(scene.case)


def test_a_letter_that_was_not_read_as_it_is_now_goes_nowhere() -> None:
    scene = MADE["kuvertblad"]()
    with pytest.raises(ActRefused, match="Brevet har ändrats"):
        send(scene, as_read="något annat")
    assert not Letter.objects.exists() and not told_of(scene.case)
