"""Ny underrättelse in a browser: by keyboard alone, with nothing lost, and without JavaScript."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.harness.serving import Served

SignIn = Callable[..., Page]
# What a practised worker types, in the order the tab key leads; what is not here is left as it stands.
TYPED = {
    "landlord_name": "Provbostäder AB",
    "landlord_address": "Box 1, 400 01 Göteborg",
    "landlord_phone": "031-000 00 00",
    "tenant_name": "Tova Tangent",
    "tenant_address": "Tangentgatan 3, 417 01 Göteborg",
    "room_count": "2",
    "rent_amounts_amount_0": "7 850",
    "rent_amounts_due_0": "30 okt",
    "interest": "50",
    "total": "7 900",
    "payment_account": "Bankgiro 000-0000",
    "apartment": "1203",
}
KNOWN = (
    "SELECT d.address FROM records_case c JOIN records_household h ON h.id = c.household_id "
    "JOIN records_dwelling d ON d.id = h.dwelling_id "
    "WHERE h.administration = 'hisingen' AND h.protected = 0 AND c.closed_on IS NULL ORDER BY c.reference LIMIT 1"
)
NEW, REGISTERED = "/underrattelse/ny/", "**/underrattelse/*-*/"


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.name || ''"))


def test_a_rent_notice_by_keyboard_alone(page: Page, signed_in: SignIn, picture: Callable[..., None]) -> None:
    signed_in(page, "caseworker").goto(NEW)
    expect(page.locator("[name=sender_type]")).to_be_focused()
    left = dict(TYPED)
    for _press in range(60):
        if not left:
            break
        page.keyboard.press("Tab")
        page.keyboard.type(left.pop(focused(page), ""))
    assert left == {}, "the tab key reaches every field, in the paper's order"
    picture(page, "ny-underrattelse")
    page.keyboard.press("Enter")
    page.wait_for_url(REGISTERED)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tova Tangent")
    expect(page.locator(".clock")).to_contain_text("Tidigast")
    picture(page, "underrattelsen-svarar")


def test_another_paper_at_once_with_what_is_typed_and_the_focus_kept(page: Page, signed_in: SignIn) -> None:
    signed_in(page, "caseworker").goto(NEW)
    page.fill("[name=tenant_name]", "Tova Tangent")
    page.focus("[name=sender_type]")
    page.select_option("[name=sender_type]", "electricity_company")
    expect(page.locator("[name=consumer_name]")).to_have_value("Tova Tangent")
    expect(page.locator("[name=sender_type]")).to_be_focused()


def test_the_scan_and_every_word_survive_a_refused_save(page: Page, signed_in: SignIn, tmp_path: Path) -> None:
    scan = tmp_path / "brev.pdf"
    scan.write_bytes(b"%PDF-1.7 prov")
    signed_in(page, "caseworker").goto(NEW)
    page.set_input_files("[name=scan]", scan)
    page.fill("[name=tenant_name]", "Tova Tangent")
    page.fill("[name=total]", "sju tusen")
    page.press("[name=total]", "Enter")
    expect(page.locator("[data-problems]")).to_be_focused()
    page.locator("[data-problems] a").click()
    expect(page.locator("[name=total]")).to_be_focused()
    page.fill("[name=total]", "7 000")
    page.press("[name=total]", "Enter")
    page.wait_for_url(REGISTERED)
    expect(page.get_by_role("link", name="Hämta originalet")).to_be_visible()


def test_a_draft_survives_a_reload(page: Page, signed_in: SignIn) -> None:
    signed_in(page, "caseworker").goto(NEW)
    page.fill("[name=tenant_name]", "Tova Tangent")
    expect(page.locator("[data-draft-told]")).to_contain_text("Sparat")
    page.reload()
    expect(page.locator("[name=tenant_name]")).to_have_value("Tova Tangent")
    page.get_by_role("button", name="Kasta och börja om").click()
    expect(page.locator("[name=tenant_name]")).to_have_value("")


def test_the_same_household_shows_while_typing(page: Page, signed_in: SignIn, kvar_server: Served) -> None:
    seen = "SELECT d.address, c.reference FROM records_case c JOIN records_household h ON h.id = c.household_id "
    seen += "JOIN records_dwelling d ON d.id = h.dwelling_id WHERE c.administration = 'hisingen' AND NOT h.protected "
    address, reference = kvar_server.rows(seen + "AND c.closed_on IS NULL AND d.address != '' ORDER BY c.reference")[0]
    signed_in(page, "caseworker").goto(NEW)
    page.locator("[name=tenant_address]").press_sequentially(address)
    choice = page.get_by_label(f"Hör till ärende {reference}")
    choice.check()
    page.locator("[name=tenant_name]").press_sequentially("Någon Annan")
    page.wait_for_load_state("networkidle")
    expect(choice).to_be_checked()


def test_everything_works_without_javascript(page_without_javascript: Page, signed_in: SignIn) -> None:
    page = signed_in(page_without_javascript, "caseworker")
    page.goto(NEW)
    page.select_option("[name=sender_type]", "electricity_company")
    page.get_by_role("button", name="Visa fälten").click()
    page.fill("[name=consumer_name]", "El Prov")
    page.press("[name=consumer_name]", "Enter")
    page.wait_for_url(REGISTERED)
    expect(page.get_by_role("heading", level=1)).to_contain_text("El Prov")


def test_my_day_narrows_at_once_and_keeps_the_focus(
    page: Page, phone: Page, signed_in: SignIn, picture: Callable[..., None]
) -> None:
    signed_in(page, "caseworker")
    picture(page, "min-dag")
    page.focus("#visa-with_children")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?barn=1")
    expect(page.locator("#visa-with_children")).to_be_focused()
    signed_in(phone, "caseworker").goto(NEW)
    for address in (NEW, "/"):
        phone.goto(address)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360, f"{address} fits a phone"
        picture(phone, "ny-underrattelse" if address == NEW else "min-dag")


def test_nothing_that_a_reader_of_the_screen_would_miss(
    page: Page, signed_in: SignIn, axe: Callable[[Page], None]
) -> None:
    signed_in(page, "caseworker")
    axe(page)
    page.goto(NEW)
    axe(page)
    page.fill("[name=tenant_name]", "Tova Tangent")
    page.fill("[name=total]", "x")
    page.press("[name=total]", "Enter")
    expect(page.locator("[data-problems]")).to_be_visible()
    axe(page)
    page.fill("[name=total]", "100")
    page.press("[name=total]", "Enter")
    page.wait_for_url(REGISTERED)
    answer = page.url
    for name in ("", "delgivning/", "lank/", "stallningstagande/"):
        page.goto(f"{answer}{name}")
        axe(page)


def test_on_a_phone_who_may_be_the_same_household_is_in_sight_while_it_is_typed(
    phone: Page, signed_in: SignIn, kvar_server: Served, picture: Callable[..., None]
) -> None:
    [(name,)] = kvar_server.rows(KNOWN)
    signed_in(phone, "caseworker").goto(NEW)
    expect(phone.locator("#likheter")).not_to_be_in_viewport()
    phone.locator("[name=tenant_address]").press_sequentially(name)
    expect(phone.locator("#likheter").get_by_text("Hör till ärende").first).to_be_in_viewport()
    expect(phone.locator("[name=tenant_address]")).to_be_in_viewport()
    picture(phone, "ny-underrattelse-samma-hushall")
