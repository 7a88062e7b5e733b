"""Markdown as HTML: no HTML of its own, and links to passages and steps as addresses."""

import re
from collections.abc import Mapping

from django.utils.safestring import SafeString

from kvar.web.handbook.reader import Reader
from kvar.web.ui.markdown import html_of

LINK = re.compile(r"\]\((?:steg:(?P<step>[A-Z]\d{2})|#(?P<passage>[a-z0-9-]+))\)")


def as_html(markdown: str, *, chapters: Mapping[str, str], reader: Reader) -> SafeString:
    """The text of a passage; HTML in it is shown as text. ``chapters``: in which chapter each passage is."""

    def address(link: re.Match[str]) -> str:
        return f"]({reader.step_url(link['step']) if link['step'] else _address(link['passage'], chapters, reader)})"

    return html_of(LINK.sub(address, markdown))


def _address(passage: str, chapters: Mapping[str, str], reader: Reader) -> str:
    """The place where a passage is read; the contents where no wording of it is in force."""
    return reader.url("chapter", chapters[passage], anchor=passage) if passage in chapters else reader.contents
