"""Two published quarters for the pages: numbers of their own, with nothing in the database behind them."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import product
from typing import Any

from django.test import Client

from kvar.casework.measures.measured import Key
from kvar.casework.measures.registry import MEASURES
from kvar.casework.published.storing import store
from kvar.content.load import load
from tests import factories

SPRING, SUMMER = date(2026, 4, 1), date(2026, 7, 1)
PLACES = tuple(place.id for place in load().organisation.administrations)


def publish(
    numbers: Mapping[str, Mapping[str, int]],
    *quarters: date,
    also: Mapping[tuple[str, str], int] = {},
    kinds: tuple[tuple[str, str], ...] = (("rent_debt", "with_children"),),
) -> None:
    """``numbers``: measure → part → how many in each administration, of each of the ``kinds``, grounds and
    household types. ``also``: (administration, part) → instead."""
    for quarter in quarters or (SPRING, SUMMER):
        counts: dict[str, Counter[Key]] = {measure.id: Counter() for measure in MEASURES}
        for measure, parts in numbers.items():
            for place, (ground, household), (part, n) in product(PLACES, kinds, parts.items()):
                key = Key(quarter, place, ground, household, part)
                counts[measure][key] = also.get((place, part), n)
        assert store(quarter, counts, below=5)


def signed_in(**fields: Any) -> Client:
    client = Client()
    client.force_login(factories.make_user(**fields))
    return client


def cells(table: Mapping[str, Any]) -> list[list[str]]:
    """The texts of a table's body and foot."""
    rows = [*table["rows"], *([table["foot"]] if table.get("foot") else [])]
    return [[str(cell["text"]).replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in rows]
