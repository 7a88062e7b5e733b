"""The stations of the road, each driven as a person would: by what stands on the page, never by addresses.

They work with and without JavaScript. ``HOME`` is an invented household that resembles nobody in the demo city.
"""

import re
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Locator, Page, expect

from kvar.casework.city.numbers import official_number

NAME = "Nadja Öberg"
HOUSEHOLD = re.compile(NAME)
# What a practised worker types from a rent notice; the field's name → what is typed.
NOTICE = {
    "landlord_name": "Kvarnhjulet Bostäder AB",
    "tenant_name": NAME,
    "tenant_address": "Kvarnhjulsgatan 12, 417 00 Göteborg",
    "room_count": "3",
    "total": "7 850 kr",
    "payment_account": "bankgiro 000-0000",
    "arrived_on": "20 nov",
    "sent_by": "e-post",
    "personal_number": official_number(date(1985, 3, 30), woman=True),
    "apartment": "1203",
}
CHOSEN = {"sent_by"}  # chosen from a list: its label
UNDECIDED = re.compile("avsnitt 1 eller 2 – ta reda på om barn berörs", re.I)
EARLIEST = re.compile("tidigast", re.I)
SERVED_ON, LAST_DAY = "18 november 2026", "fredag 11 december"  # three weeks from the notice's arrival, the later day
CHILD = "Vilja Öberg"
LETTER = "Skicka informationsbrev"


@dataclass(frozen=True)
class Counted:
    """The newest month's numbers of the own administration, read in *Vår räkning*."""

    incoming: int
    kept: int
    children: int


def press(page: Page, words: str, *, within: Locator | None = None, exact: bool = True) -> None:
    """A button or a link with these words."""
    place = within or page.get_by_role("main")
    place.get_by_role("button", name=words, exact=exact).or_(place.get_by_role("link", name=words, exact=exact)).click()


def register(page: Page, **instead: str) -> None:
    """From anywhere: the form, the paper's blanks, the button. ``instead`` is typed in place of ``NOTICE``'s."""
    page.get_by_role("link", name="Ny underrättelse").click()
    for name, typed in {**NOTICE, **instead}.items():
        blank = page.locator(f"[name={name}]")
        blank.select_option(label=typed) if name in CHOSEN else blank.fill(typed)
    press(page, "Registrera")
    expect(page.get_by_role("heading", name=HOUSEHOLD)).to_be_visible()


def see_that_nothing_is_certain(page: Page) -> None:
    """The answer page: which section and why not decided, the last day at the earliest and why."""
    main = page.get_by_role("main")
    expect(main.get_by_text(UNDECIDED).first).to_be_visible()
    clock = page.locator(".clock")
    expect(clock).to_contain_text(EARLIEST)
    expect(clock).to_contain_text("Delgivningsdagen är inte känd", ignore_case=True)
    clock.get_by_text("Så räknade vi").click()
    expect(clock.locator("li").first).to_be_visible()


def open_case(page: Page) -> None:
    """From a page about the notice, which has the same heading, to the case."""
    press(page, "Öppna ärendet")
    page.wait_for_url("**/arende/*/")
    expect(page.get_by_role("heading", level=1, name=HOUSEHOLD)).to_be_visible()


def record_service(page: Page, *, served_on: str = SERVED_ON, last_day: str = LAST_DAY) -> None:
    """On the case: the day is asked for; then the last day is certain and says how it was worked out."""
    page.locator(".clock").get_by_role("link", name="Skriv in delgivningsdagen").click()
    page.get_by_label("Delgivningsdag").fill(served_on)
    page.get_by_label("Hur vet du det?").select_option(label="hyresvärden")
    press(page, "Spara delgivningsdagen")
    open_case(page)
    clock = page.locator(".clock")
    expect(clock.locator(".date")).to_have_text(last_day)
    expect(clock).not_to_contain_text(EARLIEST)
    clock.get_by_text("Så räknade vi").click()
    expect(clock.locator("li").first).to_be_visible()


def add_child(page: Page) -> None:
    """A child in the household answers the question, and the section changes."""
    expect(page.get_by_text(UNDECIDED).first).to_be_visible()
    page.get_by_role("link", name="lägg till").click()
    page.get_by_label("Namn", exact=True).fill(CHILD)
    page.get_by_label("barn", exact=True).check()
    page.get_by_label("Folkbokfört här?").select_option(label="ja")
    page.get_by_label("Hur bor barnet här?").select_option(index=1)
    page.get_by_label("Vem eller vad säger det?").select_option(label="hyresgästen själv")
    page.get_by_label("säkert").check()
    press(page, "Lägg till")
    expect(page.get_by_text(CHILD).first).to_be_visible()
    expect(page.get_by_text(UNDECIDED)).to_have_count(0)
    expect(page.get_by_text(re.compile("avsnitt 1, barnfamilj", re.I)).first).to_be_visible()


