"""The network's monthly sheet: one A4 with the month beside the one before, and lines to write on."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from kvar.paper.pdf import compiled_pdf

_LAYOUT = Path(__file__).parent / "network_sheet.typ"


@dataclass(frozen=True, kw_only=True)
class SheetSection:
    """``rows``: label, this month, the month before; all as they are to be printed."""

    label: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class SheetPaper:
    """``told``: what the numbers are. ``lift``: the heading above the lines to write on."""

    title: str
    place: str
    warning: str
    told: str
    heads: tuple[str, str, str]
    sections: tuple[SheetSection, ...]
    lift: str


def network_sheet_pdf(sheet: SheetPaper, *, on: date) -> bytes:
    """The sheet as PDF/A-2a and PDF/UA-1. Raises ``PaperRefused`` with a sentence when it cannot be made."""
    return compiled_pdf(_LAYOUT, asdict(sheet), on=on)
