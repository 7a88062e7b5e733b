"""Markdown as HTML. HTML written in it is shown as text."""

import re
from functools import cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

WITHIN = re.compile(r"\[([^\]]+)\]\((?:steg:|sida:|#)[^)]*\)")  # to a step, a page or a passage


def html_of(markdown: str) -> SafeString:
    """The text with its paragraphs, lists, tables, emphasis and links."""
    return mark_safe(_markdown().render(markdown))


def html_of_words(markdown: str) -> SafeString:
    """The same for a passage that is read outside the handbook: its links to steps, pages and passages are words."""
    return html_of(WITHIN.sub(r"\1", markdown))


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")
