"""A letter that has waited goes only about what it was chosen for: the same paper, the same meeting, days to come."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import time, timedelta
from types import MappingProxyType

import pytest

from kvar.casework.access import Actor
from kvar.casework.errors import ActRefused
from kvar.casework.letters.facts import letter_facts
from kvar.casework.letters.words import Chosen
from kvar.casework.meetings.calling import MeetingTold, call_meeting
from kvar.casework.meetings.calling_off import call_off_meeting
from kvar.casework.money.undertakings import Decided, decide_undertaking
from kvar.casework.post.queueing import queue_shown
from kvar.casework.post.stacking import print_post
from kvar.content.load import ours, with_content
from kvar.records.models import Case, JournalText, Letter, Meeting, Notice, QueuedLetter
from tests import factories
from tests.factories import TODAY
from tests.factories_post import make_letter_case, make_queued, put

pytestmark = pytest.mark.django_db
DAYS = [(letter.id, row) for letter in ours().letters.values() for row in letter.blanks if row.asked == "day"]
BEEN = sorted((letter, row.name) for letter, row in DAYS if not row.ahead)
VISIT = {"besok_fran": "10.00", "besok_till": "11.00", "vilka": ("Sara",), "amnen": ("Hyran",)}


def stopped_everywhere(by: Actor, words: str, *, days: int = 0) -> None:
    """On the page, and when it is printed."""
    today = TODAY + timedelta(days=days)
    assert words in [row.stopped for row in queue_shown(by, today=today)][0]
    found = print_post(by=by, today=today)
    assert found.stack is None and words in found.stopped[0] and not Letter.objects.exists()


def call(case: Case, by: Actor) -> Meeting:
    told = MeetingTold(kind="check_in", day=TODAY + timedelta(days=3), at=time(10), place="Kontoret")
    return call_meeting(case=case, by=by, today=TODAY, told=told)


def invite(case: Case, by: Actor, meeting: Meeting) -> None:
    typed = {"motes_dag": meeting.day, "motes_tid": "10.00", "plats": meeting.place, "vilka": ("Sara, vuxen",)}
    put(case, by=by, letter="kallelse_samtal", typed=typed)


@contextmanager
def somali(*, there: bool) -> Iterator[None]:
    """The translation as if somebody had approved it, or gone."""
    own = ours()
    others = {code: told for code, told in own.translations.items() if code != "so"}
    approved = {"status": "approved", "approved_by": "Vera Prov", "approved_on": TODAY}
    kept = others | ({"so": own.translations["so"].model_copy(update=approved)} if there else {})
    with with_content(replace(own, translations=MappingProxyType(kept))):
        yield


def test_the_same_paper_lets_it_go(case: Case, by: Actor) -> None:
    put(case, by=by)
    assert print_post(by=by, today=TODAY).stack is not None


def test_a_letter_about_one_paper_is_never_sent_about_another(case: Case, by: Actor) -> None:
    put(case, by=by)
    earlier = {"arrived_on": TODAY - timedelta(days=10), "sender_name": "Andra Huset AB"}
    served = factories.make_person_told(served_on=TODAY - timedelta(days=5))
    factories.make_notice(by=by, case=Case.objects.get(pk=case.pk), tenant=served, **earlier)
    stopped_everywhere(by, "ett annat papper")


def test_a_letter_that_says_nothing_of_a_paper_goes_whatever_papers_come(case: Case, by: Actor) -> None:
    """That of a visit: the paper is the case's, and none of the letter's words."""
    typed = VISIT | {"besok_dag": TODAY + timedelta(days=9), "nasta_dag": TODAY + timedelta(days=9)}
    put(case, by=by, letter="brev_hembesok", typed=typed)
    earlier = {"arrived_on": TODAY - timedelta(days=10), "sender_name": "Andra Huset AB"}
    served = factories.make_person_told(served_on=TODAY - timedelta(days=5))
    factories.make_notice(by=by, case=Case.objects.get(pk=case.pk), tenant=served, **earlier)
    assert [row.stopped for row in queue_shown(by, today=TODAY)] == [""]
    assert print_post(by=by, today=TODAY).stack is not None


def test_an_invitation_to_a_meeting_that_was_called_off_does_not_go(case: Case, by: Actor) -> None:
    meeting = call(case, by)
    invite(case, by, meeting)
    assert [row.stopped for row in queue_shown(by, today=TODAY)] == [""]
    again = Case.objects.get(pk=case.pk)
    call_off_meeting(case=again, by=by, today=TODAY, meeting=meeting, why="Sjuk", version=meeting.version)
    stopped_everywhere(by, "Mötet är inställt")


def test_an_invitation_to_a_meeting_that_has_another_hour_now_does_not_go(case: Case, by: Actor) -> None:
    meeting = call(case, by)
    invite(case, by, meeting)
    Meeting.objects.update(at=time(13))
    stopped_everywhere(by, "flyttat")


@pytest.mark.parametrize("name", ["besok_dag", "nasta_dag"])
def test_a_typed_day_that_has_been_stops_it(case: Case, by: Actor, name: str) -> None:
    days = {"besok_dag": TODAY + timedelta(days=9), "nasta_dag": TODAY + timedelta(days=9)}
    typed = VISIT | days | {name: TODAY + timedelta(days=1)}
    put(case, by=by, letter="brev_hembesok", typed=typed)
    stopped_everywhere(by, "har redan varit: dagen", days=5)


def test_every_day_that_a_letter_asks_for_is_either_to_come_or_has_been() -> None:
    """A new letter with a day says which; these are the days that have been."""
    names = {"begard_dag", "utdrag_dag", "gavs_dag", "sokt_dag", "motes_dag", "anmald_dag", "besluts_dag"}
    assert {name for _letter, name in BEEN} == names


@pytest.mark.parametrize("letter, name", BEEN)
def test_no_letter_says_of_a_day_to_come_that_it_has_been(case: Case, by: Actor, letter: str, name: str) -> None:
    for days, kinds in ((0, []), (1, ["day_ahead"])):
        typed = {name: TODAY + timedelta(days=days)}
        told = letter_facts(letter=letter, case=case, by=by, today=TODAY, chosen=Chosen(typed=typed))
        assert [stop.kind for stop in told.stops if stop.kind == "day_ahead"] == kinds


def test_a_message_of_an_undertaking_never_waits(by: Actor) -> None:
    case = factories.make_case_with_notice(by=by, tenant=factories.make_person_told(served_on=TODAY))
    jonas = factories.make_actor(name="Jonas Wik", unit=factories.MONEY)
    told = Decided(taken=True, decided_on=TODAY, decided_by="Karin Berg, enhetschef", because="Barnen går i skola här.")
    decide_undertaking(case=case, by=jonas, today=TODAY, notice=Notice.objects.get(case=case), told=told)
    to = ("Provbostäder AB", "Box 1", "417 00 Göteborg")
    typed = {"namn": "Maria Lindqvist", "hyror": ("Hyran för oktober",), "summa": "7 850 kronor"}
    with pytest.raises(ActRefused, match="väntar aldrig i dagens post") as refused:
        put(case, by=jonas, letter="atagande_hyresvard", channel="registered_letter", to=to, typed=typed)
    assert refused.value.field == "channel" and not QueuedLetter.objects.exists()


def test_one_that_waits_since_before_is_stopped(case: Case, by: Actor) -> None:
    make_queued(case, by=by)
    QueuedLetter.objects.update(letter="atagande_hyresvard")
    stopped_everywhere(by, "väntar aldrig i dagens post")


def test_a_language_that_is_gone_stops_its_own_letter_and_no_other(case: Case, by: Actor) -> None:
    with somali(there=True):
        put(case, by=by, language="so")
    other = make_letter_case(by=by, sender_name="Andra Huset AB")
    put(other, by=by)
    with somali(there=False):
        assert "språk" in [row.stopped for row in queue_shown(by, today=TODAY)][0]
        found = print_post(by=by, today=TODAY)
    assert "språk" in found.stopped[0] and Letter.objects.get().case == other


def test_what_cannot_be_printed_is_not_put_there(case: Case, by: Actor) -> None:
    with pytest.raises(ActRefused) as refused:
        put(case, by=by, own_words="Hej 漢字 och hej")
    assert refused.value.field == "own_words" and not QueuedLetter.objects.exists()


def test_of_a_closed_case_the_journal_says_only_that(by: Actor) -> None:
    case = factories.make_closed_case(by=by)
    make_queued(case, by=by)
    print_post(by=by, today=TODAY)
    texts = " ".join(JournalText.objects.filter(entry__case=case).values_list("text", flat=True))
    assert "Taget ur dagens post" in texts and "vslutad" in texts and "Inget har sparats" not in texts
