"""One letter in three ways, for the figures: our typesetter, WeasyPrint from HTML, LibreOffice from DOCX.

No Django here: each way runs in fresh processes. The other two get the same words with the plainest of looks, which is
to their advantage. What is not installed is not measured.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from html import escape
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

from kvar.paper.letter import BulletList, Contact, Heading, KeyDate, LetterPaper, Paragraph

_UNIT = 1 if sys.platform == "darwin" else 1024  # what the system counts its memory in
_STATUS = Path("/proc/self/status")
_OFFICE = ("soffice", "libreoffice")


def _by_us(paper: LetterPaper) -> None:
    import_module("kvar.paper.pdf").letter_pdf(paper)


def _from_html(paper: LetterPaper) -> None:
    tags = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in _lines(paper))
    page = (
        f"<html lang={paper.language}><title>{escape(paper.title)}</title><style>@page{{size:A4}}</style>{tags}</html>"
    )
    import_module("weasyprint").HTML(string=page).write_pdf()


def _from_docx(paper: LetterPaper) -> None:
    document = import_module("docx").Document()
    for tag, text in _lines(paper):
        document.add_heading(text, int(tag[1])) if tag.startswith("h") else document.add_paragraph(text)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "letter.docx"
        document.save(str(file))
        office = next(filter(None, map(shutil.which, _OFFICE)))
        asked = [office, "--headless", "--convert-to", "pdf", "--outdir", folder, str(file)]
        subprocess.run(asked, check=True, capture_output=True)


def _lines(paper: LetterPaper) -> Iterator[tuple[str, str]]:
    """Every line of the letter with what it is in HTML."""
    yield from (("p", line) for line in (*paper.sender, *paper.recipient, paper.reference))
    yield "h1", paper.title
    for block in paper.blocks:
        match block:
            case Heading(text):
                yield "h2", text
            case Paragraph(text):
                yield "p", text
            case BulletList(items):
                yield from (("li", item) for item in items)
            case KeyDate():
                yield from (("p", line) for line in (block.lead, block.main, *block.notes))
            case Contact(lines):
                yield from (("p", f"{line.label} {line.value}") for line in lines)
            case _:
                yield "p", str(block)


_WAYS: Mapping[str, Callable[[LetterPaper], None]] = {
    "own": _by_us,
    "weasyprint": _from_html,
    "libreoffice": _from_docx,
}


def others_there() -> Mapping[str, bool]:
    """Which of the other ways are installed here."""
    return {"weasyprint": find_spec("weasyprint") is not None, "libreoffice": any(map(shutil.which, _OFFICE))}


def seconds_of(way: str, paper: LetterPaper, times: int) -> list[float]:
    """The letter made some times, in seconds; the first in a fresh process reads programs and fonts too."""
    return [_seconds(way, paper) for _ in range(times)]


def _seconds(way: str, paper: LetterPaper) -> float:
    start = perf_counter()
    _WAYS[way](paper)
    return perf_counter() - start


def most_used(paper: LetterPaper) -> int:
    """Our own way once more; the most memory that this process has had, in megabytes."""
    _by_us(paper)
    return _peak()


def cost_of(paper: LetterPaper) -> tuple[float, int]:
    """Our own way in a fresh process: seconds, and the most megabytes."""
    return _seconds("own", paper), _peak()


def _peak() -> int:
    """The most megabytes this process has had: Linux counts those of its starter into ``ru_maxrss``, not in /proc."""
    if _STATUS.exists():
        peak = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(peak.split()[1]) // 1_024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT // 1_048_576
