"""A query whose order is relied upon must say its order: random ids make any other order a coincidence."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import QuerySet
from django.db.models.lookups import Exact

GUARDED = ("first", "last", "__getitem__")


def _conditions(node: Any) -> Iterator[Any]:
    """The lookups that every row of the query must meet."""
    if getattr(node, "connector", "AND") == "AND" and not getattr(node, "negated", False):
        for child in getattr(node, "children", [node]):
            yield from _conditions(child) if hasattr(child, "children") else [child]


def _at_most_one_row(query: Any) -> bool:
    lookups = [lookup for lookup in _conditions(query.where) if isinstance(lookup, Exact)]
    targets = [getattr(lookup.lhs, "target", None) for lookup in lookups]
    return any(target is not None and target.unique and target.model is query.model for target in targets)


def relies_on_no_order(rows: QuerySet[Any]) -> bool:
    """Is this one of our tables, read in an order that nobody has chosen?"""
    ours = rows.model._meta.app_label == "records" and rows._result_cache is None
    return ours and not rows.ordered and not rows.query.is_empty() and not _at_most_one_row(rows.query)


def refuse_chance_order(patch: pytest.MonkeyPatch) -> None:
    for name in GUARDED:
        real = getattr(QuerySet, name)

        def guarded(self: QuerySet[Any], *arguments: Any, _real: Any = real, _name: str = name) -> Any:
            if relies_on_no_order(self):
                pytest.fail(f"{self.model.__name__}: {_name} on a query without order_by")
            return _real(self, *arguments)

        patch.setattr(QuerySet, name, guarded)
