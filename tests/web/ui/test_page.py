"""The decorators: signed in, in the route table, reading when reading."""

from contextlib import nullcontext
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import resolve

from kvar.casework import looks
from kvar.records.models import AccessLog, User
from kvar.web.ui import page as pages
from kvar.web.ui.readonly import WroteWhileReading
from tests.factories import make_user
from tests.web.ui.urls import CANARY


def test_a_stranger_is_led_to_sign_in_and_back(client: Client, db: None, small_site: None) -> None:
    answer = client.get("/arende/journal/?a=1")
    assert answer.status_code == 302
    assert answer["Location"] == "/konto/logga-in/?next=/arende/journal/%3Fa%3D1"


def test_htmx_is_asked_to_leave_the_page(client: Client, db: None, small_site: None) -> None:
    assert client.get("/", headers={"HX-Request": "true"})["HX-Redirect"].startswith("/konto/logga-in/")


def test_a_page_is_shown_and_the_look_is_stored(sara: Client) -> None:
    assert CANARY in sara.get("/").content.decode()
    row = AccessLog.objects.get()
    assert (row.action, row.about, row.route) == ("listed", "case:1", "worklist:my_day")


def test_a_route_that_is_not_in_the_table_is_closed(sara: Client) -> None:
    assert sara.get("/annat/").status_code == 403
    assert list(AccessLog.objects.values_list("action", "about")) == [("refused", "route:elsewhere:nowhere")]


def test_a_role_that_the_table_leaves_out_is_refused(db: None, small_site: None) -> None:
    client = Client()
    client.force_login(make_user(role="log_reviewer", unit="", administration=""))
    answer = client.get("/arende/journal/")
    assert answer.status_code == 403
    assert CANARY not in answer.content.decode()


def test_a_page_answers_only_to_reading(sara: Client) -> None:
    answer = sara.post("/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert sara.delete("/arende/anteckning/").status_code == 405


def _asked(address: str) -> None:
    """The view behind an address, asked by a signed-in worker."""
    request = RequestFactory().get(address)
    request.user = make_user()
    request.resolver_match = resolve(address)
    request.resolver_match.func(request)


@pytest.mark.parametrize("address", ["/arende/sida/", "/arende/kontakt/"])
def test_a_get_that_writes_fails_and_nothing_is_written(db: None, small_site: None, address: str) -> None:
    with pytest.raises(WroteWhileReading), transaction.atomic():
        _asked(address)
    assert not User.objects.exclude(phone="").exists()


def test_without_the_guard_the_get_would_have_written(
    db: None, small_site: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "nothing_written", nullcontext)
    _asked("/arende/sida/")
    assert User.objects.exclude(phone="").exists()


def test_an_act_is_done_and_leads_on(sara: Client) -> None:
    answer = sara.post("/arende/anteckning/")
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert User.objects.get().phone == "2"


def test_what_is_not_there_and_what_is_not_yours_look_the_same(sara: Client) -> None:
    hidden, missing = sara.get("/arende/journal/"), sara.get("/finns/inte/")
    assert hidden.status_code == missing.status_code == 404
    assert _without_reference(hidden) == _without_reference(missing)


def test_an_act_refused_where_no_form_can_say_it_is_said_on_its_own_page(sara: Client) -> None:
    answer = sara.post("/arende/ansvarig/")
    assert answer.status_code == 409
    assert "Brevet har ett tomt fält. Fyll i namnet." in answer.content.decode()


def test_if_the_look_cannot_be_stored_nothing_is_shown(sara: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **kwargs: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(looks, "store", full)
    answer = sara.get("/")
    assert answer.status_code == 503
    assert "Kanariefågel" not in answer.content.decode()
    assert "Utan logg visas inga uppgifter" in answer.content.decode()


def _without_reference(answer: Any) -> str:
    import re

    return re.sub(r"[0-9A-F]{4}-[0-9A-F]{4}", "", answer.content.decode())
