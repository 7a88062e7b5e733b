"""Everything that ``make test``, ``make check`` and ``make test-deep`` run, and one plain table of what ran and not.

python -m tests.run          all stages but the deep ones
python -m tests.run check    lint, format, imports, types, content, migrations
python -m tests.run deep     what takes long: every test marked deep, many made-up cases, mutation testing
python -m tests.run NAME …   the stages of those names (lint format imports types content migrations sqlite postgresql
                             browser oracle properties mutation)
"""

import os
import shutil
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from subprocess import CalledProcessError

import psycopg

from tests.harness import postgres
from tests.harness.chromium import chromium
from tests.harness.serving import COMMAND as KVAR
from tests.harness.stages import BIN, Result, Stage, left_out, run

PYTHON = sys.executable
FOLDERS = ("kvar", "tests")
SHALLOW = "not browser and not deep"
# What these say is the same whatever database stands behind, and so say tests marked so; SQLite has said it already.
# Of the pages: those whose words are made of content and law, and where nothing is written down.
MADE_WITHOUT = ("law", "content", "conventions", "letters", "paper", "truth")
MADE_WITHOUT += tuple(f"web/{page}" for page in ("gallery", "law", "letter_gallery", "reckoning"))
OF_ANY_DATABASE = tuple(f"--ignore=tests/{folder}" for folder in MADE_WITHOUT)


def _program(name: str, *arguments: str, stage: Stage) -> Result:
    with tempfile.TemporaryDirectory(prefix="kvar-check-") as folder:
        return run(stage, str(BIN / name), *arguments, KVAR_DATA=folder)


def _migrations(stage: Stage) -> Result:
    with tempfile.TemporaryDirectory(prefix="kvar-check-") as folder:
        check = ("-m", "django", "makemigrations", "--check", "--dry-run")
        return run(stage, PYTHON, *check, KVAR_DATA=folder, DJANGO_SETTINGS_MODULE="kvar.settings")


def _sqlite(stage: Stage) -> Result:
    return run(stage, PYTHON, "-m", "pytest", "-m", SHALLOW, told="i minnet, och en fil per test som sparar")


def _postgresql(stage: Stage) -> Result:
    if os.environ.get("KVAR_TEST_POSTGRES") == "no":
        return left_out(stage, "KVAR_TEST_POSTGRES=no")
    try:
        with postgres.server() as server:
            env = {"KVAR_TEST_DATABASE": server.url, "KVAR_TEST_NO_ICU": server.no_icu}
            asked = ("-m", f"{SHALLOW} and not any_database", *OF_ANY_DATABASE)
            return run(stage, PYTHON, "-m", "pytest", *asked, told=server.told, **env)
    except (OSError, psycopg.Error, CalledProcessError) as error:
        return left_out(stage, f"ingen PostgreSQL gick att nå eller starta ({error})", ok=False)


def _browser(stage: Stage) -> Result:
    found = chromium()
    if found is None:
        return left_out(stage, "ingen Chromium hittades (sudo apt install chromium, eller KVAR_CHROMIUM=sökväg)")
    return run(stage, PYTHON, "-m", "pytest", "-m", "browser", "tests/browser", told=found, KVAR_CHROMIUM=found)


def _oracle(stage: Stage) -> Result:
    return run(stage, PYTHON, "-m", "pytest", "-m", "deep", "-s", told="oraklet, året, falsklarmen, varje bild")


def _properties(stage: Stage) -> Result:
    told = "många påhittade fall per egenskap"
    return run(stage, PYTHON, "-m", "pytest", "-k", "properties", "tests/law", told=told, KVAR_PROPERTIES="deep")


def _mutation(stage: Stage) -> Result:
    return run(stage, PYTHON, "-m", "tests.deep.mutation", told="ändrar kvar/law på en plats i taget, i en kopia")


CHECK = {
    "lint": Stage("ruff", partial(_program, "ruff", "check", *FOLDERS)),
    "format": Stage("format", partial(_program, "ruff", "format", "--check", *FOLDERS)),
    "imports": Stage("importkontrakt", partial(_program, "lint-imports", "--no-cache", "--no-logo")),
    "types": Stage("typer", partial(_program, "mypy")),
    "content": Stage("innehåll", partial(_program, "python", "-c", KVAR, "content", "check")),
    "migrations": Stage("migreringar", _migrations),
}
TESTS = {
    "sqlite": Stage("tester på SQLite", _sqlite),
    "postgresql": Stage("tester på PostgreSQL", _postgresql),
    "browser": Stage("webbläsartester", _browser),
}
LANES = (("sqlite",), ("postgresql", "browser"))  # each keeps about one core busy, and neither knows of the other
DEEP = {
    "oracle": Stage("det som tar lång tid", _oracle),
    "properties": Stage("egenskaper", _properties),
    "mutation": Stage("mutationsprov", _mutation),
}


def _table(results: list[Result]) -> str:
    rows = [("Steg", "Resultat", "Tid", "Anmärkning")]
    rows += [(each.name, each.verdict, f"{each.seconds:.0f} s" if each.ran else "–", each.told) for each in results]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]) for row in rows
    ]
    return "\n".join([lines[0], "─" * min(max(map(len, lines)), shutil.get_terminal_size().columns), *lines[1:]])


def _closing(results: list[Result]) -> list[str]:
    """What failed and pytest's closing lines once more, last, where people and machines look for them."""
    counts = sum((Counter(each.counts) for each in results), Counter[str]())
    broken = sum(not each.ok and not each.counts for each in results)  # a check, or a stage that fell over
    failed = counts["failed"] + counts["error"] + broken
    lines = ["\n".join([f"{each.name}:", *each.broken, each.closing]) for each in results if each.closing]
    return [*lines, f"{counts['passed']} passed, {failed} failed, {counts['skipped']} skipped"] if lines else []


def _results(wanted: list[Stage], *, lanes: list[list[Stage]]) -> list[Result]:
    """What each stage gave, in the order asked for. The lanes run side by side where there are cores, and last."""
    first = [stage for stage in wanted if not any(stage in lane for lane in lanes)]
    asked = [[stage for stage in lane if stage in wanted] for lane in lanes]
    found = _one_by_one(first)
    with ThreadPoolExecutor(len(lanes) if (os.cpu_count() or 1) > 1 else 1) as threads:
        for results in threads.map(_one_by_one, asked):
            found |= results
    return [found[stage.name] for stage in wanted]


def _one_by_one(stages: list[Stage]) -> dict[str, Result]:
    return {stage.name: stage.run(stage=stage) for stage in stages}


def main(names: list[str]) -> int:
    """Run the stages asked for; the exit code is 1 when any of them failed or could not run."""
    known, groups = CHECK | TESTS | DEEP, {"check": CHECK, "deep": DEEP}
    wanted = [step for name in names or CHECK | TESTS for step in groups.get(name, [name])]
    if unknown := [name for name in wanted if name not in known]:
        print(f"Okänt steg: {', '.join(unknown)}. Finns: {', '.join([*groups, *known])}.", file=sys.stderr)
        return 2
    lanes = [[known[name] for name in lane if name in known] for lane in LANES]
    results = _results([known[name] for name in wanted], lanes=lanes)
    print("\n" + _table(results), *_closing(results), sep="\n", flush=True)
    return 0 if all(each.ok for each in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
