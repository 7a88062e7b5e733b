"""The traps of law.md 11 that casework can fall into, one test each. The law floor's: tests/law/test_traps.py."""

from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import models

from kvar import law
from kvar.casework.access import cases_visible_to
from kvar.casework.facts import facts_of
from kvar.casework.letters.issuing import letter_facts
from kvar.casework.my_day import worklist
from kvar.content.load import load
from kvar.records.models import OpenStep
from tests import factories
from tests.factories import TODAY

PRODUCT = Path(__file__).parents[2] / "kvar"
# Where the folded address and name may be read: when a notice is registered, and where the keys are written.
MAY_READ_KEYS = {
    "benchmark_matching.py",
    "bulk_notices.py",
    "corrections.py",
    "household.py",
    "households.py",
    "intake.py",
    "matching.py",
}


@pytest.mark.django_db
def test_trap_25_a_notice_that_reached_us_late_counts_from_the_day_it_reached_the_right_board() -> None:
    """A paper sent to another municipality or district first: what counts is its arrival with us, not our registering.

    The day it was forwarded has no field of its own; what internal misrouting does is not settled (law.md 13).
    """
    arrived = TODAY - timedelta(days=4)
    case = factories.make_case_with_notice(today=TODAY, arrived_on=arrived)
    notice = case.notices.get()
    assert (notice.arrived_on, notice.administration) == (arrived, case.administration)
    period = law.recovery_period(facts_of(case), facts_of(case).notices[0], load().law)
    assert arrived in {reason.day for reason in period.reasons if reason.name == "board_notice_arrived_on"}


@pytest.mark.django_db
def test_trap_35_a_notice_from_the_citys_own_landlord_gives_the_landlord_no_way_in() -> None:
    """The city as landlord is a sender like any other: no role and no unit of ours is a landlord's."""
    case = factories.make_case_with_notice(sender_type="city_landlord", sender_name="Stadens bostäder")
    assert case.notices.get().sender_type == "city_landlord"
    elsewhere = factories.make_actor(administration=factories.CENTRUM)
    assert case not in cases_visible_to(elsewhere)
    units = {unit.id for unit in load().organisation.units}
    assert units & {sender.id for sender in load().codes.sender_types} == set()


def test_trap_36_no_list_is_searched_or_narrowed_by_landlord_address_or_debt() -> None:
    """SoLPuF 15 §: the lists know whose steps and three yes/no chips, each of which the city can switch off."""
    chips = {chip.name: chip.type for chip in fields(worklist.Chips)}
    assert set(chips) == {"whole_unit", "with_children", "enforcement", "without_contact"}
    assert set(chips.values()) == {bool}
    assert {chip.id for chip in load().organisation.switches.chips} >= set(chips) - {"whole_unit"}
    readers = {
        path.name
        for path in PRODUCT.rglob("*.py")
        if "migrations" not in path.parts and "address_key" in path.read_text(encoding="utf-8")
    }
    assert readers <= MAY_READ_KEYS


@pytest.mark.django_db
def test_trap_37_nothing_that_anybody_has_written_freely_stands_in_a_list() -> None:
    kinds = {type(field) for field in OpenStep._meta.get_fields()}
    assert models.TextField not in kinds and models.JSONField not in kinds
    by = factories.make_actor()
    case = factories.make_case_with_notice(by=by)
    case.notices.update(position_reason="Hon har berättat om missbruk.")
    day = worklist.my_day(by, today=TODAY, chips=worklist.Chips(whole_unit=True))
    rows = [row for lane in day.lanes for row in lane.rows]
    assert rows
    library = load()
    for row in rows:
        rule = library.steps[row.step]
        assert (row.title, row.why) == (rule.title, rule.text)
        assert "missbruk" not in repr([getattr(row, field.name) for field in fields(row)])


@pytest.mark.django_db
def test_trap_38_talking_with_the_landlord_waits_for_consent_and_no_letter_goes_there() -> None:
    """Answering a landlord tells that somebody is a client (OSL 26:1)."""
    talks = {"Kontakta hyresvärden", "Föreslå trepartssamtal", "Håll trepartssamtal"}
    steps = [step for step in load().steps.values() if any(step.title.startswith(words) for words in talks)]
    assert {step.id for step in steps} >= {"H20", "H21"}
    assert [step.id for step in steps if "landlord_consent_given" not in step.when] == []
    case = factories.make_case_with_notice(sender_name="Provbostäder AB")
    told = letter_facts(letter="informationsbrev_hyra", case=case, by=factories.make_actor(), today=TODAY)
    assert "Provbostäder AB" not in told.recipient
