"""A unit holds its meeting, decides, and hands over what concerns more than itself; the process leader reads it."""

from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect
from pypdf import PdfReader

from tests.browser.conftest import DESKTOP
from tests.browser.road import press

NARROW: ViewportSize = {"width": 320, "height": 640}
SAID, KEPT = "Oklart vem som ringer på fredagar.", "Vi är få under sommaren."
CHANGE = "Jouren ringer barn och unga samma dag."
FIRST, SECOND = "Vad är nytt?", "Är det tydligt när och hur ni ska samverka?"


def write(page: Page, question: str, text: str, *, handed_over: bool = False) -> None:
    page.get_by_role("main").get_by_role("link", name=f"Skriv ({question}").click()
    page.get_by_label("Det här säger vi").fill(text)
    page.get_by_label("Till processledarna").set_checked(handed_over)
    press(page, "Spara")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_unit_decides_and_hands_over_and_the_process_leader_reads_it(
    scripts: bool, open_context: Callable[..., BrowserContext], signed_in: Callable[..., Page]
) -> None:
    head = signed_in(open_context(java_script_enabled=scripts).new_page(), "unit_head")
    head.get_by_role("link", name="Införa rutinen").click()
    press(head, "Dialogfrågor")
    head.get_by_label("Vilken dag är träffen?").fill("20 nov")
    press(head, "Skapa träffen")
    write(head, FIRST, KEPT)
    write(head, SECOND, SAID, handed_over=True)
    expect(head.get_by_text("till processledarna", exact=True)).to_be_visible()

    press(head, "Besluta en ändring")
    head.get_by_label("Vad ska ändras?").fill(CHANGE)
    owner = head.get_by_label("Vem ansvarar?")
    owner.select_option(label="Sara Lindh")
    head.get_by_label("Till vilken dag?").fill("21 nov")
    press(head, "Spara")
    expect(head.get_by_text("Försenat: skulle vara klart lördag 21 november")).to_be_visible()

    leader = signed_in(open_context(java_script_enabled=scripts).new_page(), "process_leader")
    leader.goto("/inforande/")
    press(leader, "Till processledarna")
    shown = leader.get_by_role("main")
    for told in (SAID, CHANGE, "Sara Lindh", "Försenat: skulle vara klart lördag 21 november"):
        expect(shown).to_contain_text(told)
    expect(shown).not_to_contain_text(KEPT)


@pytest.mark.parametrize("path, upright", [("rutinen-pa-en-sida", False), ("dialogblad", True)])
def test_a_sheet_is_one_a4(path: str, upright: bool, page: Page, signed_in: Callable[..., Page]) -> None:
    signed_in(page, "unit_head").goto(f"/inforande/{path}/")
    [sheet] = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    sides = sorted((round(sheet.mediabox.width), round(sheet.mediabox.height)))
    assert sides == [595, 842]
    assert (sheet.mediabox.height > sheet.mediabox.width) == upright


def test_what_is_half_written_comes_back(page: Page, signed_in: Callable[..., Page]) -> None:
    """A meeting is interrupted: the page is left without saving."""
    signed_in(page, "unit_head").goto("/inforande/dialog/")
    press(page, "Skapa träffen")
    page.get_by_role("link", name=f"Skriv ({FIRST}").click()
    page.get_by_label("Det här säger vi").fill("Halva tanken")
    expect(page.get_by_text("Sparat ")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Det här säger vi")).to_have_value("Halva tanken")


@pytest.mark.parametrize("viewport", [DESKTOP, NARROW], ids=["1280", "320"])
def test_the_pages_of_those_who_plan_have_no_barrier(
    viewport: ViewportSize,
    open_context: Callable[..., BrowserContext],
    signed_in: Callable[..., Page],
    axe: Callable[[Page], None],
) -> None:
    """What a caseworker does not see; the other pages are in ``places``."""
    page = signed_in(open_context(viewport=viewport).new_page(), "process_leader")
    page.goto("/inforande/till-processledarna/")
    axe(page)
    page.goto("/inforande/plan/")
    page.get_by_role("link", name="Planera (Information i nätverken").click()
    press(page, "Spara")
    expect(page.get_by_role("heading", name="saker behöver rättas")).to_be_visible()
    axe(page)
    page.get_by_label("För vilka?").select_option(label="Hela staden")
    page.get_by_label("Senast vilken dag?").fill("20 nov")
    press(page, "Spara")
    activity = page.get_by_role("region", name="Information i nätverken")
    expect(activity.get_by_text("Ingen ansvarig")).to_be_visible()
    axe(page)
    activity.get_by_role("link", name="Ändra").first.click()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
