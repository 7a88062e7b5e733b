from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from kvar import law
from kvar.law.known import KNOWN_DAYS
from kvar.law.periods import Unit
from tests.law.build import ROOT, facts, law_rows, notice, read_yaml, the_law

ROW = {"from": date(2000, 1, 1), "length": 3, "unit": "weeks", "source": "jb-12-44", "paragraph": "44 §"} | {
    "last_checked": date(2026, 11, 22)
}
ENTRY: dict[str, Any] = {
    "rule": "R04",
    "label": "Frist",
    "actor": "hyresgästen",
    "consequence": "Något händer.",
    "chosen_by": ["rent_due_on", "board_notice_arrived_on"],
    "rolls": True,
    "rolls_source": "lbt-2",
    "rows": [ROW],
}


def with_rows(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"frist": ENTRY | {"rows": [ROW | row for row in rows]}}


def test_a_row_applies_from_its_day_until_the_next_one_starts() -> None:
    value = law.law_values(with_rows({}, {"from": date(2010, 1, 1), "length": 4})).value("frist")
    assert value.on(date(2000, 1, 1)).period.number == 3
    assert value.on(date(2009, 12, 31)).period.number == 3
    assert value.on(date(2010, 1, 1)).period.number == 4
    assert value.on(date(2009, 12, 31)).until == date(2009, 12, 31)


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2011, 1, 1)])
def test_asking_outside_the_rows_is_refused_with_name_and_day(day: date) -> None:
    value = law.law_values(with_rows({"until": date(2010, 12, 31)})).value("frist")
    assert value.on(date(2010, 12, 31))
    with pytest.raises(law.NotInForce) as refused:
        value.on(day)
    assert (refused.value.name, refused.value.date) == ("frist", day)


@pytest.mark.parametrize(
    ("rows", "number", "words"),
    [
        ([{"until": date(2010, 1, 1)}, {"from": date(2010, 1, 1)}], 0, "överlappar"),
        ([{}, {}], 0, "slutar innan"),
        ([{"until": date(2009, 12, 30)}, {"from": date(2010, 1, 1)}], 0, "glapp"),
        ([{"from": date(2010, 1, 1)}, {}], 0, "slutar innan"),
        ([{"until": date(1999, 1, 1)}], 0, "slutar innan"),
        ([{"unit": "fortnights"}], 0, "unit"),
        ([{}, {"from": date(2010, 1, 1), "length": 0}], 1, "length"),
        ([{"from": "2010-01-01"}], 0, "datum"),
        ([{"lenght": 3}], 0, "okänd"),
    ],
)
def test_a_wrong_row_is_refused_and_named(rows: list[dict[str, Any]], number: int, words: str) -> None:
    with pytest.raises(law.LawValueRefused, match=words) as refused:
        law.law_values(with_rows(*rows))
    assert (refused.value.name, refused.value.row) == ("frist", number)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"chosen_by": ["today"]}, "chosen_by"),
        ({"chosen_by": []}, "chosen_by"),
        ({"rows": []}, "Minst en rad"),
        ({"waits": "passed"}, "väntetid"),
        ({"waits": True}, "waits"),
        ({"rolls": "sometimes"}, "rolls"),
        ({"colour": "red"}, "okänd"),
    ],
)
def test_a_wrong_value_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(law.LawValueRefused, match=words) as refused:
        law.law_values({"frist": ENTRY | change})
    assert refused.value.row is None


@pytest.mark.parametrize("key", ["rule", "rolls", "chosen_by", "rows"])
def test_a_missing_key_is_refused(key: str) -> None:
    entry = deepcopy(ENTRY)
    del entry[key]
    with pytest.raises(law.LawValueRefused, match=f"{key} saknas"):
        law.law_values({"frist": entry})


@pytest.mark.parametrize("links", [{"lbt-2": ""}, {"jb-12-44": ""}])
def test_a_source_that_nobody_has_listed_is_refused(links: dict[str, str]) -> None:
    with pytest.raises(law.LawValueRefused, match="finns inte i sources"):
        law.law_values({"frist": ENTRY}, links)


def test_the_first_known_fact_chooses_the_row() -> None:
    value = law.law_values(with_rows({}, {"from": date(2010, 1, 1), "length": 4})).value("frist")
    arrived = notice(arrived_on=date(2010, 1, 15))
    due_before = notice(arrived_on=date(2010, 1, 15), rent_due_on=date(2009, 12, 31))
    assert value.row_for(facts(arrived), arrived).length_name == "four_weeks"
    assert value.row_for(facts(due_before), due_before).length_name == "three_weeks"


def test_the_newest_row_is_cited_while_no_choosing_fact_is_known() -> None:
    value = law.law_values(with_rows({}, {"from": date(2010, 1, 1), "length": 4})).value("frist")
    silent = notice(arrived_on=None)
    assert value.row_for(facts(silent), silent) is value.rows[-1]


def test_every_row_of_ours_has_a_source_and_a_day_it_was_checked_on() -> None:
    links = {row["id"]: row["link"] for row in read_yaml(ROOT / "kvar/content/sources.yaml")["sources"]}
    rows = [row for value in the_law().values.values() for row in value.rows]
    assert {row.source for row in rows} <= set(links)
    assert min(row.last_checked for row in rows) >= date(2026, 1, 1)
    unread = [row for row in rows if row.from_ < date(1993, 7, 1)]
    assert unread
    assert not any(row.checked and row.start_checked for row in unread)


