"""Markdown as HTML: no HTML of its own, and links to passages, steps and pages as addresses."""

import re
from collections.abc import Mapping

from django.utils.safestring import SafeString

from kvar.content.load import load
from kvar.web.handbook.reader import Reader
from kvar.web.ui.addresses import address_of_page
from kvar.web.ui.markdown import html_of

LINK = re.compile(
    r"\[(?P<words>[^\]]*)\]\((?:steg:(?P<step>[A-Z]\d{2})|sida:(?P<page>[a-z_]+)|#(?P<passage>[a-z0-9-]+))\)"
)


def as_html(markdown: str, *, chapters: Mapping[str, str], reader: Reader) -> SafeString:
    """The text of a passage; HTML in it is shown as text. ``chapters``: in which chapter each passage is.

    What is not there on the day that is read is named without a link.
    """

    def linked(link: re.Match[str]) -> str:
        words, step, passage = link["words"], link["step"], link["passage"]
        if step:
            return f"[{words}]({reader.step_url(step)})" if reader.has(load().step(step)) else words
        if link["page"]:
            url = address_of_page(link["page"])
            return f"[{words}]({url})" if url else words
        if passage in chapters:
            return f"[{words}]({reader.url('chapter', chapters[passage], anchor=passage)})"
        return words

    return html_of(LINK.sub(linked, markdown))
