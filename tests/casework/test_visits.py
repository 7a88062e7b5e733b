"""Visits: only with the person's yes or an open question, ended once, and in the order of a route."""

from datetime import date, time, timedelta

import pytest

from kvar.casework import visits
from kvar.casework.access import Actor
from kvar.casework.calendar.happenings import happenings_of
from kvar.casework.contact import safe_contact
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.visits import in_route_order, route_key, visits_between
from kvar.content.load import load
from kvar.records.models import Attempt, Case, JournalEntry, OpenStep, Visit
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_family(by=by)


def end(visit: Visit, by: Actor, *, result: str = "met", today: date = TODAY) -> JournalEntry:
    told = {"visit": visit, "result": result, "version": visit.version}
    return visits.end_visit(case=visit.case, by=by, today=today, **told)  # type: ignore[arg-type]


def test_a_no_of_the_person_is_a_no(case: Case, by: Actor) -> None:
    with pytest.raises(ActRefused, match="sagt nej") as refused:
        factories.make_visit(case, by=by, agreed=False)
    assert refused.value.field == "agreed" and not Visit.objects.exists()


def test_nobody_asked_yet_is_said_and_kept_as_unknown(case: Case, by: Actor) -> None:
    visit = factories.make_visit(case, by=by, agreed=None)
    assert visit.agreed is None
    assert "inte tillfrågad" in JournalEntry.objects.get(case=case, kind="visit").words.text


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"day": TODAY - timedelta(days=1)}, "day"),
        ({"start": time(18), "end": time(18)}, "end"),
    ],
)
def test_an_impossible_visit_is_refused(case: Case, by: Actor, told: dict[str, object], field: str) -> None:
    with pytest.raises(ActRefused) as refused:
        factories.make_visit(case, by=by, **told)
    assert refused.value.field == field


def test_nobody_goes_from_another_administration_or_twice(case: Case, by: Actor) -> None:
    stranger = factories.make_user(administration=factories.CENTRUM)
    for second, field in ((stranger.pk, "second"), (by.id, "second")):
        with pytest.raises(ActRefused) as refused:
            factories.make_visit(case, by=by, second=second)
        assert refused.value.field == field


@pytest.mark.parametrize("field", ["who", "second"])
def test_nobody_who_is_away_or_has_left_goes_that_day(case: Case, by: Actor, field: str) -> None:
    """The day of the visit is asked, not today: whoever is back by then may go."""
    eva, gone = factories.make_actor(name="Eva Berg"), factories.make_user(left_on=TODAY + timedelta(days=2))
    factories.make_absence(eva, last_day=TODAY)
    with pytest.raises(ActRefused, match="Eva Berg är borta den dagen") as refused:
        factories.make_visit(case, by=by, **{field: eva.id})
    assert refused.value.field == field
    with pytest.raises(ActRefused, match="arbetar inte här den dagen"):
        factories.make_visit(case, by=by, day=TODAY + timedelta(days=2), **{field: gone.pk})
    factories.make_visit(case, by=by, day=TODAY + timedelta(days=1), **{field: eva.id})


def test_safe_contact_is_asked_before_a_visit_is_planned(case: Case, by: Actor) -> None:
    tenant = case.household.members.get(role="tenant")
    safe_contact.ask_safe_contact(case=case, by=by, today=TODAY, member=tenant, rule="no_visit")
    with pytest.raises(ActRefused, match="Gå inte hem"):
        factories.make_visit(case, by=by)
    factories.make_visit(case, by=by, anyway="Hon har själv bett oss komma.")


def test_a_visit_that_came_to_be_is_a_contact_and_does_its_step(case: Case, by: Actor) -> None:
    visit = factories.make_visit(case, by=by, units=(factories.CHILDREN,))
    assert OpenStep.objects.filter(case=case, step="H14").exists()
    end(visit, by)
    visit.refresh_from_db()
    assert (visit.result, visit.attempt.reached, visit.attempt.way) == ("met", True, "home_visit")
    assert not OpenStep.objects.filter(case=case, step__in=["H14", "B09", "H12"]).exists()


@pytest.mark.parametrize("result", ["nobody_home", "not_in"])
def test_a_visit_where_nobody_was_met_leaves_the_step_open(case: Case, by: Actor, result: str) -> None:
    end(factories.make_visit(case, by=by), by, result=result)
    assert Attempt.objects.get(case=case).reached is False
    assert OpenStep.objects.filter(case=case, step="H14").exists()


def test_what_happened_is_written_whatever_was_asked_after_the_planning(case: Case, by: Actor) -> None:
    visit = factories.make_visit(case, by=by)
    tenant = case.household.members.get(role="tenant")
    safe_contact.ask_safe_contact(case=case, by=by, today=TODAY, member=tenant, rule="no_visit")
    end(visit, by, result="nobody_home")
    assert Attempt.objects.filter(case=case).exists()


def test_a_visit_to_come_has_not_been(case: Case, by: Actor) -> None:
    with pytest.raises(ActRefused, match="inte varit än"):
        end(factories.make_visit(case, by=by, day=TOMORROW), by)


