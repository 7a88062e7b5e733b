"""How the slides look: sizes in points, places in points from the upper left corner, colours of the product.

18 points is the least size of any text. Every pair of text and ground reaches 4.5:1 (a test counts).
"""

from dataclasses import dataclass

FONT = "Noto Sans"
PANOSE = "020B0502040504020204"  # says what kind of letter it is: where Noto Sans is missing, a similar one is taken
LANGUAGE = "sv-SE"

ACCENT, AMBER, INK, SOFT, WHITE = "0B5563", "8A5A00", "1F2933", "52606D", "FFFFFF"
TINT, AMBER_TINT, LINE = "EAF2F4", "FBF3E4", "CBD5DC"

COVER, TITLE, BODY, CARD_HEAD, BIG, SMALL = 48, 30, 24, 22, 54, 18
POINTS, CARD_TEXTS, TABLES = (28, 24), (24, 20), (20, 18)  # the larger where there is room
SPACING = 0.9  # of the font's own line
POINT_GAP = 12  # above every point but the first
INDENT = 30  # of a point's text, after its mark
SIDE = 6  # left and right in a cell
CELL, NUMBER_CELL = 5, 2  # above and below the text of a cell; a table of numbers is closer set
PADDING = 16  # inside a card
GAP = 20  # between cards, and above a remark


@dataclass(frozen=True)
class Box:
    """A place on the slide, in points."""

    left: float
    top: float
    width: float
    height: float


PAGE = Box(0, 0, 960, 540)  # 13.33 × 7.5 inches
EDGE = Box(0, 0, 14, 540)
TITLE_BOX = Box(54, 24, 852, 76)
BODY_BOX = Box(54, 118, 852, 362)
FOOT_BOX = Box(54, 500, 700, 26)
NUMBER_BOX = Box(846, 500, 60, 26)
COVER_TITLE = Box(72, 60, 816, 132)
COVER_LINES = Box(72, 206, 816, 154)
COVER_REMARK = Box(72, 380, 816, 120)  # the most: the panel is as high as its text
