"""What holds on every page: no barrier that axe knows, no sideways scrolling, a focus that is seen, nothing foreign."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests.browser.conftest import COLOURS, DESKTOP, PHONE
from tests.browser.places import Shown
from tests.harness.serving import SIGN_IN, Served

HIGHEST_HEADER = 120  # pixels, of 740
ELSEWHERE = "http://elsewhere.invalid/picture.svg"
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


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280", "360"])
def test_no_page_has_a_barrier_or_scrolls_sideways(
    viewport: ViewportSize, shown: Shown, open_context: Callable[..., BrowserContext], axe: Callable[..., None]
) -> None:
    """In light, then in dark, where only the colours are others; on a phone then on the narrowest one."""
    page = open_context(viewport=viewport, reduced_motion="reduce").new_page()
    found = []
    for name in shown.one_by_one(page):
        page.evaluate(OPEN_EVERYTHING)
        for only, scheme in (((), "light"), (COLOURS, "dark")):
            page.emulate_media(color_scheme=scheme)
            try:
                axe(page, only=only)
            except AssertionError as violations:
                found.append(f"{name}, {scheme}: {violations}")
        found.extend(
            f"{name}, {width}: {wide}" for width in (viewport["width"], 320) if (wide := sideways(page, width))
        )
        page.set_viewport_size(viewport)
    assert not found, "\n".join(found)


def sideways(page: Page, width: int) -> list[str]:
    """What makes a page this wide scroll sideways: tables and pictures may."""
    page.set_viewport_size({"width": width, "height": 740})
    return page.evaluate(STICKING_OUT)[:4] if page.evaluate("document.documentElement.scrollWidth") > width else []


def test_the_sign_in_page_is_open_to_everybody(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto(SIGN_IN)
    axe(page)
    page.locator("#id_login").fill("nobody@staden.example")
    page.locator("#id_password").fill("wrong-password")
    page.locator("#id_password").press("Enter")
    page.locator("[data-problems]").wait_for()
    axe(page)


def test_what_sticks_out_is_found(page: Page) -> None:
    page.goto(SIGN_IN)
    page.evaluate("document.querySelector('h1').style.width = '60rem'")
    assert sideways(page, 320) != []


def test_on_a_phone_the_menu_is_folded_and_opens_without_javascript(
    shown: Shown, open_context: Callable[..., BrowserContext], axe: Callable[..., None]
) -> None:
    options = {"viewport": PHONE, "storage_state": shown.cookies}
    page = open_context(java_script_enabled=False, **options).new_page()
    page.goto(shown.places["min-dag"])
    header = page.get_by_role("banner")
    assert (header.bounding_box() or {})["height"] <= HIGHEST_HEADER
    expect(header.get_by_role("link", name="Räkna frist")).to_be_hidden()
    header.get_by_role("button", name="Meny").click()
    expect(header.get_by_role("button", name="Logga ut")).to_be_visible()
    header.get_by_role("link", name="Räkna frist").click()
    expect(page.get_by_role("heading", level=1, name="Räkna frist")).to_be_visible()
    page = open_context(**options).new_page()
    page.goto(shown.places["min-dag"])
    page.get_by_role("button", name="Meny").click()
    axe(page)


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


def test_a_page_that_needs_something_from_elsewhere_is_found(page: Page, console_errors: list[str]) -> None:
    """Every page that any of these tests opens is watched."""
    with page.expect_request(ELSEWHERE):
        page.set_content(f'<img src="{ELSEWHERE}">')
    assert f"asked for {ELSEWHERE}" in console_errors
    console_errors.clear()
