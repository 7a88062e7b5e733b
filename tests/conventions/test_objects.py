"""T2: what an actor may not see is answered exactly like what does not exist, on every route that names an object."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from kvar.casework import access
from kvar.casework.access import Actor, actor_of
from kvar.casework.access_table import Role
from kvar.casework.route_table import READ, ROUTES
from kvar.records.models import AccessLog, User
from tests import factories
from tests.harness.routes import CANARY, OF_UNIT, RouteShape, World, body_of, make_world, missing, routes
from tests.harness.worlds import kept_world

# What hangs on a case. Where no caseworker comes in at all, the matrix of routes and roles says so.
SHAPES = {
    shape.name: shape
    for shape in routes()
    if shape.ids and shape.name in ROUTES and Role.CASEWORKER in ROUTES[shape.name].roles
}
LISTS = [shape for shape in routes() if not shape.arguments and "GET" in getattr(ROUTES.get(shape.name), "methods", ())]
REFERENCE = re.compile(rb"\b[0-9A-F]{4}-[0-9A-F]{4}\b")  # the number to read aloud: another for every answer
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
OWN_TO_ONE_ANSWER = {"Date", "Set-Cookie"}


def _seen(response: Any) -> tuple[int, bytes, dict[str, str]]:
    """All that a caller can tell one answer from another by."""
    body = TOKEN.sub(b"", REFERENCE.sub(b"", body_of(response)))
    return response.status_code, body, {n: v for n, v in response.headers.items() if n not in OWN_TO_ONE_ANSWER}


def _ask(user: User, shape: RouteShape, world: World, **instead: UUID) -> dict[str, tuple[int, bytes, dict[str, str]]]:
    client, url, typed = Client(), world.url(shape, **instead), world.typed(shape.name)
    client.force_login(user)
    methods = sorted(ROUTES[shape.name].methods - {"HEAD"})
    return {m: _seen(client.post(url, typed) if m == "POST" else client.generic(m, url)) for m in methods}


def leaks(user: User, shape: RouteShape, world: World) -> list[str]:
    """Methods by which this user can tell the world's object from one that is not there."""
    asked, nothing = _ask(user, shape, world), _ask(user, shape, world, **missing(shape))
    return [method for method in asked if asked[method] != nothing[method] or asked[method][0] != 404]


def _owner() -> Actor:
    return actor_of(factories.make_user())


def _of_unit(name: str) -> User:
    """Somebody of the unit whose page it is."""
    return factories.make_user(unit=OF_UNIT.get(name, factories.ADULT))


# Everybody who is near the case and may not see it: who asks, and what kind of world.
STRANGERS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "another unit": ({"unit": factories.CHILDREN}, {}),
    "another administration": ({"administration": factories.CENTRUM}, {}),
    "a protected household": ({}, {"protected": True}),
    "a team lead elsewhere": ({"administration": factories.CENTRUM, "role": "team_lead", "cleared": True}, {}),
}


def _stranger(who: str) -> tuple[User, World]:
    asks, world = STRANGERS[who]
    return factories.make_user(**asks), kept_world(**world)


# Protection hides households: it decides nothing about what is not about people, nor whether a unit has a meeting.
OF_THE_UNIT = {"landlord_meetings:agenda", "landlord_meetings:sheet", "landlord_meetings:call_off"}
PAIRS = [
    (name, who)
    for name in sorted(SHAPES)
    for who in STRANGERS
    if not STRANGERS[who][1] or (ROUTES[name].personal and name not in OF_THE_UNIT)
]


@pytest.mark.parametrize("name, who", PAIRS)
def test_refused_and_missing_are_the_same_answer(name: str, who: str, db: None) -> None:
    user, world = _stranger(who)
    assert leaks(user, SHAPES[name], world) == []


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_the_owner_sees_it(name: str, db: None) -> None:
    """Else the test above would pass on a page that nobody can open."""
    owner = _of_unit(name)
    world = kept_world(closed=name in ("outcomes:reopen", "tracks:child"))
    answers = _ask(owner, SHAPES[name], world)
    assert all(status in {200, 302, 303, 400, 409, 422} for status, _body, _headers in answers.values())
    assert answers.get("GET", (200,))[0] == 200


@pytest.mark.parametrize("name", sorted(name for name, shape in SHAPES.items() if len(shape.ids) > 1))
def test_an_own_case_does_not_open_anothers_object(name: str, db: None) -> None:
    owner = _of_unit(name)
    mine, other = kept_world(), make_world(by=_owner())
    instead = {part: other.values[part] for part in SHAPES[name].ids if part != "case"}
    assert {answer[0] for answer in _ask(owner, SHAPES[name], mine, **instead).values()} == {404}


@pytest.mark.parametrize("who", STRANGERS)
def test_no_list_holds_what_its_page_refuses(who: str, db: None) -> None:
    user, _world = _stranger(who)
    client = Client()
    client.force_login(user)
    for route in LISTS:
        response = client.get(_world.url(route))
        assert CANARY.encode() not in body_of(response), route.name


def test_a_refusal_is_logged(db: None) -> None:
    user, world = _stranger("another unit")
    _ask(user, SHAPES["case:page"], world)
    assert AccessLog.objects.filter(actor=user, action="refused", about=f"case:{world.case.pk}").exists()


@pytest.fixture
def everybody_sees(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Switches the protection off: the control."""

    def switch_off() -> None:
        monkeypatch.setattr(access, "cases_visible_to", lambda actor: access.Case.objects.all())

    return switch_off


@pytest.mark.parametrize("who", STRANGERS)
def test_the_rule_fails_when_the_guard_is_switched_off(who: str, db: None, everybody_sees: Callable[[], None]) -> None:
    user, world = _stranger(who)
    everybody_sees()
    assert set(leaks(user, SHAPES["case:page"], world)) == set(ROUTES["case:page"].methods & READ) - {"HEAD"}
