"""Open data: exactly what is published, row by row, and nothing else."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product

import pytest

from kvar.casework.errors import Unseen
from kvar.casework.follow_up_report import open_data
from kvar.casework.follow_up_report.open_data import EVERY, figures, words
from kvar.casework.measures.dimensions import GROUNDS, HOUSEHOLD_TYPES
from kvar.casework.measures.measured import ALL, Part
from kvar.casework.measures.registry import MEASURES
from kvar.casework.published.reading import Published, published, published_one_by_one
from kvar.casework.published.tables import Place, is_too_fine
from tests import factories
from tests.web.follow_up.published import PLACES, SPRING, SUMMER, publish

pytestmark = pytest.mark.django_db
CODES = {"incoming_by_code": {"rent_debt": 40, "disturbance": 20}, "homes_kept": {"yes": 9, "no": 7, "unknown": 2}}
SMALL = {("centrum", "disturbance"): 3}


def read(pieces: Iterable[str]) -> list[dict[str, str]]:
    """As a program reads the file: utf-8-sig, by its heads."""
    text = "".join(pieces).encode().decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(keepends=True)))


def rows_of(whole: Published) -> dict[tuple[str, ...], tuple[str, str]]:
    found = {}
    for row in read(figures(map(whole.quarter, whole.quarters))):
        key = tuple(row[name] for name in open_data.HEADS[:-2])
        assert key not in found
        found[key] = (row["n"], row["hidden"])
    return found


def test_every_row_is_what_is_published_and_every_number_has_a_row() -> None:
    publish(CODES, SPRING)
    publish(CODES, SUMMER, also=SMALL)
    whole = published(SPRING, SUMMER)
    rows, seen = rows_of(whole), 0
    for quarter, measure in product(whole.quarters, MEASURES):
        for place in _places(measure.parts):
            figure = whole.quarter(quarter).sum(measure.id, **place)
            key = (quarter.isoformat(), measure.id, *(one or EVERY for one in place.values()))
            if is_too_fine(Place(**place)):
                assert key not in rows, key
                continue
            n, mark = rows.get(key, ("0", "0"))
            assert (n, mark) == (("", "1") if figure.hidden else (str(figure.least), "0")), key
            seen += key in rows
    assert seen == len(rows) and any(mark == "1" for _n, mark in rows.values())


def _places(parts: tuple[Part, ...]) -> Iterator[dict[str, str]]:
    dimensions = (PLACES, *([part.id for part in each] for each in (GROUNDS, HOUSEHOLD_TYPES, parts)))
    for place in product(*([ALL, *ids] for ids in dimensions)):
        yield dict(zip(("administration", "ground", "household", "part"), place, strict=True))


def test_a_hidden_number_is_nowhere_in_the_file() -> None:
    publish({"incoming_by_code": {"rent_debt": 4000, "disturbance": 777}}, SUMMER, also={("centrum", "disturbance"): 3})
    rows = rows_of(published(SUMMER, SUMMER))
    key = (SUMMER.isoformat(), "incoming_by_code", "centrum", EVERY, EVERY, "disturbance")
    assert rows[key] == ("", "1") and "3" not in {n for n, _mark in rows.values()}


def test_a_measure_with_nothing_to_count_has_a_row_that_says_zero() -> None:
    publish(CODES, SUMMER)
    key = (SUMMER.isoformat(), "payments_missed", EVERY, EVERY, EVERY, EVERY)
    assert rows_of(published(SUMMER, SUMMER))[key] == ("0", "0")


def test_the_file_begins_with_one_mark_and_its_lines_end_as_the_standard_says() -> None:
    publish(CODES, SUMMER)
    whole = "".join(figures([published(SUMMER, SUMMER)])).encode()
    assert whole.startswith(b"\xef\xbb\xbfquarter,measure,") and whole.count(b"\xef\xbb\xbf") == 1
    assert whole.count(b"\n") == whole.count(b"\r\n") and whole.endswith(b"\r\n")


def test_one_quarter_at_a_time_is_read() -> None:
    """Given twelve quarters / when the file is read / then no quarter is fetched before the one before it is told."""
    publish(CODES, SPRING, SUMMER)
    fetched: list[date] = []

    def one_by_one() -> Iterator[Published]:
        for one in published_one_by_one(factories.make_actor(), SPRING, SUMMER):
            fetched.extend(one.quarters)
            yield one

    pieces = figures(one_by_one())
    for piece in pieces:
        if piece.startswith(SPRING.isoformat()):
            assert fetched == [SPRING]
    assert fetched == [SPRING, SUMMER]


def test_a_role_without_follow_up_is_refused_before_the_first_line() -> None:
    publish(CODES, SUMMER)
    with pytest.raises(Unseen):
        published_one_by_one(factories.make_actor(role="log_reviewer"), SPRING, SUMMER)


def test_the_dictionary_has_every_word_of_the_figures() -> None:
    publish(CODES, SPRING, SUMMER)
    told = read(words())
    known = {(row["column"], row["id"]) for row in told}
    parts = {row["id"]: row["parts"] for row in told if row["column"] == "measure"}
    for row in read(figures([published(SPRING, SUMMER)])):
        for column in ("measure", "administration", "ground", "household"):
            assert (column, row[column]) in known
        assert row["part"] == EVERY or f"{row['part']}: " in parts[row["measure"]]


def test_the_dictionary_is_made_of_the_definitions() -> None:
    told = {row["id"]: row for row in read(words()) if row["column"] == "measure"}
    assert list(told) == [measure.id for measure in MEASURES]
    for measure in MEASURES:
        row = told[measure.id]
        assert (row["label"], row["definition"]) == (str(measure.label), measure.definition)
        assert row["source"] == str(measure.source) and row["unit"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1"])
def test_no_text_is_a_formula(text: str) -> None:
    assert next(csv.reader([open_data._written((text,))]))[0].startswith("'")
