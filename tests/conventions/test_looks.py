"""T28: every page that shows people is logged, with the action. T29: no log, no page."""

from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from kvar.casework import looks
from kvar.casework.route_table import ROUTES
from kvar.records.models import AccessLog
from tests import factories
from tests.harness.routes import CANARY, CANARY_ADDRESS, OF_UNIT, RouteShape, World, body_of, routes
from tests.harness.worlds import kept_world

PERSONAL = {shape.name: shape for shape in routes() if shape.name in ROUTES and ROUTES[shape.name].personal}


@pytest.fixture
def signed_in(db: None, request: pytest.FixtureRequest) -> Client:
    """A caseworker, or whoever leads where a page is theirs alone."""
    name = getattr(request.node, "callspec", None) and request.node.callspec.params.get("name")
    row = ROUTES.get(name or "")
    role = "caseworker" if row is None or "caseworker" in row.roles else "unit_head"
    client = Client()
    client.force_login(factories.make_user(role=role, unit=OF_UNIT.get(name or "", factories.ADULT)))
    return client


def _world(shape: RouteShape) -> World:
    return kept_world(closed=shape.name == "outcomes:reopen")


def _open(client: Client, shape: RouteShape, world: World) -> Any:
    """The page with people on it: the GET, or where there is none the POST that searches for them."""
    url = world.url(shape)
    return client.get(url) if "GET" in ROUTES[shape.name].methods else client.post(url, world.typed(shape.name))


def _shows_people(response: Any) -> bool:
    body = body_of(response)
    return any(canary.encode() in body for canary in (CANARY, CANARY_ADDRESS))


def unlogged(client: Client, shape: RouteShape, world: World) -> list[str]:
    """What is wrong with the log after one look at the page."""
    before = AccessLog.objects.count()
    response = _open(client, shape, world)
    rows = list(AccessLog.objects.order_by("at", "id"))[before:]
    faults = [f"{shape.name} answered {response.status_code}"] if response.status_code != 200 else []
    if not rows:
        faults.append(f"{shape.name} was not logged")
    faults += [f"{shape.name}: empty {row.action}/{row.about}" for row in rows if not row.action or not row.about]
    faults += [f"{shape.name}: nobody looked" for row in rows if row.actor_id is None or not row.role]
    if _shows_people(response) and not any(str(world.case.pk) in row.about for row in rows):
        faults.append(f"{shape.name} shows the household and does not log its case")
    return faults


@pytest.mark.parametrize("name", sorted(PERSONAL))
def test_a_look_is_logged(name: str, signed_in: Client) -> None:
    assert unlogged(signed_in, PERSONAL[name], _world(PERSONAL[name])) == []


def test_the_case_page_shows_the_household(signed_in: Client) -> None:
    """Else nothing here would be about people."""
    assert _shows_people(_open(signed_in, PERSONAL["case:page"], _world(PERSONAL["case:page"])))


@pytest.mark.parametrize("name", sorted(PERSONAL))
def test_no_log_no_page(name: str, signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object, **_named: object) -> int:
        raise DatabaseError("disk full")

    world = _world(PERSONAL[name])
    monkeypatch.setattr(looks, "store", fails)
    response = _open(signed_in, PERSONAL[name], world)
    assert response.status_code == 503
    assert not _shows_people(response)


REFUSING = {
    "sqlite": [
        "CREATE TRIGGER no_more_looks BEFORE INSERT ON records_accesslog BEGIN SELECT RAISE(ABORT, 'no room'); END",
    ],
    "postgresql": [
        "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$",
        "CREATE TRIGGER no_more_looks BEFORE INSERT ON records_accesslog FOR EACH ROW EXECUTE FUNCTION no_room()",
    ],
}


def test_a_log_table_that_refuses_shows_nothing(committed_db: None) -> None:
    """The database itself refuses the row, as when its disk is full."""
    client = Client()
    client.force_login(factories.make_user())
    world = _world(PERSONAL["case:page"])
    with connection.cursor() as cursor:
        for statement in REFUSING[connection.vendor]:
            cursor.execute(statement)
    response = _open(client, PERSONAL["case:page"], world)
    assert response.status_code == 503
    assert not _shows_people(response)


def test_the_rule_fails_when_logging_is_switched_off(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "store", lambda *_arguments, **_named: 0)
    shape = PERSONAL["case:page"]
    assert f"{shape.name} was not logged" in unlogged(signed_in, shape, _world(shape))
