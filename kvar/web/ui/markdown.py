"""Markdown as HTML. HTML written in it is shown as text."""

from functools import cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt


def html_of(markdown: str) -> SafeString:
    """The text with its paragraphs, lists, tables, emphasis and links."""
    return mark_safe(_markdown().render(markdown))


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")
