"""Markdown as HTML: no HTML of its own, and links to passages and steps as addresses."""

import re
from collections.abc import Mapping

from django.urls import reverse
from django.utils.safestring import SafeString

from kvar.web.ui.markdown import html_of

LINK = re.compile(r"\]\((?:steg:(?P<step>[A-Z]\d{2})|#(?P<passage>[a-z0-9-]+))\)")


def as_html(markdown: str, *, chapters: Mapping[str, str]) -> SafeString:
    """The text of a passage; HTML in it is shown as text. ``chapters``: in which chapter each passage is."""

    def address(link: re.Match[str]) -> str:
        if link["step"]:
            return f"]({address_of_step(link['step'])})"
        return f"]({address_of(link['passage'], chapters)})"

    return html_of(LINK.sub(address, markdown))


def address_of(passage: str, chapters: Mapping[str, str]) -> str:
    """The place where a passage is read; the contents where no wording of it is in force."""
    if passage not in chapters:
        return reverse("handbook:contents")
    return f"{reverse('handbook:chapter', args=[chapters[passage]])}#{passage}"


def address_of_step(id: str) -> str:
    """The place where a step is read, whatever case it is in."""
    return f"{reverse('handbook:steps', args=[id[0]])}#{id}"
