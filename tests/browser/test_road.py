"""The whole road: a landlord's notice becomes a worked, documented, closed case, and a number in the follow-up."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import road
from tests.browser.road import NOTICE
from tests.harness.serving import Served

MOST_STOPS = 60  # that the keyboard makes on its way through the form: a minute's work
MOST_TO_A_PAPER = 16  # past the header without its skip link: the menu, the search, the news and who is signed in


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """The paper as the landlord's mail brought it."""
    file = tmp_path / "underrättelse.pdf"
    file.write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
    return file


def focused(page: Page) -> Locator:
    return page.locator("*:focus")


def type_the_notice(page: Page, scan: Path) -> int:
    """From *Ny underrättelse* to the answer, without a mouse; returns how many stops the keyboard made."""
    left = dict(NOTICE)
    for stops in range(1, MOST_STOPS + 1):
        name = focused(page).get_attribute("name") or ""
        if name in left:
            page.keyboard.press("Control+A")
            page.keyboard.type(left.pop(name))
        elif name == "scan":
            with page.expect_file_chooser(timeout=30_000) as chooser:
                page.keyboard.press("Space")
            chooser.value.set_files(scan)
        elif not left and focused(page).get_attribute("class") == "ds-button register":
            page.keyboard.press("Enter")
            return stops
        page.keyboard.press("Tab")
    raise AssertionError(f"after {MOST_STOPS} stops these were not reached: {', '.join(left) or 'Registrera'}")


def to_new_notice(page: Page) -> None:
    """From the top of *Min dag* to the form, by Tab and Enter."""
    link, passed = page.get_by_role("link", name="Ny underrättelse"), []
    for _stop in range(MOST_TO_A_PAPER):
        page.keyboard.press("Tab")
        passed.append(focused(page).inner_text().strip() or focused(page).get_attribute("name"))
        if focused(page).get_attribute("href") == link.get_attribute("href"):
            page.keyboard.press("Enter")
            page.wait_for_url("**/underrattelse/ny/")
            return
    raise AssertionError(f"Ny underrättelse was not reached in {MOST_TO_A_PAPER} stops: {passed}")


def test_a_notice_is_registered_by_keyboard_alone(
    page: Page, signed_in: Callable[..., Page], kvar_server: Served, scan: Path
) -> None:
    signed_in(page, "caseworker")
    to_new_notice(page)
    assert focused(page).get_attribute("name") == "sender_type"
    stops = type_the_notice(page, scan)
    expect(page.get_by_role("heading", level=1, name=road.HOUSEHOLD)).to_be_visible()
    assert stops < MOST_STOPS
    road.see_that_nothing_is_certain(page)
    name, kept = kvar_server.rows("SELECT name, sha256 FROM records_original ORDER BY rowid DESC LIMIT 1")[0]
    assert name == scan.name and len(kept) == 64


def test_the_whole_road(page: Page, signed_in: Callable[..., Page], kvar_server: Served) -> None:
    signed_in(page, "caseworker")
    before = road.counted(page)
    page.get_by_role("link", name="Min dag").click()
    walk(page)
    after = road.counted(page)
    assert (after.incoming, after.kept, after.children) == (before.incoming + 1, before.kept + 1, before.children + 1)
    kinds = kvar_server.rows(
        "SELECT e.kind FROM records_journalentry e JOIN records_case c ON c.id = e.case_id "
        "JOIN records_household h ON h.id = c.household_id JOIN records_member m ON m.household_id = h.id "
        "JOIN records_person p ON p.id = m.person_id WHERE p.name = ? ORDER BY e.rowid",
        road.NAME,
    )
    told = [kind for (kind,) in kinds]
    assert set(told) >= {"notice", "service", "position", "step", "letter", "attempt", "outcome"}
    assert told[:2] == ["opened", "notice"] and told[-1] == "outcome"


def test_the_whole_road_without_javascript(page_without_javascript: Page, signed_in: Callable[..., Page]) -> None:
    page = signed_in(page_without_javascript, "caseworker")
    before = road.counted(page)
    walk(page)
    assert road.counted(page).kept == before.kept + 1


@pytest.mark.skipif(not os.environ.get("KVAR_SCREENSHOTS"), reason="KVAR_SCREENSHOTS är inte satt: ingen bild tas")
def test_the_picture_in_the_readme(
    page: Page, signed_in: Callable[..., Page], picture: Callable[[Page, str], None]
) -> None:
    """A family's case five days before the last day. Cut and made smaller, it is docs/bilder/arende.png."""
    signed_in(page, "caseworker")
    road.register(page, arrived_on="6 nov", monthly_rent="7 850")
    road.open_case(page)
    road.record_service(page, served_on="3 nov", last_day="fredag 27 november")
    road.add_child(page)
    road.take_position(page)
    road.send_letter(page)
    road.record_attempt(page)
    page.reload()
    picture(page, "arende-readme")


def walk(page: Page) -> None:
    """From the notice to the outcome, and what still hinders closing."""
    road.register(page)
    road.see_that_nothing_is_certain(page)
    road.open_case(page)
    road.record_service(page)
    road.add_child(page)
    road.take_position(page)
    road.complete_a_step(page)
    road.send_letter(page)
    road.record_attempt(page)
    road.record_outcome(page)
    road.see_what_hinders_closing(page)
