"""Where the labels along a line stand: above and below by turns, and none of them meeting another. Pure geometry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

LETTER = 7.6  # a wide guess at one letter of 13 units, so that labels never meet
_GAP = 14.0  # least room between two labels


class Anchor(StrEnum):
    """Which part of a label stands at its mark; the values are SVG's."""

    MIDDLE = "middle"
    START = "start"
    END = "end"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A label to place at ``x``. ``above`` is the side to try first; one without a mark has no thread to it."""

    text: str
    x: float
    above: bool
    marked: bool = True


@dataclass(frozen=True, kw_only=True)
class Label:
    """A placed label, its anchor at ``x``. ``row`` is 0, 1, … upwards from the line and -1, -2, … downwards."""

    wanted: Wanted
    anchor: Anchor
    x: float
    row: int

    @property
    def left(self) -> float:
        width = len(self.wanted.text) * LETTER
        return self.x - {Anchor.MIDDLE: width / 2, Anchor.START: 0.0, Anchor.END: width}[self.anchor]

    @property
    def right(self) -> float:
        return self.left + len(self.wanted.text) * LETTER


def place_labels(wanted: Sequence[Wanted], *, width: float) -> list[Label]:
    """Each label in the nearest row where it meets no other, in the order given. None may be wider than ``width``."""
    placed: list[Label] = []
    for one in wanted:
        free = list(_free(one, placed=placed, rows=_rows(len(wanted), above=one.above), width=width))
        # There is always a free row; one where no thread crosses a label is better, when there is one.
        placed.append(next((label for label in free if not _tangled(label, placed)), free[0]))
    return placed


def _free(one: Wanted, *, placed: list[Label], rows: list[int], width: float) -> Iterator[Label]:
    half = len(one.text) * LETTER / 2
    pushed = max(min(one.x, width - half), half)  # in the middle, but pushed in where it would leave the picture
    for row in rows:
        anchored = [Label(wanted=one, anchor=anchor, x=one.x, row=row) for anchor in Anchor]
        inside = [label for label in anchored if label.left >= 0 and label.right <= width]
        for label in inside or [Label(wanted=one, anchor=Anchor.MIDDLE, x=pushed, row=row)]:
            if not any(_same_row(label, other) for other in placed):
                yield label


def _rows(count: int, *, above: bool) -> list[int]:
    """The rows to try, nearest first, the wanted side before the other: 0, -1, 1, -2 … or -1, 0, -2, 1 …"""
    pairs = [(row, -row - 1) for row in range(count + 1)]
    return [row for pair in pairs for row in (pair if above else pair[::-1])]


def _tangled(label: Label, placed: list[Label]) -> bool:
    return any(_crosses(label, thread=other) or _crosses(other, thread=label) for other in placed)


def _same_row(one: Label, other: Label) -> bool:
    return one.row == other.row and one.left < other.right + _GAP and other.left < one.right + _GAP


def _crosses(label: Label, *, thread: Label) -> bool:
    """A thread runs from its mark to its own row, past the rows between on the same side."""
    between = 0 <= label.row < thread.row or thread.row < label.row < 0
    return thread.wanted.marked and between and label.left - 4 < thread.wanted.x < label.right + 4
