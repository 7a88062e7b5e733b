"""Mutation testing of the law floor: one thing at a time is changed in kvar/law, and some test must notice.

python -m tests.deep.mutation                  every mutant: what ``make test-deep`` runs
python -m tests.deep.mutation calendar due     those of some modules, with the difference of each that survived
python -m tests.deep.mutation --write          every mutant, and the result into docs/reference/mutation.md

mutmut works on a copy in a temporary folder, so no mutant is ever near the project. A survivor is allowed only when
``survivors.yaml`` says why no test can tell it from the original.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from tests.deep.undecorated import undecorated
from tests.deep.verdicts import KILLED, Mutant, faults_in, page, verdict_of
from tests.harness.environment import PROJECT

COPIED = ("kvar/__init__.py", "kvar/law", "kvar/content", "tests/__init__.py", "tests/law")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "pytest.toml")
SPINNING = re.compile(r"^[\u2800-\u28ff]")
NUMBERED = re.compile(r"__mutmut_(orig|\d+)")
PAGE = PROJECT / "docs/reference/mutation.md"
ENVIRONMENT = os.environ | {"KVAR_PROPERTIES": "mutation"}
SETTINGS = """\
[tool.pytest]
pythonpath = ["."]
addopts = ["--import-mode=importlib", "-p", "no:django", "-p", "no:playwright", "-p", "no:cacheprovider"]
# Every worker collects again, and would escape the names of Swedish vectors twice.
disable_test_id_escaping_and_forfeit_all_rights_to_community_support = true

[tool.mutmut]
source_paths = ["kvar/law"]
also_copy = ["kvar", "conftest.py"]
pytest_add_cli_args_test_selection = ["tests/law"]
process_isolation = "forkserver"  # so that nothing remembered by one mutant's tests reaches the next
do_not_mutate_patterns = ["assert .*"]  # what the types cannot say; its words are for nobody
use_git_change_detection = false
"""


class Span(NamedTuple):
    """The lines of one function in a mutated file, the first one counted as 1."""

    first: int
    last: int


def lay_out(place: Path) -> None:
    """Copy what the law floor's tests need, with decorators as plain calls: mutmut passes over decorated functions."""
    for name in COPIED:
        source, target = PROJECT / name, place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=LEFT_OUT)
        else:
            shutil.copy(source, target)
    for path in (place / "kvar/law").rglob("*.py"):
        path.write_text(undecorated(path.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.copy(Path(__file__).with_name("copied_conftest.py"), place / "conftest.py")
    (place / "pyproject.toml").write_text(SETTINGS)


def tests_pass(place: Path) -> bool:
    """Are the tests green on the copy before anything is changed?"""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "tests/law"]
    return subprocess.run(command, cwd=place, env=ENVIRONMENT, check=False).returncode == 0


def run_mutants(place: Path, modules: Iterable[str]) -> int:
    """Let mutmut loose on the copy, on as many cores as this process may use."""
    patterns = [f"kvar.law.{module}.*" for module in modules]
    cores = str(len(os.sched_getaffinity(0)))
    command = [str(Path(sys.executable).parent / "mutmut"), "run", "--max-children", cores, *patterns]
    with subprocess.Popen(command, cwd=place, env=ENVIRONMENT, text=True, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if not SPINNING.match(line):  # the count so far, drawn again for every mutant
                print(line, end="", flush=True)
    return process.returncode


def read_mutants(place: Path) -> Iterator[Mutant]:
    """What became of every mutant that was tried."""
    for meta in sorted((place / "mutants/kvar/law").rglob("*.py.meta")):
        mutated = meta.with_suffix("")
        tried = json.loads(meta.read_text())["exit_code_by_key"]
        spans = json.loads(Path(f"{mutated}.spans").read_text())["spans"] if tried else {}
        lines = mutated.read_text(encoding="utf-8").splitlines()
        for key, exit_code in tried.items():
            if exit_code is None:
                continue
            module, name = key.rsplit(".", 1)
            original = name.rpartition("__mutmut_")[0]
            was, becomes = _difference(lines, Span(*spans[f"{original}__mutmut_orig"]), Span(*spans[name]))
            function = f"{module}.{original.removeprefix('x_').removeprefix('xǁ').replace('ǁ', '.')}"
            yield Mutant(function=function, verdict=verdict_of(exit_code), was=was, becomes=becomes)


def _difference(lines: list[str], original: Span, mutant: Span) -> tuple[str, str]:
    """The changed lines of the original, and what they became."""
    bodies = [
        [NUMBERED.sub("", line).strip() for line in lines[first - 1 : last]] for first, last in (original, mutant)
    ]
    changed = list(unified_diff(*bodies, n=0, lineterm=""))[3:]
    was, becomes = ("\n".join(line[1:] for line in changed if line[0] == sign) for sign in "-+")
    return was, becomes


def main(arguments: list[str]) -> int:
    """Try the mutants; the exit code is 1 when too many survive, or one survives that nobody has explained."""
    modules = [argument for argument in arguments if argument != "--write"]
    with tempfile.TemporaryDirectory(prefix="kvar-mutants-") as folder:
        place = Path(folder)
        lay_out(place)
        ran = tests_pass(place) and run_mutants(place, modules) == 0
        mutants = list(read_mutants(place)) if ran else []
    if not mutants:
        print("Mutationsprovet gick inte att genomföra, se ovan.", file=sys.stderr)
        return 2
    if "--write" in arguments:
        PAGE.write_text(page(mutants), encoding="utf-8")
    faults = faults_in(mutants, whole=not modules)
    print(*faults, _summed_up(mutants), sep="\n", flush=True)
    return 1 if faults else 0


def _summed_up(mutants: list[Mutant]) -> str:
    counts = Counter(mutant.verdict for mutant in mutants)
    caught = sum(counts[verdict] for verdict in KILLED)
    told = ", ".join(f"{number} {verdict}" for verdict, number in sorted(counts.items()))
    return f"{len(mutants)} mutanter: {told}. {caught / len(mutants):.1%} är dödade."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
