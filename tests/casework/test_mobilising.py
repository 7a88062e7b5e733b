"""Whom a case has mobilised: who is missing and why, how it stands, and whose note it is."""

import pytest

from kvar.casework.access import Actor
from kvar.casework.casefile import journal_of
from kvar.casework.errors import ActRefused, SavedByOther, Unseen
from kvar.casework.meetings.mobilising import PartnerShown, partner_in, partners_in, say_mobilised
from kvar.records.models import Case, Mobilised
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh")


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def say(case: Case, by: Actor, state: str = "contacted", note: str = "", version: int = 0) -> Mobilised:
    return say_mobilised(case=case, by=by, today=TODAY, partner="debt_advice", state=state, note=note, version=version)


def fresh(case: Case) -> Case:
    """As a request reads it."""
    return Case.objects.select_related("household__dwelling").get(pk=case.pk)


def missing(case: Case, by: Actor) -> dict[str, tuple[str, ...]]:
    return {one.id: one.missing for one in partners_in(fresh(case), by, today=TODAY) if one.missing}


def shown(case: Case, by: Actor, partner: str = "debt_advice") -> PartnerShown:
    return partner_in(fresh(case), by, partner, today=TODAY)


def test_repeated_debts_without_advice_are_missed_with_a_reason_until_somebody_asks(by: Actor, case: Case) -> None:
    assert "debt_advice" not in missing(case, by)
    for reference in ("R2", "R3"):
        factories.make_notice(by=by, case=case, reference=reference)
    assert missing(case, by)["debt_advice"] == ("Skulderna upprepas.",)
    say(case, by)
    assert "debt_advice" not in missing(case, by) and shown(case, by).state_label == "kontaktad"


def test_a_unit_of_our_own_is_told_by_its_receipt_and_cannot_be_said(by: Actor, case: Case) -> None:
    factories.answer_children(case, by=by, yes=True)
    found = shown(case, by, "children_unit")
    assert found.ours and not found.missing
    with pytest.raises(ActRefused, match="redan med"):
        say_mobilised(case=case, by=by, today=TODAY, partner="children_unit", state="contacted", note="", version=0)


@pytest.mark.parametrize("state", ["declined", "not_needed"])
def test_a_no_needs_a_reason(by: Actor, case: Case, state: str) -> None:
    with pytest.raises(ActRefused):
        say(case, by, state)
    assert say(case, by, state, "Har eget stöd.").note == "Har eget stöd."


def test_the_state_is_for_all_units_and_the_note_for_the_own_one(by: Actor, case: Case) -> None:
    say(case, by, note="Väntar på tid.")
    money = factories.make_actor(unit=factories.MONEY)
    assert shown(case, by).note == "Väntar på tid."
    assert shown(case, money).state == "contacted" and shown(case, money).note == ""
    assert "Väntar på tid." not in repr(journal_of(money, case))
    assert "Väntar på tid." in repr(journal_of(by, case))


def test_another_administration_can_say_nothing(case: Case) -> None:
    with pytest.raises(Unseen):
        say(case, factories.make_actor(administration=factories.CENTRUM))


def test_an_older_version_changes_nothing(by: Actor, case: Case) -> None:
    say(case, by)
    say(case, by, "involved", version=1)
    with pytest.raises(SavedByOther):
        say(case, by, "contacted", version=1)
    assert shown(case, by).state == "involved"


def test_a_closed_case_misses_nobody(by: Actor) -> None:
    assert not missing(factories.make_closed_case(by=by), by)
