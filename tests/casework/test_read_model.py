"""The open-step read model always equals the computed plan, whatever people do, and can be rebuilt."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.errors import ActRefused
from kvar.casework.intake import registering, serving
from kvar.casework.plans import open_rows, plan_of, rebuild_open_steps
from kvar.casework.steps import completing, notes
from kvar.records.models import Case, OpenStep, Service
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
COLUMNS = ["step", "subject", "round", "unit", "appears_on", "due", "due_certain", "ends_on", "by_law", "at_once"]


def stored(case: Case) -> set[tuple[object, ...]]:
    return set(OpenStep.objects.filter(case=case).values_list(*COLUMNS, "responsible_id"))


def computed(case: Case) -> set[tuple[object, ...]]:
    rows = open_rows(Case.objects.get(pk=case.pk), plan_of(case))
    return {tuple(getattr(row, column) for column in [*COLUMNS, "responsible_id"]) for row in rows}


def complete_any(case: Case, by: Actor, chance: random.Random) -> None:
    items = [i for i in plan_of(case).items if law.is_open(i) and not i.step.done_when and i.step.unit == by.unit]
    if items:
        item = chance.choice(items)
        completing.complete_step(
            case=case, by=by, today=TODAY, step=item.step.id, subject=item.subject, round=item.round
        )


def skip_any(case: Case, by: Actor, chance: random.Random) -> None:
    items = [i for i in plan_of(case).items if law.is_open(i) and not i.step.done_when and i.step.unit == by.unit]
    if items:
        item = chance.choice(items)
        key = {"step": item.step.id, "subject": item.subject, "round": item.round}
        completing.skip_step(case=case, by=by, today=TODAY, **key, reason="Behövs inte nu.")


def withdraw_any(case: Case, by: Actor, chance: random.Random) -> None:
    standing = case.standing.order_by("?").first()
    if standing:
        key = {"step": standing.step, "subject": standing.subject, "round": standing.round}
        completing.withdraw_step(case=case, by=by, today=TODAY, **key)


def serve(case: Case, by: Actor, chance: random.Random) -> None:
    service = Service.objects.filter(notice__case=case).order_by("pk").first()
    assert service is not None
    day = chance.choice([None, TODAY - timedelta(days=chance.randrange(40))])
    serving.record_service(
        service=service, by=by, today=TODAY, served_on=day, method="", source="landlord", version=service.version
    )


def answer(case: Case, by: Actor, chance: random.Random) -> None:
    question, yes = chance.choice(list(law.Question)), chance.random() < 0.5
    notes.answer_question(case=case, by=by, today=TODAY, question=question, yes=yes, source=factories.answer_source())


def attempt(case: Case, by: Actor, chance: random.Random) -> None:
    reached, way = chance.random() < 0.5, factories.contact_way()
    notes.record_attempt(case=case, by=by, today=TODAY, on=TODAY, way=way, reached=reached)


def another_notice(case: Case, by: Actor, chance: random.Random) -> None:
    factories.make_notice(by=by, case=case)


def position(case: Case, by: Actor, chance: random.Random) -> None:
    notice = case.notices.order_by("?").first()
    assert notice is not None
    registering.take_position(notice=notice, by=by, today=TODAY, opened=True, reason="Behöver utredas.")


def child(case: Case, by: Actor, chance: random.Random) -> None:
    factories.add_child(case, by=by, name=f"Barn {chance.randrange(10**6)}")


ACTS: list[Callable[[Case, Actor, random.Random], None]] = [
    complete_any,
    skip_any,
    withdraw_any,
    serve,
    answer,
    attempt,
    another_notice,
    position,
    child,
]


@pytest.mark.parametrize("seed", range(6))
def test_after_every_act_the_stored_steps_are_the_computed_ones(seed: int) -> None:
    chance, by = random.Random(seed), factories.make_actor()
    case = factories.make_case_with_notice(by=by)
    for _turn in range(14):
        act = chance.choice(ACTS)
        with suppress(ActRefused):
            act(case, by, chance)
        assert stored(case) == computed(case), (seed, act.__name__)


def test_rebuilding_repairs_what_somebody_has_destroyed() -> None:
    by = factories.make_actor()
    cases = [factories.make_case_with_notice(by=by), factories.make_closed_case(by=by)]
    before = [stored(case) for case in cases]
    OpenStep.objects.filter(case=cases[0]).update(due=None, unit="nonsense")
    assert rebuild_open_steps() == len(before[0])
    assert [stored(case) for case in cases] == before and before[1] == set()
