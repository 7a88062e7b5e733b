"""What you type survives: a reload, a time-out in the middle, and a save that is refused (T83)."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from kvar.casework.city.demo_people import DEMO_PASSWORD
from tests.browser import road
from tests.harness.serving import SIGN_IN, Served

NOTE = "Hon ringde 08.40. Autogirot föll bort – hon betalar idag. «Ö» & <b>åäö</b> 🙂"
TYPED = {"landlord_name": "Kvarnhjulet Bostäder AB", "tenant_name": road.NAME, "total": "7 850 kr"}


def end_every_session(served: Served) -> None:
    """What the clock does after a long lunch: the sessions are gone on the server."""
    with closing(sqlite3.connect(served.data / "kvar.sqlite3")) as database:
        database.execute("DELETE FROM django_session")
        database.commit()


def sign_in_again(page: Page) -> None:
    """The same person, from the page that asks for it."""
    page.wait_for_url(f"**{SIGN_IN}**")
    page.locator(".demo-people").get_by_role("button", name="Sara Lindh").click()
    page.wait_for_url(lambda url: SIGN_IN not in url)


def drafted(page: Page) -> None:
    expect(page.locator("[data-draft-told]")).to_contain_text("Sparat")


@pytest.fixture
def sara(page: Page) -> Page:
    """Signed in as the demo's Sara Lindh."""
    page.goto(SIGN_IN)
    assert DEMO_PASSWORD in page.locator(".demo-people").inner_text()
    sign_in_again(page)
    return page


@pytest.fixture
def noting(sara: Page) -> Page:
    """Writing a note in a case, not saved yet."""
    road.register(sara)
    road.open_case(sara)
    road.press(sara, "Skriv anteckning")
    sara.get_by_label("Anteckning").fill(NOTE)
    sara.get_by_label("Bara vår enhet").check()
    drafted(sara)
    return sara


def expect_note(page: Page) -> None:
    expect(page.get_by_label("Anteckning")).to_have_value(NOTE)
    expect(page.get_by_label("Bara vår enhet")).to_be_checked()


def test_a_note_survives_a_reload_and_goes_with_its_saving(noting: Page) -> None:
    noting.reload()
    expect_note(noting)
    road.press(noting, "Spara i journalen")
    expect(noting.get_by_text(NOTE)).to_be_visible()
    road.press(noting, "Skriv anteckning")
    expect(noting.get_by_label("Anteckning")).to_have_value("")


def test_a_note_survives_a_time_out(noting: Page, kvar_server: Served) -> None:
    end_every_session(kvar_server)
    road.press(noting, "Spara i journalen")
    sign_in_again(noting)
    expect_note(noting)
    road.press(noting, "Spara i journalen")
    expect(noting.get_by_text(NOTE)).to_be_visible()


def test_a_notice_survives_a_reload_a_time_out_and_a_refusal(sara: Page, kvar_server: Served) -> None:
    sara.get_by_role("link", name="Ny underrättelse").click()
    for name, typed in TYPED.items():
        sara.locator(f"[name={name}]").fill(typed)
    sara.locator("[name=arrived_on]").fill("31 februari")
    sara.locator("[name=rent_amounts_state]").select_option("illegible")
    drafted(sara)
    sara.reload()
    expect_notice(sara)
    end_every_session(kvar_server)
    road.press(sara, "Registrera")
    sign_in_again(sara)
    expect_notice(sara)
    road.press(sara, "Registrera")
    problems = sara.locator("[data-problems]")
    expect(problems).to_be_focused()
    expect(problems).to_contain_text("finns inte")
    expect_notice(sara)
    sara.locator("[name=arrived_on]").fill("20 nov")
    road.press(sara, "Registrera")
    expect(sara.get_by_role("heading", level=1, name=road.HOUSEHOLD)).to_be_visible()


def expect_notice(page: Page) -> None:
    for name, typed in TYPED.items():
        expect(page.locator(f"[name={name}]")).to_have_value(typed)
    expect(page.locator("[name=arrived_on]")).to_have_value("31 februari")
    expect(page.locator("[name=rent_amounts_state]")).to_have_value("illegible")


def test_a_refused_outcome_keeps_every_choice(sara: Page) -> None:
    road.register(sara)
    road.open_case(sara)
    road.press(sara, "Registrera hur det gick")
    sara.get_by_label("Försenad ersättning").check()
    sara.get_by_label("Vilken dag?").fill("i morgon")
    sara.get_by_label("Anteckning").fill(NOTE)
    road.press(sara, "Spara utfallet")
    problems = sara.locator("[data-problems]")
    expect(problems).to_be_focused()
    problems.get_by_role("link", name="Vilken dag?").click()
    expect(sara.get_by_label("Vilken dag?")).to_be_focused()
    expect(sara.get_by_label("Vilken dag?")).to_have_value("i morgon")
    expect(sara.get_by_label("Försenad ersättning")).to_be_checked()
    expect(sara.get_by_label("Anteckning")).to_have_value(NOTE)


def test_without_a_draft_the_text_would_be_gone(noting: Page, kvar_server: Served) -> None:
    """The protection switched off: no draft, no text after the time-out."""
    end_every_session(kvar_server)
    with closing(sqlite3.connect(kvar_server.data / "kvar.sqlite3")) as database:
        database.execute("DELETE FROM records_draft")
        database.commit()
    road.press(noting, "Spara i journalen")
    sign_in_again(noting)
    expect(noting.get_by_label("Anteckning")).to_have_value("")


def test_a_form_from_before_the_time_out_says_what_to_do(
    page: Page, signed_in: Callable[..., Page], kvar_server: Served
) -> None:
    """Cookies cleared: the token no longer fits, and the page says where the text is."""
    signed_in(page, "caseworker")
    road.register(page)
    road.open_case(page)
    road.press(page, "Skriv anteckning")
    page.get_by_label("Anteckning").fill(NOTE)
    drafted(page)
    page.context.clear_cookies()
    road.press(page, "Spara i journalen")
    expect(page.get_by_role("main")).to_contain_text("Det du skrev finns kvar i utkastet")
