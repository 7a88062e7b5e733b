"""JO 1683-2017, ten years later, day by day: no signal in the dark, and the alarm weeks before the eviction.

Every date of the source is moved exactly ten years forward; the days it does not give are marked ``our_assumption``.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from kvar import law
from kvar.casework.access import Actor, actor_of
from kvar.casework.city import jo_1683_2017 as jo
from kvar.casework.city.acting import cast, perform
from kvar.casework.city.events import Event, NoticeArrives, ResponsibleNamed
from kvar.casework.city.stage import Cast, Stage
from kvar.casework.closing.outcomes import close_case, hindrances_to_closing
from kvar.casework.errors import ActRefused
from kvar.casework.intake.registering import take_position
from kvar.casework.matching import same_households
from kvar.casework.my_day.worklist import Chips, WorkRow, my_day
from kvar.records.models import Case, User

pytestmark = pytest.mark.django_db

THREE_WEEKS = timedelta(days=21)
EVENTS = jo.jo_1683_2017(date(2026, 2, 1)).events


@pytest.fixture
def board() -> Cast:
    return cast()


def _sara() -> Actor:
    return actor_of(User.objects.get(email="sara.lindh@hisingen.example"))


def _days(first: date, last: date) -> Iterator[date]:
    """Every day somebody is at work."""
    while first <= last:
        if law.is_working_day(first):
            yield first
        first += timedelta(days=1)


def _overdue(case: Case, day: date) -> list[WorkRow]:
    """What *Min dag* of the owner shows as overdue in this case on a day."""
    lanes = my_day(_sara(), today=day, chips=Chips()).lanes
    return [
        row
        for lane in lanes
        if lane.id in ("today", "overdue")
        for row in lane.rows
        if row.overdue and row.case == case
    ]


def _signals(events: tuple[Event, ...]) -> list[NoticeArrives]:
    return [event for event in events if isinstance(event, NoticeArrives)]


def test_the_days_that_the_source_gives_are_moved_exactly_ten_years() -> None:
    given = {event.day for event in EVENTS if not event.our_assumption}
    assert given == {date(2026, 1, 15), date(2026, 1, 21)}
    timed = _signals(EVENTS)[-1].told.eviction_at
    assert timed is not None
    assert timed.date() == date(2026, 1, 13) == jo.EVICTION
    assert {signal.day.year for signal in _signals(EVENTS)} == {2025}
    assert [signal.day.month for signal in _signals(EVENTS)][-2:] == [10, 12]


def test_every_signal_is_offered_the_one_case_and_ends_up_in_it(board: Cast) -> None:
    """Without knowing the case beforehand: each signal's own words find it."""
    stage = Stage()
    for event in EVENTS:
        if isinstance(event, NoticeArrives) and stage.case:
            matches = same_households(actor=_sara(), told=event.told, today=event.day)
            assert [match.case for match in matches] == [stage.case.pk], event.told.kind
            assert "address" in matches[0].because
        perform(event, stage, board)
    case = Case.objects.get()
    assert case.notices.count() == len(_signals(EVENTS)) == 6
    assert set(case.notices.values_list("case", flat=True)) == {case.pk}
    assert [track.responsible.name for track in case.tracks.filter(unit="vuxen") if track.responsible] == ["Sara Lindh"]


def test_the_case_waits_for_an_owner_in_plain_sight_until_it_has_one(board: Cast) -> None:
    stage = Stage()
    first, named = EVENTS[0], EVENTS[1]
    perform(first, stage, board)
    assert isinstance(named, ResponsibleNamed)
    seen = my_day(_sara(), today=first.day, chips=Chips())
    assert seen.without_owner == 1
    assert [lane.count for lane in seen.lanes if lane.id == "new"] == [1]
    perform(named, stage, board)
    assert my_day(_sara(), today=first.day, chips=Chips()).without_owner == 0


def test_replayed_day_by_day_the_alarm_is_there_from_the_first_day_to_the_eviction(board: Cast) -> None:
    stage, left, alarms = Stage(), list(EVENTS), []
    for day in _days(EVENTS[0].day, jo.EVICTION):
        while left and left[0].day == day:
            perform(left.pop(0), stage, board)
        assert stage.case is not None
        if _overdue(stage.case, day):
            alarms.append(day)
    assert alarms[0] == jo.LANDLORD_WROTE[0]  # "genast": overdue from the day it came
    assert jo.EVICTION - alarms[0] >= THREE_WEEKS
    assert alarms == list(_days(alarms[0], jo.EVICTION))  # and it never went quiet


def test_the_time_notice_alone_is_an_alarm_weeks_before_the_eviction(board: Cast) -> None:
    """Even had every earlier signal been answered, the December notice stands unanswered from the day it came."""
    stage = Stage()
    for event in EVENTS:
        if event.day <= jo.TIME_NOTICE:
            perform(event, stage, board)
    case = Case.objects.get()
    for earlier in case.notices.exclude(kind="enforcement_time"):
        take_position(notice=earlier, by=_sara(), today=jo.TIME_NOTICE, opened=False, reason="Besvarad.")
    newest = f"notice:{_newest(case)}"
    assert jo.EVICTION - jo.TIME_NOTICE >= THREE_WEEKS
    rows = [row for row in _overdue(case, jo.TIME_NOTICE) if (row.step, row.subject) == ("H33", newest)]
    assert len(rows) == 1
    assert rows[0].by_law


def _newest(case: Case) -> object:
    return case.notices.get(kind="enforcement_time").pk


def test_the_case_cannot_be_closed_while_nobody_has_answered(board: Cast) -> None:
    stage = Stage()
    for event in EVENTS:
        perform(event, stage, board)
    case = Case.objects.get()
    assert any("6" in sentence for sentence in hindrances_to_closing(case, today=jo.SOUGHT_HELP))
    with pytest.raises(ActRefused):
        close_case(case=case, by=_sara(), today=jo.SOUGHT_HELP, note="Ingen kontakt.")


def test_kronofogdens_notice_keeps_the_cause_of_the_debt(board: Cast) -> None:
    stage = Stage()
    for event in EVENTS:
        perform(event, stage, board)
    timed = Case.objects.get().notices.get(kind="enforcement_time")
    assert (timed.ground, timed.cause) == (law.Ground.ENFORCEMENT, law.Ground.RENT_ARREARS)
