"""Several PDFs as one to print on both sides: each begins on a sheet of its own, so that no two share an envelope."""

from collections.abc import Iterable
from io import BytesIO

from pypdf import PdfReader, PdfWriter


def print_ready(papers: Iterable[bytes]) -> bytes:
    """The pages one after another, a blank one after each paper with an odd number. The pages themselves are as given.

    To print, not to keep: what is archivable and readable aloud is each letter for itself.
    """
    writer = PdfWriter()
    for paper in papers:
        reader = PdfReader(BytesIO(paper))
        for page in reader.pages:
            writer.add_page(page)
        if len(reader.pages) % 2:
            writer.add_blank_page()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
