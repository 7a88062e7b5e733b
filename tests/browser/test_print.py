"""On paper nothing can be scrolled: what is cut there is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.places import Shown
from tests.harness.serving import SIGN_IN, Served

PAPER = {"width": 673, "height": 986}  # A4 less the margins of print.css, in CSS pixels
# What is outside the paper, and what is larger than the place it has. A field's own words scroll in it on any screen.
CUT = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.checkVisibility() && !e.closest('.ds-sr-only, svg svg, select, input, textarea'))
  .filter(e => getComputedStyle(e).clipPath !== 'inset(50%)')  // only for a reader of the screen
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1
    || e.getBoundingClientRect().left < -1
    || (e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible')
    || (e.clientHeight > 1 && e.scrollHeight > e.clientHeight + 1 && getComputedStyle(e).overflowY !== 'visible'))
  .map(e => `${e.tagName.toLowerCase()}.${e.getAttribute('class') ?? ''} ${e.textContent.trim().slice(0, 40)}`)"""


@pytest.fixture
def kvar_server(shown_server: Served) -> Served:
    return shown_server


def test_nothing_is_cut_on_paper(shown: Shown, open_context: Callable[..., BrowserContext]) -> None:
    page = open_context(viewport=PAPER).new_page()
    page.emulate_media(media="print")
    found = {name: wide for name in shown.one_by_one(page) if (wide := cut(page))}
    assert found == {}


def cut(page: Page) -> list[str]:
    return page.evaluate(CUT)[:3]


CUTTING = ("width: 60rem", "overflow-x: auto; width: 2rem; white-space: nowrap", "overflow: hidden; height: 1rem")
CUTTING += ("position: relative; left: -9rem",)


@pytest.mark.parametrize("style", CUTTING)
def test_what_is_cut_is_found(style: str, page: Page) -> None:
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    page.goto(SIGN_IN)
    assert cut(page) == []
    page.evaluate(f"void (document.querySelector('h1').style = '{style}')")
    assert cut(page) != []
