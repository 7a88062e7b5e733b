"""Pictures of every page, to be looked at by a person: ``KVAR_SCREENSHOTS=1 pytest tests/browser/test_pictures.py``.

They land in ``screenshots/``, which git does not keep. Without the variable only the fonts and styles are asked about.
"""

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.places import Shown
from tests.harness.environment import PROJECT
from tests.harness.serving import SIGN_IN, Served

FOLDER = PROJECT / "screenshots"
SUFFIX = {"light": "", "dark": "-mork", "grey": "-gra"}
SCHEMES = (*SUFFIX, "print")  # printed: a PDF as the browser makes it
GREY = "document.documentElement.style.filter = 'grayscale(1)'"


@pytest.fixture
def kvar_server(shown_server: Served) -> Served:
    return shown_server


def test_the_pages_wear_their_clothes(shown: Shown, open_context: Callable[..., BrowserContext]) -> None:
    """A picture of a page without its style or its typeface would be no picture of the page."""
    page = open_context(storage_state=shown.cookies).new_page()
    page.goto(shown.places["min-dag"])
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Noto Sans\"'))") is True
    assert page.evaluate("getComputedStyle(document.querySelector('.ds-button.new')).borderRadius") != "0px"


@pytest.mark.skipif(not os.environ.get("KVAR_SCREENSHOTS"), reason="KVAR_SCREENSHOTS är inte satt: inga bilder tas")
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280", "360"])
def test_a_picture_of_every_page(
    viewport: ViewportSize, scheme: str, shown: Shown, open_context: Callable[..., BrowserContext]
) -> None:
    if scheme == "print" and viewport == PHONE:
        pytest.skip("a paper is as wide whoever prints it")
    dark = "dark" if scheme == "dark" else "light"
    page = open_context(viewport=viewport, color_scheme=dark, storage_state=shown.cookies).new_page()
    for name in shown.one_by_one(page):
        keep(page, name, scheme)
    page.context.clear_cookies()
    page.goto(SIGN_IN)
    keep(page, "logga-in", scheme)


def keep(page: Page, name: str, scheme: str) -> None:
    width = (page.viewport_size or DESKTOP)["width"]
    if scheme == "print":
        page.pdf(path=FOLDER / f"{name}.pdf", format="A4", prefer_css_page_size=True)
        return
    if scheme == "grey":
        page.evaluate(GREY)
    page.screenshot(path=FOLDER / f"{name}-{width}{SUFFIX[scheme]}.png", full_page=True)
