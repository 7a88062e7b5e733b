"""Who answers on a day: the ladder from whoever is responsible to the next level, and what stands on whose Min dag."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kvar.casework.access import Actor, actor_of
from kvar.casework.errors import ActRefused, SavedByOther, Unseen
from kvar.casework.my_day.worklist import Chips, my_day
from kvar.casework.owner.absences import absence_for, change_absence, name_unit_cover, report_absence
from kvar.casework.owner.duty import Because, Roster, covered_by, who_answers
from kvar.casework.tracks import assign_responsible, colleagues_of
from kvar.records.models import Absence, Case, User
from kvar.web.ui.forms import named
from kvar.web.worklist.rows import decided_shown
from tests import factories
from tests.factories import ADULT, TODAY
from tests.factories_meetings import make_decision, make_meeting

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def user_of(actor: Actor) -> User:
    return User.objects.get(pk=actor.id)


@pytest.fixture
def sara() -> Actor:
    return factories.make_actor(name="Sara Lindh")


@pytest.fixture
def eva() -> Actor:
    return factories.make_actor(name="Eva Berg")


@pytest.fixture
def case(sara: Actor) -> Case:
    case = factories.make_case_with_notice(by=sara)
    assign_responsible(case=case, by=sara, today=TODAY, user=user_of(sara))
    return case


def away(who: Actor, *, cover: Actor | None = None, **fields: object) -> Absence:
    return factories.make_absence(who, cover=user_of(cover) if cover else None, **fields)


def answering(case: Case, *, on: object = TODAY) -> tuple[str, Because]:
    found = who_answers(case, ADULT, on=on)  # type: ignore[arg-type]
    return (found.user.name if found.user else "", found.because)


def test_whoever_is_responsible_answers_while_she_is_here(case: Case) -> None:
    assert answering(case) == ("Sara Lindh", Because.RESPONSIBLE)


def test_the_named_cover_answers_and_it_says_instead_of_whom(case: Case, sara: Actor, eva: Actor) -> None:
    away(sara, cover=eva)
    assert answering(case) == ("Eva Berg", Because.COVER)
    assert who_answers(case, ADULT, on=TODAY).instead_of == user_of(sara)


def test_the_covers_cover_answers_when_she_is_away_too(case: Case, sara: Actor, eva: Actor) -> None:
    ali = factories.make_actor(name="Ali Nur")
    away(sara, cover=eva)
    away(eva, cover=ali)
    assert answering(case) == ("Ali Nur", Because.COVER)


def test_two_who_cover_for_each_other_do_not_turn_in_circles(case: Case, sara: Actor, eva: Actor) -> None:
    ring = away(sara, cover=eva)
    away(eva)
    Absence.objects.filter(user=eva.id).update(cover=sara.id)  # as it may stand from before it was refused
    lead = factories.make_actor(role="team_lead", name="Lena Lind")
    assert ring.cover == user_of(eva) and answering(case) == (lead.name, Because.LEAD)


@pytest.mark.parametrize("days", [(0, None), (2, 9), (-3, 3)])
def test_a_ring_of_covers_is_refused_and_says_whose_absence_makes_it(
    sara: Actor, eva: Actor, days: tuple[int, int | None]
) -> None:
    """Given that Eva covers for Sara, when Eva is away some of those days, then Sara is not her cover."""
    away(sara, cover=eva, first_day=TODAY + timedelta(days=1), last_day=TODAY + WEEK)
    first, last = TODAY + timedelta(days=days[0]), None if days[1] is None else TODAY + timedelta(days=days[1])
    with pytest.raises(ActRefused) as refused:
        away(eva, cover=sara, first_day=first, last_day=last)
    assert refused.value.field == "cover"
    assert "Sara Lindh" in refused.value.sentence
    away(eva, first_day=first, last_day=last)


def test_a_ring_over_three_is_a_ring(sara: Actor, eva: Actor) -> None:
    ali = factories.make_actor(name="Ali Nur")
    day = timedelta(days=1)
    away(sara, cover=eva, first_day=TODAY + day)
    away(eva, cover=ali, first_day=TODAY + 2 * day)
    with pytest.raises(ActRefused, match="Eva Berg ersätts själv av Ali Nur"):
        away(ali, cover=sara, first_day=TODAY)


def test_whoever_is_away_herself_when_it_begins_is_no_cover_and_the_form_says_who_is_away(
    sara: Actor, eva: Actor
) -> None:
    away(eva, last_day=TODAY + WEEK)
    with pytest.raises(ActRefused, match="Eva Berg är själv borta då. Från"):
        away(sara, cover=eva)
    names = dict(named(colleagues_of(sara, today=TODAY)))
    assert names == {
        str(eva.id): "Eva Berg (borta till sön\N{NO-BREAK SPACE}29\N{NO-BREAK SPACE}nov 2026)",
        str(sara.id): "Sara Lindh",
    }
    away(sara, cover=eva, first_day=TODAY + WEEK + timedelta(days=1))


def test_without_a_named_cover_the_units_answers_then_the_lead_then_the_head(case: Case, sara: Actor) -> None:
    head = factories.make_actor(role="unit_head", name="Harriet Ek")
    away(sara)
    assert answering(case) == ("Harriet Ek", Because.LEAD)
    default = factories.make_user(name="Dan Dahl")
    name_unit_cover(by=head, today=TODAY, user=default)
    assert answering(case) == ("Dan Dahl", Because.UNIT_COVER)


def test_with_the_whole_unit_away_the_next_level_answers_and_never_nobody_in_silence(case: Case, sara: Actor) -> None:
    away(sara)
    assert answering(case) == ("", Because.NOBODY)
    factories.make_user(role="unit_head", unit=factories.MONEY, name="Moa Höök")
    assert answering(case) == ("Moa Höök", Because.NEXT_LEVEL)


def test_a_protected_case_needs_a_cover_who_may_see_it_else_it_stands_with_the_lead(eva: Actor) -> None:
    cleared = factories.make_actor(cleared=True, name="Klara Dahl")
    case = factories.make_protected_case(by=cleared)
    assign_responsible(case=case, by=cleared, today=TODAY, user=user_of(cleared))
    away(cleared, cover=eva)
    lead = factories.make_actor(role="team_lead", cleared=True, name="Lena Lind")
    assert answering(case) == (lead.name, Because.LEAD)
    assert covered_by(eva, Roster(eva.administration, on=TODAY)).protected == frozenset()
    assert covered_by(eva, Roster(eva.administration, on=TODAY)).plain == {cleared.id}
    assert covered_by(lead, Roster(lead.administration, on=TODAY)).protected == {cleared.id}


def test_a_protected_case_goes_to_any_cleared_colleague_before_it_goes_to_nobody() -> None:
    first, second = (factories.make_actor(cleared=True, name=name) for name in ("Klara Dahl", "Kim Ek"))
    factories.make_actor(role="unit_head")
    case = factories.make_protected_case(by=first)
    assign_responsible(case=case, by=first, today=TODAY, user=user_of(first))
    away(first)
    assert answering(case) == (second.name, Because.CLEARED)


def test_an_absence_counts_from_its_first_day_to_its_last_and_no_longer(case: Case, sara: Actor, eva: Actor) -> None:
    away(sara, cover=eva, first_day=TODAY + timedelta(days=1), last_day=TODAY + WEEK)
    names = [answering(case, on=TODAY + timedelta(days=days))[0] for days in (0, 1, 7, 8)]
    assert names == ["Sara Lindh", "Eva Berg", "Eva Berg", "Sara Lindh"]


def test_the_absents_cases_stand_on_the_covers_day_and_say_so(case: Case, sara: Actor, eva: Actor) -> None:
    before = [row for lane in my_day(eva, today=TODAY, chips=Chips()).lanes for row in lane.rows]
    assert before == []
    away(sara, cover=eva)
    rows = [row for lane in my_day(eva, today=TODAY, chips=Chips()).lanes for row in lane.rows]
    assert {row.case for row in rows} == {case}
    assert all(row.instead and row.who == "Sara Lindh" for row in rows)


def test_the_right_to_read_follows_the_unit_and_a_cover_gets_no_more(sara: Actor, eva: Actor) -> None:
    cleared = factories.make_actor(cleared=True)
    case = factories.make_protected_case(by=cleared)
    assign_responsible(case=case, by=cleared, today=TODAY, user=user_of(cleared))
    away(cleared, cover=eva)
    assert [row for lane in my_day(eva, today=TODAY, chips=Chips()).lanes for row in lane.rows] == []


def test_who_answers_takes_five_queries_and_a_roster_three(case: Case) -> None:
    fresh = Case.objects.get(pk=case.pk)
    with CaptureQueriesContext(connection) as caught:
        who_answers(fresh, ADULT, on=TODAY)
    assert len(caught) == 5
    with CaptureQueriesContext(connection) as caught:
        Roster(factories.HISINGEN, on=TODAY)
    assert len(caught) == 3


# Absence as an act.


def test_a_caseworker_writes_in_her_own_absence_and_no_colleagues(sara: Actor, eva: Actor) -> None:
    with pytest.raises(ActRefused, match="egen frånvaro"):
        report_absence(by=eva, today=TODAY, user=user_of(sara), first_day=TODAY, last_day=None)
    lead = factories.make_actor(role="team_lead")
    assert report_absence(by=lead, today=TODAY, user=user_of(sara), first_day=TODAY, last_day=None).user.pk == sara.id


def test_a_lead_writes_in_nobody_of_another_unit(sara: Actor) -> None:
    lead = factories.make_actor(role="unit_head", unit=factories.MONEY)
    with pytest.raises(ActRefused):
        report_absence(by=lead, today=TODAY, user=user_of(sara), first_day=TODAY, last_day=None)


@pytest.mark.parametrize("other", ["herself", "elsewhere", "inactive"])
def test_a_cover_is_an_active_colleague_of_the_unit(sara: Actor, other: str) -> None:
    cover = {
        "herself": lambda: user_of(sara),
        "elsewhere": lambda: factories.make_user(unit=factories.MONEY),
        "inactive": lambda: factories.make_user(is_active=False),
    }[other]()
    with pytest.raises(ActRefused):
        report_absence(by=sara, today=TODAY, user=user_of(sara), first_day=TODAY, last_day=None, cover=cover)


def test_two_absences_never_lie_over_each_other(sara: Actor) -> None:
    away(sara, last_day=TODAY + WEEK)
    with pytest.raises(ActRefused, match="redan en frånvaro"):
        away(sara, first_day=TODAY + timedelta(days=3))
    away(sara, first_day=TODAY + WEEK + timedelta(days=1))


def test_an_absence_ends_on_or_after_its_first_day(sara: Actor) -> None:
    with pytest.raises(ActRefused, match="före den första"):
        away(sara, last_day=TODAY - timedelta(days=1))


def test_back_earlier_is_a_new_last_day_and_never_away_takes_it_back(sara: Actor) -> None:
    absence = away(sara, first_day=TODAY + timedelta(days=2), last_day=TODAY + WEEK)
    earlier = {"last_day": TODAY + timedelta(days=3), "cover": None}
    change_absence(by=sara, today=TODAY, absence=absence, version=1, **earlier)
    absence.refresh_from_db()
    assert absence.last_day == TODAY + timedelta(days=3)
    with pytest.raises(SavedByOther, match="kollega har ändrat"):
        change_absence(by=sara, today=TODAY, absence=absence, last_day=TODAY + WEEK, cover=None, version=1)
    never = {"last_day": TODAY, "cover": None, "version": 2}
    change_absence(by=sara, today=TODAY, absence=absence, **never)
    assert Absence.objects.get().withdrawn


def test_an_absence_of_another_unit_is_not_there(sara: Actor) -> None:
    absence = away(sara)
    with pytest.raises(Unseen):
        absence_for(factories.make_actor(unit=factories.MONEY, role="unit_head"), absence.pk)
    other = factories.make_actor()
    with pytest.raises(ActRefused):
        change_absence(by=other, today=TODAY, absence=absence, last_day=None, cover=None, version=1)


def test_the_units_cover_is_named_by_a_lead_from_her_own_unit(sara: Actor) -> None:
    with pytest.raises(Unseen):
        name_unit_cover(by=sara, today=TODAY, user=user_of(sara))
    lead = actor_of(factories.make_user(role="team_lead"))
    with pytest.raises(ActRefused):
        name_unit_cover(by=lead, today=TODAY, user=factories.make_user(unit=factories.MONEY))


def test_one_who_leaves_later_may_cover_until_then_and_not_after(sara: Actor, eva: Actor) -> None:
    User.objects.filter(pk=eva.id).update(left_on=TODAY + timedelta(days=60))
    lead = actor_of(factories.make_user(role="team_lead"))
    name_unit_cover(by=lead, today=TODAY, user=user_of(eva))
    assert away(sara, cover=eva).cover_id == eva.id
    with pytest.raises(ActRefused) as refused:
        name_unit_cover(by=lead, today=TODAY + timedelta(days=60), user=user_of(eva))
    assert refused.value.field == "user"


def test_what_the_absent_was_to_do_stands_on_the_covers_day_and_says_so(case: Case, sara: Actor, eva: Actor) -> None:
    # given something that was decided for Sara, who falls ill
    decision = make_decision(make_meeting(case, by=sara), by=sara)
    away(sara, cover=eva)
    # then her cover has it on her day, and nobody else has
    assert [one.pk for one in my_day(eva, today=TODAY, chips=Chips()).decided] == [decision.pk]
    other = factories.make_actor()
    assert not my_day(other, today=TODAY, chips=Chips()).decided
    # and reads instead of whom
    assert "i stället för" in decided_shown(decision, today=TODAY, reader=eva.id)["note"]
    assert "i stället för" not in decided_shown(decision, today=TODAY, reader=sara.id)["note"]
