"""The harness itself: each guard is shown something it must refuse, and something it must let through."""

import socket
import warnings
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models.functions import Collate
from django.http import HttpResponse
from django.template import Context, Origin, Template, engines
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone

from kvar.records.models import AccessLog, Landlord, Service, User
from kvar.records.sqlite import SWEDISH
from tests.harness.answers import inline_code_in
from tests.harness.databases import own_copy, refuse_flush
from tests.harness.environment import PROJECT
from tests.harness.queries import assert_constant_queries
from tests.harness.threads import at_once

refused = pytest.raises(pytest.fail.Exception)


def _template(source: str, *, folder: str = "kvar/web/case/templates") -> Template:
    origin = Origin(name=str(PROJECT / folder / "x.html"), template_name="x.html")
    return Template(source, origin=origin, engine=engines["django"].engine)


def test_an_undefined_variable_in_our_template_fails() -> None:
    with refused as failure:
        _template("{% if yes %}{{ missing.name }}{% endif %}").render(Context({"yes": True}))
    assert "missing.name" in str(failure.value)


def test_asking_whether_a_variable_is_there_is_allowed() -> None:
    assert _template("{% if missing %}a{% else %}b{% endif %}").render(Context()) == "b"


def test_others_templates_may_be_careless() -> None:
    assert _template("a{{ missing }}b", folder=".venv/lib/allauth").render(Context()) == "ab"


def test_a_warning_is_an_error() -> None:
    with pytest.raises(UserWarning):
        warnings.warn("careless", stacklevel=1)


def test_no_test_reaches_another_machine() -> None:
    with socket.socket() as outward, refused:
        outward.connect(("192.0.2.1", 80))


def test_loopback_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())


def test_an_order_nobody_chose_is_refused(db: None) -> None:
    for relied_upon in (lambda rows: rows.first(), lambda rows: rows[:5], lambda rows: rows[0]):
        with refused:
            relied_upon(Service.objects.all())


def test_one_row_needs_no_order(db: None) -> None:
    landlord = Landlord.objects.create(name="Bolaget", administration="hisingen")
    assert Landlord.objects.order_by().filter(pk=landlord.pk).first() == landlord


def test_an_order_that_is_said_is_allowed(db: None) -> None:
    assert Service.objects.order_by("served_on").first() is None


def _write(request: Any) -> HttpResponse:
    User.objects.create_user(email="ny@exempel.invalid", name="Ny", role="caseworker")
    return HttpResponse("ok")


def _look(request: Any) -> HttpResponse:
    list(AccessLog.objects.all())
    return HttpResponse("<p>ok</p>")


def _inline(request: Any) -> HttpResponse:
    return HttpResponse('<p style="color:red">nej</p>')


def _one_query_per_user(request: Any) -> HttpResponse:
    for key in User.objects.values_list("pk", flat=True):
        User.objects.get(pk=key)
    return HttpResponse("ok")


urlpatterns = [path("write", _write), path("look", _look), path("inline", _inline), path("grows", _one_query_per_user)]
here = override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])


@here
def test_a_get_that_writes_is_refused_and_a_post_is_not(db: None) -> None:
    with refused as failure:
        Client().get("/write")
    assert "records_user" in str(failure.value)
    User.objects.all().delete()
    assert Client().post("/write").status_code == 200
    assert Client().get("/look").status_code == 200


@here
def test_an_inline_style_is_refused(db: None) -> None:
    with refused:
        Client().get("/inline")


@pytest.mark.parametrize(
    "html",
    [
        "<script>x()</script>",
        '<script nonce="a">x()</script>',
        "<style>p{}</style>",
        '<p class="a" style="b">',
        '<a onclick="x()">',
        '<a href="javascript:x()">',
    ],
)
def test_every_kind_of_inline_code_is_seen(html: str) -> None:
    assert len(inline_code_in(html)) == 1


def test_plain_html_holds_no_inline_code() -> None:
    assert (
        inline_code_in('<link rel="stylesheet" href="/a.css"><script src="/a.js"></script><p>style="x" on=1</p>') == []
    )


@here
def test_a_page_whose_queries_grow_with_its_rows_fails(db: None) -> None:
    def one_more() -> None:
        User.objects.create_user(email=f"{User.objects.count()}@exempel.invalid", name="A", role="caseworker")

    with pytest.raises(AssertionError, match="grew"):
        assert_constant_queries(Client(), "/grows", one_more)
    assert_constant_queries(Client(), "/look", one_more)


def test_threads_see_what_is_committed(committed_db: None) -> None:
    User.objects.create_user(email="a@exempel.invalid", name="A", role="caseworker")
    assert at_once(User.objects.count, User.objects.count) == [1, 1]


def test_no_other_test_sees_what_one_commits(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> None:
    with django_db_blocker.unblock():
        with own_copy(tmp_path):
            User.objects.create_user(email="a@exempel.invalid", name="A", role="caseworker")
            assert User.objects.count() == 1
        with own_copy(tmp_path):
            assert User.objects.count() == 0
        assert User.objects.count() == 0


def test_a_flush_is_refused_by_the_database(committed_db: None) -> None:
    """Why there is no other way: the triggers stand in the copy too, and nothing in the product takes them down."""
    AccessLog.objects.create(at=timezone.now(), action="see", about="case:1", route="x", request=uuid4())
    with pytest.raises(CommandError) as refusal:
        call_command("flush", interactive=False, verbosity=0)
    assert "append-only" in str(refusal.value.__cause__)


@pytest.mark.parametrize("asked", [{"fixtures": ["transactional_db"]}, {"transaction": True}])
def test_a_test_that_would_flush_is_refused(asked: dict[str, Any], request: pytest.FixtureRequest) -> None:
    class Item:
        nodeid = "careless"
        fixturenames = asked.get("fixtures", [])

        def get_closest_marker(self, name: str) -> Any:
            return pytest.mark.django_db(**asked).mark if "transaction" in asked else None

    with pytest.raises(pytest.UsageError, match="committed_db"):
        refuse_flush(Item())  # type: ignore[arg-type]


def test_a_thread_reports_what_it_raised() -> None:
    def fails() -> None:
        raise ImproperlyConfigured

    assert isinstance(at_once(fails)[0], ImproperlyConfigured)


def test_every_database_is_named_as_ours(db: None) -> None:
    name = str(connection.settings_dict["NAME"])
    assert "kvar_test_" in name or "memory" in name


@pytest.mark.icu
def test_names_stand_in_swedish_order_on_this_database(db: None) -> None:
    """A before Ö, and Å before Ä: the order the database gives when asked for it by its ICU name."""
    for number, name in enumerate(("Östen", "adam", "Ärla", "Zäta", "Åsa")):
        User.objects.create_user(email=f"{number}@exempel.invalid", name=name, role="caseworker")
    names = User.objects.order_by(Collate("name", SWEDISH)).values_list("name", flat=True)
    assert list(names) == ["adam", "Zäta", "Åsa", "Ärla", "Östen"]