def test_a_visit_that_is_called_off_says_why_and_is_off_the_list(case: Case, by: Actor) -> None:
    visit = factories.make_visit(case, by=by)
    with pytest.raises(ActRefused):
        visits.call_off_visit(case=case, by=by, today=TODAY, visit=visit, version=1, reason="")
    visits.call_off_visit(case=case, by=by, today=TODAY, visit=visit, version=1, reason="Hon är bortrest.")
    assert visits_between(by, TODAY, TODAY) == []
    with pytest.raises(ActRefused, match="redan skrivit"):
        end(visit, by)


def test_a_visit_is_the_own_units_or_of_those_who_come_along(case: Case, by: Actor) -> None:
    children = factories.make_actor(unit=factories.CHILDREN)
    money = factories.make_actor(unit=factories.MONEY)
    visit = factories.make_visit(case, by=by, units=(factories.CHILDREN,), safety="Hund.")
    assert visits_between(children, TODAY, TODAY) == [visit] and visits_between(money, TODAY, TODAY) == []
    with pytest.raises(Unseen):
        visits.visit_for(money, case, visit.pk)


def test_a_protected_home_is_on_the_list_of_the_cleared_alone() -> None:
    cleared = factories.make_actor(cleared=True)
    factories.make_visit(factories.make_protected_case(by=cleared), by=cleared)
    assert len(visits_between(cleared, TODAY, TODAY)) == 1
    assert visits_between(factories.make_actor(), TODAY, TODAY) == []


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("Provgatan 12, 417 00 Göteborg", ("41700", "provgatan", 12, "")),
        ("Provgatan 12B, 41700 Göteborg", ("41700", "provgatan", 12, "b")),
        ("Norra vägen 3", ("~", "norra vagen", 3, "")),
        ("Torpet", ("~", "torpet", 0, "")),
        ("", ("~", "", 0, "")),
    ],
)
def test_an_address_has_a_place_on_the_route(address: str, key: tuple[str, str, int, str]) -> None:
    assert route_key(address)[0] == key[0] and route_key(address)[2:] == key[2:]


def test_the_list_keeps_the_hour_that_was_said_and_the_street_decides_at_the_same_hour(by: Actor) -> None:
    """Given visits booked at other hours than the streets lie; then nobody who waits at nine gets us at eighteen."""
    told = [("Ågatan 2", 18), ("Björkgatan 5", 14), ("Ågatan 10", 10), ("Ågatan 2", 10), ("Björkgatan 7", 9)]
    for address, hour in told:
        home = factories.make_dwelling_told(address=f"{address}, 417 00 Göteborg")
        case = factories.make_case_with_notice(by=by, dwelling=home)
        factories.make_visit(case, by=by, start=time(hour), end=time(hour + 1))
    shown = [
        (row.start.hour, row.case.household.dwelling.address.split(",")[0])
        for row in in_route_order(visits_between(by, TODAY, TODAY))
    ]
    assert shown == [
        (9, "Björkgatan 7"), (10, "Ågatan 2"), (10, "Ågatan 10"), (14, "Björkgatan 5"), (18, "Ågatan 2")
    ]  # fmt: skip


def test_a_visit_stands_in_the_calendar(case: Case, by: Actor) -> None:
    visit = factories.make_visit(case, by=by)
    [told] = [row for row in happenings_of(by, first=TODAY, last=TODAY) if row.kind == "visit"]
    assert (told.at, told.about, told.route) == (visit.start, (case.pk, visit.pk), "visits:visit")
    assert load().coordination.happening_kind("visit").neutral == "Besök"


@pytest.mark.parametrize(("along", "shared"), [((), False), ((factories.ADULT,), True)])
def test_a_visit_of_another_unit_alone_is_its_own(case: Case, along: tuple[str, ...], shared: bool) -> None:
    """Given two visits of the children's unit / when one is made and one called off / then the others know of none."""
    children = factories.make_actor(unit=factories.CHILDREN)
    before = set(JournalEntry.objects.filter(case=case).values_list("pk", flat=True))
    made, off = (factories.make_visit(case, by=children, units=along, start=time(hour)) for hour in (9, 10))
    end(made, children)
    visits.call_off_visit(case=case, by=children, today=TODAY, visit=off, version=off.version, reason="Sjuk.")
    written = JournalEntry.objects.filter(case=case, kind__in=("visit", "attempt")).exclude(pk__in=before)
    assert set(written.values_list("shared", flat=True)) == {shared} and written.count() == 4
    assert Attempt.objects.get(case=case).shared is shared


def test_nobody_without_clearance_goes_to_a_protected_home() -> None:
    by = factories.make_actor(cleared=True)
    case, other = factories.make_protected_case(by=by), factories.make_user(name="Lo Ahl")
    with pytest.raises(ActRefused, match="behörighet") as refused:
        factories.make_visit(case, by=by, second=other.pk)
    assert refused.value.field == "second" and not Visit.objects.exists()


def test_a_visit_that_is_sent_twice_is_planned_once(case: Case, by: Actor) -> None:
    first = factories.make_visit(case, by=by)
    with pytest.raises(ActRefused, match="redan sparat"):
        factories.make_visit(case, by=by)
    assert [*Visit.objects.filter(case=case)] == [first]
