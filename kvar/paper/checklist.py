"""The first page of a stack: what lies in it, in the order of the envelopes, with room to tick and to write numbers."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from kvar.paper.days import full_day
from kvar.paper.pdf import compiled_pdf

_LAYOUT = Path(__file__).parent / "checklist.typ"


@dataclass(frozen=True, kw_only=True)
class ChecklistRow:
    """One envelope. ``numbered``: it goes registered, with a number of its own to write down."""

    to: str
    what: str
    way: str
    numbered: bool


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """``first``: the number of its first row, where a stack has more than one list."""

    title: str
    day: date
    rows: tuple[ChecklistRow, ...]
    first: int = 1


def checklist_pdf(checklist: Checklist) -> bytes:
    """The list as PDF/A-2a and PDF/UA-1. Raises ``PaperRefused`` with a sentence when it cannot be made."""
    data = asdict(checklist) | {"day": full_day(checklist.day).capitalize()}
    return compiled_pdf(_LAYOUT, data, on=checklist.day)
