"""The month's meeting with a landlord, and whom a case has around it, as the people of the adult unit live it."""

from datetime import timedelta

import pytest

from kvar.casework.calendar import happenings
from kvar.casework.consent.landlord_agenda import agenda_for
from kvar.casework.errors import ActRefused
from kvar.casework.meetings.landlord_meetings import tell_unwritten_talks, write_up_talk
from kvar.casework.meetings.mobilising import partner_in, say_mobilised
from kvar.records.models import Case, Consent, Disclosure, JournalEntry, Told
from tests import factories
from tests.factories import TODAY
from tests.factories_landlords import MEETS, let_us_tell, put_on

pytestmark = pytest.mark.django_db


def test_the_landlord_hears_of_those_who_have_said_yes_and_of_nobody_else() -> None:
    # given: three households with the same landlord. Two let us talk about the debt, the third has not been asked
    sara, amir = factories.make_actor(name="Sara Lindh"), factories.make_actor(name="Amir Haddad")
    first, second, third = (factories.make_case_with_notice(by=sara) for _ in range(3))
    let_us_tell(first, by=sara)
    let_us_tell(second, by=amir)

    # when: each case is put on the meeting from inside it, by the one who has it
    meeting = put_on(first, by=sara).meeting
    put_on(second, by=amir, to=meeting)
    with pytest.raises(ActRefused):
        put_on(third, by=sara, to=meeting)

    # then: the two stand on the sheet, the third is nowhere, and the meeting is in the calendar without a name
    assert {line.case for line in agenda_for(sara, meeting.pk, today=TODAY).sheet} == {first, second}
    (planned,) = (
        one for one in happenings.happenings_of(amir, first=MEETS, last=MEETS) if one.kind == "landlord_meeting"
    )
    assert planned.case is None

    # when: the second household changes its mind two days before
    taken_back = Consent.objects.get(case=second)
    factories.take_back(case=second, by=amir, today=MEETS - timedelta(days=2), consent=taken_back)

    # then: only the first is left to talk about
    sheet = agenda_for(amir, meeting.pk, today=TODAY).sheet
    assert [line.case for line in sheet] == [first]

    # when: the meeting has been and nobody has written, the night tells; then Sara writes
    after = MEETS + timedelta(days=1)
    assert tell_unwritten_talks(after) == 1 and tell_unwritten_talks(after) == 0
    item, note = sheet[0].item, "De väntar med ansökan till den 20."
    write_up_talk(case=first, by=sara, today=after, item=item, talked=True, note=note, version=item.version)

    # then: it is in that case's journal, and the telling is logged on that household's consent
    assert Told.objects.filter(kind="talk_unwritten", case=first).exists()
    texts = [entry.words.text for entry in JournalEntry.objects.filter(case=first).order_by("entered_at")]
    assert any("De väntar med ansökan" in text for text in texts)
    assert Disclosure.objects.get().consent == Consent.objects.get(case=first)


def test_who_is_missing_around_the_family_is_seen_until_somebody_has_asked() -> None:
    # given: a case where debts repeat and nobody has spoken to the budget and debt advice
    sara = factories.make_actor(name="Sara Lindh")
    case = factories.make_case_with_notice(by=sara)
    for reference in ("R2", "R3"):
        factories.make_notice(by=sara, case=case, reference=reference)
    missed = partner_in(Case.objects.get(pk=case.pk), sara, "debt_advice", today=TODAY)
    assert missed.missing == ("Skulderna upprepas.",)

    # when: Sara has asked, and they cannot before the new year
    say_mobilised(
        case=case, by=sara, today=TODAY, partner="debt_advice", state="declined", note="Tid först i januari.", version=0
    )

    # then: it is an answer with its reason, and no longer a gap
    found = partner_in(Case.objects.get(pk=case.pk), sara, "debt_advice", today=TODAY)
    assert not found.missing and found.note == "Tid först i januari."
