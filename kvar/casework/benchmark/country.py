"""Figures of the law floor: the deadlines of one case, and of as many cases as a whole country has, on every core.

The *limit* is the bare day arithmetic of the same deadlines: where each period ends and whether that day is off, with
no status, no reasons and no sources.
"""

import os
import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import partial
from itertools import repeat
from multiprocessing import get_context
from random import Random
from statistics import quantiles
from time import perf_counter
from typing import Any

from kvar import law
from kvar.content.load import load

COUNTRY = {"full": 1_000_000, "small": 10_000}
SEED, ONE_BY_ONE = 20_261, 2_000
FIRST_DAY, DAYS = date(2018, 1, 1), 3_300  # both Social Services Acts, and times with and without a rule
TENURES = [*["rental"] * 7, "condominium", "premises", "private_let"]
GROUNDS = {
    "rental": "rent_arrears",
    "condominium": "fee_arrears",
    "premises": "rent_arrears",
    "private_let": "rent_arrears",
}
OTHER_GROUNDS = ["disturbance", "serious_disturbance", "electricity_debt", "gas_debt", "district_heating_debt"]


def law_figures(profile: str) -> dict[str, Any]:
    """``one_case_microseconds`` with its limit, and ``country``: cases, deadlines, seconds, megabytes a process."""
    return {"one_case_microseconds": _one_case(), "country": _country(COUNTRY[profile])}


def drawn_facts(chance: Random) -> law.Facts:
    """One synthetic case: three in four about unpaid rent, some with Kronofogden, some with a child report."""
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    tenure = chance.choice(TENURES)
    later = partial(_later, chance, day)
    told: dict[str, Any] = {"tenure": tenure, "ground": GROUNDS[tenure], "board_notice_arrived_on": day}
    if chance.random() < 0.15:
        told |= {"ground": chance.choice(OTHER_GROUNDS), "consumer_served_on": later(5)}
    told |= {"rent_due_on": day - timedelta(days=chance.randrange(8, 60)), "tenant_served_on": later(10)}
    told |= {"board_notice_sent_by": chance.choice([None, *law.SentBy]), "paid_on": later(40)}
    if chance.random() < 0.3:
        told |= _at_enforcement(later)
    if chance.random() < 0.15:
        told |= {"child_report_arrived_on": later(30), "child_decision_on": later(60), "feedback_asked_on": later(40)}
        told |= {"child_investigation_opened_on": later(60), "favourable_decision_on": later(90)}
    told |= {"last_entry_on": later(400), "lease_ends_on": later(200), "landlord_knew_on": later(60)}
    return law.read_facts(told)


def _at_enforcement(later: Any) -> dict[str, Any]:
    return {
        "demand_served_on": later(30),
        "order_given_on": later(50),
        "enforcement_applied_on": later(50),
        "enforcement_documents_complete_on": later(60),
        "tenant_heard_on": later(65),
        "eviction_time_notice_arrived_on": later(80),
        "evicted_on": later(120),
    }


def _later(chance: Random, day: date, within: int) -> date | None:
    """A day soon after; every third is not known."""
    return day + timedelta(days=chance.randrange(within)) if chance.random() < 2 / 3 else None


def _one_case() -> dict[str, float]:
    chance, values = Random(SEED), load().law
    cases = [drawn_facts(chance) for _ in range(ONE_BY_ONE)]
    whole = quantiles([_timed(partial(law.deadlines_of, facts, values)) for facts in cases], n=20)
    bare = quantiles([_timed(partial(_arithmetic, _counted(facts, values))) for facts in cases], n=20)
    figures = {"p50": whole[9], "p95": whole[18], "limit_p50": bare[9]}
    return {name: round(seconds * 1_000_000, 1) for name, seconds in figures.items()} | {
        "ratio": round(whole[9] / bare[9], 1)
    }


def _counted(facts: law.Facts, values: law.LawValues) -> list[tuple[law.Period, date]]:
    """What there is to count in a case: each deadline's period and start."""
    rows = [(row, values.value(row.id).rows[-1].period) for row in law.deadlines_of(facts, values)]
    return [(period, row.starts_on) for row, period in rows if period and row.starts_on]


def _arithmetic(counted: list[tuple[law.Period, date]]) -> list[date]:
    return [law.next_working_day(law.ends_on(period, start)) for period, start in counted]


def _timed(run: Any) -> float:
    start = perf_counter()
    run()
    return perf_counter() - start


def _country(cases: int) -> dict[str, Any]:
    workers = os.cpu_count() or 1
    shares = [cases // workers + (number < cases % workers) for number in range(workers)]
    start = perf_counter()
    # Fresh processes: what is measured is not what this one happened to have in memory.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        parts = list(pool.map(_share, range(workers), shares, repeat(SEED)))
    return {
        "cases": cases,
        "deadlines": sum(part["deadlines"] for part in parts),
        "rules": len({rule for part in parts for rule in part["rules"]}),
        "processes": workers,
        "seconds": round(perf_counter() - start, 1),
        "seconds_computing": round(max(part["seconds"] for part in parts), 1),
        "megabytes_a_process": max(part["megabytes"] for part in parts),
    }


def _share(number: int, cases: int, seed: int) -> dict[str, Any]:
    """One process's part. Drawing the synthetic facts is in the wall time, not in ``seconds``."""
    chance, values = Random(seed + number), load().law
    rules: set[str] = set()
    computing, found = 0.0, 0
    for _ in range(cases):
        facts = drawn_facts(chance)
        start = perf_counter()
        deadlines = law.deadlines_of(facts, values)
        computing += perf_counter() - start
        found += len(deadlines)
        rules.update(row.rule for row in deadlines if row.status is not law.Status.NOT_APPLICABLE)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = used // (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return {"seconds": computing, "deadlines": found, "rules": rules, "megabytes": megabytes}


def table(figures: dict[str, Any]) -> str:
    """The figures for people to read."""
    one, country = figures["one_case_microseconds"], figures["country"]
    return "\n".join(
        [
            f"{'Räkna ett ärendes tider (µs)':28}{one['p50']:9.0f}{one['p95']:9.0f}"
            f"   bara dagarna {one['limit_p50']:.0f} µs, kvot {one['ratio']}",
            f"Hela landet: {country['cases']} ärenden, {country['rules']} regler, {country['deadlines']} svar på "
            f"{country['seconds']} s ({country['seconds_computing']} s räknande) i {country['processes']} processer, "
            f"{country['megabytes_a_process']} MB i varje",
        ]
    )
