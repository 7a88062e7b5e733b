"""Figures of the follow-up on a large city: its pages, publishing a quarter, and the open data, beside bare SQL.

*Vår räkning* counts anew and is set against the same aggregates in hand-written SQL, by month and part. The pages of
the whole city read what has been published: they take the same time however many cases there are.
"""

import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from time import perf_counter
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from kvar.casework.access import ADULT, Actor, actor_of
from kvar.casework.access_table import Role
from kvar.casework.benchmark.bare_published import ANY, WHOLE_CITY, added
from kvar.casework.benchmark.bare_sql import Asked, counted
from kvar.casework.benchmark.multiplying import multiply
from kvar.casework.benchmark.pages import number_of_cases
from kvar.casework.city.acting import Progress
from kvar.casework.city.parameters import CityPlan
from kvar.casework.city.seeding import city_is_there, make_city
from kvar.casework.follow_up_report.open_data import figures
from kvar.casework.measures.measured import Measure
from kvar.casework.measures.registry import GROUPS, HANDLING, MEASURES
from kvar.casework.measures.running import groups_counted_by, running, twelve_months
from kvar.casework.published.publishing import due_on
from kvar.casework.published.quarters import next_quarter, quarter_of
from kvar.casework.published.reading import published_one_by_one, published_quarters
from kvar.casework.published.storing import store_tables
from kvar.casework.published.things import counted_tables
from kvar.content.load import load
from kvar.records.models import PublishedMeasure, PublishedQuarter, User

SEEDED, DAYS, SEED = 2_000, 660, 20_263
WAIT, YEARS, QUARTERS = 200, 5, 405
"""Days since a quarter that is over and due; years that a page looks back; quarters more for a large open data file."""
TIMES = 2
"""How often each is measured; the shortest is told, for the machine is shared."""


