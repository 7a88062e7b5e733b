"""The frame around a page: who is signed in, the pages that exist, the one large button."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from kvar.web.ui.context import frame
from tests.factories import make_actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_site")]


def drawn(path: str = "/", **fields: str) -> str:
    request = RequestFactory().get(path)
    if fields:
        request.actor = make_actor(**fields)
    return render_to_string("ui/base.html", {**frame(request), "messages": [], "csrf_token": "x"})


def test_a_worker_sees_who_and_where_she_is() -> None:
    page = drawn(role="caseworker", name="Sara Lindh")
    assert "<b>Sara Lindh</b>" in page
    assert "Hisingen" in page
    assert "Logga ut" in page


def test_only_pages_that_exist_and_are_hers_are_in_the_menu() -> None:
    page = drawn(role="caseworker")
    assert '<a href="/" aria-current="page">Min dag</a>' in page
    assert '<a href="/uppfoljning/">Uppföljning</a>' in page
    leader = drawn(role="process_leader", unit="", administration="")
    assert "Min dag</a>" not in leader
    assert "Uppföljning</a>" in leader


def test_the_large_button_is_shown_where_its_page_exists() -> None:
    """The small site has no intake."""
    assert "Ny underrättelse" not in drawn(role="caseworker")


def test_a_stranger_sees_no_menu_and_nobody_s_name() -> None:
    page = drawn()
    assert "Huvudmeny" not in page
    assert "Logga ut" not in page


def test_the_page_is_ready_for_everyone() -> None:
    page = drawn(role="caseworker")
    assert '<a class="skip" href="#innehall">' in page
    assert '<main id="innehall"' in page
    assert 'role="status"' in page
    assert '"allowEval":false' in page
    assert '"historyCacheSize":0' in page
