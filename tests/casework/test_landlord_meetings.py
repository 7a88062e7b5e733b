"""Meetings with a landlord: only what a consent carries on the day, from inside the case, and never protected."""

from datetime import timedelta

import pytest

from kvar.casework.access import Actor
from kvar.casework.calendar import happenings
from kvar.casework.consent.landlord_agenda import agenda_for, coming_meetings
from kvar.casework.errors import ActRefused, SavedByOther, Unseen
from kvar.casework.meetings.landlord_meetings import (
    call_off_landlord_meeting,
    take_off_agenda,
    tell_unwritten_talks,
    write_up_talk,
)
from kvar.records.models import Case, Consent, Disclosure, Household, JournalEntry, LandlordMeeting, Told
from tests import factories
from tests.factories import TODAY
from tests.factories_landlords import MEETS, let_us_tell, make_agenda_item, put_on

pytestmark = pytest.mark.django_db
AFTER = MEETS + timedelta(days=1)


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh")


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def test_without_a_consent_no_case_comes_on_an_agenda(by: Actor, case: Case) -> None:
    with pytest.raises(ActRefused, match="samtycke"):
        put_on(case, by=by)
    assert not LandlordMeeting.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"until": MEETS - timedelta(days=1)},
        {"recipient": "Andra Bostäder AB"},
        {"recipient_kind": "school"},
        {"direction": "from"},
        {"scope": ("contact",)},
    ],
)
def test_a_consent_that_does_not_carry_it_on_the_day_is_no_consent(by: Actor, case: Case, fields: dict) -> None:  # type: ignore[type-arg]
    let_us_tell(case, by=by, **fields)
    with pytest.raises(ActRefused):
        put_on(case, by=by)


def test_a_case_stands_on_the_agenda_with_what_may_be_talked_about_and_only_that(by: Actor, case: Case) -> None:
    let_us_tell(case, by=by, scope=("contact", "payment", "children"))
    item = put_on(case, by=by)
    (line,) = agenda_for(by, item.meeting_id, today=TODAY).sheet
    assert line.case == case and line.scope == ("hur skulden ska betalas",)


