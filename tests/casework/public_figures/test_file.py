"""A file of public figures: all ways to write the same, and each thing that is wrong told with its line."""

import pytest

from kvar.casework.public_figures import file as reading
from kvar.casework.public_figures.file import FileRefused, read_figures
from kvar.content.load import load
from tests.casework.public_figures.files import GOOD, HEADING, file_of
from tests.harness.environment import PROJECT

LINE = "2024;;Göteborg;executed;229;"


def problems(content: bytes) -> tuple[str, ...]:
    with pytest.raises(FileRefused) as refused:
        read_figures(content)
    return refused.value.problems


def test_a_file_is_read_with_its_source_and_day() -> None:
    found = read_figures(GOOD.encode())
    assert (found.source, str(found.on)) == ("Kronofogden, statistik", "2026-02-20")
    assert [(row.year, row.half, row.area, row.value) for row in found.rows] == [
        (2024, 0, "Göteborg", "229"),
        (2025, 1, "Riket", "1845"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        GOOD.replace("Kronofogden, statistik", '"Kronofogden, statistik"').replace(";", ",").encode(),
        GOOD.replace("\n", "\n\n").encode(),
        (GOOD + ";;;;;\n").encode(),
        GOOD.replace("source;Kronofogden, statistik", "source;Kronofogden, statistik;;;;").encode(),
    ],
    ids=["mark", "windows", "old-mac", "comma", "empty-lines", "empty-cells", "padded"],
)
def test_the_same_file_is_read_however_it_was_saved(content: bytes) -> None:
    assert read_figures(content) == read_figures(GOOD.encode())


def test_columns_may_stand_in_another_order() -> None:
    [row] = read_figures(file_of(";229;executed;Göteborg;;2024", heading="note;value;measure;area;half;year")).rows
    assert (row.value, row.area) == ("229", "Göteborg")


@pytest.mark.parametrize(
    "line, sentence",
    [
        ("24;;Göteborg;executed;229;", "Rad 2: year är inget år"),
        ("٢٠٢٤;;Göteborg;executed;229;", "Rad 2: year är inget år"),
        ("2024;3;Göteborg;executed;229;", "Rad 2: half ska vara 1 eller 2"),
        ("2024;;;executed;229;", "Rad 2: area är tomt"),
        ("2024;;Göteborg;vräkta;229;", "Rad 2: measure ska vara något av executed"),
        ("2024;;Göteborg;executed;många;", "Rad 2: value är inget tal"),
        ("2024;;Göteborg;executed;;", "Rad 2: value är inget tal"),
        ("2024;;Göteborg;executed;-3;", "Rad 2: value är inget tal"),
        ("2024;;Göteborg;executed;2,5;", "Rad 2: value är inget tal"),
        ("2024;;Göteborg;executed;5–1;", "Rad 2: value är inget tal"),
        ("2024;;Göteborg;executed;99999999;", "Rad 2: value är inget tal"),
        ("2024;;Göteborg;inhabitants;0;", "Rad 2: value är inget tal"),
        ("2024;;Göteborg;inhabitants;1–5;", "Rad 2: value är inget tal"),
        ("2024;;=1+1;executed;229;", "Rad 2: ”=1+1” börjar som en formel"),
        ("2024;;Göteborg;executed;229;@SUM(A1)", "Rad 2: ”@SUM(A1)” börjar som en formel"),
        (f"2024;;{'Å' * 81};executed;229;", "är längre än 80 tecken"),
        ("2024;;Göteborg;executed;229", "Rad 2: har 5 fält, rubrikraden har 6"),
        ("2024;;Göteborg;executed;229;a;b", "Rad 2: har 7 fält, rubrikraden har 6"),
        ('2024;;Göteborg;executed;229;"utan slut', "Rad 2: ett citattecken saknar sitt par"),
        ("2024;;Göteborg;executed;229;a\x00b", "Rad 2 har ett tecken som inte syns"),
        ("2024;;Göteborg;executed;229;a\u202eb", "Rad 2 har ett tecken som inte syns"),
        ("2024;;Göteborg;executed;229;" + "a" * 1000, "Rad 2 är längre än 1000 tecken"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(line: str, sentence: str) -> None:
    assert sentence in problems(file_of(line))[0]


def test_every_wrong_line_is_told_at_once() -> None:
    assert [one.split(":")[0] for one in problems(file_of("x;;;;;", LINE, "y;;;;;"))] == ["Rad 2", "Rad 4"]


def test_the_same_figure_twice_is_refused_whatever_the_letters() -> None:
    assert "Rad 3: samma år, område och mått" in problems(file_of(LINE, LINE.replace("Göteborg", "GÖTEBORG")))[0]


def test_small_numbers_stay_as_published_and_only_the_key_figure_has_decimals() -> None:
    lines = ("2024;;Malmö;children;1-5;", "2024;;Malmö;children_per_100000;6.5;", "2024;;Malmö;executed;007;")
    assert [row.value for row in read_figures(file_of(*lines)).rows] == ["1–5", "6,5", "7"]


@pytest.mark.parametrize(
    "content, sentence",
    [
        (b"", "Filen är tom"),
        (b"\n\n ; ;\n", "Filen är tom"),
        (HEADING.encode(), "inga siffror"),
        (b"source;KFM\n", "saknar rubrikrad"),
        (b"a;b\n1;2\n", "Rad 1 ska vara rubrikraden"),
        ((HEADING + ";note\n").encode(), "Rad 1 ska vara rubrikraden"),
        (b"source;A\nsource;B\n", "Rad 2 ska ha ett enda värde"),
        (b"source;=cmd\n" + file_of(LINE), "Rad 1: ”=cmd” börjar som en formel"),
        ((b"date;igar\n" + file_of(LINE)), "Rad 1: datumet går inte att läsa"),
        (file_of(LINE, "2024;;Malm\xf6;executed;1;").decode().encode("latin-1"), "går inte att läsa som UTF-8"),
        (GOOD.encode("utf-16"), "går inte att läsa som UTF-8"),
        (b"PK\x03\x04\x00\x00", "tecken som inte syns"),
        (b"x" * 1_000_001, "större än 1 MB"),
        (file_of(*["x"] * 5_001), "fler än 5000 rader"),
    ],
)
def test_a_file_that_is_none_is_refused(content: bytes, sentence: str) -> None:
    assert sentence in problems(content)[0]


def test_the_line_that_is_no_utf_8_is_named() -> None:
    assert "Rad 3 " in problems(file_of(LINE) + b"2024;;Malm\xf6;executed;1;\n")[0]


def test_without_the_limit_a_long_line_would_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The protection switched off."""
    monkeypatch.setattr(reading, "LONGEST_LINE", 10_000)
    assert "längre än 300 tecken" in problems(file_of(LINE + "a" * 2_000))[0]


def test_the_sample_file_of_the_guide_is_read() -> None:
    found = read_figures((PROJECT / "docs/how-to/kronofogdens-siffror.csv").read_bytes())
    assert found.source and found.on and all(row.note for row in found.rows)
    assert any(load().organisation.municipality.startswith(row.area) for row in found.rows)
