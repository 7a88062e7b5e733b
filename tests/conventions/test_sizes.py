"""Sizes and names (architecture.md, section 6): what grows past them is split by idea."""

import ast
from pathlib import Path

import pytest

from tests.harness.source import below, files, functions, text, tree

PYTHON, TEMPLATES, TESTS = below("kvar", ".py"), below("kvar", ".html"), below("tests", ".py")
MOST_IN_FUNCTION, MOST_IN_FILE, MOST_IN_TEMPLATE, MOST_IN_TEST_FILE, DEEPEST = 30, 250, 120, 400, 3
NAMELESS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "managers",
    "base",
    "services",
    "service",
}
MAY_BE_CALLED_SO = {Path("kvar/law/service.py")}  # service is delgivning, and only that (architecture.md, section 6)


def _lines(path: Path) -> int:
    return len(text(path).splitlines())


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from ``def`` to the last, without the docstring: what somebody has to follow."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    words = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - words


def long_functions(module: ast.Module) -> list[str]:
    return [f"{f.name} ({_length(f)} lines)" for f in functions(module) if _length(f) > MOST_IN_FUNCTION]


def nameless_parts(path: Path) -> set[str]:
    return NAMELESS & {*path.parts[:-1], path.stem} if path not in MAY_BE_CALLED_SO else set()


@pytest.mark.parametrize("path", [*PYTHON, *below("tests/harness", ".py")], ids=str)
def test_a_function_can_be_taken_in_at_a_glance(path: Path) -> None:
    assert long_functions(tree(path)) == []


@pytest.mark.parametrize(
    ("paths", "most"),
    [(PYTHON, MOST_IN_FILE), (TEMPLATES, MOST_IN_TEMPLATE), (TESTS, MOST_IN_TEST_FILE)],
    ids=["python", "templates", "tests"],
)
def test_a_file_holds_one_idea(paths: list[Path], most: int) -> None:
    assert {str(path): _lines(path) for path in paths if _lines(path) > most} == {}


def test_folders_are_not_deep() -> None:
    deep = {path.parent for path in files() if path.parts[0] == "kvar" and len(path.parent.parts) > DEEPEST + 1}
    assert {folder for folder in deep if "static" not in folder.parts and "locale" not in folder.parts} == set()


def test_every_module_says_what_it_holds() -> None:
    assert {str(path) for path in PYTHON if nameless_parts(path)} == set()


def test_the_rules_can_fail() -> None:
    long = "def f():\n" + "    x = 1\n" * MOST_IN_FUNCTION
    assert long_functions(ast.parse(long)) == ["f (31 lines)"]
    assert long_functions(ast.parse("def f():\n    '''Said\n    at length.'''\n" + "    x = 1\n" * 28)) == []
    assert nameless_parts(Path("kvar/web/utils/x.py")) == {"utils"}
    assert nameless_parts(Path("kvar/base.py")) == {"base"}