def test_a_consent_taken_back_takes_the_case_off_the_sheet(by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    factories.take_back(case=case, by=by, today=TODAY, consent=Consent.objects.get())
    found = agenda_for(by, item.meeting_id, today=TODAY)
    assert not found.sheet and [line.case for line in found.fallen] == [case]


def test_a_recorded_no_carries_nothing(by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    Consent.objects.update(refused=True)
    assert not agenda_for(by, item.meeting_id, today=TODAY).sheet


def test_a_household_that_becomes_protected_leaves_the_agenda_for_everybody(by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    Household.objects.update(protected=True)
    for reader in (by, factories.make_actor(cleared=True)):
        assert agenda_for(reader, item.meeting_id, today=TODAY).lines == ()


def test_a_protected_household_is_refused_even_with_clearance_and_consent() -> None:
    cleared = factories.make_actor(cleared=True)
    hidden = factories.make_protected_case(by=cleared)
    let_us_tell(hidden, by=cleared)
    with pytest.raises(ActRefused, match="skyddade"):
        put_on(hidden, by=cleared)


def test_a_closed_case_is_no_longer_talked_about(by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    Case.objects.update(closed_on=TODAY)
    assert agenda_for(by, item.meeting_id, today=TODAY).lines == ()


def test_a_case_is_put_only_on_a_meeting_with_its_own_landlord(by: Actor, case: Case) -> None:
    other = factories.make_case_with_notice(by=by, sender_name="Andra Bostäder AB")
    meeting = make_agenda_item(other, by=by).meeting
    let_us_tell(case, by=by)
    with pytest.raises(ActRefused, match="finns inte längre"):
        put_on(case, by=by, to=meeting)


def test_other_cases_of_the_landlord_do_not_show(by: Actor, case: Case) -> None:
    beside = factories.make_case_with_notice(by=by)
    let_us_tell(beside, by=by)
    item = make_agenda_item(case, by=by)
    assert [line.case for line in agenda_for(by, item.meeting_id, today=TODAY).lines] == [case]


def test_another_administration_and_another_unit_see_no_meeting(by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    strangers = factories.make_actor(administration=factories.CENTRUM), factories.make_actor(unit=factories.MONEY)
    for stranger in strangers:
        assert coming_meetings(stranger, today=TODAY) == []
        with pytest.raises(Unseen):
            agenda_for(stranger, item.meeting_id, today=TODAY)
        with pytest.raises(Unseen):
            take_off_agenda(case=case, by=stranger, today=TODAY, item=item, version=item.version)


def test_a_second_meeting_with_the_landlord_on_the_same_day_is_refused(by: Actor, case: Case) -> None:
    make_agenda_item(by=by)
    let_us_tell(case, by=by)
    with pytest.raises(ActRefused, match="redan ett möte"):
        put_on(case, by=by)


def test_a_day_that_has_been_is_refused(by: Actor, case: Case) -> None:
    let_us_tell(case, by=by)
    with pytest.raises(ActRefused, match="redan varit"):
        put_on(case, by=by, day=TODAY - timedelta(days=1))


def test_a_case_taken_off_can_be_put_on_again(by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    with pytest.raises(SavedByOther):
        put_on(case, by=by, to=item.meeting)
    take_off_agenda(case=case, by=by, today=TODAY, item=item, version=item.version)
    assert put_on(case, by=by, to=item.meeting).pk != item.pk


def test_what_was_said_is_in_the_journal_and_the_telling_is_logged_with_its_consent(by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    write_up_talk(case=case, by=by, today=AFTER, item=item, talked=True, note="De väntar till den 20.", version=1)
    told = Disclosure.objects.get(case=case)
    assert (told.on, told.consent, told.scope, told.recipient) == (
        MEETS,
        Consent.objects.get(),
        ["payment"],
        item.meeting.landlord.name,
    )
    entry = JournalEntry.objects.filter(case=case, kind="landlord_meeting").latest("entered_at")
    assert "De väntar till den 20." in entry.words.text


def test_a_consent_taken_back_the_day_after_still_carried_the_meeting(by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    factories.take_back(case=case, by=by, today=AFTER, consent=Consent.objects.get())
    write_up_talk(case=case, by=by, today=AFTER, item=item, talked=True, note="De väntar.", version=1)
    assert Disclosure.objects.count() == 1


def test_nothing_is_logged_as_told_where_the_consent_had_ended(by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    factories.take_back(case=case, by=by, today=MEETS - timedelta(days=1), consent=Consent.objects.get())
    with pytest.raises(ActRefused, match="avvikelse"):
        write_up_talk(case=case, by=by, today=AFTER, item=item, talked=True, note="De väntar.", version=1)
    item.refresh_from_db()
    assert item.talked is None and not Disclosure.objects.exists()
    write_up_talk(case=case, by=by, today=AFTER, item=item, talked=False, note="Samtycket var borta.", version=1)
    assert not Disclosure.objects.exists()


def test_nobody_writes_before_the_meeting_has_been(by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    with pytest.raises(ActRefused, match="inte varit"):
        write_up_talk(case=case, by=by, today=TODAY, item=item, talked=True, note="De väntar.", version=1)


def test_a_meeting_that_is_called_off_leaves_the_sheet_the_calendar_and_the_list(by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    call_off_landlord_meeting(meeting=item.meeting, by=by, today=TODAY, why="De är sjuka.", version=1)
    assert not agenda_for(by, item.meeting_id, today=TODAY).sheet and coming_meetings(by, today=TODAY) == []
    assert "landlord_meeting" not in {one.kind for one in happenings.happenings_of(by, first=TODAY, last=MEETS)}
    assert "De är sjuka." in JournalEntry.objects.filter(case=case).latest("entered_at").words.text


def test_a_meeting_that_is_called_off_is_not_written_up_nor_put_on(by: Actor, case: Case) -> None:
    """Given a meeting that never was, when somebody writes what was said there, then nothing is told to anybody."""
    item = make_agenda_item(case, by=by)
    call_off_landlord_meeting(meeting=item.meeting, by=by, today=TODAY, why="De är sjuka.", version=1)
    told = {"case": case, "by": by, "today": AFTER, "item": item, "note": "Vi kom överens.", "version": item.version}
    with pytest.raises(ActRefused, match="inställt"):
        write_up_talk(talked=True, **told)
    assert not Disclosure.objects.exists()
    other = factories.make_case_with_notice(by=by)
    let_us_tell(other, by=by)
    with pytest.raises(ActRefused):
        put_on(other, by=by, to=item.meeting)


def test_a_meeting_where_somebody_has_written_what_was_said_is_not_called_off(by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    told = {"case": case, "by": by, "today": AFTER, "item": item, "note": "Vi kom överens.", "version": item.version}
    write_up_talk(talked=True, **told)
    with pytest.raises(ActRefused, match="redan skrivit"):
        call_off_landlord_meeting(meeting=item.meeting, by=by, today=AFTER, why="De är sjuka.", version=1)


def test_a_household_that_was_protected_after_the_page_was_read_is_not_put_on(case: Case) -> None:
    """What the page has read is not asked: the household is read again by the act."""
    by = factories.make_actor(cleared=True)
    let_us_tell(case, by=by)
    read = Case.objects.select_related("household__dwelling__landlord").get(pk=case.pk)
    Household.objects.filter(pk=case.household_id).update(protected=True)
    with pytest.raises(ActRefused, match="skyddade"):
        put_on(read, by=by)


def test_the_calendar_has_the_meeting_for_the_adult_unit_and_names_no_household(by: Actor, case: Case) -> None:
    make_agenda_item(case, by=by)
    (found,) = (one for one in happenings.happenings_of(by, first=MEETS, last=MEETS) if one.kind == "landlord_meeting")
    assert found.case is None and case.household.name not in found.title
    money = factories.make_actor(unit=factories.MONEY)
    assert "landlord_meeting" not in {one.kind for one in happenings.happenings_of(money, first=MEETS, last=MEETS)}


def test_the_night_tells_once_of_a_meeting_that_nobody_has_written_about(by: Actor, case: Case) -> None:
    make_agenda_item(case, by=by)
    assert [tell_unwritten_talks(MEETS), tell_unwritten_talks(AFTER), tell_unwritten_talks(AFTER)] == [0, 1, 0]
    assert Told.objects.filter(kind="talk_unwritten", case=case).count() == 1


def test_two_who_write_up_the_same_talk_do_not_write_twice(by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    write_up_talk(case=case, by=by, today=AFTER, item=item, talked=True, note="De väntar.", version=1)
    with pytest.raises(SavedByOther):
        write_up_talk(case=case, by=by, today=AFTER, item=item, talked=True, note="Igen.", version=1)
    assert Disclosure.objects.count() == 1


def test_a_meeting_that_has_been_has_no_sheet_and_is_still_written_up(by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    assert agenda_for(by, item.meeting_id, today=MEETS).sheet
    after = agenda_for(by, item.meeting_id, today=AFTER)
    assert after.sheet == () and [line.case for line in after.standing] == [case]


def test_calling_off_writes_nothing_in_a_case_that_the_actor_may_not_see(by: Actor, case: Case) -> None:
    hidden = make_agenda_item(case, by=by)
    other = factories.make_case_with_notice(by=by)
    let_us_tell(other, by=by)
    put_on(other, by=by, to=hidden.meeting)
    Household.objects.filter(pk=case.household_id).update(protected=True)
    call_off_landlord_meeting(meeting=hidden.meeting, by=by, today=TODAY, why="De är sjuka.", version=1)
    told = [
        entry.case for entry in JournalEntry.objects.filter(kind="landlord_meeting") if "inställt" in entry.words.text
    ]
    assert told == [other]


def test_who_put_the_case_on_is_told_when_the_consent_ends_and_once(by: Actor, case: Case) -> None:
    make_agenda_item(case, by=by)
    amir = factories.make_actor(name="Amir Haddad")
    factories.take_back(case=case, by=amir, today=TODAY, consent=Consent.objects.get())
    assert Told.objects.get(kind="invitation_fallen", case=case).to_id == by.id
    assert "Samtycke saknas" in JournalEntry.objects.filter(case=case).latest("entered_at").words.text


def test_two_consents_of_the_same_person_carry_a_case_together(by: Actor, case: Case) -> None:
    for scope in ("contact", "payment"):
        let_us_tell(case, by=by, scope=(scope,))
    item = put_on(case, by=by, scope=["contact", "payment"])
    assert agenda_for(by, item.meeting_id, today=TODAY).sheet
    write_up_talk(case=case, by=by, today=AFTER, item=item, talked=True, note="De väntar.", version=1)
    assert Disclosure.objects.filter(case=case).count() == 2
