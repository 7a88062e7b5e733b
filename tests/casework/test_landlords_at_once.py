"""Two people who put a case on an agenda, arrange a meeting or say how it stands in the same second."""

from collections.abc import Callable
from functools import partial

from kvar.casework.errors import ActRefused, SavedByOther
from kvar.casework.meetings.landlord_meetings import NewMeeting, call_off_landlord_meeting, put_on_agenda
from kvar.casework.meetings.mobilising import say_mobilised
from kvar.content.load import load
from kvar.records.models import AgendaItem, Case, JournalEntry, LandlordMeeting, Mobilised
from tests import factories
from tests.factories import TODAY
from tests.factories_landlords import MEETS, let_us_tell, make_agenda_item, put_on
from tests.harness.threads import at_once


def test_two_who_put_the_case_on_at_once_get_one_line(committed_db: None) -> None:
    by = factories.make_actor()
    item = make_agenda_item(by=by)
    case = factories.make_case_with_notice(by=by)
    let_us_tell(case, by=by)

    def put() -> AgendaItem:
        return put_on(case, by=by, to=item.meeting)

    results = at_once(put, put)
    assert sum(isinstance(result, SavedByOther) for result in results) == 1
    assert AgendaItem.objects.filter(case=case).count() == 1


def test_two_who_arrange_the_same_day_at_once_get_one_meeting(committed_db: None) -> None:
    by = factories.make_actor()
    cases = [factories.make_case_with_notice(by=by) for _ in range(2)]
    for case in cases:
        let_us_tell(case, by=by)

    def arranging(case: Case) -> Callable[[], AgendaItem]:
        new = NewMeeting(day=MEETS)
        return lambda: put_on_agenda(case=case, by=by, today=TODAY, meeting=new, scope=["payment"], about="Skulden.")

    results = at_once(*(arranging(case) for case in cases))
    assert sum(isinstance(result, ActRefused) for result in results) == 1
    assert LandlordMeeting.objects.count() == 1


def test_a_case_put_on_while_the_meeting_is_called_off_is_told_or_refused(committed_db: None) -> None:
    """Either it is put on first, and its journal says that the meeting is called off; or it is not put on at all."""
    by = factories.make_actor()
    meeting = make_agenda_item(by=by).meeting
    case = factories.make_case_with_notice(by=by)
    let_us_tell(case, by=by)
    off = partial(call_off_landlord_meeting, meeting=meeting, by=by, today=TODAY, why="De är sjuka.", version=1)
    put, _off = at_once(lambda: put_on(case, by=by, to=meeting), off)
    assert not isinstance(_off, Exception)
    told = JournalEntry.objects.filter(case=case, words__text__contains="De är sjuka.").exists()
    assert isinstance(put, AgendaItem if told else ActRefused)


def test_two_who_say_how_it_stands_at_once_are_told(committed_db: None) -> None:
    by = factories.make_actor()
    case = factories.make_case_with_notice(by=by)

    def saying(state: str) -> Callable[[], Mobilised]:
        return lambda: say_mobilised(
            case=case, by=by, today=TODAY, partner="debt_advice", state=state, note="", version=0
        )

    results = at_once(saying("contacted"), saying("involved"))
    lost = [result for result in results if isinstance(result, SavedByOther)]
    stands = Mobilised.objects.get()
    assert len(lost) == 1 and lost[0].theirs == load().coordination.mobilising.state(stands.state).label
