"""Rows with a button beside their words, on a phone: the words get the width, and the button goes below them."""

from collections.abc import Callable

from playwright.sync_api import Page

SignIn = Callable[..., Page]
READABLE = 280  # pixels of 360 that a line of news gets


def test_news_are_not_squeezed_on_a_phone(phone: Page, signed_in: SignIn) -> None:
    signed_in(phone, "unit_head").goto("/nytt/")
    words = phone.locator(".told-rows li > div")
    assert words.count() > 0, "the made-up city has news for its head"
    assert words.first.bounding_box()["width"] >= READABLE
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
