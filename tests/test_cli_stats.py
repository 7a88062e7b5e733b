"""``kvar stats``: a view of what is published, and words when there is nothing."""

import json
from datetime import date

import pytest

from kvar.casework.follow_up_report.values import Told, told
from kvar.casework.measures.measured import ALL, UNKNOWN, Key, Kind, Measure, Part
from kvar.casework.published.reading import published, published_quarters
from kvar.casework.published.storing import store
from kvar.cli import main
from tests import factories

pytestmark = pytest.mark.django_db
YEAR = ["--from", "2026-01-01", "--to", "2026-12-31"]
FIRST, SECOND = date(2026, 1, 1), date(2026, 4, 1)


def publish(quarter: date, *, by_part: dict[str, int], measure: str = "incoming_by_code") -> None:
    keys = {
        Key(quarter, place, "rent_debt", "unknown", part): n
        for place in ("centrum", "hisingen")
        for part, n in by_part.items()
    }
    assert store(quarter, {measure: keys}, below=5)


def asked(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, object]:
    assert main(["stats", *YEAR, "--json", *options]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_shape_is_that_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    publish(FIRST, by_part={"rent_debt": 20})
    found = asked(capsys)
    assert list(found) == ["from", "to", "by", "measures"]
    assert (found["from"], found["to"], found["by"]) == ("2026-01-01", "2026-12-31", "administration")
    [measure] = found["measures"]  # type: ignore[misc]
    assert list(measure) == ["id", "label", "definition", "unit", "groups"]
    assert measure["groups"][0] == {"id": "centrum", "n": 20, "value": 20, "suppressed": False}
    assert [group["id"] for group in measure["groups"]] == ["centrum", "hisingen", "nordost", "sydvast"]
    assert measure["groups"][2]["n"] == 0


@pytest.mark.parametrize(
    ("by", "ids"),
    [
        ("ground", ["rent_debt", "utilities", "unlawful_sublet", "disturbance", "unknown"]),
        ("household", ["with_children", "without_children", "unknown"]),
        ("quarter", ["2026-01-01", "2026-04-01"]),
    ],
)
def test_it_is_shown_by_each_dimension(by: str, ids: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    publish(FIRST, by_part={"rent_debt": 20})
    publish(SECOND, by_part={"rent_debt": 30})
    [measure] = asked(capsys, "--by", by)["measures"]  # type: ignore[misc]
    assert [group["id"] for group in measure["groups"]] == ids
    assert sum(group["n"] for group in measure["groups"]) == 100


def test_a_hidden_number_is_null(capsys: pytest.CaptureFixture[str]) -> None:
    publish(FIRST, by_part={"rent_debt": 3})
    [measure] = asked(capsys)["measures"]  # type: ignore[misc]
    assert measure["groups"][0] == {"id": "centrum", "n": None, "value": None, "suppressed": True}
    assert main(["stats", *YEAR]) == 0
    assert "centrum                    –       –" in capsys.readouterr().out


def test_only_whole_quarters_inside_the_period_count(capsys: pytest.CaptureFixture[str]) -> None:
    publish(FIRST, by_part={"rent_debt": 20})
    publish(SECOND, by_part={"rent_debt": 30})
    assert main(["stats", "--from", "2026-01-02", "--to", "2026-06-30", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["measures"][0]["groups"][0]["n"] == 30


def test_what_is_due_is_published_first(capsys: pytest.CaptureFixture[str]) -> None:
    for _number in range(5):
        factories.make_case_with_notice(arrived_on=date(2026, 9, 1), today=date(2026, 9, 1))
    assert published_quarters() == ()
    assert asked(capsys)["measures"] and published_quarters() == (date(2026, 7, 1),)


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (["2026-01-02", "2026-03-31"], "Perioden rymmer inget helt kvartal"),
        (["2024-01-01", "2024-12-31"], "Inget av periodens kvartal är publicerat"),
    ],
)
def test_without_a_quarter_the_answer_is_no_and_says_which_there_are(
    period: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(SECOND, by_part={"rent_debt": 20})
    assert main(["stats", "--from", period[0], "--to", period[1], "--json"]) == 1
    shown = capsys.readouterr()
    assert said in shown.err and "2026 kvartal 2" in shown.err and shown.out == ""


def test_with_nothing_published_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", *YEAR]) == 1
    assert "Inget kvartal är publicerat ännu" in capsys.readouterr().err


@pytest.mark.parametrize("period", [["2026-13-01", "2026-12-31"], ["2026-12-31", "2026-01-01"], ["igår", "2026-12-31"]])
def test_bad_dates_are_wrong_use(period: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(["stats", "--from", period[0], "--to", period[1]])
    except SystemExit as stopped:
        code = stopped.code  # type: ignore[assignment]
    assert code == 2 and capsys.readouterr().err


def measure_of(kind: Kind) -> Measure:
    parts = (Part("yes", "ja"), Part("no", "nej"), Part(UNKNOWN, "inte känt"))
    return Measure(id="one", label="", kind=kind, answers=parts, definition="", find=lambda *_days: None, source="")  # type: ignore[arg-type, return-value]


def test_a_share_is_of_those_known_and_a_time_of_all() -> None:
    publish(FIRST, by_part={"yes": 30, "no": 10, UNKNOWN: 20}, measure="one")
    assert told(published(FIRST, FIRST), measure_of(Kind.SHARE)) == Told(120, 0.75, False)
    publish(SECOND, by_part={"after_0": 10, "after_7": 20, "after_14": 10, "open_90": 20}, measure="one")
    assert told(published(SECOND, SECOND), measure_of(Kind.TIME), administration="centrum") == Told(60, 0.5, False)


def test_a_share_of_nobody_is_no_number_and_not_hidden() -> None:
    publish(FIRST, by_part={UNKNOWN: 20}, measure="one")
    read = published(FIRST, FIRST)
    assert told(read, measure_of(Kind.SHARE)) == Told(40, None, False)
    assert told(read, measure_of(Kind.SHARE), administration="nordost") == Told(0, None, False)
    assert read.sum("one", administration=ALL).shown == 40