def take_position(page: Page) -> None:
    """On the notice's page: open an investigation or write why not; then back to the case."""
    page.locator("#card-underrattelser").locator("xpath=../..").get_by_role("link").first.click()
    press(page, "ta ställning")
    page.get_by_label("Ja, utredning inleds").check()
    page.get_by_label("Skäl").fill("Hyresskuld och barn i hushållet.")
    press(page, "Spara ställningstagandet")
    expect(page.get_by_text("Utredning inledd").first).to_be_visible()
    open_case(page)


def complete_a_step(page: Page) -> str:
    """The next right step gets done with one press; returns its title."""
    step = page.locator("#nu")
    title = step.get_by_role("heading").inner_text()
    step.get_by_role("button", name=re.compile("^Gör klart")).click()
    expect(page.locator("#nu").get_by_role("heading", name=title, exact=True)).to_have_count(0)
    expect(page.locator("#messages")).to_contain_text("Steget är klart")
    return title


def send_letter(page: Page) -> None:
    """From the step in the plan: read, choose, read again, send, open the PDF; then back to the case."""
    open_step(page, LETTER)
    page.get_by_role("link", name="Skriv brevet").click()
    paper = page.get_by_role("article", name="Brevet")
    expect(paper).to_contain_text(NAME)
    expect(paper).not_to_contain_text(AMOUNT)
    page.get_by_role("link", name="Med belopp").click()
    expect(paper).to_contain_text(AMOUNT)
    page.get_by_label("Lämnas i handen").check()
    press(page, "Spara brevet för utskrift")
    expect(page.get_by_role("link", name="Öppna PDF")).to_be_visible()
    expect(paper).to_contain_text(AMOUNT)
    expect(page.get_by_role("main")).to_contain_text("Lämnas i handen")
    pdf = page.request.get(page.get_by_role("link", name="Öppna PDF").get_attribute("href") or "")
    assert (pdf.headers["content-type"], pdf.body()[:5]) == ("application/pdf", b"%PDF-")
    back_to_case(page)


AMOUNT = re.compile(r"7\s850 kronor")


def open_step(page: Page, title: str) -> None:
    """A step's own page, from the plan, wherever in it the step stands."""
    for more in page.locator(".plan details.rest > summary").all():
        more.click()
    step = page.locator(".plan .step").filter(has_text=title).first
    step.locator("summary").first.click()
    step.get_by_role("link", name=re.compile("^(Öppna steget|Visa eller öppna igen)")).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def back_to_case(page: Page) -> None:
    page.locator(".crumb a").click()
    expect(page.get_by_role("heading", level=1, name=HOUSEHOLD)).to_be_visible()


def record_attempt(page: Page) -> None:
    press(page, "Anteckna kontakt")
    page.get_by_label("Klockslag").fill("17.40")
    page.get_by_label("Telefon", exact=True).check()
    page.get_by_label("Vi pratade").check()
    page.get_by_label("Vad blev sagt?").fill("Hon har fått lön och betalar i morgon.")
    press(page, "Spara kontakten")
    expect(page.get_by_text("Hon har fått lön").first).to_be_visible()


def record_outcome(page: Page) -> None:
    press(page, "Registrera hur det gick")
    page.get_by_label("Bor kvar – den enskilde har betalat skulden").check()
    page.get_by_label("Försenad ersättning").check()
    page.get_by_label("Anteckning").fill("Skulden är betald.")
    press(page, "Spara utfallet")
    expect(page.get_by_role("main")).to_contain_text("I uppföljning")


def see_what_hinders_closing(page: Page) -> None:
    """One worker alone closes nothing: the other units say that they are done, and the follow-ups are ahead."""
    press(page, "Avsluta ärendet")
    expect(page.get_by_text("Ärendet kan inte avslutas ännu")).to_be_visible()


def counted(page: Page) -> Counted:
    """What *Vår räkning* says of this month."""
    page.get_by_role("link", name="Uppföljning", exact=True).click()
    press(page, "Vår räkning")
    incoming = _newest(page, "incoming_by_code", "Totalt")
    press(page, "Hur det gick")
    kept = _newest(page, "homes_kept", "ja")
    press(page, "Barnen")
    return Counted(incoming=incoming, kept=kept, children=_newest(page, "children_by_link", "Totalt"))


def _newest(page: Page, measure: str, row: str) -> int:
    """The number of the newest month, last but the sum; nothing where nothing has been counted."""
    rows = page.locator(f"section[aria-labelledby=m-{measure}] table tr")
    for one in rows.all():
        cells = one.locator("th, td").all_inner_texts()
        if cells[0].strip() == row:
            return int(cells[-2])
    return 0
