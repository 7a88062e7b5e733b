"""The days around the end of a time: named days off, the roll day by day, the answer, and every other reading."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvar import law
from kvar.casework.deadlines.strip import Look, StripDay, strip_of
from kvar.content.load import load

DAY = timedelta(days=1)
RENT = {"tenure": "rental", "ground": "rent_arrears", "board_notice_sent_by": "letter"}
THE_MONTH_BEFORE_CHRISTMAS = {"tenant_served_on": "2026-12-03", "board_notice_arrived_on": "2026-11-27"}
FEE = {
    "tenure": "condominium",
    "ground": "fee_arrears",
    "board_notice_sent_by": "letter",
    "tenant_served_on": "2026-11-06",
    "board_notice_arrived_on": "2026-11-03",
}
WITHIN = date(2026, 11, 16)


def deadline(id: str, **facts: object) -> law.Deadline:
    found = law.deadlines_of(law.read_facts(facts), load().law)
    return next(row for row in found if row.id == id)


def strip(id: str, **facts: object) -> tuple[StripDay, ...]:
    return strip_of(deadline(id, **facts))


def written(days: tuple[StripDay, ...]) -> list[str]:
    """``…18 22`` for a day after 18 left out, ``24 julafton: flyttas`` for a named and marked one."""
    return [
        f"{f'…{one.skipped} ' if one.skipped else ''}{one.day.day}"
        f"{f' {one.off}' if one.off else ''}{': ' if one.marks else ''}{', '.join(one.marks)}"
        for one in days
    ]


def test_a_roll_is_shown_day_by_day_with_the_days_off_named() -> None:
    assert written(strip("recovery_period", **RENT, **THE_MONTH_BEFORE_CHRISTMAS)) == [
        "3: räknas härifrån",
        "…18 22",
        "23",
        "24 julafton: tiden slutar här, flyttas",
        "25 juldagen: flyttas",
        "26 annandag jul: flyttas",
        "27 söndag: flyttas",
        "28: sista dag",
        "29",
        "30",
    ]


def test_without_a_roll_a_few_days_are_enough() -> None:
    shown = strip("recovery_period", **RENT, tenant_served_on="2026-11-06", board_notice_arrived_on="2026-11-03")
    assert written(shown) == [
        "6: räknas härifrån",
        "…18 25",
        "26",
        "27: sista dag",
        "28 lördag",
        "29 söndag",
    ]
    assert [one.look for one in shown if one.marks] == [Look.START, Look.ANSWER]


def test_a_wait_says_from_when_and_starts_where_the_time_to_pay_ends() -> None:
    shown = written(strip("eviction_order_bar", **RENT, **THE_MONTH_BEFORE_CHRISTMAS))
    counted = ["28: räknas härifrån", "29: vardag 1", "30: vardag 2, väntetiden slutar", "31 nyårsafton: tidigast"]
    assert shown[:4] == counted


def test_vardagar_give_both_readings_of_saturday() -> None:
    shown = strip("premises_rent_delay", tenure="premises", ground="rent_arrears", rent_due_on="2026-12-23")
    assert written(shown) == [
        "23: räknas härifrån",
        "24 julafton: vardag 1 – om lördag räknas",
        "25 juldagen",
        "26 annandag jul",
        "27 söndag",
        "28: vardag 1 – om lördag inte räknas, vardag 2 – om lördag räknas, "
        "sista dag om lördag och de tre aftnarna räknas som vardag",
        "29: vardag 2 – om lördag inte räknas, sista dag om lördag och de tre aftnarna inte räknas som vardag",
        "30",
    ]


def test_where_saturday_makes_no_difference_it_is_not_asked() -> None:
    shown = strip("premises_rent_delay", tenure="premises", ground="rent_arrears", rent_due_on="2026-11-30")
    assert [one.marks for one in shown if one.marks] == [("räknas härifrån",), ("vardag 1",), ("vardag 2", "sista dag")]


def test_where_saturday_is_settled_every_vardag_has_one_number() -> None:
    shown = strip("eviction_order_bar_condominium", **FEE, saturday_is_working_day=False)
    assert written(shown)[:7] == [
        "27: räknas härifrån",
        "28 lördag",
        "29 söndag",
        "30: vardag 1",
        "1: vardag 2",
        "2: vardag 3, tidigast",
        "3",
    ]


def test_while_the_service_is_unknown_the_known_event_is_the_earliest_start() -> None:
    shown = written(strip("recovery_period", **RENT, board_notice_arrived_on="2026-11-03"))
    assert shown[0] == "3: meddelandet kom till nämnden, räknas tidigast härifrån"
    assert shown[-3] == "24: tidigast möjliga dag, så länge något är okänt"
    known = strip("recovery_period", **RENT, board_notice_arrived_on="2026-11-03")
    assert known[0].look is Look.START


def test_the_wait_after_an_unknown_time_starts_at_its_earliest_end() -> None:
    shown = written(strip("eviction_order_bar", **RENT, board_notice_arrived_on="2026-11-03"))
    assert shown[0] == "24: räknas tidigast härifrån" and shown[1] == "25: vardag 1"


def test_today_is_shown_when_it_is_inside() -> None:
    found = deadline("recovery_period", **RENT, tenant_served_on="2026-11-06", board_notice_arrived_on="2026-11-03")
    assert [one.marks for one in strip_of(found, today=WITHIN) if one.day == WITHIN] == [("idag",)]
    assert "27: idag, sista dag" in written(strip_of(found, today=date(2026, 11, 27)))
    for outside in (date(2026, 11, 5), date(2026, 11, 30)):
        assert strip_of(found, today=outside) == strip_of(found)


def test_what_was_done_is_marked_on_its_day() -> None:
    paid = strip("recovery_period", **RENT, **THE_MONTH_BEFORE_CHRISTMAS, paid_on="2027-01-08")
    assert written(paid)[-1].endswith("8: betald")


def test_the_day_to_work_to_is_the_one_that_stands_out() -> None:
    unsettled = strip("rent_delay", **RENT, rent_due_on="2026-10-31")
    assert [one.day for one in unsettled if one.look is Look.ANSWER] == [date(2026, 11, 7)]


def test_a_day_that_nobody_can_be_sure_of_is_never_marked_as_the_last() -> None:
    shown = strip("recovery_period", **RENT, board_notice_arrived_on="2026-11-20")
    assert shown[-3].marks == ("tidigast möjliga dag, så länge något är okänt",)
    assert {one.look for one in shown if one.look is Look.ANSWER} == {Look.ANSWER}
    unsettled = written(strip("rent_delay", **RENT, rent_due_on="2026-10-31"))
    assert "7 lördag: tiden slutar här, sista dag om dagen inte flyttas trots att den är ledig" in unsettled
    assert "9: sista dag om dagen flyttas till nästa arbetsdag" in unsettled


def test_another_tenants_reading_is_marked_on_its_own_day() -> None:
    facts = {"tenant_served_on": "2026-12-01", "cotenants_served_on": ["2026-12-08"]}
    shown = strip("recovery_period", **RENT, **facts, board_notice_arrived_on="2026-11-27")
    other = next(one for one in shown if one.day == date(2026, 12, 29))
    assert other.marks == ("sista dag räknat från en annan hyresgästs delgivning",) and other.look is Look.READING


def test_the_same_day_is_the_same_day_even_when_it_is_off() -> None:
    shown = strip("enforcement_confirmation", ground="enforcement", eviction_time_notice_arrived_on="2026-11-21")
    assert "21 lördag: sista dag" in written(shown)


def test_a_target_is_no_last_day_for_anybody() -> None:
    shown = strip("eviction_target", ground="enforcement", enforcement_documents_complete_on="2026-11-20")
    assert [one.marks for one in shown if one.look is Look.ANSWER] == [("målet",)]


@pytest.mark.parametrize(
    ("id", "facts"),
    [
        ("rent_delay", {**RENT, **THE_MONTH_BEFORE_CHRISTMAS}),
        ("recovery_period", {**RENT, **THE_MONTH_BEFORE_CHRISTMAS, "board_notice_valid": False}),
        ("recovery_period_premises", {**RENT, **THE_MONTH_BEFORE_CHRISTMAS}),
        ("investigation_opening", {**RENT, **THE_MONTH_BEFORE_CHRISTMAS}),
    ],
    ids=["nothing to count from", "not started", "not for this home", "a duty without days"],
)
def test_without_a_day_there_is_nothing_to_show(id: str, facts: dict[str, object]) -> None:
    assert strip(id, **facts) == ()


DAYS = st.one_of(st.none(), st.dates(date(1985, 1, 1), date(2046, 12, 31)))
NAMES = ("tenant_served_on", "board_notice_posted_on", "board_notice_arrived_on", "rent_due_on", "tenant_heard_on")
FACTS = st.fixed_dictionaries(
    {name: DAYS for name in (*NAMES, "enforcement_documents_complete_on", "child_report_arrived_on", "last_entry_on")}
    | {
        "tenure": st.sampled_from([None, *law.Tenure]),
        "ground": st.sampled_from([None, *law.Ground]),
        "board_notice_sent_by": st.sampled_from([None, *law.SentBy]),
        "cotenants_served_on": st.lists(DAYS, max_size=2),
    }
)


@given(FACTS)
def test_whatever_the_facts_the_days_are_in_order_named_and_hold_the_day_to_work_to(facts: dict[str, object]) -> None:
    for row in law.deadlines_of(law.read_facts(facts), load().law):
        shown = strip_of(row)
        days = [one.day for one in shown]
        assert days == sorted(set(days))
        assert bool(days) == bool(row.last_day or row.earliest_day or row.alternatives)
        assert all(bool(one.off) == bool(law.why_day_off(one.day)) for one in shown)
        assert all(
            later.skipped == (later.day - one.day).days - 1 for one, later in zip(shown, shown[1:], strict=False)
        )
        if row.act_by:
            assert [one.marks for one in shown if one.day == row.act_by] != [()]
