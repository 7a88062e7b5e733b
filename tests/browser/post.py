"""Today's post and the consent form in the browser, as a person does it: for the pages that show them."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.road import press

LETTER = "brev/informationsbrev_hyra/"
DAY = "/dagens-post/"


def put(page: Page, case: str, way: str, own_words: str) -> None:
    """Read the letter with own words in it, and put it in today's post, whether or not its last day is certain."""
    page.goto(f"{case}{LETTER}?utan_dag=1")
    page.get_by_label("Med egna ord").fill(own_words)
    page.get_by_label(way).check()
    press(page, "Visa brevet")
    press(page, "Lägg i dagens post")


def of_case(page: Page, case: str) -> Mapping[str, str]:
    """A stack that is printed, a letter that waits, and a consent form."""
    put(page, case, "Rekommenderat brev", "Ring gärna mig i morgon före klockan tolv.")
    page.goto(DAY)
    press(page, "Skriv ut traven")
    stack = urlsplit(page.url).path
    put(page, case, "Med post, i fönsterkuvert", "Vi ses på måndag.")
    page.goto(f"{case}samtycken/blankett/")
    page.get_by_label("hur skulden ska betalas").check()
    press(page, "Gör blanketten")
    return {
        "dagens-post": DAY,
        "dagens-post-trave": stack,
        "brev-egna-ord": f"{case}{LETTER}",
        "samtycke-blankett-ny": f"{case}samtycken/blankett/",
        "samtycke-blankett": urlsplit(page.url).path,
    }
