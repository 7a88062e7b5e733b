"""The legal frame as a table: old and new paragraphs, as they stood on the day that is read."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from kvar.content.cited import FrameRow
from kvar.content.load import load
from kvar.web.handbook.reader import Reader
from kvar.web.ui.wording import day as spoken


def frame_table(rows: Iterable[FrameRow], reader: Reader) -> dict[str, Any]:
    """Old and new paragraphs; of another day those that applied. What nobody has read is said in words."""
    if reader.kept:
        caption, names = _("Paragrafer"), (_("Det gäller"), _("Paragraf"))
        cells = [[{"text": row.topic, "head": True}, _source_cell(id)] for row, id in _applied(rows, reader)]
    else:
        caption = _("Gamla och nya paragrafer")
        names = (_("Det gäller"), _("Före"), _("Nu"), _("Från"), _("Vad som är nytt"))
        cells = [[*_cells(row)] for row in rows]
    return {"caption": caption, "columns": [{"text": text} for text in names], "rows": cells}


def _applied(rows: Iterable[FrameRow], reader: Reader) -> Iterator[tuple[FrameRow, str]]:
    """The newest paragraph of each row that was in force that day; a row without one is left out."""
    for row in rows:
        found = (id for id in (row.after, row.before) if id and load().source(id).in_force_on(reader.day))
        if id := next(found, None):
            yield row, id


def _cells(row: FrameRow) -> Iterator[dict[str, Any]]:
    yield {"text": row.topic, "head": True}
    yield _source_cell(row.before)
    yield _source_cell(row.after)
    yield {"text": spoken(row.changed_on) if row.changed_on else _("inte läst")}
    yield {"text": row.told}


def _source_cell(id: str | None) -> dict[str, Any]:
    if id is None:
        return {"text": _("ingen, eller inte läst")}
    source = load().source(id)
    return {"text": source.paragraph, "url": source.link}
