"""Meetings with somebody from outside: invited, told and agreed with on the consents of the day, and only so."""

from datetime import date, timedelta
from typing import Any

import pytest

from kvar.casework.access import Actor
from kvar.casework.consent.consents import every_consent_in
from kvar.casework.consent.invited import fallen_from, fallen_shown_to
from kvar.casework.errors import ActRefused
from kvar.casework.meetings.calling_off import call_off_meeting
from kvar.casework.meetings.deciding import end_decision
from kvar.casework.meetings.holding import ToldOutside, hold_meeting
from kvar.casework.meetings.reader import open_decisions
from kvar.records.models import Case, Disclosure, JournalEntry, Landlord, Meeting, Told
from tests import factories
from tests.factories import TODAY
from tests.factories_meetings import make_agreement, make_consent, make_meeting

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WEEK = TODAY + 7 * DAY
SAID = ToldOutside(parties=("landlord",), scope=("planning",), what="Att skulden betalas i två delar.")


@pytest.fixture
def sara() -> Actor:
    return factories.make_actor(name="Sara Lindh")


@pytest.fixture
def family(sara: Actor) -> Case:
    return factories.make_family(by=sara)


def talk(case: Case, by: Actor, *, day: date = WEEK) -> Meeting:
    return make_meeting(case, by=by, kind="three_party", day=day, invited=("tenant", "landlord"))


def hold(meeting: Meeting, by: Actor, *, on: date = WEEK, **fields: Any) -> None:
    told: dict[str, Any] = {"present": "", "notes": "Vi talades vid.", "version": 1, "outside": SAID} | fields
    hold_meeting(case=meeting.case, by=by, today=on, meeting=meeting, on=on, **told)


def test_a_consent_that_ends_before_the_meeting_invites_nobody_to_it(sara: Actor, family: Case) -> None:
    make_consent(family, by=sara, until=WEEK - DAY)
    with pytest.raises(ActRefused, match="hyresvärden") as refused:
        talk(family, sara)
    assert refused.value.field == "day" and not Meeting.objects.exists()
    assert talk(family, sara, day=WEEK - DAY).invited == ["tenant", "landlord"]


def test_a_consent_for_another_landlord_invites_not_this_one(sara: Actor, family: Case) -> None:
    make_consent(family, by=sara, recipient="Andra Bostäder AB")
    with pytest.raises(ActRefused) as refused:
        talk(family, sara)
    assert refused.value.field == "invited"


def test_the_invitation_is_logged_with_the_landlords_name(sara: Actor, family: Case) -> None:
    make_consent(family, by=sara, recipient=family.household.dwelling.landlord.name)
    talk(family, sara)
    assert Disclosure.objects.get().recipient == family.household.dwelling.landlord.name


def test_two_consents_together_invite(sara: Actor, family: Case) -> None:
    make_consent(family, by=sara, scope=("contact",))
    make_consent(family, by=sara, scope=("planning",))
    talk(family, sara)
    assert sorted(row.scope for row in Disclosure.objects.all()) == [["contact"], ["planning"]]


def test_what_the_landlord_was_told_is_logged_on_the_day_of_the_talk(sara: Actor, family: Case) -> None:
    consent = make_consent(family, by=sara)
    hold(talk(family, sara), sara)
    told = Disclosure.objects.get(on=WEEK)
    assert (told.consent, told.scope, told.what) == (consent, ["planning"], SAID.what)


def test_a_talk_with_the_landlord_is_not_written_up_without_saying_what_was_told(sara: Actor, family: Case) -> None:
    make_consent(family, by=sara)
    meeting = talk(family, sara)
    with pytest.raises(ActRefused, match="fick veta"):
        hold(meeting, sara, outside=None)
    for missing in ({"scope": ()}, {"what": " "}):
        with pytest.raises(ActRefused):
            hold(meeting, sara, outside=ToldOutside(**(vars(SAID) | missing)))
    hold(meeting, sara, outside=ToldOutside())  # nobody came
    assert not Disclosure.objects.filter(on=WEEK).exists()


