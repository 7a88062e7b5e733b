"""A report as PDF/A-2a and PDF/UA-1: each picture with its words, and the same numbers as a table below it."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from kvar.paper.pdf import compiled_pdf
from kvar.paper.report.told import Report, Section

_LAYOUT = Path(__file__).parent / "report.typ"
# Signs of a report as data: a picture is some ten thousand of them.
LONGEST = 600_000
_INK = "#1f2933"


def report_pdf(report: Report) -> bytes:
    """The report. Raises ``PaperRefused`` with a sentence when it cannot be made."""
    data = {"title": report.title, "city": report.city, "period": report.period, "lines": report.lines}
    data |= {"sections": [_section(one) for one in report.sections]}
    return compiled_pdf(_LAYOUT, data, on=report.made_on, longest=LONGEST)


def _section(section: Section) -> dict[str, Any]:
    told = {"title": section.title, "finding": section.finding, "notes": section.notes}
    return told | {"table": asdict(section.table), "picture": _picture(section)}


def _picture(section: Section) -> dict[str, str] | None:
    """The picture in the paper's own type and ink: on a page it takes those of the page."""
    if section.picture is None:
        return None
    looks = f'<svg font-family="Noto Sans" color="{_INK}" fill="{_INK}" '
    svg = str(section.picture.for_paper()).replace("<svg ", looks, 1)
    return {"svg": svg, "words": section.picture.words, "alt": f"{section.title}. {section.finding}"}
