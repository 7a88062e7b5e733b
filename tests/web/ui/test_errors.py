"""Error pages: Swedish, without details, with a reference that is in the log; and headers on every answer."""

import logging
import re

import pytest
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory

from kvar.web.ui import errors
from kvar.web.ui.middleware import CARRIED, HeadersMiddleware, LooksMiddleware

REFERENCE = re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}")
PAGES = {
    400: errors.bad_request,
    403: errors.forbidden,
    404: errors.not_found,
    409: errors.conflict,
    429: errors.too_many,
    500: errors.broken,
    503: errors.unavailable,
}


@pytest.mark.parametrize("status", PAGES)
def test_each_error_says_what_why_and_what_to_do(status: int, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        answer = PAGES[status](RequestFactory().get("/hemligt/19900529/"))
    shown = answer.content.decode()
    assert answer.status_code == status
    assert shown.count("<p>") >= 2
    assert '<html lang="sv"' in shown
    assert "19900529" not in shown
    assert REFERENCE.search(shown)[0] in caplog.text  # type: ignore[index]


def test_errors_need_no_database() -> None:
    """No ``db`` here: pytest-django would stop any query."""
    assert errors.broken(RequestFactory().get("/")).status_code == 500


def test_when_even_the_page_cannot_be_drawn_the_words_remain(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*args: object) -> str:
        raise OSError

    monkeypatch.setattr(errors, "render_to_string", gone)
    answer = errors.broken(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Något gick fel hos oss" in answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain")


def test_a_failure_leaks_nothing(sara: Client, caplog: pytest.LogCaptureFixture) -> None:
    shown = sara.get("/brev/").content.decode()
    for leak in ("Kanariefågel", "RuntimeError", "Traceback", "kvar/web", "Django"):
        assert leak not in shown
    assert REFERENCE.search(shown)[0] in caplog.text  # type: ignore[index]


def test_a_database_that_does_not_answer_is_said_plainly() -> None:
    middleware = LooksMiddleware(lambda request: errors.broken(request))
    answer = middleware.process_exception(RequestFactory().get("/"), OperationalError("database is locked"))
    assert answer is not None
    assert answer.status_code == 503


def test_a_form_from_another_session_is_explained(db: None, small_site: None) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/konto/logga-in/", {"login": "a@b.example", "password": "x"})
    assert answer.status_code == 403
    assert "för gammal för att spara" in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/konto/logga-in/", "/finns/inte/", "/brev/", "/arende/anteckning"])
def test_every_answer_carries_the_headers(sara: Client, address: str) -> None:
    answer = sara.get(address)
    assert {name: answer.headers.get(name) for name in CARRIED} == CARRIED
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_the_outermost_middleware_covers_what_never_reaches_the_pages() -> None:
    def moved(request: HttpRequest) -> object:
        from django.http import HttpResponsePermanentRedirect

        return HttpResponsePermanentRedirect("/")

    answer = HeadersMiddleware(moved)(RequestFactory().get("/"))  # type: ignore[arg-type]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "no-store"
