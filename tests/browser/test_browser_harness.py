"""The browser harness itself: it hears what the console says, and axe finds what is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import sign_in_as
from tests.harness.serving import SIGN_IN, Served, put_back


@pytest.fixture
def kvar_server(shown_server: Served) -> Served:
    """One server for all of these: the pages are only looked at."""
    return shown_server


def test_the_sign_in_page_is_quiet_and_accessible(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto(SIGN_IN)
    axe(page)


def test_a_breach_of_the_policy_is_heard(page: Page, console_errors: list[str]) -> None:
    page.goto(SIGN_IN)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')")
    page.locator("p", has_text="x").last.wait_for()
    assert any("Content Security Policy" in said for said in console_errors)
    console_errors.clear()


def test_a_failing_script_is_heard(page: Page, console_errors: list[str]) -> None:
    page.goto(SIGN_IN)
    with page.context.expect_event("weberror"):
        page.evaluate("setTimeout(() => { throw new Error('trasig') })")
    assert any("trasig" in said for said in console_errors)
    console_errors.clear()


def test_axe_finds_a_picture_without_words(page: Page, axe: Callable[[Page], None], console_errors: list[str]) -> None:
    page.goto(SIGN_IN)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/static/x.png\">')")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)
    console_errors.clear()  # the picture is not there either


def test_a_caseworker_signs_in_as_people_do(
    page: Page, signed_in: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    signed_in(page, "caseworker")
    assert page.locator("h1").count() == 1
    axe(page)


def test_a_page_works_without_javascript(page_without_javascript: Page, signed_in: Callable[..., Page]) -> None:
    signed_in(page_without_javascript, "caseworker")
    assert page_without_javascript.locator("h1").is_visible()


def test_what_a_test_leaves_is_gone_before_the_next(city: Path, changing_server: Served, browser: Browser) -> None:
    """The server runs on, and knows nothing of a session that is put back with the rest, nor of a file."""
    context = browser.new_context(base_url=changing_server.url)
    page = sign_in_as(changing_server, context.new_page(), "caseworker")
    left = changing_server.data / "originals" / "left"
    left.mkdir(parents=True)
    put_back(city, changing_server.data)
    page.goto("/")
    assert SIGN_IN in page.url and not left.exists()
    context.close()


def test_nothing_sticks_out_on_a_phone(phone: Page, signed_in: Callable[..., Page]) -> None:
    signed_in(phone, "caseworker")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
