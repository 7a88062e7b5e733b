"""A consent taken back on the day of a talk: what was said before it is written up and logged; after it, nothing is."""

from datetime import time, timedelta
from typing import Any

import pytest

from kvar.casework.access import Actor
from kvar.casework.consent.taking_back import TakenBackTold, withdraw_consent
from kvar.casework.errors import ActRefused
from kvar.casework.meetings.landlord_meetings import tell_unwritten_talks, write_up_talk
from kvar.records.models import AgendaItem, Case, Consent, Disclosure, JournalEntry
from tests import factories
from tests.factories import TODAY
from tests.factories_landlords import MEETS, let_us_tell, make_agenda_item

pytestmark = pytest.mark.django_db
AFTER = MEETS + timedelta(days=1)
NINE, TEN, FOUR = time(9), time(10), time(16)


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh")


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


@pytest.fixture
def item(case: Case, by: Actor) -> AgendaItem:
    return make_agenda_item(case, by=by)


def take_back(case: Case, by: Actor, at: time | None, **fields: Any) -> Consent:
    told = TakenBackTold(**({"on": MEETS, "at": at, "how": "oral"} | fields))
    return withdraw_consent(case=case, by=by, today=AFTER, consent=Consent.objects.get(), told=told)


def write_up(item: AgendaItem, by: Actor, **fields: Any) -> AgendaItem:
    asked: dict[str, Any] = {"talked": True, "note": "De väntar till den 20.", "version": item.version, **fields}
    return write_up_talk(case=item.case, by=by, today=AFTER, item=item, **asked)


def test_a_talk_before_the_consent_was_taken_back_is_written_up_and_logged(item: AgendaItem, by: Actor) -> None:
    consent = take_back(item.case, by, FOUR)
    write_up(item, by, at=TEN)
    told = Disclosure.objects.get()
    assert (told.consent, told.on, told.scope) == (consent, MEETS, ["payment"])
    entry = JournalEntry.objects.filter(kind="landlord_meeting").latest("entered_at").words.text
    assert "kl. 10.00" in entry and "återkallades senare samma dag" in entry


@pytest.mark.parametrize("hour", [TEN, FOUR])
def test_a_talk_at_or_after_the_hour_is_refused_whatever_is_said(item: AgendaItem, by: Actor, hour: time) -> None:
    take_back(item.case, by, TEN)
    with pytest.raises(ActRefused, match="avvikelse"):
        write_up(item, by, at=hour, before=True)
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize(("taken_back", "talked"), [(None, TEN), (FOUR, None), (None, None)])
def test_where_an_hour_is_not_known_it_is_asked_which_came_first(
    item: AgendaItem, by: Actor, taken_back: time | None, talked: time | None
) -> None:
    take_back(item.case, by, taken_back)
    with pytest.raises(ActRefused, match="före eller efter") as asked:
        write_up(item, by, at=talked)
    assert asked.value.field == "before"
    with pytest.raises(ActRefused, match="avvikelse"):
        write_up(item, by, at=talked, before=False)
    assert not Disclosure.objects.exists()
    write_up(item, by, at=talked, before=True)
    assert Disclosure.objects.count() == 1


def test_a_no_the_same_day_asks_too(item: AgendaItem, by: Actor) -> None:
    let_us_tell(item.case, by=by, refused=True)
    Consent.objects.filter(refused=True).update(given_on=MEETS)
    with pytest.raises(ActRefused, match="före eller efter"):
        write_up(item, by, at=TEN)
    write_up(item, by, at=TEN, before=True)
    assert Disclosure.objects.get().consent.refused is False


def test_a_consent_that_had_ended_the_day_before_is_refused_without_a_question(item: AgendaItem, by: Actor) -> None:
    take_back(item.case, by, FOUR, on=MEETS - timedelta(days=1))
    with pytest.raises(ActRefused, match="avvikelse"):
        write_up(item, by, at=TEN, before=True)


def test_the_night_asks_for_a_talk_that_may_have_been_before_and_for_no_other(item: AgendaItem, by: Actor) -> None:
    take_back(item.case, by, FOUR)
    assert tell_unwritten_talks(AFTER) == 1


def test_the_night_asks_for_no_talk_at_an_hour_when_nothing_carried_it(item: AgendaItem, by: Actor) -> None:
    take_back(item.case, by, NINE)
    meeting = item.meeting
    meeting.at = TEN
    meeting.save()
    assert tell_unwritten_talks(AFTER) == 0


def test_a_withdrawal_says_when_how_and_by_whom(case: Case, by: Actor) -> None:
    let_us_tell(case, by=by)
    consent = take_back(case, by, FOUR, how="written", said_by="Ester Provsson, god man")
    consent.refresh_from_db()
    assert (consent.withdrawn_on, consent.withdrawn_at, consent.withdrawn_how) == (MEETS, FOUR, "written")
    text = JournalEntry.objects.filter(kind="consent").latest("entered_at").words.text
    assert "kl. 16.00" in text and "skriftligt" in text and "Ester Provsson, god man" in text


def test_what_was_told_after_the_hour_that_is_written_afterwards_is_said_to_be_a_deviation(
    item: AgendaItem, by: Actor
) -> None:
    write_up(item, by)
    take_back(item.case, by, None, on=MEETS - timedelta(days=1))
    text = JournalEntry.objects.filter(kind="consent").latest("entered_at").words.text
    assert "avvikelse" in text and "Vuxenenheten har berättat" in text and "Vi har" not in text


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"on": AFTER + timedelta(days=1)}, "on", "efter idag"),
        ({"on": TODAY - timedelta(days=1)}, "on", "innan samtycket lämnades"),
        ({"how": ""}, "how", "Välj hur"),
    ],
)
def test_a_withdrawal_that_cannot_be_true_is_refused_beside_its_field(
    case: Case, by: Actor, fields: dict[str, Any], field: str, said: str
) -> None:
    let_us_tell(case, by=by)
    with pytest.raises(ActRefused, match=said) as refused:
        take_back(case, by, None, **fields)
    assert refused.value.field == field and Consent.objects.get().withdrawn_on is None
