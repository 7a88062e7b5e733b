"""Meetings, decisions and the plan: who reaches what, that no wording is lost in silence, and what is refused."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from kvar.casework.access import Actor
from kvar.casework.errors import ActRefused, SavedByOther, Unseen
from kvar.casework.introduction import reach
from kvar.casework.introduction.activities import change_activity, places_to_plan, plan_activity
from kvar.casework.introduction.decisions import change_decision, decide_change, owners_of
from kvar.casework.introduction.reach import (
    activities_visible_to,
    activity_for,
    change_for,
    changes_visible_to,
    note_for,
    notes_handed_over_to,
    open_changes_told_to,
    workshop_for,
    workshops_visible_to,
)
from kvar.casework.introduction.workshops import start_workshop, write_down
from kvar.casework.no_household import require_no_household
from kvar.content.load import load
from kvar.records.models import DecidedChange, User, Workshop, WorkshopNote
from tests import factories
from tests.factories import CENTRUM, CHILDREN, HISINGEN, TODAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(role="unit_head")


@pytest.fixture
def leader() -> Actor:
    return factories.make_actor(role="process_leader", administration="", unit="")


def write(note: WorkshopNote, by: Actor, text: str, **fields: Any) -> None:
    write_down(note=note, by=by, today=TODAY, **({"text": text, "handed_over": False, "version": 1} | fields))


def first_note(workshop: Workshop) -> WorkshopNote:
    return workshop.notes.get(number=0)


# Meetings.


def test_a_meeting_has_the_questions_as_they_are_asked_now(by: Actor) -> None:
    workshop = factories.make_workshop(by=by)
    asked = [(note.question, note.asked) for note in workshop.notes.all()]
    assert asked == [(question.id, question.text) for question in load().introduction.questions]


def test_a_second_meeting_the_same_day_is_refused_beside_the_day(by: Actor) -> None:
    factories.make_workshop(by=by)
    with pytest.raises(ActRefused) as refused:
        start_workshop(by=by, today=TODAY, held_on=TODAY)
    assert refused.value.field == "held_on"
    assert start_workshop(by=by, today=TODAY, held_on=TODAY + DAY).pk


@pytest.mark.parametrize("who", [{"role": "process_leader"}, {"role": "system_admin"}, {"unit": ""}])
def test_only_somebody_in_a_unit_starts_a_meeting(who: dict[str, str]) -> None:
    with pytest.raises(Unseen):
        start_workshop(by=factories.make_actor(**who), today=TODAY, held_on=TODAY)


STRANGERS = {
    "another unit": {"unit": CHILDREN},
    "another administration": {"administration": CENTRUM},
    "the head of another administration": {"administration": CENTRUM, "role": "unit_head"},
    "a process leader": {"role": "process_leader", "administration": "", "unit": ""},
    "a process leader placed in the unit": {"role": "process_leader"},
    "a system administrator": {"role": "system_admin"},
}


def reached(actor: Actor, workshop: Workshop, change: DecidedChange) -> list[str]:
    """What of a meeting this actor gets at."""
    ways = {
        "meeting": lambda: workshop_for(actor, workshop.pk),
        "note": lambda: note_for(actor, workshop.pk, first_note(workshop).question),
        "decision": lambda: change_for(actor, change.pk),
    }
    found = [name for name, way in ways.items() if _opens(way)]
    lists = {"meetings": workshops_visible_to(actor), "decisions": changes_visible_to(actor)}
    return found + [name for name, rows in lists.items() if rows.exists()]


def _opens(way: Any) -> bool:
    try:
        return bool(way())
    except Unseen:
        return False


@pytest.mark.parametrize("who", STRANGERS)
def test_a_meeting_is_its_units_alone(who: str, by: Actor) -> None:
    workshop = factories.make_workshop(by=by)
    change = factories.make_change(workshop, by=by)
    assert reached(factories.make_actor(**STRANGERS[who]), workshop, change) == []
    everything = ["meeting", "note", "decision", "meetings", "decisions"]
    assert reached(factories.make_actor(), workshop, change) == everything


def test_the_rule_fails_when_the_guard_is_switched_off(by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = factories.make_workshop(by=by)
    change = factories.make_change(workshop, by=by)
    monkeypatch.setattr(reach, "workshops_visible_to", lambda actor: Workshop.objects.all())
    stranger = factories.make_actor(administration=CENTRUM)
    assert reached(stranger, workshop, change) == ["meeting", "note", "decision"] + ["decisions"]


def test_a_refused_look_is_noted(by: Actor) -> None:
    workshop, stranger = factories.make_workshop(by=by), factories.make_actor(unit=CHILDREN)
    with pytest.raises(Unseen):
        workshop_for(stranger, workshop.pk)
    assert [(action, about) for action, about, _relation in stranger.look.shown] == [
        ("refused", f"workshop:{workshop.pk}")
    ]


def test_a_stranger_writes_nothing_even_with_the_row_in_hand(by: Actor) -> None:
    workshop, stranger = factories.make_workshop(by=by), factories.make_actor(unit=CHILDREN)
    note, change = first_note(workshop), factories.make_change(workshop, by=by)
    told = {"what": "x", "owner": by.id, "due_on": TODAY}
    for act in (
        partial(write, note, stranger, "x"),
        partial(decide_change, workshop=workshop, by=stranger, today=TODAY, **told),
        partial(change_decision, change=change, by=stranger, today=TODAY, state="done", reason="", version=1, **told),
    ):
        with pytest.raises(Unseen):
            act()


# Notes.


def test_only_what_is_handed_over_reaches_the_process_leaders(by: Actor, leader: Actor) -> None:
    workshop = factories.make_workshop(by=by)
    kept, handed = workshop.notes.all()[:2]
    write(kept, by, "Vi är få på fredagar.")
    write(handed, by, "Oklart vem som ringer.", handed_over=True)
    assert [note.text for note in notes_handed_over_to(leader)] == ["Oklart vem som ringer."]
    write(handed, by, "Oklart vem som ringer.", version=2)  # taken back
    assert not notes_handed_over_to(leader).exists()


@pytest.mark.parametrize("role", ["caseworker", "team_lead", "unit_head", "log_reviewer", "system_admin"])
def test_nobody_else_reads_what_is_handed_over_or_the_citys_decisions(role: str, by: Actor) -> None:
    workshop = factories.make_workshop(by=by)
    write(first_note(workshop), by, "Oklart.", handed_over=True)
    factories.make_change(workshop, by=by)
    other = factories.make_actor(role=role, administration=CENTRUM)
    assert not notes_handed_over_to(other).exists()
    assert not open_changes_told_to(other).exists()


def test_the_second_of_two_writers_is_told_what_the_first_one_wrote(by: Actor) -> None:
    note = first_note(factories.make_workshop(by=by))
    write(note, by, "Den förstas text.")
    late = WorkshopNote.objects.get(pk=note.pk)
    with pytest.raises(SavedByOther) as refused:
        write(late, by, "Den andras text.", version=1)
    assert (refused.value.theirs, refused.value.field) == ("Den förstas text.", "text")
    assert WorkshopNote.objects.get(pk=note.pk).text == "Den förstas text."
    write(late, by, "Bådas text.", version=2)
    assert WorkshopNote.objects.get(pk=note.pk).text == "Bådas text."


def test_an_emptied_note_is_told_too(by: Actor) -> None:
    note = first_note(factories.make_workshop(by=by))
    write(note, by, "")
    with pytest.raises(SavedByOther) as refused:
        write(note, by, "Text.", version=1)
    assert refused.value.theirs == "(inget)"


def test_nothing_is_handed_over_that_is_not_written(by: Actor) -> None:
    with pytest.raises(ActRefused) as refused:
        write(first_note(factories.make_workshop(by=by)), by, "  ", handed_over=True)
    assert refused.value.field == "handed_over"


HOUSEHOLDS = ["Det gällde 850330-2388.", "198503302388 ringde", "850390 2388", "Se H-26-4KXD.", "x" * 20_001]
PLAIN = ["Ring 031-390 06 11 före 16.30.", "Sedan 2022-02-15 gäller 12 kap. 44 §.", "Bankgiro 5050-1055", "A4-26"]


@pytest.mark.parametrize("text", HOUSEHOLDS)
def test_a_household_is_never_written_about(text: str, by: Actor) -> None:
    workshop = factories.make_workshop(by=by)
    told = {"by": by, "today": TODAY, "due_on": TODAY}
    plan = {"activity": load().introduction.activities[0].id, "place": (HISINGEN, ""), "owner": ""}
    for field, act in {
        "text": partial(write, first_note(workshop), by, text),
        "what": partial(decide_change, workshop=workshop, what=text, owner=by.id, **told),
        "note": partial(plan_activity, note=text, **plan, **told),
    }.items():
        with pytest.raises(ActRefused) as refused:
            act()
        assert refused.value.field == field
    assert not DecidedChange.objects.exists()


@pytest.mark.parametrize("text", PLAIN)
def test_what_only_resembles_a_number_may_be_written(text: str, by: Actor) -> None:
    require_no_household(text, field="text")


# Decisions.


def test_a_decision_has_an_owner_of_the_unit_and_a_day_after_the_meeting(by: Actor) -> None:
    workshop, elsewhere = factories.make_workshop(by=by), factories.make_actor(unit=CHILDREN)
    for fields, field in (({"owner": elsewhere.id}, "owner"), ({"due_on": TODAY - DAY}, "due_on")):
        with pytest.raises(ActRefused) as refused:
            factories.make_change(workshop, by=by, **fields)
        assert refused.value.field == field
    assert factories.make_change(workshop, by=by).state == "open"


def test_what_is_dropped_has_a_reason_and_leaves_the_open_ones(by: Actor, leader: Actor) -> None:
    change = factories.make_change(factories.make_workshop(by=by), by=by)
    told = {"what": change.what, "owner": by.id, "due_on": change.due_on, "state": "dropped", "version": 1}
    with pytest.raises(ActRefused) as refused:
        change_decision(change=change, by=by, today=TODAY, reason=" ", **told)
    assert refused.value.field == "reason"
    change_decision(change=change, by=by, today=TODAY, reason="Staden gör det i stället.", **told)
    assert not open_changes_told_to(leader).exists()
    with pytest.raises(SavedByOther) as late:
        change_decision(change=change, by=by, today=TODAY, reason="En gång till.", **told)
    stands = "Vi ringer samma dag. Test Handläggare, till söndag 22 november 2026: avskriven. Staden gör det i stället."
    assert late.value.theirs == stands


def test_an_owner_who_has_left_stays_until_somebody_else_takes_over(by: Actor) -> None:
    gone = factories.make_user(name="Slutat Nyss")
    change = factories.make_change(factories.make_workshop(by=by), by=by, owner=gone.pk)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    assert "Slutat Nyss" not in [person.name for person in owners_of(by, today=TODAY)]
    kept = {"what": "Ny lydelse.", "owner": gone.pk, "due_on": TODAY, "state": "open", "reason": "", "version": 1}
    change_decision(change=DecidedChange.objects.get(pk=change.pk), by=by, today=TODAY, **kept)
    assert DecidedChange.objects.get(pk=change.pk).what == "Ny lydelse."


def test_the_process_leaders_see_the_decision_due_first_on_top(by: Actor, leader: Actor) -> None:
    workshop = factories.make_workshop(by=by, held_on=TODAY - 9 * DAY)
    for days in (5, -3, 1):
        factories.make_change(workshop, by=by, due_on=TODAY + days * DAY)
    assert [(change.due_on - TODAY).days for change in open_changes_told_to(leader)] == [-3, 1, 5]


# The plan.


def test_an_administration_reads_its_own_plan_and_the_citys(leader: Actor) -> None:
    for place in (("", ""), (HISINGEN, ""), (HISINGEN, CHILDREN), (CENTRUM, "")):
        factories.make_planned(place=place)
    read = {(row.administration, row.unit) for row in activities_visible_to(factories.make_actor())}
    assert read == {("", ""), (HISINGEN, ""), (HISINGEN, CHILDREN)}
    central = factories.make_actor(role="system_admin", administration="", unit="")
    assert {row.administration for row in activities_visible_to(central)} == {""}
    assert activities_visible_to(leader).count() == 4


@pytest.mark.parametrize(
    "who, places",
    [
        ({"role": "unit_head"}, [(HISINGEN, ""), (HISINGEN, "vuxen")]),
        ({"role": "unit_head", "administration": "", "unit": ""}, []),
        ({"role": "team_lead"}, []),
        ({}, []),
    ],
)
def test_a_unit_head_plans_for_the_own_administration_and_unit(
    who: dict[str, str], places: list[tuple[str, str]]
) -> None:
    assert places_to_plan(factories.make_actor(**who)) == places


def test_a_process_leader_plans_for_everybody(leader: Actor) -> None:
    city = load().organisation
    assert len(places_to_plan(leader)) == 1 + len(city.administrations) * (1 + len(city.units))


def test_nobody_plans_or_changes_for_others(by: Actor) -> None:
    with pytest.raises(Unseen):
        factories.make_planned(by=by, place=(CENTRUM, ""))
    for place in ((HISINGEN, CHILDREN), ("", "")):
        planned = factories.make_planned(place=place)
        with pytest.raises(Unseen):
            activity_for(by, planned.pk)
        told = {"owner": "", "due_on": TODAY, "done_on": TODAY, "note": "", "version": 1}
        with pytest.raises(Unseen):
            change_activity(planned=planned, by=by, today=TODAY, **told)


def test_what_is_done_was_done_today_or_before_and_by_the_version_that_was_read(by: Actor) -> None:
    planned = factories.make_planned()
    told = {"owner": "Nätverket", "due_on": TODAY, "note": "Alla kom."}
    with pytest.raises(ActRefused) as refused:
        change_activity(planned=planned, by=by, today=TODAY, done_on=TODAY + DAY, version=1, **told)
    assert refused.value.field == "done_on"
    change_activity(planned=planned, by=by, today=TODAY, done_on=TODAY, version=1, **told)
    with pytest.raises(SavedByOther) as late:
        change_activity(planned=planned, by=by, today=TODAY, done_on=None, version=1, **told)
    days = "senast söndag 22 november 2026, gjort söndag 22 november 2026"
    assert late.value.theirs == f"Nätverket, {days}. Alla kom."
