"""The legal frame as a table: old and new paragraphs, as they stood on the day that is read."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from kvar.content.cited import FrameRow
from kvar.content.load import load
from kvar.web.handbook.reader import Reader
from kvar.web.ui.wording import day as spoken


def frame_table(rows: Iterable[FrameRow], reader: Reader) -> dict[str, Any]:
    """Old and new paragraphs; what has no counterpart, or nobody has read, is said in words."""
    names = (_("Det gäller"), _("Före"), _("Då") if reader.kept else _("Nu"), _("Från"), _("Vad som är nytt"))
    columns = [{"text": text} for text in names]
    told = (_as_told(row, reader) for row in rows)
    return {
        "caption": _("Gamla och nya paragrafer"),
        "columns": columns,
        "rows": [[*_cells(row)] for row in told if row],
    }


def _as_told(row: FrameRow, reader: Reader) -> FrameRow | None:
    """Before a change its older paragraph applies, and nothing is new. Today what is to come is told too."""
    if not reader.kept or (row.after and load().source(row.after).in_force_on(reader.day)):
        return row
    if row.before is None or not load().source(row.before).in_force_on(reader.day):
        return None
    return row.model_copy(update={"before": None, "after": row.before, "changed_on": None, "told": ""})


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
