"""The synthetic city: true to its parameters, the same from the same seed, the same rows by both feeders."""

import itertools
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from random import Random
from statistics import median
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import pytest
from django.db import models, transaction
from django.utils.timezone import localdate
from personnummer import personnummer

from kvar import law
from kvar.casework import clock
from kvar.casework.city import events
from kvar.casework.city.acting import act_out, cast
from kvar.casework.city.bulk import pour
from kvar.casework.city.homes import draw_debt, draw_home, draw_service_delay
from kvar.casework.city.numbers import Birthdays, official_number
from kvar.casework.city.parameters import CityPlan
from kvar.casework.city.people import workers
from kvar.casework.city.rows import ORDER, Store
from kvar.casework.city.script import threads
from kvar.casework.journal import words_hash
from kvar.content.load import load
from kvar.records.models import Case, JournalEntry, JournalText, LastDay, OpenStep, Person
from tests.factories import TODAY

PLAN = CityPlan(cases=400, seed=7, until=TODAY)
DIFFER = {JournalEntry: {"hash"}, JournalText: {"salt"}, Case: {"reference"}, OpenStep: {"id"}, LastDay: {"id"}}


@pytest.fixture(scope="module")
def city() -> list[events.Thread]:
    return list(threads(PLAN))


def _first(thread: events.Thread) -> events.NoticeArrives:
    first = thread.events[0]
    assert isinstance(first, events.NoticeArrives)
    return first


def test_the_same_seed_gives_the_same_city(city: list[events.Thread]) -> None:
    assert list(threads(PLAN)) == city
    assert list(threads(CityPlan(cases=400, seed=8, until=TODAY))) != city


def test_nothing_happens_after_the_last_day_or_on_a_day_off(city: list[events.Thread]) -> None:
    days = {event.day for thread in city for event in thread.events}
    assert max(days) <= TODAY
    assert all(law.is_working_day(day) for day in days)


def test_every_rent_is_due_on_a_day_when_rents_are_due(city: list[events.Thread]) -> None:
    papers = [event.told for thread in city for event in thread.events if isinstance(event, events.NoticeArrives)]
    due = [told.rent_due_on for told in papers if told.rent_due_on]
    rents = [row["due_on"] for told in papers for row in told.fields.get("rent_amounts", {}).get("value", ())]
    assert due and rents
    assert all(law.is_working_day(day) for day in (*due, *map(date.fromisoformat, rents)))


def test_the_share_of_open_cases_is_exact(city: list[events.Thread]) -> None:
    """But for protected households that nobody in another unit is cleared for: they stay in follow-up."""
    closed = [thread for thread in city if isinstance(thread.events[-1], events.CaseClosed)]
    ended = [thread for thread in city if isinstance(thread.events[-1], events.OutcomeRecorded | events.StepDone)]
    protected = [one for one in ended if one.events[0].told.tenant.protected]  # type: ignore[attr-defined]
    wanted = round(PLAN.cases * (1 - PLAN.open_share))
    assert wanted - len(protected) <= len(closed) <= wanted


def test_every_personal_number_is_an_official_test_number_given_once(city: list[events.Thread]) -> None:
    people = [person for thread in city for person in _people(thread)]
    numbers = [person.personal_number for person in people if person.personal_number]
    assert len(set(numbers)) == len(numbers) > 200
    assert all(personnummer.valid(number) and number[8:11] in ("238", "239") for number in numbers)
    assert all(int(number[:4]) >= 1980 for number in numbers)


def test_people_born_before_1980_have_no_number_and_only_a_birth_year(city: list[events.Thread]) -> None:
    older = [person for thread in city for person in _people(thread) if (person.birth_year or 0) < 1980]
    assert len(older) > 100
    assert {(person.personal_number, person.number_state, person.born_on) for person in older} == {
        ("", "missing", None)
    }


