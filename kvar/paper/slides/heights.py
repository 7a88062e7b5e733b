"""How high each kind of slide becomes when its texts are set in a size, in points."""

from kvar.paper.slides.looks import (
    BIG,
    BODY_BOX,
    CARD_HEAD,
    CELL,
    GAP,
    INDENT,
    NUMBER_CELL,
    PADDING,
    POINT_GAP,
    SIDE,
    SMALL,
)
from kvar.paper.slides.measured import height_of
from kvar.paper.slides.told import Card, CardsSlide, PointsSlide, Slide, TableSlide

MOST_CARDS = 4


def content_height(slide: Slide, *, size: float) -> float:
    """From the top of the content to its foot, without the remark. A chart takes what there is."""
    match slide:
        case PointsSlide():
            texts = [point.text for point in slide.points]
            return height_of(texts, size=size, width=BODY_BOX.width - INDENT, gap=POINT_GAP)
        case TableSlide():
            return sum(row_heights(slide, size=size))
        case CardsSlide():
            return _cards_height(slide, size=size)
    return body_room(slide)


def body_room(slide: Slide) -> float:
    """The height that there is for the content, when the remark has got its own."""
    return BODY_BOX.height - (remark_height(slide) + GAP if slide.remark else 0)


def remark_height(slide: Slide) -> float:
    return height_of([slide.remark], size=SMALL, width=BODY_BOX.width)


def row_heights(slide: TableSlide, *, size: float) -> list[float]:
    """The head's height, then that of each row."""
    return [_row_height(slide, row, size=size, head=number == 0) for number, row in enumerate(rows_of(slide))]


def rows_of(slide: TableSlide) -> tuple[tuple[str, ...], ...]:
    """The head and the rows."""
    return (slide.columns, *slide.rows)


def column_widths(slide: TableSlide) -> list[float]:
    return [share / sum(slide.widths) * BODY_BOX.width for share in slide.widths]


def cell_padding(slide: TableSlide) -> float:
    """Above and below the text of a cell."""
    return NUMBER_CELL if slide.numbers else CELL


def _row_height(slide: TableSlide, row: tuple[str, ...], *, size: float, head: bool) -> float:
    heights = [
        height_of([text], size=size, width=width - 2 * SIDE, bold=head or place == 0)
        for place, (text, width) in enumerate(zip(row, column_widths(slide), strict=True))
    ]
    return max(heights) + 2 * cell_padding(slide)


def card_columns(slide: CardsSlide) -> int:
    """Up to three stand in a row; four stand two and two."""
    return len(slide.cards) if len(slide.cards) < MOST_CARDS else 2


def card_width(slide: CardsSlide) -> float:
    columns = card_columns(slide)
    return (BODY_BOX.width - GAP * (columns - 1)) / columns


def card_height(slide: CardsSlide, *, size: float) -> float:
    """All cards of a slide are as high as the highest."""
    width = card_width(slide) - 2 * PADDING
    return max(_card_height(card, width=width, size=size, big=slide.big) for card in slide.cards)


def _card_height(card: Card, *, width: float, size: float, big: bool) -> float:
    head = height_of([card.head], size=BIG if big else CARD_HEAD, width=width, bold=True)
    return head + POINT_GAP + height_of([card.text], size=size, width=width) + 2 * PADDING


def _cards_height(slide: CardsSlide, *, size: float) -> float:
    if len(slide.cards) > MOST_CARDS:
        return float("inf")
    rows = -(-len(slide.cards) // card_columns(slide))
    return rows * card_height(slide, size=size) + (rows - 1) * GAP
