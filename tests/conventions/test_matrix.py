"""T1: every route × role × method, as the table says. A route without a row is closed, and fails here."""

from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from kvar.casework.access_table import EVERYBODY, Role
from kvar.casework.route_table import FORM, READ, ROUTES, Route
from kvar.records.models import User
from tests import factories
from tests.harness.routes import OF_UNIT, RouteShape, World, body_of, routes
from tests.harness.worlds import kept_world

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
FRONT_DOOR = ROUTES["worklist:my_day"]
SHAPES = {shape.name: shape for shape in routes()}
# A form sent empty is refused in words; what is not understood, not there to do, or already done says so.
ANSWERED = {200, 302, 303, 400, 409, 422}
HEADERS = {
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "X-Frame-Options",
}


def _user(role: Role, route: str) -> User | None:
    """Somebody with this role in the unit whose page it is, mostly the adult unit, so that the role alone decides."""
    return None if role is Role.ANONYMOUS else factories.make_user(role=role, unit=OF_UNIT.get(route, factories.ADULT))


def _client(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


def _ask(client: Client, method: str, url: str, typed: dict[str, str]) -> Any:
    return client.post(url, typed) if method == "POST" else client.generic(method, url)


def _expected(row: Route, role: Role, method: str) -> set[int]:
    if role not in row.roles:
        if row is FRONT_DOOR and method in READ:
            return {302}  # to the sign-in, or to the first page that is hers
        return {302} if role is Role.ANONYMOUS else {403, 404}
    if row is ROUTES["account_login"] and role is not Role.ANONYMOUS:
        return {302}  # already signed in: to the start page, whatever was asked
    if method not in row.methods:
        return {200, 405} if method == "OPTIONS" else {405}
    return {200, 302} if method in READ else ANSWERED


def mismatches(shape: RouteShape, row: Route, world: World) -> list[str]:
    """Where what a route answers is not what its row says, and where a header is missing."""
    found, url = [], world.url(shape)
    for role in Role:
        user = _user(role, shape.name)
        for method in METHODS:
            cache.clear()  # else throttling answers first
            response = _ask(_client(user), method, url, world.typed(shape.name))
            body_of(response)
            if response.status_code not in _expected(row, role, method):
                found.append(f"{role} {method} {shape.name}: {response.status_code}")
            if lacking := HEADERS - set(response.headers):
                found.append(f"{role} {method} {shape.name} lacks {sorted(lacking)}")
    return found


def without_row(shapes: list[RouteShape]) -> list[str]:
    return [shape.name for shape in shapes if shape.name not in ROUTES]


@pytest.fixture
def world(db: None, request: pytest.FixtureRequest, settings: Any) -> World:
    settings.DEMO = True  # the gallery exists in the demo alone
    return kept_world(closed="outcomes:reopen" in request.node.name)


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert without_row(list(SHAPES.values())) == []
    assert set(ROUTES) - set(SHAPES) == set()


@pytest.mark.parametrize("name", sorted(set(SHAPES) & set(ROUTES)))
def test_a_route_answers_as_its_row_says(name: str, world: World) -> None:
    found = mismatches(SHAPES[name], ROUTES[name], world)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize(
    "name", sorted(name for name, row in ROUTES.items() if "POST" in row.methods and name in SHAPES)
)
def test_a_post_without_token_changes_nothing(name: str, world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.make_user())
    assert client.post(world.url(SHAPES[name])).status_code == 403


# The controls: somebody forgets the decorator, or the row.


def _open_to_all(request: Any) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("glomd/", _open_to_all, name="forgotten"), path("", include("kvar.web.urls"))]
here = override_settings(ROOT_URLCONF=__name__)


@here
def test_a_forgotten_row_is_seen() -> None:
    assert without_row(list(routes())) == ["forgotten"]


@here
def test_a_forgotten_guard_is_seen(world: World) -> None:
    row = Route(methods=READ, roles=frozenset({Role.CASEWORKER}), personal=True)
    found = mismatches(RouteShape("forgotten", {}), row, world)
    assert "anonymous GET forgotten: 200" in found
    assert "system_admin GET forgotten: 200" in found
    assert "caseworker DELETE forgotten: 200" in found


@here
def test_a_row_that_promises_too_much_is_seen(world: World) -> None:
    row = Route(methods=FORM, roles=EVERYBODY, personal=False)
    assert "log_reviewer GET calendar:week: 403" in mismatches(SHAPES["calendar:week"], row, world)
