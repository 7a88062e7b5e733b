"""How much room a text takes, measured in Noto Sans: the widest of the fonts that a slide may be shown in."""

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from PIL import ImageFont

from kvar.paper.slides.looks import SPACING

_DRAWN = 100  # the size that letters are measured in
_LINE = 1.362  # the font's own line, in parts of its size
_SURE = 1.03  # programs set text a little differently


@cache
def _font(*, bold: bool) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(files("fontpkg_noto_sans") / "files" / "NotoSans[wdth,wght].ttf"), _DRAWN)
    font.set_variation_by_axes([700 if bold else 400, 100])
    return font


def width_of(text: str, *, size: float, bold: bool = False) -> float:
    """Points from the first letter to the last, on one line."""
    return _font(bold=bold).getlength(text) * size / _DRAWN * _SURE


@lru_cache(maxsize=4096)  # the same texts are tried in several sizes, and shown again
def lines_of(text: str, *, size: float, width: float, bold: bool = False) -> int:
    """How many lines the text is broken into. A word wider than the place is broken inside, as programs do."""
    count, line = 1, ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size=size, bold=bold) > width:
            count, line = count + 1, word
        else:
            line = longer
        count += int(width_of(line, size=size, bold=bold) // width) if line == word else 0
    return count


def height_of(texts: Iterable[str], *, size: float, width: float, bold: bool = False, gap: float = 0) -> float:
    """Points from the top of the first paragraph to the foot of the last, with ``gap`` between them."""
    heights = [lines_of(text, size=size, width=width, bold=bold) * size * _LINE * SPACING for text in texts]
    return sum(heights) + gap * max(len(heights) - 1, 0)
