"""A routine asks for too much: one process leader changes it, another switches it on, and the plans follow."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.harness.serving import Served

SignIn = Callable[..., Page]
LABEL = "Brevet får två dagar till"


def leaders(served: Served) -> list[str]:
    return [
        email for (email,) in served.rows("SELECT email FROM records_user WHERE role = 'process_leader' ORDER BY email")
    ]


def signed_in_by(page: Page, email: str) -> Page:
    from kvar.casework.city.demo_people import DEMO_PASSWORD  # after Django is set up
    from tests.harness.serving import SIGN_IN

    page.goto(SIGN_IN)
    page.get_by_label("E-post").fill(email)
    page.locator("#id_password").fill(DEMO_PASSWORD)
    page.locator("#id_password").press("Enter")
    page.wait_for_url(lambda url: SIGN_IN not in url)
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def look(page: Page, axe: Callable[[Page], None]) -> None:
    """What WCAG asks, at a desk and on a phone, with everything opened; nothing sticks out at the side."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url


@pytest.mark.browser
def test_a_routine_is_changed_by_one_and_switched_on_by_another(
    page: Page,
    open_context: Callable[..., BrowserContext],
    kvar_server: Served,
    axe: Callable[[Page], None],
    signed_in: SignIn,
) -> None:
    first, second = leaders(kvar_server)[:2]
    signed_in_by(page, first)
    page.get_by_role("link", name="Ändra innehållet").click()
    look(page, axe)
    page.get_by_label("Vad ska ändras?").fill(LABEL)
    press(page, "Börja ett utkast")
    expect(page.get_by_role("heading", name=LABEL)).to_be_visible()
    look(page, axe)
    draft = page.url

    page.get_by_role("link", name="H11 Skicka informationsbrev", exact=True).click()
    look(page, axe)
    page.get_by_label("Antal", exact=False).first.fill("4")
    press(page, "Förhandsvisa")
    expect(page.get_by_text("senast 4 arbetsdagar efter ankomstdagen")).to_be_visible()
    press(page, "Spara i utkastet")
    expect(page.get_by_text("Steget är sparat i utkastet.")).to_be_visible()
    for link in (
        "Ändra stadens egna dagar",
        "Arbeta med filerna på din egen dator",
        "Föreslå utgåvan",
        "Kasta utkastet",
    ):
        page.goto(draft)
        page.get_by_role("link", name=link).click()
        look(page, axe)

    page.goto(draft)
    page.get_by_role("link", name="Se vad som ändras").click()
    press(page, "Räkna igenom öppna ärenden och det senaste årets")
    expect(page.get_by_text(re.compile("Ärenden där något ändras"))).to_be_visible()
    look(page, axe)
    page.get_by_role("link", name="Föreslå utgåvan").click()
    page.get_by_label("Varför?").fill("Brevet hinns inte på två dagar.")
    press(page, "Föreslå utgåvan")
    page.get_by_role("region", name="Föreslagna och påslagna utgåvor").get_by_role("link", name=LABEL).click()
    expect(page.get_by_text("En annan processledare slår på den.")).to_be_visible()
    edition = page.url

    colleague = signed_in_by(open_context().new_page(), second)
    colleague.goto(edition)
    look(colleague, axe)
    press(colleague, "Slå på utgåvan")
    expect(colleague.get_by_text("Utgåvan är påslagen.")).to_be_visible()

    worker = signed_in(open_context().new_page(), "caseworker")
    worker.goto("/handbok/lista/H/#H11")
    expect(worker.locator("#H11")).to_contain_text("senast 4 arbetsdagar efter ankomstdagen")

    colleague.goto(edition)
    colleague.get_by_role("link", name="Ta tillbaka utgåvan").click()
    look(colleague, axe)
    colleague.get_by_label("Varför?").fill("Vi provade bara.")
    press(colleague, "Ta tillbaka utgåvan")
    worker.reload()
    expect(worker.locator("#H11")).to_contain_text("senast 2 arbetsdagar efter ankomstdagen")
