"""One road to data (T4): pages ask casework, which takes the actor; nobody fetches a row past ``access``."""

import ast
from pathlib import Path

import pytest

from tests.harness.source import below, tree

MANAGERS = {"objects", "_default_manager", "_base_manager"}
PAST_THE_MANAGER = {"raw", "extra"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}
# What only ``access`` may fetch unscoped: these rows are about people, and who may see them is decided there.
GUARDED = {"Case", "Notice", "Letter", "Member", "Original", "Household", "Person"}
ANCHORS = {"pk", "pk__in", "case", "notice", "notice__case", "household", "household__in", "memberships__in"}
ACCESS = Path("kvar/casework/access.py")
# Readers that fetch a guarded row by themselves. Each was read by a person; at most ten (T4).
REVIEWED = {
    Path("kvar/casework/intake/opening.py"): "asks only whether a case number is taken",
    Path("kvar/casework/facts.py"): "what to fetch with a case, never a case",
    Path("kvar/casework/plans.py"): "rebuilds the read model of every open case; nobody is shown anything",
    Path("kvar/casework/measures/cases.py"): "what measures count: numbers come of it, never rows",
    Path("kvar/casework/editions/trial.py"): "keeps numbers alone, over unprotected cases; nobody is shown a case",
    Path("kvar/casework/benchmark/pages.py"): "measures in the bench's own database, prints figures alone",
    Path("kvar/casework/intake/protection.py"): "subqueries within the cases that access hands out",
    Path("kvar/casework/searching.py"): "households by the words of a name, within the cases that access hands out",
    Path("kvar/casework/ties.py"): "notes which households hold the same person; nobody is shown anything",
    Path("kvar/casework/city/seeding.py"): "asks whether the database is empty before it makes the city",
}

ABOVE = [path for folder in ("kvar/web", "kvar/doors") for path in below(folder, ".py")]
CASEWORK = [path for path in below("kvar/casework", ".py") if path != ACCESS]


def manager_uses(module: ast.Module) -> list[str]:
    """Every way a module reaches a table directly."""
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            found.append(f"{node.lineno}: {ast.unparse(node)}")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in PAST_THE_MANAGER:
            found.append(f"{node.lineno}: {ast.unparse(node.func)}")
        if isinstance(node, ast.Name) and node.id in SHORTCUTS:
            found.append(f"{node.lineno}: {node.id}")
    return found


def _chains(module: ast.Module) -> list[ast.expr]:
    """Every whole query that starts at a guarded row's manager: ``Case.objects.filter(…).first()``."""
    inner = {id(part.value) for part in ast.walk(module) if isinstance(part, ast.Attribute)}
    inner |= {id(part.func) for part in ast.walk(module) if isinstance(part, ast.Call)}
    inner |= {
        id(word.value) for word in ast.walk(module) if isinstance(word, ast.keyword) and word.arg == "from_queryset"
    }
    whole = [node for node in ast.walk(module) if isinstance(node, ast.Call | ast.Attribute) and id(node) not in inner]
    return [node for node in whole if ast.unparse(node).split(".objects", maxsplit=1)[0] in GUARDED]


def _is_anchored(query: ast.expr) -> bool:
    """Does the query start from a row that is already in hand (``pk=case.pk``, ``household=case.household_id``)?"""
    asked = [word for part in ast.walk(query) if isinstance(part, ast.Call) for word in part.keywords]
    return any(word.arg in ANCHORS and not isinstance(word.value, ast.Constant) for word in asked)


def unscoped_fetches(module: ast.Module) -> list[str]:
    """Reads of guarded rows that start from nothing; ``create``, and what hangs on a fetched row, are acts."""
    return [
        f"{query.lineno}: {ast.unparse(query)[:80]}"
        for query in _chains(module)
        if not _is_anchored(query)
        and not ast.unparse(query).split(".objects.")[-1].startswith(("create", "bulk_create"))
    ]


@pytest.mark.parametrize("path", ABOVE, ids=str)
def test_pages_and_doors_know_no_table(path: Path) -> None:
    assert manager_uses(tree(path)) == []


@pytest.mark.parametrize("path", [path for path in CASEWORK if path not in REVIEWED], ids=str)
def test_casework_fetches_people_through_access(path: Path) -> None:
    assert unscoped_fetches(tree(path)) == []


def test_the_reviewed_list_stays_short_and_true() -> None:
    assert len(REVIEWED) <= 10
    assert [str(path) for path in REVIEWED if not unscoped_fetches(tree(path))] == []


@pytest.mark.parametrize(
    "source", ["Case.objects.get(pk=1)", "Case._default_manager", "rows.raw('x')", "get_object_or_404(Case)"]
)
def test_every_way_past_access_is_seen(source: str) -> None:
    assert len(manager_uses(ast.parse(source))) == 1


def test_the_casework_rule() -> None:
    assert len(unscoped_fetches(ast.parse("Case.objects.filter(cause=cause).first()"))) == 1
    assert (
        unscoped_fetches(ast.parse("Case.objects.create(a=1)\nTrack.objects.filter()\nCase.objects.get(pk=case.pk)"))
        == []
    )
