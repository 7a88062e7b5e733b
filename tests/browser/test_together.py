"""A landlord is met, a promise is made and broken: the whole road through the pages, as a caseworker walks it."""

from collections.abc import Callable
from uuid import UUID

from playwright.sync_api import Page, expect

from tests.browser import road
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.places import CASE, OPEN
from tests.harness.serving import Served

Picture = Callable[[Page, str], None]
WITH_LANDLORD = (
    " AND EXISTS (SELECT 1 FROM records_dwelling d WHERE d.id = h.dwelling_id AND d.landlord_id IS NOT NULL)"
    " AND NOT EXISTS (SELECT 1 FROM records_consent s WHERE s.case_id = c.id)"
)


def both(page: Page, name: str, picture: Picture) -> None:
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        picture(page, name)


def test_from_a_consent_to_a_promise_that_was_not_kept(
    page: Page,
    signed_in: Callable[..., Page],
    kvar_server: Served,
    axe: Callable[[Page], None],
    picture: Picture,
) -> None:
    # Given a case where nobody has asked the household
    case = f"/arende/{UUID(kvar_server.rows(CASE + OPEN + WITH_LANDLORD)[0][0])}/"
    signed_in(page, "caseworker")

    # When a three-party talk is called, the page says once whom the household has not said yes to, and leads there
    page.goto(f"{case}samverkan/nytt/three_party/")
    expect(page.locator(".callout.warning")).to_have_count(1)
    page.locator("[name=day]").fill("idag")
    page.locator("[name=place]").fill("Hos hyresvärden")
    both(page, "samverkan-kalla", picture)
    page.wait_for_load_state("networkidle")
    page.locator(".callout.warning a", has_text="hyresvärden").click()
    page.locator("[name=member]").first.check()
    for scope in ("contact", "planning", "payment"):
        page.locator(f"[name=scope][value={scope}]").check()
    page.locator("[name=answer][value=yes]").check()
    both(page, "samtycke-nytt", picture)
    road.press(page, "Spara svaret")

    # Then what was typed is still there, and the landlord can be invited
    expect(page.locator("[name=place]")).to_have_value("Hos hyresvärden")
    page.locator("[name=invited][value=landlord]").check()
    road.press(page, "Kalla till mötet")
    both(page, "samverkan", picture)
    axe(page)

    # When it has been held, what the landlord got to know is asked for and kept
    page.get_by_role("link", name="skriv anteckningar").click()
    page.locator("[name=notes]").fill("Vi kom överens om en avbetalning.")
    page.locator("[name=scope][value=planning]").check()
    page.locator("[name=what]").fill("Att skulden betalas i två delar.")
    both(page, "samverkan-anteckningar", picture)
    road.press(page, "Spara i journalen")
    page.goto(f"{case}samtycken/")
    expect(page.get_by_text("Att skulden betalas i två delar.")).to_be_visible()
    both(page, "samtycken", picture)

    # And the agreement starts from that meeting
    page.goto(f"{case}samverkan/")
    page.get_by_role("link", name="skriv en överenskommelse").last.click()
    both(page, "overenskommelse-ny", picture)
    page.locator("[name=home_kept_if]").fill("Skulden betalas.")
    page.locator("[name=at_breach]").fill("Vi ses igen inom en vecka.")
    page.locator("[name=kind][value=payment]").check()
    page.locator("[name=who][value=household]").check()
    page.locator("[name=what]").fill("betalar på skulden")
    page.locator("[name=amount]").fill("4 000")
    page.locator("[name=due_on]").fill("idag")
    page.locator("[name=follow_up_on]").fill("5 jan")
    road.press(page, "Spara överenskommelsen")
    page.locator("[name=because]").fill("Hyresvärden väntar med resten, och har skrivit det.")
    road.press(page, "Spara överenskommelsen")
    both(page, "samverkan-overenskommelse", picture)
    page.get_by_role("link", name="Hölls löftet? Svara").click()
    page.locator("[name=kept][value=no]").check()
    page.locator("[name=note]").fill("Inget kom. Nytt samtal i morgon.")
    road.press(page, "Spara svaret")

    # Then it stands on Min dag with the agreement's own rule, until it has been followed up
    page.goto("/?visa=enheten")
    both(page, "min-dag-lofte", picture)
    broken = page.locator("section", has_text="Överenskommelser att följa")
    expect(broken).to_contain_text("Vi ses igen inom en vecka.")
    axe(page)
    broken.get_by_role("link").first.click()
    page.locator("[name=note]").fill("Ny dag bestämd.")
    page.locator("[name=next_on]").fill("20 dec")
    both(page, "overenskommelse-uppfoljning", picture)
    road.press(page, "Spara uppföljningen")
    page.goto("/?visa=enheten")
    expect(page.get_by_text("Vi ses igen inom en vecka.")).to_have_count(0)

    # And where nothing was agreed, that is an answer too
    page.goto(f"{case}samverkan/")
    page.get_by_role("link", name="Det blev ingen överenskommelse").click()
    page.locator("[name=refused_by][value=landlord]").check()
    page.locator("[name=why_not]").fill("Hyresvärden vill ha hela skulden nu.")
    page.locator("[name=next_step]").fill("Söker bistånd i dag.")
    page.locator("[name=follow_up_on]").fill("30 nov")
    both(page, "ingen-overenskommelse", picture)
    road.press(page, "Spara")
    expect(page.get_by_role("heading", name="Ingen överenskommelse med")).to_be_visible()
    both(page, "samverkan-slut", picture)