def test_without_a_consent_on_the_day_only_the_law_lets_us_tell(sara: Actor, family: Case) -> None:
    consent = make_consent(family, by=sara)
    meeting = talk(family, sara)
    factories.take_back(case=family, by=sara, today=TODAY, consent=consent)
    with pytest.raises(ActRefused, match="Hyresvärden: Samtycke saknas") as refused:
        hold(meeting, sara)
    meeting.refresh_from_db()
    assert refused.value.field == "ground" and meeting.held_on is None
    law = {"ground": "other_law", "ground_text": "1 kap. 1 § exempellagen"}
    hold(meeting, sara, outside=ToldOutside(**(vars(SAID) | law)))
    assert Disclosure.objects.get(on=WEEK).ground == "other_law"


def test_a_consent_taken_back_marks_the_invitation_and_tells_who_called(sara: Actor, family: Case) -> None:
    consent = make_consent(family, by=sara)
    meeting = talk(family, sara)
    amir = factories.make_actor(name="Amir Haddad")
    factories.take_back(case=family, by=amir, today=TODAY, consent=consent)
    assert [party.id for party in fallen_from(meeting, every_consent_in(family))] == ["landlord"]
    assert Told.objects.get(kind="invitation_fallen").to_id == sara.id
    assert "hyresvärden" in JournalEntry.objects.filter(case=family, kind="meeting").latest("entered_at").words.text


def test_a_no_ends_the_invitation_and_an_unrelated_one_does_not(sara: Actor, family: Case) -> None:
    make_consent(family, by=sara)
    talk(family, sara)
    make_consent(family, by=sara, recipient_kind="school", refused=True)
    assert not Told.objects.filter(kind="invitation_fallen").exists()
    make_consent(family, by=sara, refused=True)
    make_consent(family, by=sara, refused=True)
    assert Told.objects.filter(kind="invitation_fallen").count() == 1


def test_an_agreement_is_carried_by_the_consent_of_its_day_and_landlord(sara: Actor, family: Case) -> None:
    with pytest.raises(ActRefused, match="måste ha gällt den dagen") as refused:
        make_agreement(family, by=sara, agreed_on=TODAY - DAY)
    assert refused.value.field == "counterpart"
    factories.take_back(case=family, by=sara, today=TODAY, consent=family.consents.get())
    with pytest.raises(ActRefused, match="Andra Bostäder AB"):
        make_agreement(family, by=sara, counterpart="Andra Bostäder AB", consent={"recipient": "Provbostäder AB"})


def test_a_consent_that_one_unit_was_told_carries_that_units_meeting_alone(family: Case) -> None:
    anna = factories.make_actor(unit=factories.CHILDREN)
    consent = make_consent(family, by=anna)
    assert not consent.shared
    with pytest.raises(ActRefused):
        talk(family, factories.make_actor())
    meeting = talk(family, anna)
    assert fallen_from(meeting, every_consent_in(family)) == ()
    factories.take_back(case=family, by=anna, today=TODAY, consent=consent)
    entry = JournalEntry.objects.filter(case=family, kind="meeting").latest("entered_at")
    assert not entry.shared and Told.objects.get(kind="invitation_fallen").unit == factories.CHILDREN


def test_another_unit_is_not_shown_that_a_units_own_consent_has_fallen(family: Case) -> None:
    """Given a meeting the children's unit called on its own consent, when that falls, then its page alone says so."""
    anna = factories.make_actor(unit=factories.CHILDREN)
    consent = make_consent(family, by=anna)
    meeting = talk(family, anna)
    factories.take_back(case=family, by=anna, today=TODAY, consent=consent)
    shown = {
        unit: fallen_shown_to(unit, meeting, every_consent_in(family)) for unit in (factories.CHILDREN, factories.MONEY)
    }
    assert [party.id for party in shown[factories.CHILDREN]] == ["landlord"] and not shown[factories.MONEY]


def test_every_unit_is_shown_that_a_shared_consent_has_fallen(sara: Actor, family: Case) -> None:
    consent = make_consent(family, by=sara)
    meeting = talk(family, sara)
    factories.take_back(case=family, by=sara, today=TODAY, consent=consent)
    shown = fallen_shown_to(factories.MONEY, meeting, every_consent_in(family))
    assert [party.id for party in shown] == ["landlord"]


