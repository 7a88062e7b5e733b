"""Last year's cases by another edition or another border: what is counted, for whom, and that nothing is written."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.editions.drafts import change_step
from kvar.casework.editions.store import library_of
from kvar.casework.editions.trial import library_of_draft
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.what_if import running
from kvar.casework.what_if.candidates import DistrictRule, candidates_for, districts_with, library_for, library_with
from kvar.casework.what_if.comparing import EARLIER, LATER, OTHER_UNIT, VANISHES
from kvar.casework.what_if.running import Outcomes, outcomes_of
from kvar.content.library import Library
from kvar.content.load import load
from kvar.content.organisation import District, Districts
from kvar.records.models import Case
from kvar.web.editions.what_if_shown import what_if_shown
from tests import factories
from tests.factories import CENTRUM, HISINGEN, TODAY


@pytest.fixture
def head() -> Actor:
    return factories.make_actor(role="unit_head")


def moved(first: str, last: str, administration: str) -> Library:
    """What is in force, with these postal codes moved."""
    now = load()
    rule = DistrictRule(first=first, last=last, administration=administration)
    districts = districts_with(now.organisation.districts, rule)
    return replace(now, organisation=now.organisation.model_copy(update={"districts": districts}))


def later(leader: Actor, working_days: int = 9) -> Library:
    return library_of(factories.make_proposal(by=leader, working_days=working_days).digest)


def counts(found: Outcomes, step: str) -> dict[str, int | None]:
    return next(({what: one.number for what, one in row.counts.items()} for row in found.steps if row.step == step), {})


def test_a_later_day_is_found_also_in_cases_where_the_step_is_done_or_the_case_closed(
    leader: Actor, head: Actor
) -> None:
    factories.make_case_with_notice()
    factories.make_closed_case()
    found = outcomes_of(head, tried=later(leader), today=TODAY)
    assert (found.total.number, found.sampled.number, found.touched.number) == (2, 2, 2)
    assert counts(found, "H11") == {LATER: 2}
    assert not found.homes and found.homes_unjudged.number == 0


def test_an_earlier_day_and_another_unit_are_told_apart(leader: Actor, head: Actor) -> None:
    factories.make_case_with_notice()
    draft = factories.make_content_draft(by=leader)
    fields = {"unit": factories.MONEY, "due": {"counted_from": "arrival", "working_days": 1}}
    change_step(draft=draft, by=leader, today=TODAY, version=1, step="H12", fields=fields)
    found = outcomes_of(head, tried=library_of_draft(draft), today=TODAY)
    assert counts(found, "H12") == {OTHER_UNIT: 1, EARLIER: 1}


def test_a_step_that_moves_to_another_section_is_told_with_the_households_it_touches(
    leader: Actor, head: Actor
) -> None:
    families = [factories.make_family(by=head, today=TODAY) for _ in range(2)]
    factories.make_case_with_notice()
    only = with_sections("H11", law.Section.WITHOUT_CHILDREN, law.Section.UNDECIDED)
    found = outcomes_of(head, tried=only, today=TODAY)
    assert counts(found, "H11") == {VANISHES: 2}
    told = {section: one.number for section, one in found.sections.items()}
    assert told == {law.Section.FAMILY: len(families), law.Section.WITHOUT_CHILDREN: 0, law.Section.UNDECIDED: 0}
    [row] = what_if_shown(found, only)["steps"]["rows"]
    assert "Skulle stå i: avsnitt 2, utan barn, inte känt om barn berörs." in row[0]["note"]


def with_sections(step: str, *sections: law.Section) -> Library:
    """What is in force, with the step in these sections of the routine."""
    steps = dict(load().steps)
    steps[step] = replace(steps[step], sections=sections)
    return replace(load(), steps=steps)


def test_the_same_rules_move_nothing_and_compute_nothing(head: Actor) -> None:
    factories.make_case_with_notice()
    found = outcomes_of(head, tried=load(), today=TODAY)
    assert (found.total.number, found.sampled.number, found.steps, found.homes) == (1, 0, (), ())


def test_a_border_moves_the_homes_on_its_other_side(head: Actor) -> None:
    for address in ("Provgatan 1, 417 00 Göteborg", "Provgatan 2, 418 00 Göteborg", "Provgatan 3"):
        factories.make_case_with_notice(dwelling=factories.make_dwelling_told(address=address))
    found = outcomes_of(head, tried=moved("41700", "41799", CENTRUM), today=TODAY)
    [row] = found.homes
    assert (row.from_, row.to, row.count.number) == (HISINGEN, CENTRUM, 1)
    assert found.homes_unjudged.number == 1, "the one without a postal code"
    assert row.count.cases[0].household.dwelling.address.startswith("Provgatan 1")


def test_a_case_that_was_taken_elsewhere_already_is_not_counted_as_moved(head: Actor) -> None:
    """It went against the list of today as well: the new border says nothing new of it."""
    factories.make_case_with_notice(dwelling=factories.make_dwelling_told(address="Provgatan 1, 415 00 Göteborg"))
    assert not outcomes_of(head, tried=moved("41700", "41799", CENTRUM), today=TODAY).homes


@pytest.mark.parametrize(
    "first, last, left",
    [
        ("41700", "41799", (("41800", "41899"),)),
        ("41750", "41850", (("41700", "41749"), ("41851", "41899"))),
        ("41700", "41899", ()),
        ("10000", "10001", (("41700", "41899"),)),
    ],
)
def test_a_rule_takes_its_codes_from_whoever_had_them(first: str, last: str, left: tuple[tuple[str, str], ...]) -> None:
    area = District(id="hisingen", label="Hisingen", administration=HISINGEN, postal_codes=(("41700", "41899"),))
    rule = DistrictRule(first=first, last=last, administration=CENTRUM)
    made = districts_with(Districts(areas=(area,)), rule)
    assert tuple(code for one in made.areas if one.id == "hisingen" for code in one.postal_codes) == left
    assert made.of(first).administration == made.of(last).administration == CENTRUM  # type: ignore[union-attr]


def test_a_rule_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ActRefused, match="lägre"):
        moved("41800", "41700", CENTRUM)


# Who sees what.


def test_a_process_leader_sees_no_case_and_no_small_number(leader: Actor) -> None:
    for _ in range(4):
        factories.make_case_with_notice()
    found = outcomes_of(leader, tried=moved("41700", "41799", CENTRUM), today=TODAY)
    assert found.homes == (), "not even that some moved"
    assert found.total.number is None, "not even how many they are of"
    assert not leader.look.shown
    for _ in range(3):
        factories.make_case_with_notice()
    found = outcomes_of(leader, tried=moved("41700", "41799", CENTRUM), today=TODAY)
    [row] = found.homes
    assert (row.count.number, row.count.about) == (5, True), "seven, to the nearest five"
    assert (found.total.number, found.total.about) == (5, True)


@pytest.mark.parametrize("first, last", [("41700", "41701"), ("41703", "41799"), ("41703", "41703")])
def test_a_process_leader_cannot_narrow_a_border_home_by_home(
    leader: Actor, head: Actor, first: str, last: str
) -> None:
    rule = DistrictRule(first=first, last=last, administration=CENTRUM)
    with pytest.raises(ActRefused, match="hela områden"):
        library_with(leader, load(), rule)
    assert library_with(head, load(), rule).organisation.districts.of(first).administration == CENTRUM  # type: ignore[union-attr]


def test_a_process_leader_moves_whole_areas(leader: Actor) -> None:
    rule = DistrictRule(first="41700", last="41899", administration=CENTRUM)
    assert library_with(leader, load(), rule) == moved("41700", "41899", CENTRUM)


def test_whoever_leads_a_unit_sees_her_own_cases_and_is_seen_to_look(head: Actor) -> None:
    own = factories.make_case_with_notice()
    factories.make_case_with_notice(by=factories.make_actor(administration=CENTRUM))
    found = outcomes_of(head, tried=moved("41700", "41799", "nordost"), today=TODAY)
    [row] = found.homes
    assert (row.from_, row.count.number, row.count.cases) == (HISINGEN, 1, (own,))
    assert [about for _action, about, _relation in head.look.shown] == [f"case:{own.pk}"]


def test_a_unit_that_is_not_in_the_case_sees_nothing_of_it() -> None:
    factories.make_case_with_notice()
    children = factories.make_actor(role="unit_head", unit=factories.CHILDREN)
    assert outcomes_of(children, tried=moved("41700", "41799", CENTRUM), today=TODAY).total.number == 0


@pytest.mark.parametrize("cleared", [False, True])
def test_a_protected_household_is_in_no_number(leader: Actor, cleared: bool) -> None:
    """Two worlds: with it and without it, everybody is told the same."""
    head, tried = factories.make_actor(role="unit_head", cleared=cleared), moved("41700", "41799", CENTRUM)
    factories.make_case_with_notice()
    before = [outcomes_of(actor, tried=tried, today=TODAY) for actor in (head, leader)]
    factories.make_protected_case()
    assert [outcomes_of(actor, tried=tried, today=TODAY) for actor in (head, leader)] == before


def test_only_last_year_is_counted(head: Actor) -> None:
    case = factories.make_case_with_notice()
    Case.objects.filter(pk=case.pk).update(opened_on=TODAY - timedelta(days=366))
    assert outcomes_of(head, tried=moved("41700", "41799", CENTRUM), today=TODAY).total.number == 0


def test_others_may_not_try(leader: Actor) -> None:
    for actor in (factories.make_actor(), factories.make_actor(role="system_admin")):
        with pytest.raises(Unseen):
            outcomes_of(actor, tried=load(), today=TODAY)
        with pytest.raises(Unseen):
            candidates_for(actor, today=TODAY)


def test_drafts_and_proposals_are_tried_by_those_who_write_them(leader: Actor, head: Actor) -> None:
    proposal = factories.make_proposal(by=leader)
    assert {"proposal", "draft"} == {one.what for one in candidates_for(leader, today=TODAY)}
    assert candidates_for(head, today=TODAY) == ()
    assert library_for(leader, str(proposal.pk), today=TODAY).digest == proposal.digest
    with pytest.raises(ActRefused, match="finns inte längre"):
        library_for(head, str(proposal.pk), today=TODAY)


# How long it takes.


def test_no_more_than_the_sample_is_computed(leader: Actor, head: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "SAMPLE", 2)
    for _ in range(3):
        factories.make_case_with_notice()
    found = outcomes_of(head, tried=later(leader), today=TODAY)
    assert (found.total.number, found.sampled.number) == (3, 2)


def test_it_only_reads_and_asks_as_often_for_many_as_for_few(leader: Actor, head: Actor) -> None:
    tried, asked = later(leader), []
    for number in (3, 3):
        for _ in range(number):
            factories.make_case_with_notice()
        with CaptureQueriesContext(connection) as queries:
            outcomes_of(head, tried=tried, today=TODAY)
        assert all(row["sql"].startswith("SELECT") for row in queries)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 25
