"""Lär dig as a caseworker does it: a question, a guided case in the training city, and a city that begins anew."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests.browser import road
from tests.browser.conftest import DESKTOP
from tests.harness.serving import Served

SignIn = Callable[..., Page]
START = "/lar-dig/"
NARROW: ViewportSize = {"width": 320, "height": 640}
EXERCISE = "/lar-dig/ova_kronofogden/"
KRONOFOGDEN = {
    "case_number": "U-27182-26",
    "tenant_name": "Milena Horvat",
    "eviction_at_day_0": "16 december 2026",
    "eviction_at_clock_0": "10.00",
}


def keep_city(served: Served) -> None:
    """As ``kvar demo`` does when the city is new; these tests seed theirs."""
    kept = served.data / "staden.sqlite3"
    with closing(sqlite3.connect(served.data / "kvar.sqlite3")) as city, closing(sqlite3.connect(kept)) as copy:
        city.backup(copy)


def answer(page: Page, question: str, choice: str) -> None:
    card = page.locator(f"#{question}")
    card.get_by_label(choice, exact=True).check()
    card.get_by_role("button", name="Svara").click()


def test_a_question_is_tried_again_until_the_rules_agree(
    page: Page, signed_in: SignIn, axe: Callable[[Page], None], picture: Callable[..., None]
) -> None:
    signed_in(page, "caseworker")
    page.get_by_role("link", name="Lär dig").click()
    page.get_by_role("link", name="Rätt avsnitt").click()
    card = page.locator("#ingen_har_fragat")
    answer(page, "ingen_har_fragat", "Avsnitt 2, hushåll utan barn")
    expect(card.locator(".callout")).to_contain_text("försök igen")
    axe(page)
    answer(page, "ingen_har_fragat", "Jag vet inte")
    expect(card.locator(".callout")).to_contain_text("Bra att du säger det")
    answer(page, "ingen_har_fragat", "Det är inte avgjort än")
    expect(card.locator(".callout")).to_contain_text("Ja, det stämmer.")
    expect(card.locator(".callout")).to_be_focused()
    picture(page, "lar-dig-fraga")
    page.goto(START)
    expect(page.locator(".lessons li", has_text="Rätt avsnitt")).to_contain_text("Pågår")


def open_step(page: Page, step: str) -> None:
    """From the guided case to the page of one of its steps."""
    page.goto(EXERCISE)
    page.get_by_role("main").get_by_role("link", name=re.compile(f"^{step} ")).click()


def tick(page: Page, step: str) -> None:
    open_step(page, step)
    road.press(page, "Gör klart")
    expect(page.locator("#messages")).to_contain_text("Steget är klart")


def test_kronofogdens_day_from_the_paper_to_the_end(
    page: Page, signed_in: SignIn, axe: Callable[[Page], None], picture: Callable[..., None]
) -> None:
    signed_in(page, "caseworker").goto(EXERCISE)
    road.press(page, "Börja övningen")
    expect(page.locator(".paper")).to_contain_text("onsdag 16 december 2026 klockan 10.00")
    axe(page)
    road.press(page, "Registrera papperet")
    register_time(page)
    confirm(page, "K02", "Skicka bekräftelsen")
    confirm(page, "K03", "Skicka kopian")
    tick(page, "K14")
    decide_who_attends(page)
    answer_about_children(page)
    note_contact(page)
    take_position(page)
    page.goto(EXERCISE)
    expect(page.locator(".tasks li.done")).to_have_count(8)
    picture(page, "lar-dig-ovning-klar")
    road.press(page, "Avsluta övningen")
    expect(page.locator(".lessons li", has_text="Övning: datum från Kronofogden")).to_contain_text("Klar")


def register_time(page: Page) -> None:
    for name, typed in KRONOFOGDEN.items():
        page.locator(f"[name={name}]").fill(typed)
    road.press(page, "Registrera")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Milena Horvat")


def confirm(page: Page, step: str, words: str) -> None:
    """The proof of sending is what makes it done."""
    open_step(page, step)
    road.press(page, words)
    page.locator("[name=answers]").select_option(index=1)
    page.get_by_label("Brev med posten").check()
    page.locator("[name=sent_to]").fill("Mottagaren")
    page.locator("[name=sent_at]").fill("10.00")
    road.press(page, "Den är skickad")
    expect(page.locator("#messages")).not_to_be_empty()


def decide_who_attends(page: Page) -> None:
    open_step(page, "K15")
    road.press(page, "Bestäm vem")
    page.get_by_label("Ja", exact=True).check()
    page.locator("[name=who]").fill("Sara Lindh")
    road.press(page, "Spara beslutet")
    expect(page.locator("#messages")).not_to_be_empty()


def answer_about_children(page: Page) -> None:
    open_step(page, "H06")
    road.press(page, "Svara om barn berörs")
    page.get_by_label("Nej", exact=True).check()
    page.get_by_label("hyresgästen själv").check()
    road.press(page, "Spara svaret")
    expect(page.get_by_text(re.compile("avsnitt 2, hushåll utan barn", re.I)).first).to_be_visible()


def note_contact(page: Page) -> None:
    open_step(page, "K09")
    road.press(page, "Anteckna kontakt")
    page.get_by_label(re.compile("^telefon", re.I)).check()
    page.get_by_label("Vi pratade", exact=True).check()
    road.press(page, "Spara kontakten")
    expect(page.locator("#messages")).not_to_be_empty()


def take_position(page: Page) -> None:
    open_step(page, "H33")
    road.press(page, "Ta ställning")
    page.get_by_label("Ja, utredning inleds").check()
    page.get_by_label("Skäl").fill("Tid för avhysning är satt.")
    road.press(page, "Spara ställningstagandet")
    expect(page.get_by_text("Utredning inledd").first).to_be_visible()


def test_a_new_city_keeps_the_learner_signed_in_and_what_is_done(
    page: Page, kvar_server: Served, signed_in: SignIn
) -> None:
    keep_city(kvar_server)
    signed_in(page, "caseworker").goto("/lar-dig/rutinen_i_stort/")
    road.press(page, "Jag har läst")
    road.register(page)
    before = kvar_server.rows("SELECT count(*) FROM records_case")
    page.get_by_role("link", name="Lär dig").click()
    road.press(page, "Börja om med en ny stad")
    road.press(page, "Börja om")
    expect(page.locator("#messages")).to_contain_text("Staden är som ny")
    expect(page.locator(".lessons li", has_text="Rutinen i stort")).to_contain_text("Klar")
    assert kvar_server.rows("SELECT count(*) FROM records_case")[0][0] == before[0][0] - 1


@pytest.mark.parametrize("viewport", [DESKTOP, NARROW], ids=["1280", "320"])
@pytest.mark.parametrize("role", ["unit_head", "process_leader"])
def test_how_far_others_have_come_is_read_by_everybody_who_leads(
    role: str,
    viewport: ViewportSize,
    open_context: Callable[..., BrowserContext],
    signed_in: SignIn,
    axe: Callable[[Page], None],
) -> None:
    page = signed_in(open_context(viewport=viewport).new_page(), role)
    page.goto(START)
    page.get_by_role("link", name="Så långt har andra kommit").click()
    expect(page.get_by_role("table").first).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
