"""Pictures as SVG that a page can hold: a title, a description, and nothing that a strict content policy forbids.

``Svg`` is text that says of itself that it is finished markup, so a template shows it as it is. Only this module makes
one, and only from an element tree: every text in it has been escaped by the writer.
"""

import unicodedata
from xml.etree import ElementTree as tree

NAMESPACE = "http://www.w3.org/2000/svg"


class Svg(str):
    """Finished SVG markup."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def picture(*, width: float, height: float, name: str, title: str, description: str) -> tree.Element:
    """An empty picture that scales to its place. ``name`` is unique on the page and goes into the ids."""
    root = tree.Element("svg", {"xmlns": NAMESPACE, "viewBox": f"0 0 {number(width)} {number(height)}", "role": "img"})
    describe(root, name=name, title=title, description=description)
    return root


def describe(root: tree.Element, *, name: str, title: str, description: str) -> None:
    """Put title and description first in the picture and let the picture be named by them."""
    ids = {"title": f"{name}-title", "desc": f"{name}-desc"}
    root.set("aria-labelledby", " ".join(ids.values()))
    for place, (tag, text) in enumerate({"title": title, "desc": description}.items()):
        element = tree.Element(tag, {"id": ids[tag]})
        element.text = drawable(text)
        root.insert(place, element)


def add(parent: tree.Element, tag: str, text: str | None = None, **attributes: str | float) -> tree.Element:
    """One element inside another. ``class_`` and ``font_size`` become ``class`` and ``font-size``."""
    named = {key.rstrip("_").replace("_", "-"): number(value) for key, value in attributes.items()}
    element = tree.SubElement(parent, tag, named)
    element.text = None if text is None else drawable(text)
    return element


def written(root: tree.Element) -> Svg:
    return Svg(tree.tostring(root, encoding="unicode"))


def for_screens(*, wide: Svg, narrow: Svg) -> Svg:
    """Two pictures of the same thing. The page's css shows one, and hides the other from all."""
    return Svg(f'<div class="wide">{wide}</div><div class="narrow">{narrow}</div>')


def number(value: str | float) -> str:
    """Coordinates with at most one decimal: enough for the eye, and the same text every time."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def drawable(text: str) -> str:
    """Text without what XML cannot hold (a NUL would bring Vega's process down) or what turns the writing direction."""
    return "".join(character for character in text if unicodedata.category(character) not in ("Cc", "Cf", "Cs"))
