"""The import contracts of decision 0001. Each is shown one careless import that it must refuse (T89)."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness.environment import PROJECT
from tests.harness.source import below, files, tree

FLOORS, PAGES, DOORS = "Five floors", "Pages never import", "Doors never import"
LAW, CIRCLES = "The law knows no", "No circles"

# What somebody might write, and the contract that must say no.
CARELESS = {
    "nothing": ({}, None),
    "law looks up": ({"kvar/law/reasons.py": "import kvar.content.shape"}, FLOORS),
    "records knows content": ({"kvar/records/apps.py": "import kvar.content.shape"}, FLOORS),
    "casework knows web": ({"kvar/casework/errors.py": "import kvar.web.ui.clock"}, FLOORS),
    "doors know pages": ({"kvar/doors/api.py": "import kvar.web.ui.clock"}, FLOORS),
    "a stray module": ({"kvar/utils.py": "x = 1"}, FLOORS),
    "a page knows another": ({"kvar/web/case/careless.py": "import kvar.web.letters"}, PAGES),
    "the look knows a page": ({"kvar/web/ui/careless.py": "import kvar.web.case"}, PAGES),
    "a page nobody listed": ({"kvar/web/forgotten.py": "x = 1"}, PAGES),
    "a door knows another": ({"kvar/doors/api.py": "x = 1", "kvar/doors/post.py": "import kvar.doors.api"}, DOORS),
    "law asks the clock": ({"kvar/law/reasons.py": "import time"}, LAW),
    "law asks the framework": ({"kvar/law/reasons.py": "from django.conf import settings"}, LAW),
    "law reads files": ({"kvar/law/reasons.py": "from pathlib import Path"}, LAW),
    "a circle": ({"kvar/casework/errors.py": "import kvar.casework.journal"}, CIRCLES),
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """For each careless import, the contracts it breaks in a copy of the tree."""
    copy = tmp_path_factory.mktemp("tree")
    for path in [path for path in files() if path.parts[0] == "kvar" and path.suffix == ".py"]:
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / path, copy / path)
    for page in ("case", "letters"):
        (copy / "kvar/web" / page).mkdir(exist_ok=True)
        (copy / "kvar/web" / page / "__init__.py").touch()
    shutil.copy(PROJECT / "pyproject.toml", copy)
    script = PROJECT / "tests/harness/contracts.py"
    cases = json.dumps([added for added, _ in CARELESS.values()])
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=copy,
        input=cases,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(copy)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return dict(zip(CARELESS, json.loads(done.stdout.splitlines()[-1]), strict=True))


@pytest.mark.parametrize("careless", [name for name, (added, _) in CARELESS.items() if added])
def test_a_careless_import_is_refused(careless: str, broken: dict[str, list[str]]) -> None:
    contract = CARELESS[careless][1]
    assert any(name.startswith(str(contract)) for name in broken[careless]), broken[careless]


def test_the_tree_as_it_is_breaks_nothing(broken: dict[str, list[str]]) -> None:
    assert broken["nothing"] == []


def foreign_imports(module: ast.Module) -> set[str]:
    """Modules that are neither the standard library nor the law's own."""
    names = {each.name for node in ast.walk(module) if isinstance(node, ast.Import) for each in node.names}
    names |= {node.module or "" for node in ast.walk(module) if isinstance(node, ast.ImportFrom)}
    ours = ("kvar.law", "kvar.law.")
    return {n for n in names if n.split(".")[0] not in sys.stdlib_module_names and not n.startswith(ours)}


@pytest.mark.parametrize("path", below("kvar/law", ".py"), ids=str)
def test_the_law_needs_only_the_standard_library(path: Path) -> None:
    assert foreign_imports(tree(path)) == set()


def test_a_foreign_import_is_seen() -> None:
    assert foreign_imports(
        ast.parse("import holidays\nfrom datetime import date\nfrom kvar.law.facts import Facts")
    ) == {"holidays"}


COUNTING = "kvar.casework.measures.counting"
MAY_COUNT = {
    "kvar/casework/measures/running.py",  # a unit's own cases, for whoever may count them
    "kvar/casework/published/things.py",  # what is then hidden and stored
}


def test_nothing_else_counts_so_no_page_shows_small_numbers() -> None:
    """What is not a unit's own goes through what is published (decision 0011)."""
    found = {str(path) for path in below("kvar", ".py") if COUNTING in imported(tree(path))}
    assert found == MAY_COUNT


def test_a_page_that_counts_is_found() -> None:
    for careless in ("import {}", "from {} import count", "from {0} import each_counted as each"):
        assert COUNTING in imported(ast.parse(careless.format(COUNTING)))
    assert COUNTING in imported(ast.parse("def page():\n    from kvar.casework.measures import counting"))


def imported(module: ast.Module) -> set[str]:
    """Every module that is named, also one that is taken from its folder."""
    names = {each.name for node in ast.walk(module) if isinstance(node, ast.Import) for each in node.names}
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            names |= {node.module or "", *(f"{node.module}.{each.name}" for each in node.names)}
    return names
