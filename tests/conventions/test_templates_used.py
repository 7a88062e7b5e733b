"""Every template is used, and none holds inline script or style."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.harness.answers import inline_code_in
from tests.harness.source import below, text, tree

ROOT = Path("kvar/web")
TEMPLATES = below("kvar/web", ".html")
NAMED_IN_TEMPLATE = re.compile(r"{%-?\s*(?:extends|include|partial)\s+[\"']([^\"'#]+)")
SAID_IN_TITLE = re.compile(r"(<title>|{%-? block title -?%})[^\n]*Fel:")
PLAIN = re.compile(r"<(\w+)[^>]*\sclass=\"(?:[^\"]*\s)?plain[\s\"]")
NAMED_IN_PYTHON = re.compile(r"[\"']([\w/.-]+\.html)")


def _named_somewhere() -> set[str]:
    """Every template name that some page, template or component list mentions."""
    pages = [text(path) for path in below("kvar", ".py")]
    named = {name for source in pages for name in NAMED_IN_PYTHON.findall(source)}
    return named | {name for path in TEMPLATES for name in NAMED_IN_TEMPLATE.findall(text(path))}


def _replaces_a_library_template(name: str) -> bool:
    folders = [Path(spec.origin).parent / "templates" for lib in LIBRARIES if (spec := find_spec(lib)) and spec.origin]
    return any((folder / name).exists() for folder in folders)


LIBRARIES = ("allauth", "allauth.account", "allauth.mfa", "django.forms", "django.contrib.admin")


def unused(names: list[str], *, named: set[str]) -> list[str]:
    return [name for name in names if name not in named and not _replaces_a_library_template(name)]


def test_every_template_is_used() -> None:
    assert unused([str(path.relative_to(ROOT)) for path in TEMPLATES], named=_named_somewhere()) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_no_template_holds_inline_code(path: Path) -> None:
    assert inline_code_in(text(path)) == []


def test_only_the_frame_says_fel_in_a_title() -> None:
    """Once is enough: a page that says it too reads *Fel: Fel:*."""
    saying = {path.name for path in TEMPLATES if SAID_IN_TITLE.search(text(path))}
    assert saying == {"bare.html"}


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_only_a_button_looks_like_a_link(path: Path) -> None:
    """On anything else every word of it is underlined and looks like a way on."""
    assert [tag for tag in PLAIN.findall(text(path)) if tag != "button"] == []


def test_an_unused_template_is_seen() -> None:
    assert unused(["case/forgotten.html", "case/page.html"], named={"case/page.html"}) == ["case/forgotten.html"]
    assert unused(["account/login.html"], named=set()) == []


def test_python_that_cannot_be_read_hides_nothing() -> None:
    for path in below("kvar", ".py"):
        tree(path)