def ready_large_city(cases: int, *, today: date, progress: Progress | None, say: Callable[..., Any]) -> None:
    """Some thousand cases in bulk, and copies of them; a city that is there already is measured as it is."""
    if city_is_there():
        return
    seeded = min(SEEDED, cases)
    say(f"Skapar {seeded} ärenden och kopierar dem till {cases}. Staden sparas till nästa gång.")
    make_city(
        CityPlan(cases=seeded, seed=SEED, until=today, open_share=1 / 11, days=DAYS), bulk=True, progress=progress
    )
    multiply(cases // seeded)


def made_and_measured(cases: int, *, today: date, progress: Progress | None, say: Callable[..., Any]) -> dict[str, Any]:
    """The figures of a city of so many cases, which is made first where there is none."""
    ready_large_city(cases, today=today, progress=progress, say=say)
    return follow_up_figures(today=today)


def follow_up_figures(*, today: date) -> dict[str, Any]:
    """Every figure; times are seconds."""
    reader = User.objects.filter(unit=ADULT, role=Role.CASEWORKER).order_by("pk")[0]  # their unit sees every case
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    found = {"cases": number_of_cases(), "own": list(_own_pages(client, actor_of(reader), today))}
    with transaction.atomic():
        found["publishing"] = _publishing(today)
        found["city"] = list(_city_pages(client))
        found["open_data"] = _open_data(actor_of(reader))
        transaction.set_rollback(True)
    return found


def _own_pages(client: Client, actor: Actor, today: date) -> Iterator[dict[str, Any]]:
    """*Vår räkning*, one group after the other: its page, what is counted for it, and the same counts by hand."""
    asked = Asked(*twelve_months(today), today, actor.administration)
    for group in groups_counted_by(actor):
        url = reverse("follow_up:own") + f"?grupp={group.id}"
        page = _best(partial(_get, client, url))
        counting = _best(partial(_count, group.measures, actor, today))
        bare = _best(partial(_count_by_hand, group.measures, asked))
        told = {"group": group.id, "label": str(group.label), "seconds": page, "counting": counting, "bare": bare}
        yield told | {"ratio": counting / bare, "page_ratio": page / bare}


def _count(measures: Iterable[Measure], actor: Actor, today: date) -> None:
    for one in measures:
        running(one, actor=actor, today=today)


def _get(client: Client, url: str) -> None:
    if client.get(url).status_code != 200:
        raise RuntimeError(f"{url} did not answer 200")


def _count_by_hand(measures: Iterable[Measure], asked: Asked) -> None:
    for one in measures:
        counted(one.id, asked)


def _publishing(today: date) -> dict[str, Any]:
    """A whole quarter: reading what is counted, the same counted by hand, and hiding with storing."""
    quarter = quarter_of(today - timedelta(days=WAIT))
    asked = Asked(quarter, next_quarter(quarter), due_on(quarter))
    start = perf_counter()
    tables = counted_tables(MEASURES, first=quarter, until=asked.until, seen_on=asked.seen_on)
    counting, bare = perf_counter() - start, _seconds(partial(_count_by_hand, MEASURES, asked))
    ids, below = [measure.id for measure in MEASURES], load().organisation.switches.suppress_below
    hiding = _seconds(partial(store_tables, quarter, tables, measures=ids, below=below))
    return {"counting": counting, "bare": bare, "ratio": counting / bare, "hiding": hiding}


def _city_pages(client: Client) -> Iterator[dict[str, Any]]:
    """The pages of what is published, with the quarter just stored standing in for five years of them."""
    _repeat(YEARS * 4 - 1)
    overview = reverse("follow_up:overview")
    asked = [(str(one.label), f"{overview}?grupp={one.id}", one.measures, WHOLE_CITY) for one in GROUPS]
    for label, url, measures, places in [*asked, ("Likvärdighet", reverse("follow_up:equal_treatment"), HANDLING, ANY)]:
        page, bare = _best(partial(_get, client, url)), _best(partial(added, [one.id for one in measures], places))
        yield {"label": label, "seconds": page, "bare": bare, "ratio": page / bare}


def _repeat(times: int) -> None:
    """The one published quarter once more for each quarter before it."""
    newest = PublishedQuarter.objects.order_by("first_day")[0]
    measures, first = list(newest.measures.all()), newest.first_day
    for _number in range(times):
        first = quarter_of(first - timedelta(days=1))
        row = PublishedQuarter.objects.create(
            first_day=first, suppress_below=newest.suppress_below, published_at=newest.published_at
        )
        copies = [PublishedMeasure(quarter=row, measure=one.measure, cells=one.cells) for one in measures]
        PublishedMeasure.objects.bulk_create(copies)


def _open_data(actor: Actor) -> list[dict[str, Any]]:
    """The open data file in pieces: how many rows, how long, and the most memory that Python holds meanwhile."""
    found = []
    for quarters in (0, QUARTERS):
        _repeat(quarters)
        every = published_quarters()
        tracemalloc.start()
        start = perf_counter()
        rows = sum(piece.count("\r\n") for piece in figures(published_one_by_one(actor, every[0], every[-1])))
        seconds, peak = perf_counter() - start, tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        found.append({"quarters": len(every), "rows": rows, "seconds": seconds, "megabytes": peak / 2**20})
    return found


def _best(run: Callable[[], object]) -> float:
    return min(_seconds(run) for _time in range(TIMES))


def _seconds(run: Callable[[], object]) -> float:
    start = perf_counter()
    run()
    return perf_counter() - start


def table(report: dict[str, Any]) -> str:
    """The figures for people to read."""
    lines = [f"Uppföljningen, {report['cases']} ärenden"]
    lines.append(f"{'':34}{'s':>8}{'räkna':>8}{'bara SQL':>10}{'kvot':>6}{'sidans':>8}")
    for one in report["own"]:
        times = f"{one['seconds']:8.3f}{one['counting']:8.3f}{one['bare']:10.3f}"
        lines.append(f"{'Vår räkning: ' + one['label']:34}{times}{one['ratio']:6.1f}{one['page_ratio']:8.1f}")
    made = report["publishing"]
    lines.append(f"{'Räkna ett kvartal':34}{'':8}{made['counting']:8.3f}{made['bare']:10.3f}{made['ratio']:6.1f}")
    lines.append(f"{'Dölja och spara det':34}{made['hiding']:8.3f}")
    for one in report["city"]:
        times = f"{one['seconds']:8.3f}{'':8}{one['bare']:10.3f}"
        lines.append(f"{'Uppföljning: ' + one['label']:34}{times}{'':6}{one['ratio']:8.1f}")
    for one in report["open_data"]:
        words = f"Öppna data, {one['rows']} rader"
        lines.append(f"{words:34}{one['seconds']:8.3f}  högst {one['megabytes']:.1f} MB")
    return "\n".join(lines)
