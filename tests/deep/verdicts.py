"""What became of the mutants, and whether that is good enough."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.law.written import read_yaml

LIMIT = 0.95
SURVIVORS = Path(__file__).parent / "survivors.yaml"
KILLED = ("dödad", "hann inte klart")
VERDICTS = {1: "dödad", 3: "dödad", 0: "överlevde", 5: "utan prov", 33: "utan prov"}
HEAD = """\
# Mutation testing of the law floor

Written by `python -m tests.deep.mutation --write`; `make test-deep` runs the same and fails when fewer than 95 % of the
mutants are killed, or when one survives that is not explained below.

mutmut changes one thing at a time in a copy of `kvar/law` – a number, a comparison, a word, an argument – and runs the
tests of `tests/law` that reach it. A mutant is *killed* when a test fails, *out of time* when it never ends. It changes
functions, decorated ones too (the copy has `f = condition(f)` for `@condition`); it does not change tables and
constants outside functions, type annotations, or the fields of classes.

| module | mutants | killed | out of time | survived | caught |
|---|---|---|---|---|---|
{table}

## The survivors

Each is a change that no test can tell from the original, with the reason.
"""
OUT_OF_TIME = {36, 24, -24, 152, -9}  # an endless loop is noticed too


@dataclass(frozen=True)
class Mutant:
    """One change in one function: the lines that ``was`` there and what they ``becomes``."""

    function: str
    verdict: str
    was: str
    becomes: str

    @property
    def change(self) -> tuple[str, str, str]:
        return (self.function, self.was, self.becomes)


def verdict_of(exit_code: int) -> str:
    """What pytest's or mutmut's exit code says."""
    return "hann inte klart" if exit_code in OUT_OF_TIME else VERDICTS.get(exit_code, "oklar")


def survivors_of(mutants: Iterable[Mutant]) -> list[Mutant]:
    return [mutant for mutant in mutants if mutant.verdict not in KILLED]


def explained() -> dict[tuple[str, str, str], str]:
    """Every survivor that somebody has explained, with why no test can tell it from the original."""
    groups: list[dict[str, Any]] = read_yaml(SURVIVORS) or []
    return {
        (row["function"], row.get("was") or "", row.get("becomes") or ""): group["why"]
        for group in groups
        for row in group["mutants"]
    }


def faults_in(mutants: list[Mutant], *, whole: bool) -> list[str]:
    """What is wrong, in sentences; nothing when enough are killed and every survivor is explained.

    ``whole``: every mutant was tried, so the share counts, and so does an explanation of what no longer survives.
    """
    known, survivors = explained(), survivors_of(mutants)
    faults = [
        f"{mutant.function}: {mutant.verdict}\n  - {mutant.was}\n  + {mutant.becomes}"
        for mutant in survivors
        if mutant.change not in known
    ]
    if whole:
        left = known.keys() - {mutant.change for mutant in survivors}
        faults += [f"Förklarad i {SURVIVORS.name} men överlever inte: {' | '.join(change)}" for change in sorted(left)]
        share = 1 - len(survivors) / len(mutants)
        faults += [f"Bara {share:.1%} är dödade; gränsen är {LIMIT:.0%}."] if share < LIMIT else []
    return faults


def page(mutants: list[Mutant]) -> str:
    """docs/reference/mutation.md: the figures, and every survivor with its reason."""
    modules: dict[str, Counter[str]] = {}
    for mutant in mutants:
        module = ".".join(part for part in mutant.function.split(".")[2:-1] if part.islower())
        modules.setdefault(module, Counter())[mutant.verdict] += 1
    rows = [(f"`{module}`", counts) for module, counts in sorted(modules.items())]
    total = sum(modules.values(), Counter[str]())
    table = "\n".join(_row(name, counts) for name, counts in [*rows, ("**all**", total)])
    return HEAD.format(table=table) + _survivors_in_words(mutants)


def _row(name: str, counts: Counter[str]) -> str:
    caught = sum(counts[verdict] for verdict in KILLED)
    number = counts.total()
    return (
        f"| {name} | {number} | {counts[KILLED[0]]} | {counts[KILLED[1]]} | {number - caught} | {caught / number:.1%} |"
    )


def _survivors_in_words(mutants: list[Mutant]) -> str:
    known, told = explained(), ""
    for why in dict.fromkeys(known.values()):
        told += f"\n**{why}**\n\n"
        for mutant in survivors_of(mutants):
            if known.get(mutant.change) == why:
                told += f"- `{mutant.function}`: `{_line(mutant.was)}` → `{_line(mutant.becomes)}`\n"
    return told


def _line(code: str) -> str:
    return " ".join(code.split()) or "(removed)"