def test_our_values_are_read_as_they_are_written() -> None:
    links = {row["id"]: row["link"] for row in read_yaml(ROOT / "kvar/content/sources.yaml")["sources"]}
    written, read = law_rows(), law.law_values(law_rows(), links)
    rolls = {True: law.Rolls.YES, False: law.Rolls.NO, "unsettled": law.Rolls.UNSETTLED}
    for name, entry in written.items():
        value = read.value(name)
        texts = [value.rule, value.label, value.actor, value.consequence, value.rolls_source]
        assert texts == [entry[key] for key in ("rule", "label", "actor", "consequence", "rolls_source")]
        assert (value.name, value.chosen_by, value.rolls) == (name, tuple(entry["chosen_by"]), rolls[entry["rolls"]])
        assert (value.waits, value.clock) == (entry.get("waits"), entry.get("clock", False))
        for row, told in zip(value.rows, entry["rows"], strict=True):
            assert row.timing == told.get("when")
            assert row.length_name == told.get("when", row.period and row.period.name)
            assert (row.from_, row.source, row.paragraph) == (told["from"], told["source"], told["paragraph"])
            assert (row.last_checked, row.link) == (told["last_checked"], links[told["source"]])
            assert (row.checked, row.start_checked) == (told.get("checked", True), told.get("start_checked", True))
            assert row.period is None or (row.period.number, row.period.unit) == (told["length"], told["unit"])


def test_a_source_without_an_address_has_none() -> None:
    assert [row.link for row in law.law_values({"frist": ENTRY}).value("frist").rows] == [""]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"rows": []}, "frist: Minst en rad behövs."),
        ({"rolls": "sometimes"}, "frist: rolls ska vara true, false eller unsettled."),
        ({"waits": "passed"}, "frist: En väntetid (waits) flyttas aldrig till nästa arbetsdag (rolls)."),
        ({"waits": "long"}, "frist: waits ska vara ett av: reached, passed."),
        ({"colour": "red"}, "frist: Nyckeln colour är okänd. Kontrollera stavningen."),
        ({"chosen_by": []}, f"frist: chosen_by ska vara en lista av: {', '.join(sorted(KNOWN_DAYS))}."),
    ],
)
def test_a_refusal_says_of_what_and_why(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(law.LawValueRefused) as refused:
        law.law_values({"frist": ENTRY | change})
    assert str(refused.value) == sentence


TIMINGS = (
    "when står ensamt, utan length och unit, och är ett av: at_once, same_day, without_delay, before_termination, "
    "as_soon_as_possible, no_time_stated, until_first_instance_decision."
)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"when": "at_once"}, TIMINGS),
        ({"when": "at_once", "unit": None}, TIMINGS),
        ({"when": "at_once", "length": None}, TIMINGS),
        ({"when": "soon", "length": None, "unit": None}, TIMINGS),
        ({"length": None}, "Nyckeln length saknas."),
        ({"unit": None}, "Nyckeln unit saknas."),
        ({"source": None}, "Nyckeln source saknas."),
        ({"length": 0}, "length ska vara ett heltal som är minst 1."),
        ({"unit": "fortnights"}, f"unit kan inte vara fortnights. Välj bland {', '.join(Unit)}."),
        ({"until": "snart"}, "snart ska vara ett datum, till exempel 2025-07-01."),
        ({"last_checked": "nyss"}, "nyss ska vara ett datum, till exempel 2025-07-01."),
        ({"until": date(1990, 1, 1)}, "Raden slutar innan den börjar, eller ligger i fel ordning."),
    ],
)
def test_a_refused_row_is_named_by_its_number(row: dict[str, Any], sentence: str) -> None:
    second = {key: value for key, value in ({"from": date(2010, 1, 1)} | row).items() if value is not None}
    entry = with_rows({}, second)
    for key in (key for key, value in row.items() if value is None):
        entry["frist"]["rows"][1].pop(key, None)
    with pytest.raises(law.LawValueRefused) as refused:
        law.law_values(entry)
    assert (str(refused.value), refused.value.name, refused.value.row) == (f"frist, rad 2: {sentence}", "frist", 1)


@pytest.mark.parametrize(
    ("until", "fault"),
    [(date(2010, 1, 1), "överlappar nästa rad"), (date(2009, 12, 30), "lämnar ett glapp före nästa rad")],
)
def test_rows_that_do_not_join_are_refused_in_words(until: date, fault: str) -> None:
    with pytest.raises(law.LawValueRefused) as refused:
        law.law_values(with_rows({"until": until}, {"from": date(2010, 1, 1)}))
    assert (refused.value.sentence, refused.value.row) == (
        f"Raden {fault}. Ändra until till dagen före nästa rads from.",
        0,
    )


def test_a_row_may_apply_for_one_day() -> None:
    value = law.law_values(with_rows({"until": ROW["from"]})).value("frist")
    assert value.on(date(2000, 1, 1)).until == date(2000, 1, 1)


def test_a_source_that_nobody_has_written_down_is_refused_by_value_and_row() -> None:
    known = {"jb-12-44": "", "lbt-2": ""}
    for entry, row, id in (
        (with_rows({}, {"from": date(2010, 1, 1), "source": "jb-0"}), 1, "jb-0"),
        ({"frist": ENTRY | {"rolls_source": "lbt-0"}}, None, "lbt-0"),
    ):
        with pytest.raises(law.LawValueRefused) as refused:
            law.law_values(entry, known)
        told = (refused.value.name, refused.value.row, refused.value.sentence)
        assert told == ("frist", row, f"Källan {id} finns inte i sources.yaml.")


def test_every_rule_has_its_value() -> None:
    assert set(the_law().values) >= law.VALUES_NEEDED