def test_people_beyond_the_series_have_no_number() -> None:
    birthdays, chance = Birthdays(), Random(1)
    taken = [birthdays.take(1990, woman=True, until=TODAY, chance=chance) for _ in range(12 * 28 + 1)]
    assert len(set(taken)) == 12 * 28 + 1
    assert taken[-1] is None
    with pytest.raises(ValueError, match="1979"):
        official_number(date(1979, 12, 31), woman=True)


def _people(thread: events.Thread) -> Iterator[Any]:
    told = _first(thread).told
    yield from (told.tenant, *told.cotenants)
    yield from (event.told for event in thread.events if isinstance(event, events.MemberFound))


def test_debts_and_delays_follow_the_parameters() -> None:
    chance = Random(3)
    debts = [draw_debt(chance) for _ in range(20_000)]
    kronor = [debt / 100 for debt, _ in debts]
    months = Counter(min(3, months) for _, months in debts)
    assert min(kronor) >= 600
    assert median(kronor) == pytest.approx(13_000, rel=0.05)
    assert sum(amount < 10_000 for amount in kronor) / len(kronor) == pytest.approx(0.40, abs=0.02)
    assert [months[number] / len(debts) for number in (1, 2, 3)] == pytest.approx([0.65, 0.22, 0.13], abs=0.01)
    delays = [draw_service_delay(chance) for _ in range(5_000)]
    assert (min(delays), median(delays)) == (0, 9)
    assert max(delays) <= 30


def test_households_follow_the_parameters() -> None:
    chance, birthdays = Random(4), Birthdays()
    homes = [draw_home(chance, birthdays, until=TODAY) for _ in range(6_000)]
    families = [home for home in homes if home.children]
    children = [child for home in families for child in home.children]
    ages = [TODAY.year - (home.tenant.birth_year or 0) for home in homes]
    assert len(families) / len(homes) == pytest.approx(0.17, abs=0.02)
    assert len(children) / len(families) == pytest.approx(1.84, abs=0.07)
    assert Counter(child.lives for child in children)["full_time"] / len(children) == pytest.approx(0.55, abs=0.04)
    assert sum(child.registered for child in children) / len(children) == pytest.approx(0.67, abs=0.04)
    assert sum(ages) / len(ages) == pytest.approx(44, abs=1.5)
    assert min(ages) >= 18
    assert max(ages) <= 90
    assert sum(home.protected for home in homes) > 20


def test_half_of_the_rent_notices_come_in_four_days_of_the_month() -> None:
    first = [_first(thread) for thread in threads(CityPlan(cases=3_000, seed=5, until=TODAY))]
    rent = [event.told for event in first if event.told.kind == "rent_termination"]
    middle = [told for told in rent if told.arrived_on in _four_days_of(told.arrived_on)]
    assert len(middle) / len(rent) == pytest.approx(0.5, abs=0.05)


def _four_days_of(day: date) -> list[date]:
    first = law.next_working_day(day.replace(day=12))
    return [law.add_working_days(first, number) for number in range(4)]


def test_there_is_somebody_in_every_role_and_unit() -> None:
    people, city = workers(), load().organisation
    assert len({worker.email for worker in people}) == len(people)
    assert {worker.role for worker in people} == {role.id for role in city.roles}
    assert {worker.administration for worker in people} == {row.id for row in city.administrations} | {""}
    assert {worker.unit for worker in people} == {unit.id for unit in city.units} | {""}
    assert sum(worker.cleared for worker in people) == len(city.administrations)
    assert all(worker.email.endswith(".example") for worker in people)
    sara = next(worker for worker in people if worker.email == "sara.lindh@hisingen.example")
    assert (sara.name, sara.role, sara.unit) == ("Sara Lindh", "caseworker", "vuxen")


@pytest.mark.django_db
def test_what_is_acted_is_written_down_on_its_own_day() -> None:
    """The clock is told for each act and given back afterwards; today is never mixed in."""
    before = clock.now()
    act_out(threads(CityPlan(cases=3, seed=2, until=date(2026, 3, 31))))
    entries = JournalEntry.objects.order_by("entered_at")
    assert len(entries) > 10
    assert all(localdate(entry.entered_at) == entry.happened_on for entry in entries)
    assert entries.values("entered_at").distinct().count() == len(entries)
    assert clock.now() >= before


