"""The project's own files, for the tests that read instead of run."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.harness.environment import PROJECT

SKIPPED = {".git", ".venv", "data", "staticfiles", "screenshots", "__pycache__", "kvar.egg-info", ".mypy_cache"}


@cache
def files() -> tuple[Path, ...]:
    """Every file that is or would be committed, relative to the project."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0 and listed.stdout:
        found = [Path(line) for line in listed.stdout.splitlines()]
    else:  # unpacked without git
        found = [path.relative_to(PROJECT) for path in PROJECT.rglob("*")]
    return tuple(path for path in found if not SKIPPED & set(path.parts) and (PROJECT / path).is_file())


def below(folder: str, suffix: str) -> list[Path]:
    """Files under a folder (``kvar/law``) with this ending, generated migrations left out."""
    wanted = Path(folder).parts
    return sorted(
        path
        for path in files()
        if path.parts[: len(wanted)] == wanted and path.suffix == suffix and "migrations" not in path.parts
    )


def text(path: Path) -> str:
    return (PROJECT / path).read_text(encoding="utf-8")


def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), filename=str(path))


def attributes(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Every dotted name in a module with its line: ``(12, "timezone.now")``."""
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute):
            yield node.lineno, ast.unparse(node)


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
