"""Published numbers in the tables of a page."""

from datetime import date
from typing import Any

from django.utils.functional import Promise

from kvar.casework.published.tabled import Tabled, TableRow
from kvar.casework.published.words import number, quarter_words


def table_shown(table: Tabled, *, caption: str) -> dict[str, Any]:
    """What ``ui/components/table.html`` shows: the parts down, the sums last."""
    heads = [{"text": ""}, *({"text": head_shown(head), "number": True} for head in table.heads)]
    body = [_row(row) for row in table.rows[:-1] if any(one.least or one.hidden for one in row.figures)]
    return {"caption": caption, "columns": heads, "rows": body, "foot": _row(table.whole)}


def _row(row: TableRow) -> list[dict[str, Any]]:
    return [{"text": row.label, "head": True}, *({"text": number(one), "number": True} for one in row.figures)]


def head_shown(head: date | str | Promise) -> str:
    """A quarter, or the name of a place."""
    return quarter_words(head) if isinstance(head, date) else str(head)
