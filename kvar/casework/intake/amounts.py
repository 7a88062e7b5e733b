"""What a notice claims when its own blank for the sum is empty: the sum of the rents on its rows."""

from collections.abc import Mapping
from typing import Any

from kvar.records.models import Notice

SUM_BLANKS = ("total", "amount")


def sum_of_rows(fields: Mapping[str, Any]) -> int | None:
    """Öre. None where the rows are not known, a row has no amount, or a sum that stands there cannot be read."""
    stated = [fields.get(name) or {} for name in SUM_BLANKS]
    if any(one.get("state") == "illegible" or one.get("value") is not None for one in stated):
        return None
    told = fields.get("rent_amounts") or {}
    amounts = [row.get("amount") for row in told.get("value") or ()]
    return sum(amounts) if amounts and None not in amounts else None


def amount_is_sum_of_rows(notice: Notice) -> bool:
    """Is the amount of the notice our sum of its rows, and nothing that the paper states as a sum?"""
    return notice.amount is not None and notice.amount == sum_of_rows(notice.fields)
