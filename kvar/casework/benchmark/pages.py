"""Figures, not tests: how long pages and acts take on a large synthetic city, beside what the database alone needs.

The pages run through the real middleware in this process. The *limit* of a page is the same rows fetched with bare SQL
and no template: the page's own SELECTs, sent again one after the other.
"""

import os
import platform
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from random import Random
from statistics import quantiles
from time import perf_counter
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kvar import law
from kvar.casework.access import actor_of
from kvar.casework.access_table import Role
from kvar.casework.benchmark.content import content_figures
from kvar.casework.benchmark.content import table as content_table
from kvar.casework.benchmark.country import law_figures
from kvar.casework.benchmark.country import table as country_table
from kvar.casework.benchmark.letters import letter_figures
from kvar.casework.benchmark.letters import table as letter_table
from kvar.casework.benchmark.matching import matching_figures
from kvar.casework.benchmark.matching import table as matching_table
from kvar.casework.benchmark.nights import night_figures
from kvar.casework.benchmark.nights import table as night_table
from kvar.casework.city.acting import Progress
from kvar.casework.city.homes import draw_home
from kvar.casework.city.numbers import Birthdays
from kvar.casework.city.papers import first_paper
from kvar.casework.city.parameters import CityPlan
from kvar.casework.city.seeding import city_is_there, make_city
from kvar.casework.facts import facts_of, with_everything
from kvar.casework.intake import registering
from kvar.casework.told import NoticeTold
from kvar.content.load import load
from kvar.records.models import Case, JournalEntry, OpenStep, User

SIZES = {"full": (5_000, 50_000), "small": (100, 1_000)}  # open, closed
READER = "sara.lindh@hisingen.example"
TIMES, CASES_PLANNED = 40, 300
SEED = 20_261


def ready_city(profile: str, *, today: date, progress: Progress | None, say: Callable[..., Any]) -> None:
    """Make the city of a profile in an empty database; a city that is there already is measured as it is."""
    if city_is_there():
        return
    still_open, closed = SIZES[profile]
    total = still_open + closed
    say(f"Skapar en stad med {still_open} öppna och {closed} stängda ärenden. Den sparas till nästa gång.")
    plan = CityPlan(cases=total, seed=SEED, until=today, open_share=still_open / total, days=660)
    make_city(plan, bulk=True, progress=progress)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def made_and_measured(
    profile: str, *, today: date, progress: Progress | None, say: Callable[..., Any]
) -> dict[str, Any]:
    """The figures of the profile's city, which is made first where there is none."""
    ready_city(profile, today=today, progress=progress, say=say)
    return measured(profile, today=today)


def measured(profile: str, *, today: date) -> dict[str, Any]:
    """Every figure, as one JSON document. Times are milliseconds unless the name says otherwise."""
    reader = User.objects.get(email=READER)
    client, lead = _signed_in(reader), _signed_in(_head_of(reader))
    return {
        "machine": _machine(),
        "rows": _rows(),
        "pages": [
            _page("my_day_own", "Min dag, mina steg", client, _same(reverse("worklist:my_day"))),
            _page("my_day_unit", "Min dag, hela enheten", client, _same(reverse("worklist:my_day") + "?visa=enheten")),
            _page("situation", "Läget", lead, _same(reverse("situation:page"))),
            _page("case", "Ärendet", client, _case_pages(reader)),
        ],
        "registration": _registration(reader, today),
        "matching": matching_figures(profile, reader=reader, today=today),
        "plan_microseconds": _planning(),
        "night": night_figures(today=today),
        "law": law_figures(profile),
        "content": content_figures(profile),
        "letters": letter_figures(profile),
    }


def _signed_in(user: User) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _head_of(reader: User) -> User:
    """Whoever leads the reader's unit."""
    place = {"administration": reader.administration, "unit": reader.unit}
    return User.objects.filter(role=Role.UNIT_HEAD, **place).order_by("pk")[0]


def _machine() -> dict[str, Any]:
    version = connection.pg_version if connection.vendor == "postgresql" else None  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version" if version else "SELECT sqlite_version()")
        (database,) = cursor.fetchone()
    return {
        "database": f"{connection.vendor} {database}",
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
    }


def number_of_cases() -> int:
    """All of them, open and closed."""
    return Case.objects.count()


def _rows() -> dict[str, int]:
    return {
        "open_cases": Case.objects.filter(closed_on=None).count(),
        "closed_cases": Case.objects.exclude(closed_on=None).count(),
        "open_steps": OpenStep.objects.count(),
        "journal_entries": JournalEntry.objects.count(),
    }


