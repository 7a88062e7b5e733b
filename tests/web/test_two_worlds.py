"""T6: two worlds that differ only in what another unit keeps to itself. All that the adult unit can open is equal.

Each row of ``OWN_LAYER`` is something another unit does in its own room. A new kind of own fact adds a row here.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kvar import law
from kvar.casework.access import Actor, actor_of
from kvar.casework.access_table import Role
from kvar.casework.handovers import hand_over
from kvar.casework.journal import enter
from kvar.casework.notes import answer_question, record_attempt, write_note
from kvar.casework.route_table import ROUTES
from kvar.casework.steps import complete_step
from kvar.records.models import Case, PromisedPayment, User
from tests import factories
from tests.factories import TODAY
from tests.harness.routes import World, body_of, make_world, routes

pytestmark = pytest.mark.django_db

REFERENCE = re.compile(rb"\b[0-9A-F]{4}-[0-9A-F]{4}\b")  # of an answer that there is nothing: another each time
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
COLLEAGUE = "Lo Ahl"
SECRET = "Pappan är på behandlingshem"  # only the unit that wrote it may know
READABLE = [
    shape
    for shape in routes()
    if (row := ROUTES.get(shape.name)) and "GET" in row.methods and row.personal and Role.CASEWORKER in row.roles
]


def _note(case: Case, by: Actor) -> None:
    write_note(case=case, by=by, today=TODAY, text=SECRET, shared=False)


def _answer(case: Case, by: Actor) -> None:
    """An answer that gives the children's unit legal steps of its own, one of which is then done."""
    told: dict[str, Any] = {"question": law.Question.CHILD_REPORT_MADE, "yes": True, "note": SECRET, "shared": False}
    answer_question(case=case, by=by, today=TODAY, source=factories.answer_source(), **told)
    for step in case.open_steps.filter(unit=by.unit, shared=False, step="B04"):
        complete_step(case=case, by=by, today=TODAY, step=step.step, subject=step.subject, round=step.round)


def _attempt(case: Case, by: Actor) -> None:
    """A conversation that the others would look for, and that a step put off would wait for."""
    told: dict[str, Any] = {"way": factories.contact_way(), "reached": True, "note": SECRET, "shared": False}
    record_attempt(case=case, by=by, today=TODAY, on=TODAY, **told)


def _handed_to_colleague(case: Case, by: Actor) -> None:
    hand_over(case=case, by=by, today=TODAY, unit=by.unit, user=User.objects.get(name=COLLEAGUE), message=SECRET)


OWN_LAYER: dict[str, Callable[[Case, Actor], None]] = {
    "a note": _note,
    "an answer": _answer,
    "an attempt": _attempt,
    "a hand-over to a colleague": _handed_to_colleague,
}


def crawl(user: User, world: World) -> dict[str, tuple[int, bytes]]:
    """Every page with personal data that this user can open of the world, without the tokens of one answer."""
    client = Client()
    client.force_login(user)
    answers = {shape.name: client.get(world.url(shape)) for shape in READABLE}
    return {
        name: (answer.status_code, REFERENCE.sub(b"", TOKEN.sub(b"", body_of(answer))))
        for name, answer in answers.items()
    }


def differing(before: dict[str, tuple[int, bytes]], after: dict[str, tuple[int, bytes]]) -> list[str]:
    return [name for name in before if before[name] != after[name]]


@pytest.fixture
def adult() -> User:
    return factories.make_user()


@pytest.fixture
def world(adult: User) -> World:
    """A family: all three units are in the case."""
    found = make_world(by=actor_of(adult))
    factories.add_child(found.case, by=actor_of(adult))
    factories.answer_children(found.case, by=actor_of(adult), yes=True)
    for shape in READABLE:  # what a route asks for is made now, not between the two crawls
        found.url(shape)
    return found


@pytest.mark.parametrize("unit", [factories.MONEY, factories.CHILDREN])
@pytest.mark.parametrize("kept", OWN_LAYER)
def test_what_another_unit_keeps_to_itself_leaves_no_trace(kept: str, unit: str, adult: User, world: World) -> None:
    by, _colleague = factories.make_actor(unit=unit), factories.make_user(unit=unit, name=COLLEAGUE)
    before = crawl(adult, world)
    OWN_LAYER[kept](world.case, by)
    assert differing(before, crawl(adult, world)) == []


@pytest.mark.parametrize("kept", OWN_LAYER)
def test_the_unit_itself_sees_it(kept: str, adult: User, world: World) -> None:
    """Else the test above would pass on something that nobody can see."""
    colleague, _other = (factories.make_user(unit=factories.CHILDREN, name=name) for name in ("Amir Said", COLLEAGUE))
    before = crawl(colleague, world)
    OWN_LAYER[kept](world.case, actor_of(colleague))
    assert "case:journal" in differing(before, crawl(colleague, world))


def test_the_economy_behind_a_payment_leaves_no_trace(adult: User, world: World) -> None:
    """The adult unit is told to whom and when; the sum, the kind and the note are financial assistance's own."""
    before = crawl(adult, world)
    PromisedPayment.objects.update(amount=123_456, kind="assistance", note=SECRET)
    assert differing(before, crawl(adult, world)) == []
    PromisedPayment.objects.update(state="decided")
    assert {"money:debt", "money:payments"} <= set(differing(before, crawl(adult, world)))


def test_the_comparison_sees_a_layer_that_leaks(adult: User, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """With everything shared, the two worlds differ."""
    before = crawl(adult, world)
    monkeypatch.setattr("kvar.casework.notes.enter", lambda **told: enter(**{**told, "shared": True}))
    _note(world.case, factories.make_actor(unit=factories.CHILDREN))
    assert {"case:page", "case:journal"} <= set(differing(before, crawl(adult, world)))
