"""Figures of the letters: one cold and warm, many at once, and beside it the same letter made in other ways."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from kvar.casework.benchmark.letter_ways import cost_of, most_used, others_there, seconds_of
from kvar.casework.benchmark.worst_letters import longest_letters
from kvar.casework.letters.examples import example_draft
from kvar.paper.letter import LetterPaper
from kvar.paper.pdf import MOST_MEGABYTES, MOST_SECONDS

EXAMPLE = {"letter": "informationsbrev_hyra", "story": "sista-dagen-saker", "language": "sv"}
COUNT = {"full": 1_000, "small": 50}
CORES, TIMES, COLD_TIMES = 2, 40, 3
NAMES = {"weasyprint": "WeasyPrint", "libreoffice": "LibreOffice från DOCX"}
_WORST = {"hostile": "Fientligt brev", "longest": "Längsta brevet"}


def letter_figures(profile: str) -> dict[str, Any]:
    """Milliseconds for one letter; seconds and megabytes for the batch. A way that is not installed is None."""
    paper = example_draft(**EXAMPLE).paper
    if paper is None:
        raise RuntimeError("the example has an empty blank")
    own = _one("own", paper, times=TIMES)
    beside = {way: _one(way, paper, times=COLD_TIMES) if there else None for way, there in others_there().items()}
    for found in filter(None, beside.values()):
        found["ratio"] = round(found["warm"] / own["warm"], 1)
    return {
        "draft": _drafting(),
        "own": own,
        "worst": {name: _worst(found) for name, found in longest_letters().items()},
        "beside": beside,
        "batch": _batch(paper, COUNT[profile]),
    }


def _worst(paper: LetterPaper) -> dict[str, float]:
    """In a process of its own, with all that it has to read: what somebody waits for, and what the server must have."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        seconds, megabytes = pool.submit(cost_of, paper).result()
    return {"seconds": round(seconds, 2), "megabytes": megabytes}


def _drafting() -> float:
    """Facts and text into the words of the letter, before anything is typeset."""
    start = perf_counter()
    for _ in range(TIMES):
        example_draft(**EXAMPLE)
    return round((perf_counter() - start) / TIMES * 1_000, 2)


def _one(way: str, paper: LetterPaper, *, times: int) -> dict[str, float]:
    """``cold``: the first of a fresh process, with what it has to read; ``warm``: those after it."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        first = median(pool.submit(seconds_of, way, paper, 1).result()[0] for _ in range(COLD_TIMES))
        later = pool.submit(seconds_of, way, paper, times + 1).result()[1:]
    cuts = quantiles(later, n=20)
    told = {"cold": first, "warm": median(later), "warm_p95": cuts[18]}
    return {name: round(seconds * 1_000, 1) for name, seconds in told.items()}


def _batch(paper: LetterPaper, count: int) -> dict[str, Any]:
    """As many letters to different people, by two processes, their start counted."""
    papers = [replace(paper, recipient=(f"Mottagare {number}", *paper.recipient[1:])) for number in range(count)]
    start = perf_counter()
    with ProcessPoolExecutor(CORES, mp_context=get_context("spawn")) as pool:
        peaks = list(pool.map(most_used, papers, chunksize=25))
    seconds = perf_counter() - start
    return {
        "letters": count,
        "cores": CORES,
        "seconds": round(seconds, 1),
        "a_second": round(count / seconds),
        "megabytes_a_process": max(peaks),
    }


def table(figures: dict[str, Any]) -> str:
    """The figures for people to read."""
    own, batch = figures["own"], figures["batch"]
    lines = [
        _row("Ett brev som PDF", own) + f", orden {figures['draft']}",
        f"{batch['letters']} brev, {batch['cores']} processer (s){'':6}{batch['seconds']:9.1f}"
        f"   {batch['a_second']} i sekunden, högst {batch['megabytes_a_process']} MB per process",
    ]
    lines += [
        f"{f'{_WORST[name]}, ensamt (s)':28}{found['seconds']:9.2f}   högst {MOST_SECONDS} s, "
        f"minne {found['megabytes']} MB av högst {MOST_MEGABYTES} MB"
        for name, found in figures["worst"].items()
    ]
    return "\n".join([*lines, *(_beside(NAMES[way], found) for way, found in figures["beside"].items())])


def _beside(name: str, found: dict[str, float] | None) -> str:
    if found is None:
        return f"  {name:26}{'–':>9}   är inte installerat här och inte mätt"
    return _row(f"  {name}", found) + f", {found['ratio']} gånger vår tid"


def _row(label: str, found: dict[str, float]) -> str:
    return f"{label:28}{found['warm']:9.1f}{found['warm_p95']:9.1f}   kallt {found['cold']:.0f}"
