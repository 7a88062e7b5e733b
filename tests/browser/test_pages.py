"""What holds on every page: no barrier that axe knows, no sideways scrolling, a focus that is seen, nothing foreign."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.places import Shown
from tests.harness.serving import SIGN_IN, Served

NARROW: ViewportSize = {"width": 320, "height": 640}
# What sticks out to the right, but for what may be scrolled in two directions: tables and pictures.
STICKING_OUT = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && e.checkVisibility())
  .filter(e => !e.closest('.scroll, .drawing, .ds-sr-only, .skip') && getComputedStyle(e).position !== 'absolute')
  .map(e => e.tagName.toLowerCase() + '.' + e.className + ' ' + e.textContent.trim().slice(0, 40))"""
OPEN_EVERYTHING = "document.querySelectorAll('main details').forEach(element => { element.open = true })"
# Who has focus, and is it seen? The ring may be drawn on a row around the link, must be inside the window, and may
# take a frame to be drawn.
FOCUS = """async () => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const ringed = e => e && getComputedStyle(e).outlineStyle !== 'none' && parseFloat(getComputedStyle(e).outlineWidth);
  const seen = () => {
    const box = at.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return Boolean(inside && [at, at.parentElement, at.closest('.row, .choice')].some(ringed));
  };
  for (let frame = 0; frame < 3 && !seen(); frame++) await new Promise(requestAnimationFrame);
  return {seen: seen(), who: at.tagName.toLowerCase() + ' ' + (at.id || at.name || at.textContent.trim().slice(0, 40))};
}"""
MOST_STOPS = 250


@pytest.fixture
def kvar_server(shown_server: Served) -> Served:
    """One server for all of these: the pages are only looked at."""
    return shown_server


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280", "360"])
def test_axe_finds_nothing(
    viewport: ViewportSize,
    scheme: str,
    shown: Shown,
    open_context: Callable[..., BrowserContext],
    axe: Callable[[Page], None],
) -> None:
    found = []
    options = {"viewport": viewport, "color_scheme": scheme, "storage_state": shown.cookies}
    page = open_context(reduced_motion="reduce", **options).new_page()
    for name in shown.one_by_one(page):
        page.evaluate(OPEN_EVERYTHING)
        try:
            axe(page)
        except AssertionError as violations:
            found.append(f"{name}: {violations}")
    assert not found, "\n".join(found)


def test_the_sign_in_page_is_open_to_everybody(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto(SIGN_IN)
    axe(page)
    page.locator("#id_login").fill("nobody@staden.example")
    page.locator("#id_password").fill("wrong-password")
    page.locator("#id_password").press("Enter")
    page.locator("[data-problems]").wait_for()
    axe(page)


@pytest.mark.parametrize("viewport", [NARROW, PHONE], ids=["320", "360"])
def test_nothing_scrolls_sideways_but_tables_and_pictures(
    viewport: ViewportSize, shown: Shown, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(viewport=viewport, storage_state=shown.cookies).new_page()
    wide = {}
    for name in shown.one_by_one(page):
        page.evaluate(OPEN_EVERYTHING)
        if page.evaluate("document.documentElement.scrollWidth") > viewport["width"]:
            wide[name] = page.evaluate(STICKING_OUT)[:4]
    assert wide == {}


def test_the_keyboard_gets_through_every_page_and_is_always_seen(
    shown: Shown, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(storage_state=shown.cookies, reduced_motion="reduce").new_page()
    faults = {}
    for name in shown.one_by_one(page):
        page.evaluate("document.activeElement.blur()")
        if found := unseen_stops(page):
            faults[name] = found
    assert faults == {}


def unseen_stops(page: Page) -> list[str]:
    """Tab from the top until focus leaves the page; what had focus without being seen, or that it never left.

    A browser without a window may pass its own buttons at once: then focus is on the first stop again.
    """
    faults, stops, first = [], 0, ""
    page.keyboard.press("Tab")
    while (at := page.evaluate(FOCUS)) is not None and at["who"] != first:
        first, stops = first or at["who"], stops + 1
        if stops > MOST_STOPS:
            return [*faults, f"still on the page after {MOST_STOPS} stops: {at['who']}"]
        if not at["seen"]:
            faults.append(at["who"])
        page.keyboard.press("Tab")
    return faults if stops > 1 else ["focus comes nowhere"]


def test_an_unseen_focus_is_found(page: Page) -> None:
    """The ring switched off."""
    page.goto(SIGN_IN)
    page.evaluate("document.styleSheets[2].insertRule('* { outline: none !important }', 0)")
    assert "input id_login" in unseen_stops(page)


def test_no_page_needs_anything_from_elsewhere(
    shown: Shown, open_context: Callable[..., BrowserContext], kvar_server: Served
) -> None:
    page = open_context(storage_state=shown.cookies).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert list(shown.one_by_one(page)) == list(shown.places)
    assert len(asked) > len(shown.places)
    assert [url for url in asked if not url.startswith((f"{kvar_server.url}/", "data:"))] == []