def test_nobody_closes_a_case_before_the_day_that_kronofogden_has_set() -> None:
    """An eviction that does not come about: until its day has been, the act refuses to close the case."""
    called_off = [
        thread
        for thread in threads(CityPlan(cases=1_500, seed=3, until=TODAY, days=515, even=True))
        if not any(isinstance(event, events.FactCorrected) and event.fact == "evicted_on" for event in thread.events)
    ]
    waited = [
        ends.day > paper.told.eviction_at.date()
        for thread in called_off
        for paper in thread.events
        if isinstance(paper, events.NoticeArrives) and paper.told.eviction_at
        for ends in thread.events
        if isinstance(ends, events.CaseClosed)
    ]
    assert len(waited) > 20 and all(waited)


@pytest.mark.django_db
def test_both_feeders_give_equal_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """50 cases through the acts and the same 50 in bulk: every row of every table, and the read model."""
    told = list(threads(CityPlan(cases=50, seed=11, until=TODAY, open_share=0.5)))
    cast()
    with _counted_ids(monkeypatch), _taken_back() as acted:
        for thread in told:
            act_out([thread])
        acted.update(_everything())
    with _counted_ids(monkeypatch), _taken_back() as poured:
        assert pour(told, total=50) == 50
        poured.update(_everything())
    for model in ORDER:
        assert poured[model] == acted[model], model.__name__
    assert len(acted[Case]) == 50
    assert len(acted[OpenStep]) > 100
    assert any(person["protected"] for person in acted[Person]) or len(acted[Person]) > 50


@contextmanager
def _taken_back() -> Iterator[dict[Any, Any]]:
    found: dict[Any, Any] = {}
    with transaction.atomic():
        yield found
        transaction.set_rollback(True)


@contextmanager
def _counted_ids(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Ids that depend only on how many rows of the model were made before."""
    with monkeypatch.context() as patch:
        for model in ORDER:
            numbers = itertools.count()
            default = lambda model=model, numbers=numbers: uuid5(NAMESPACE_OID, f"{model.__name__} {next(numbers)}")  # noqa: E731
            patch.setitem(model._meta.get_field("id").__dict__, "_get_default", default)
        yield


def _everything() -> dict[type[models.Model], list[dict[str, Any]]]:
    references = dict(Case.objects.values_list("pk", "reference"))
    found = {model: [_plain(row, model, references) for row in model._default_manager.values()] for model in ORDER}
    for text in JournalText.objects.select_related("entry"):
        assert text.entry.hash == words_hash(salt=text.salt, text=text.text, shown=text.shown)
    return {model: sorted(rows, key=repr) for model, rows in found.items()}


def _plain(row: dict[str, Any], model: type[models.Model], references: dict[Any, str]) -> dict[str, Any]:
    """The row without what is random by nature: salts, their hashes, and the signs of a reference."""
    if model is JournalText and row["text"].endswith("öppnat."):
        entry = JournalEntry.objects.get(pk=row["entry_id"])
        row["text"] = row["text"].replace(references[entry.case_id], "…")
    return {name: value for name, value in row.items() if name not in DIFFER.get(model, ())}


def test_bulk_references_never_repeat() -> None:
    store = Store()
    made = [store.reference("hisingen", TODAY) for _ in range(50_000)]
    assert len(set(made)) == 50_000
    assert made[0].startswith("H-26-")
    assert len(made[0]) == 9


def test_every_code_of_the_script_is_in_the_content(city: list[events.Thread]) -> None:
    library = load()
    for event in (event for thread in city for event in thread.events):
        if isinstance(event, events.StepDone | events.StepSkipped):
            assert library.step(event.step)
        elif isinstance(event, events.OutcomeRecorded):
            assert library.codes.outcome(event.outcome)
            assert [library.codes.cause(cause) for cause in event.causes]
        elif isinstance(event, events.Answered):
            assert library.codes.answer_source(event.source)