def _same(url: str) -> Iterator[str]:
    while True:
        yield url


def _case_pages(reader: User) -> Iterator[str]:
    """Open cases of the reader's administration, one after the other."""
    cases = Case.objects.filter(administration=reader.administration, closed_on=None, household__protected=False)
    found = list(cases.order_by("reference").values_list("pk", flat=True)[: TIMES + 5])
    while True:
        for case in found:
            yield reverse("case:page", args=[case])


def _page(name: str, label: str, client: Client, urls: Iterator[str]) -> dict[str, Any]:
    """A page's server time, its queries, and the limit."""
    for _ in range(3):
        _get(client, next(urls))
    seconds = [_timed(partial(_get, client, next(urls))) for _ in range(TIMES)]
    with CaptureQueriesContext(connection) as captured:
        body = _get(client, next(urls))
    selects = [row["sql"] for row in captured.captured_queries if row["sql"].startswith("SELECT")]
    alone = [_timed(partial(_fetch, selects)) for _ in range(TIMES)]
    figures = _spread(seconds)
    limit = _spread(alone)["p50"]
    return {"id": name, "label": label, **figures, "queries": len(captured), "kilobytes": len(body) // 1024} | {
        "limit_p50": limit,
        "ratio": round(figures["p50"] / limit, 1),
    }


def _get(client: Client, url: str) -> bytes:
    response = client.get(url)
    if response.status_code != 200:
        raise RuntimeError(f"{url} answered {response.status_code}")
    return response.content


def _fetch(selects: list[str]) -> int:
    """The same rows, by bare SQL."""
    with connection.cursor() as cursor:
        return sum(len(cursor.execute(sql).fetchall()) for sql in selects)


def _timed(run: Callable[[], object]) -> float:
    start = perf_counter()
    run()
    return perf_counter() - start


def _spread(seconds: list[float], *, scale: int = 1_000) -> dict[str, float]:
    """p50 and p95, in thousandths of a second unless ``scale`` says otherwise."""
    cuts = quantiles(seconds, n=20)
    return {"p50": round(cuts[9] * scale, 2), "p95": round(cuts[18] * scale, 2)}


def _registration(reader: User, today: date) -> dict[str, Any]:
    """The act of taking in a notice in a new case, commit included. Adds as many cases as it measures."""
    chance, birthdays = Random(SEED), Birthdays()
    papers: list[NoticeTold] = []
    while len(papers) < TIMES:
        drawn = draw_home(chance, birthdays, until=today)
        if drawn.paper == "rent" and not drawn.protected:
            papers.append(first_paper(drawn, arrived_on=today, chance=chance))
    by = actor_of(reader)
    seconds = [_timed(partial(registering.take_in_notice, told=told, by=by, today=today)) for told in papers]
    return {"label": "Registrera en underrättelse"} | _spread(seconds)


def _planning() -> dict[str, Any]:
    """The pure computation of one case's plan, in microseconds, facts already read."""
    cases = with_everything(Case.objects.filter(closed_on=None).order_by("reference")[:CASES_PLANNED])
    facts, rules = [facts_of(case) for case in cases], load().rules
    return _spread([_timed(partial(law.plan, one, rules)) for one in facts], scale=1_000_000)


def table(report: dict[str, Any]) -> str:
    """The figures for people to read."""
    rows, machine = report["rows"], report["machine"]
    lines = [
        f"{machine['database']}, Python {machine['python']}, {machine['system']}, {machine['cores']} kärnor",
        f"{rows['open_cases']} öppna och {rows['closed_cases']} stängda ärenden, {rows['open_steps']} öppna steg, "
        f"{rows['journal_entries']} journalanteckningar",
        "",
        f"{'':28}{'p50 ms':>9}{'p95 ms':>9}{'frågor':>8}{'bara SQL':>10}{'kvot':>6}",
    ]
    for page in report["pages"]:
        times = f"{page['p50']:9.1f}{page['p95']:9.1f}{page['queries']:8}{page['limit_p50']:10.1f}{page['ratio']:6.1f}"
        lines.append(f"{page['label']:28}{times}")
    act, plan = report["registration"], report["plan_microseconds"]
    lines.append(f"{act['label']:28}{act['p50']:9.1f}{act['p95']:9.1f}")
    lines.append(f"{'Räkna ut en plan (µs)':28}{plan['p50']:9.0f}{plan['p95']:9.0f}")
    lines.append(night_table(report["night"]))
    tables = (matching_table(report["matching"]), country_table(report["law"]), content_table(report["content"]))
    return "\n".join([*lines, *tables, letter_table(report["letters"])])
