"""Published numbers in words and tables: what is hidden is never a zero, and a sum with holes is *minst*."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kvar.casework.published.reading import Figure
from kvar.casework.published.tabled import Tabled, TableRow
from kvar.web.ui.wording import MONTHS, SHORT_MONTHS

NOT_SHOWN = "–"


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


def number(figure: Figure) -> str:
    """The number; *minst* where some of it is hidden, and a dash where all of it is."""
    if not figure.hidden:
        return whole_number(figure.least)
    return _("minst %s") % whole_number(figure.least) if figure.least else NOT_SHOWN


def whole_number(count: int) -> str:
    """ "12 450", with spaces that do not break."""
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")


def percent(share: float | None) -> str:
    """ "78 %"; one decimal below one and above 99, so that few are not none and nearly all not all."""
    if share is None:
        return NOT_SHOWN
    near_an_end = 0 < share < 0.01 or 0.99 < share < 1
    said = f"{share * 100:.1f}".replace(".", ",") if near_an_end else f"{share * 100:.0f}"
    return f"{said}\N{NO-BREAK SPACE}%"


def quarter_words(quarter: date) -> str:
    """ "jan–mars 2026"."""
    return f"{_(SHORT_MONTHS[quarter.month - 1])}–{_(SHORT_MONTHS[quarter.month + 1])} {quarter.year}"


def period_words(quarters: Iterable[date]) -> str:
    """ "januari 2025–september 2026", from the first month of the first quarter to the last of the last."""
    days = list(quarters)
    first, last = days[0], days[-1]
    begins, ends = _(MONTHS[first.month - 1]), f"{_(MONTHS[last.month + 1])} {last.year}"
    return f"{begins}–{ends}" if first.year == last.year else f"{begins} {first.year}–{ends}"


def month_words(month: date) -> str:
    """ "nov 2026"."""
    return f"{_(SHORT_MONTHS[month.month - 1])} {month.year}"