def test_a_talk_with_several_says_once_for_whom_consent_is_missing(sara: Actor, family: Case) -> None:
    given = [make_consent(family, by=sara), make_consent(family, by=sara, recipient_kind="school")]
    meeting = make_meeting(family, by=sara, kind="three_party", day=WEEK, invited=("landlord", "school"))
    for consent in given:
        factories.take_back(case=family, by=sara, today=TODAY, consent=consent)
    with pytest.raises(ActRefused) as refused:
        hold(meeting, sara, outside=ToldOutside(**(vars(SAID) | {"parties": ("landlord", "school")})))
    said = refused.value.sentence
    assert said.startswith("Hyresvärden, skolan eller förskolan: ") and said.count("Samtycke saknas") == 1
    assert refused.value.field == "ground"


def test_the_units_that_were_called_are_told_that_the_meeting_is_called_off(sara: Actor, family: Case) -> None:
    units = (factories.ADULT, factories.MONEY)
    meeting = make_meeting(family, by=sara, units=units, day=WEEK)
    call_off_meeting(case=family, by=sara, today=TODAY, meeting=meeting, why="Sjuk.", version=meeting.version)
    assert [told.unit for told in Told.objects.filter(kind="meeting_called_off")] == [factories.MONEY]


def call_off(meeting: Meeting, by: Actor, *, today: date = TODAY) -> None:
    told: dict[str, Any] = {"why": "Vi är sjuka.", "version": meeting.version}
    call_off_meeting(case=meeting.case, by=by, today=today, meeting=meeting, **told)


def test_whom_to_tell_that_a_meeting_is_called_off_is_named_and_stands_until_it_is_done(
    sara: Actor, family: Case
) -> None:
    landlord = family.household.dwelling.landlord.name
    make_consent(family, by=sara, recipient=landlord)
    call_off(talk(family, sara), sara)
    (left,) = open_decisions(family)
    assert (left.owner_id, left.due_on) == (sara.id, TODAY) and "inställt" in left.what
    assert "hyresgästen" in left.what and f"hyresvärden ({landlord})" in left.what
    assert left.what in JournalEntry.objects.filter(case=family, kind="meeting").latest("entered_at").words.text
    end_decision(case=family, by=sara, today=TODAY, decision=left, ended_as="done", note="", version=1)
    assert not open_decisions(family)


def test_no_name_is_cut_from_what_is_to_be_told(sara: Actor, family: Case) -> None:
    long = {"landlord": "Provbostäder " * 14, "school": "Provskolan " * 16}
    make_consent(family, by=sara, recipient=long["landlord"].strip())
    make_consent(family, by=sara, recipient_kind="school", recipient=long["school"].strip())
    Landlord.objects.filter(pk=family.household.dwelling.landlord_id).update(name=long["landlord"].strip())
    family = Case.objects.get(pk=family.pk)
    meeting = make_meeting(family, by=sara, kind="three_party", day=WEEK, invited=("tenant", "landlord", "school"))
    call_off(meeting, sara)
    left = [one.what for one in open_decisions(family)]
    assert len(left) == 2 and all(len(what) <= 300 for what in left)
    assert all(name.strip() in " ".join(left) for name in long.values())


def test_whoever_lost_the_consent_since_is_named_apart_and_not_to_be_told(sara: Actor, family: Case) -> None:
    consent = make_consent(family, by=sara)
    meeting = talk(family, sara)
    factories.take_back(case=family, by=sara, today=TODAY, consent=consent)
    call_off(meeting, sara)
    (left,) = open_decisions(family)
    assert "hyresgästen" in left.what and "hyresvärden" not in left.what
    text = JournalEntry.objects.filter(case=family, kind="meeting").latest("entered_at").words.text
    assert "Samtycke saknas för att meddela: hyresvärden" in text


def test_nobody_has_to_be_told_of_a_meeting_among_ourselves_or_of_a_day_that_has_been(
    sara: Actor, family: Case
) -> None:
    call_off(make_meeting(family, by=sara), sara)
    make_consent(family, by=sara)
    call_off(talk(family, sara), sara, today=WEEK + DAY)
    assert not open_decisions(family)


def test_a_name_from_the_units_own_layer_is_not_written_where_all_units_read(family: Case) -> None:
    eva = factories.make_actor(unit="barn_och_unga")
    make_consent(family, by=eva, recipient_kind="school", recipient="Provskolan")
    call_off(make_meeting(family, by=eva, kind="three_party", day=WEEK, invited=("tenant", "school")), eva)
    (left,) = open_decisions(family)
    text = JournalEntry.objects.filter(case=family, kind="meeting").latest("entered_at").words.text
    assert "skolan" in left.what and "Provskolan" not in left.what + text
