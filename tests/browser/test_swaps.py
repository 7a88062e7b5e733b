"""htmx makes it quicker, never different: what it swaps in is what a fresh load gives, and focus has a place."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import road

TOKENS = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*|( class=")?\bhtmx-\w+\b|\sautofocus(="")?|\sclass=""')


def part(page: Page, name: str) -> str:
    """The markup of one part, less what differs from load to load by design."""
    markup = page.locator(f"#{name}").evaluate("element => element.outerHTML")
    return " ".join(TOKENS.sub(lambda found: found[1] or "", markup).split())


def fresh(page: Page, name: str) -> str:
    """The same part of the same address, loaded as a whole page in another window."""
    other = page.context.new_page()
    other.goto(page.url)
    markup = part(other, name)
    other.close()
    return markup


@pytest.fixture
def worker(page: Page, signed_in: Callable[..., Page]) -> Page:
    return signed_in(page, "caseworker")


def expect_swap(page: Page, act: Callable[[], object]) -> None:
    """Do it, and see that the page itself was never loaded anew."""
    page.evaluate("window.stays = true")
    with page.expect_response(lambda answer: answer.request.headers.get("hx-request") == "true"):
        act()
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).to_have_count(0)
    assert page.evaluate("window.stays") is True


def test_follow_up_narrows_in_place(worker: Page) -> None:
    worker.get_by_role("link", name="Uppföljning").click()
    chosen = worker.get_by_label("Förvaltning", exact=True)
    chosen.focus()
    expect_swap(worker, lambda: chosen.select_option("hisingen"))
    worker.wait_for_url("**forvaltning=hisingen**")
    assert part(worker, "uppfoljning") == fresh(worker, "uppfoljning")
    expect(worker.get_by_label("Förvaltning", exact=True)).to_be_focused()
    worker.go_back()
    expect(worker.get_by_label("Förvaltning", exact=True)).to_have_value("")


def test_a_period_that_ends_before_it_begins_is_said_in_place(worker: Page) -> None:
    worker.get_by_role("link", name="Uppföljning").click()
    expect_swap(worker, lambda: worker.get_by_label("Till och med").select_option(index=11))
    expect(worker.locator("[data-problems]")).to_be_focused()
    assert part(worker, "uppfoljning") == fresh(worker, "uppfoljning")


def test_the_amount_in_the_letter_is_chosen_in_place(worker: Page) -> None:
    road.register(worker)
    road.open_case(worker)
    road.open_step(worker, road.LETTER)
    worker.get_by_role("link", name="Skriv brevet").click()
    worker.get_by_label("Lämnas i handen").check()
    chip = worker.get_by_role("link", name="Med belopp")
    chip.focus()
    expect_swap(worker, lambda: worker.keyboard.press("Enter"))
    expect(worker.get_by_role("article", name="Brevet")).to_contain_text(road.AMOUNT)
    assert part(worker, "brevet") == fresh(worker, "brevet")
    expect(chip).to_be_focused()
    expect(worker.get_by_label("Lämnas i handen")).to_be_checked()


def test_enter_asks_for_the_letter_and_never_takes_back_that_it_goes_without_its_day(worker: Page) -> None:
    road.register(worker)
    road.open_case(worker)
    road.open_step(worker, road.LETTER)
    worker.get_by_role("link", name="Skriv brevet").click()
    worker.get_by_label("Med egna ord").fill("Vi ses gärna hemma hos er.")
    worker.locator("#utan-dag").click()
    expect(worker).to_have_url(re.compile("utan_dag=1"))
    worker.get_by_label("Lämnas i handen").press("Enter")
    worker.wait_for_load_state()
    expect(worker).to_have_url(re.compile("utan_dag=1"))
    expect(worker.get_by_label("Med egna ord")).to_have_value("Vi ses gärna hemma hos er.")
    expect(worker.get_by_role("article", name="Brevet")).to_contain_text("Vi ses gärna hemma hos er.")


def test_a_finished_step_leads_on_to_the_next(worker: Page) -> None:
    road.register(worker)
    road.open_case(worker)
    worker.locator(".plan details.rest > summary").first.click()
    step = worker.locator(".plan .step").filter(has=worker.get_by_role("button", name="Gör klart", include_hidden=True))
    step.first.locator("summary").first.click()
    expect_swap(worker, step.first.get_by_role("button", name="Gör klart").click)
    expect(worker.locator("#messages")).to_contain_text("Steget är klart")
    expect(worker.locator("#nu-rubrik")).to_be_focused()
    assert part(worker, "innehall") == fresh(worker, "innehall")


def test_another_paper_brings_its_blanks_and_keeps_what_was_typed(worker: Page) -> None:
    worker.get_by_role("link", name="Ny underrättelse").click()
    worker.locator("[name=tenant_name]").fill(road.NAME)
    question = worker.get_by_label("Vad är det för papper?")
    question.focus()
    expect_swap(worker, lambda: question.select_option(index=2))
    expect(worker.locator("[name=tenant_name]")).to_have_value(road.NAME)
    expect(worker.get_by_label("Vad är det för papper?")).to_be_focused()


def test_a_lost_session_leads_to_the_door_and_not_into_the_page(worker: Page) -> None:
    worker.get_by_role("link", name="Uppföljning").click()
    worker.context.clear_cookies()
    worker.get_by_label("Förvaltning", exact=True).select_option("hisingen")
    worker.wait_for_url("**/konto/logga-in/**")
    expect(worker.get_by_role("heading", name="Logga in")).to_be_visible()


def test_a_difference_would_be_seen(worker: Page) -> None:
    worker.get_by_role("link", name="Uppföljning").click()
    worker.locator("#uppfoljning h2").first.evaluate("element => { element.textContent = 'annat' }")
    assert part(worker, "uppfoljning") != fresh(worker, "uppfoljning")


def test_a_page_that_htmx_cannot_fetch_still_works(worker: Page, console_errors: list[str]) -> None:
    """htmx itself blocked: the same choice is made by the button."""

    def refuse(route: Route) -> None:
        route.abort()

    worker.route(re.compile(r"htmx.*\.js"), refuse)
    worker.get_by_role("link", name="Uppföljning").click()
    worker.get_by_label("Förvaltning", exact=True).select_option("hisingen")
    road.press(worker, "Visa")
    worker.wait_for_url("**forvaltning=hisingen**")
    expect(worker.get_by_label("Förvaltning", exact=True)).to_have_value("hisingen")
    console_errors.clear()  # the script that was blocked
