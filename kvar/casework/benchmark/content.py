"""Figures of the content: loading and checking it, the plan of a case with every section, searching the handbook.

Each stands beside a *limit*: the bare reading of the same YAML, the deadlines of the same case, a plain search for the
same words in the same text. All of it is computing, so it is measured in processor time: what
else the machine does matters less.
"""

import re
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from itertools import cycle, islice
from multiprocessing import get_context
from statistics import median, quantiles
from time import process_time
from typing import Any

from kvar import law
from kvar.content.coverage_file import NAME as COVERAGE
from kvar.content.folder import text_of
from kvar.content.handbook_file import ChapterTold, PassageTold
from kvar.content.handbook_search import SearchIndex, index_of
from kvar.content.load import HERE, check, load
from kvar.content.yaml_text import tree_of

COPIES = {"full": 100, "small": 3}
TIMES, COLD_TIMES = 40, 3
DAY = date(2026, 11, 23)
SHOWN = 50  # snippets that a page shows
# A family, with debt, and a time from Kronofogden: sections 1 and 3, and both checklists.
CASE = {
    "tenure": "rental",
    "ground": "rent_arrears",
    "rent_due_on": "2026-10-30",
    "board_notice_arrived_on": "2026-11-10",
    "board_notice_sent_by": "registered_letter",
    "tenant_served_on": "2026-11-09",
    "enforcement_applied_on": "2026-11-16",
    "eviction_time_notice_arrived_on": "2026-11-20",
    "eviction_at": "2026-12-14T09:00+01:00",
    "children": [{"born_on": "2015-03-01", "lives": "alternating", "source": "tenant"}],
}
QUERIES = (
    "sista dag",
    "betalningsansvar",
    "betalningsanvsar",
    "god man",
    "elskuld",
    "skyddsbedomningen",
    "barn",
    "hur lång tid har vi på oss",
    "delgivning av hyresgästen",
    "ansökan om avhysning",
)
LONG_WORD = re.compile(r"\w{7,}")


def content_figures(profile: str) -> dict[str, Any]:
    """Milliseconds, but for the plan: microseconds. ``copies``: how many handbooks the large one has."""
    copies = COPIES[profile]
    return {
        "load": _cold(load, beside=partial(_bare_yaml, left_out=COVERAGE)),
        "check": _cold(check, beside=_bare_yaml),
        "plan_microseconds": _planning(),
        "search": _searching(1),
        "search_many": {"copies": copies} | _searching(copies),
    }


def _cold(run: Callable[[], object], *, beside: Callable[[], object]) -> dict[str, float]:
    """In fresh processes, because what has been read once is remembered."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        whole = median(pool.map(_seconds, [run] * COLD_TIMES))
        limit = median(pool.map(_seconds, [beside] * COLD_TIMES))
    return {"p50": round(whole * 1_000, 1), "limit_p50": round(limit * 1_000, 1), "ratio": round(whole / limit, 1)}


def _bare_yaml(left_out: str = "") -> None:
    for path in HERE.glob("**/*.yaml"):
        name = path.relative_to(HERE).as_posix()
        if name != left_out:
            tree_of(text_of(path, name=name), name=name)


def _planning() -> dict[str, Any]:
    library = load()
    facts = law.read_case({"facts": CASE}, steps=library.steps, on=DAY)
    rules = library.rules
    whole = _spread(partial(law.plan, facts, rules), TIMES * 5, scale=1_000_000)
    limit = _spread(partial(law.deadlines_of, facts, rules.law), TIMES * 5, scale=1_000_000)["p50"]
    steps = len(law.plan(facts, rules).items)
    return whole | {"limit_p50": limit, "ratio": round(whole["p50"] / limit, 1), "steps": steps}


def _searching(copies: int) -> dict[str, Any]:
    """All queries in turn. The copies have other long words, as another handbook would."""
    passages = _handbooks(copies)
    start = process_time()
    index = index_of(passages)
    built = process_time() - start
    texts = [passage.text.casefold() for _chapter, passage in passages]
    whole = _spread_of([partial(_search, index, query) for query in QUERIES])
    limit = _spread_of([partial(_plain_search, texts, query) for query in QUERIES])["p50"]
    return whole | {
        "limit_p50": limit,
        "ratio": round(whole["p50"] / limit, 1) if limit else None,
        "passages": len(passages),
        "words": len(index.places),
        "index": round(built * 1_000),
    }


def _handbooks(copies: int) -> list[tuple[ChapterTold, PassageTold]]:
    own = list(load().handbook.passages(on=DAY))
    others = [
        (chapter, passage.model_copy(update={"text": LONG_WORD.sub(rf"\g<0>{ending}", passage.text)}))
        for ending in islice(cycle("abcdefghij"), copies - 1)
        for chapter, passage in own
    ]
    return own + others


def _search(index: SearchIndex, query: str) -> None:
    for hit in index.search(query)[:SHOWN]:
        _ = hit.snippet


def _plain_search(texts: list[str], query: str) -> None:
    words = query.casefold().split()
    [number for number, text in enumerate(texts) if all(word in text for word in words)]


def _seconds(run: Callable[[], object]) -> float:
    start = process_time()
    run()
    return process_time() - start


def _spread(run: Callable[[], object], times: int, *, scale: int) -> dict[str, float]:
    run()
    cuts = quantiles([_seconds(run) for _ in range(times)], n=20)
    return {"p50": round(cuts[9] * scale, 1), "p95": round(cuts[18] * scale, 1)}


def _spread_of(runs: list[Callable[[], object]]) -> dict[str, float]:
    """Milliseconds over different runs, each a few times."""
    cuts = quantiles([_seconds(run) for run in runs for _ in range(TIMES // 8)], n=20)
    return {"p50": round(cuts[9] * 1_000, 2), "p95": round(cuts[18] * 1_000, 2)}


def table(figures: dict[str, Any]) -> str:
    """The figures for people to read."""
    plan, many = figures["plan_microseconds"], figures["search_many"]
    rows = [
        ("Läsa in innehållet", figures["load"], "bara YAML"),
        ("Kontrollera innehållet", figures["check"], "bara YAML"),
        ("Söka i handboken", figures["search"], "bara texten"),
        (f"Söka i {many['copies']} handböcker", many, "bara texten"),
        (f"En plan med {plan['steps']} steg (µs)", plan, "bara tiderna"),
    ]
    return "\n".join(
        f"{label:28}{row['p50']:9.1f}{row.get('p95', row['p50']):9.1f}"
        f"   {limit} {row['limit_p50']}, kvot {row['ratio']}"
        for label, row, limit in rows
    )
