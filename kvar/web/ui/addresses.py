"""Where a page is: by its route, or by the word that the content has for it. Nothing where there is no such page."""

from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from kvar.casework.access import Actor
from kvar.casework.route_table import ROUTES
from kvar.content.load import load
from kvar.content.pages import PageWord

PAGES_OF_WORDS = {
    PageWord.INTRODUCTION: ("introduction:overview", said("Införa rutinen")),
    PageWord.DIALOGUE: ("introduction:workshops", said("Dialogfrågor")),
    PageWord.SHEET: ("introduction:sheet", said("Dialogblad")),
    PageWord.GATHERED: ("introduction:gathered", said("Till processledarna")),
    PageWord.PLAN: ("introduction:plan", said("Plan för införandet")),
    PageWord.SUPPORT: ("introduction:support", said("Stödpaket")),
    PageWord.SUMMARY: ("introduction:summary", said("Rutinen på en sida")),
    PageWord.CONTACTS: ("introduction:contacts", said("Kontakt")),
    PageWord.SLIDES: ("deck:page", said("Bildspelet")),
}


def address(route: str, *about: object) -> str:
    """The address of a page, or nothing when the page does not exist yet."""
    try:
        return reverse(route, args=about)
    except NoReverseMatch:
        return ""


def address_for(actor: Actor | None, route: str) -> str:
    """The address of a page that is there and that the actor's role has; else nothing."""
    row = ROUTES.get(route)
    return address(route) if actor and row and actor.role in row.roles else ""


def address_of_page(word: str) -> str:
    """The address of the page that a text calls by this word."""
    return address(PAGES_OF_WORDS[PageWord(word)][0])


def page_read(word: PageWord, *, by: Actor) -> tuple[str, str]:
    """Where a page is and what it is called; both empty where there is none, or it is not the reader's."""
    route, name = PAGES_OF_WORDS[word]
    url = address_for(by, route)
    return (url, gettext(name)) if url else ("", "")


def passage_read(passage: str, *, today: date) -> tuple[str, str]:
    """Where a passage of the handbook is read, and its title; both empty where no wording of it is in force."""
    for chapter, told in load().handbook.passages(on=today):
        if told.id == passage:
            return f"{reverse('handbook:chapter', args=[chapter.id])}#{told.id}", told.title
    return "", ""
