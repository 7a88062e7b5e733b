"""Browser tests: a real server with a seeded city, a real Chromium, and no tolerance for what the console says."""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from tests.browser.places import Shown, walks_in
from tests.harness.chromium import ARGUMENTS, NONE_FOUND, chromium
from tests.harness.environment import PROJECT
from tests.harness.serving import SIGN_IN, Served, copied, put_back, seeded, serving

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ("color-contrast", "link-in-text-block")
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test, and says plainly why it does not run where there is none."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if chromium() is None:
                item.add_marker(pytest.mark.skip(reason=NONE_FOUND))


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo city, made once; every test gets a copy."""
    return seeded(tmp_path_factory.mktemp("city") / "data")


@pytest.fixture(scope="session")
def changing_server(city: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for the tests that change things, one after the other: to start one costs more than most tests do."""
    with serving(copied(city, tmp_path_factory.mktemp("changing") / "data")) as served:
        yield served


@pytest.fixture
def kvar_server(changing_server: Served, city: Path) -> Served:
    """A server whose city is as it was made, whatever the test before did to it."""
    put_back(city, changing_server.data)
    return changing_server


@pytest.fixture(scope="session")
def shown_server(city: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for the tests that only look at pages."""
    with serving(copied(city, tmp_path_factory.mktemp("shown") / "data")) as served:
        yield served


@pytest.fixture(scope="session")
def shown(browser: Browser, shown_server: Served) -> Shown:
    """Every page of the shown city, with the cookies of whoever sees it. Each person signs in once."""

    def somebody(role: str, unit: str) -> Page:
        context = browser.new_context(base_url=shown_server.url, locale="sv-SE", timezone_id="Europe/Stockholm")
        return sign_in_as(shown_server, context.new_page(), role, unit=unit)

    return Shown(walks_in(shown_server, somebody))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": chromium(), "args": ARGUMENTS, "headless": True}


@pytest.fixture
def console_errors() -> list[str]:
    """What the browser complained about; empty the list where a test provokes it."""
    return []


def _complaint(message: ConsoleMessage) -> str | None:
    """An error in the console, but for a page that answers 4xx on purpose (a refused form, a page not found)."""
    answered = message.text.startswith("Failed to load resource") and "/static/" not in message.location.get("url", "")
    refused = answered and any(f"status of {status}" in message.text for status in (403, 404, 409, 422))
    return None if message.type != "error" or refused else f"{message.text} ({message.location.get('url')})"


def _listen(context: BrowserContext, errors: list[str], own: str) -> set[Request]:
    """Whatever the console says, and whatever is asked of another machine, is an error. Gives what is not answered."""
    unanswered: set[Request] = set()
    context.set_default_timeout(10_000)
    near = (f"{own}/", "data:", "blob:")
    context.on("request", lambda asked: None if asked.url.startswith(near) else errors.append(f"asked for {asked.url}"))
    context.on("request", lambda asked: unanswered.add(asked))
    for end in ("requestfinished", "requestfailed"):
        context.on(end, lambda asked: unanswered.discard(asked))
    context.on("console", lambda message: errors.append(said) if (said := _complaint(message)) else None)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    return unanswered


def _leave(context: BrowserContext, unanswered: set[Request]) -> list[str]:
    """Close it when all is answered, and give what never was. A form that is left saves its draft: not here, it would
    meet the next test."""
    try:
        for page in context.pages:
            page.evaluate("void (window.fetch = () => new Promise(() => {}))")
            for _glance in range(1000):
                if not unanswered:
                    break
                page.wait_for_timeout(10)  # milliseconds, in which Playwright hears of answers
        return [one.url for one in unanswered]
    finally:
        context.close()


@pytest.fixture
def open_context(
    browser: Browser, kvar_server: Served, console_errors: list[str]
) -> Iterator[Callable[..., BrowserContext]]:
    """Another person's browser: ``open_context(viewport=PHONE, java_script_enabled=False)``."""
    opened: dict[BrowserContext, set[Request]] = {}

    def open_one(**options: Any) -> BrowserContext:
        given = {"base_url": kvar_server.url, "locale": "sv-SE", "timezone_id": "Europe/Stockholm", "viewport": DESKTOP}
        context = browser.new_context(**(given | options))
        opened[context] = _listen(context, console_errors, kvar_server.url)
        return context

    yield open_one
    unheard = [url for context, unanswered in opened.items() for url in _leave(context, unanswered)]
    assert unheard == [], "not answered"
    assert console_errors == [], "the browser's console says:\n" + "\n".join(console_errors)


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """A desktop window."""
    return open_context().new_page()


@pytest.fixture
def phone(open_context: Callable[..., BrowserContext]) -> Page:
    """A window 360 pixels wide."""
    return open_context(viewport=PHONE).new_page()


@pytest.fixture
def page_without_javascript(open_context: Callable[..., BrowserContext]) -> Page:
    return open_context(java_script_enabled=False).new_page()


@pytest.fixture
def signed_in(kvar_server: Served) -> Callable[..., Page]:
    """``signed_in(page, "caseworker")`` signs in as the first demo person with that role, as a person does."""
    return partial(sign_in_as, kvar_server)


def sign_in_as(
    served: Served,
    page: Page,
    role: str,
    *,
    unit: str = "vuxen",
    administration: str = "hisingen",
    cleared: bool = False,
) -> Page:
    from kvar.casework.city.demo_people import DEMO_PASSWORD  # after Django is set up

    who = "SELECT email FROM records_user WHERE role = ? AND unit IN (?, '') AND administration IN (?, '') "
    found = served.rows(who + "AND cleared >= ? ORDER BY cleared, email", role, unit, administration, cleared)
    assert found, f"the demo city has no {role} in {unit}, {administration}"
    page.goto(SIGN_IN)
    page.locator("#id_login").fill(found[0][0])
    page.locator("#id_password").fill(DEMO_PASSWORD)
    page.locator("#id_password").press("Enter")
    page.wait_for_url(lambda url: SIGN_IN not in url)
    return page


@pytest.fixture
def axe() -> Callable[..., None]:
    """``axe(page)`` fails on anything that WCAG 2.2 A or AA refuses, and says what and where.

    ``axe(page, only=COLOURS)`` asks these rules alone, of a page that has been asked before: the rest is the same.
    """

    def check(page: Page, *, only: Sequence[str] = ()) -> None:
        asked = {"type": "rule", "values": [*only]} if only else {"type": "tag", "values": AXE_TAGS}
        results = Axe().run(page, options={"runOnly": asked, "resultTypes": ["violations"]})
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"

    return check


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """``picture(page, "min-dag")`` keeps a screenshot in screenshots/ when KVAR_SCREENSHOTS is set."""

    def take(page: Page, name: str) -> None:
        if os.environ.get("KVAR_SCREENSHOTS"):
            width = (page.viewport_size or DESKTOP)["width"]
            page.screenshot(path=PROJECT / "screenshots" / f"{name}-{width}.png", full_page=True)

    return take
