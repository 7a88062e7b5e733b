"""What every act owes the others: it asks in its transaction, and there is one answer to who works here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.harness.source import PROJECT

CASEWORK = PROJECT / "kvar" / "casework"
# Called inside the transaction of the act that they belong to, as their docstrings say.
INSIDE_AN_ACT = {"open_item", "_require_answerer", "disclose", "_case_to_go_back_to", "_joined"}


def test_what_an_act_requires_of_a_case_is_asked_in_its_transaction() -> None:
    """``require`` holds the case until the transaction ends: outside one it would hold nothing."""
    outside = [f"{where}:{line}" for where, line in _outside_a_transaction()]
    assert not outside, f"require(by, act, case) outside transaction.atomic(): {outside}"


def _outside_a_transaction() -> Iterator[tuple[str, int]]:
    for file in sorted(CASEWORK.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef) and node.name not in INSIDE_AN_ACT:
                held = {id(call) for block in ast.walk(node) if _is_atomic(block) for call in ast.walk(block)}
                for call in ast.walk(node):
                    if _requires_a_case(call) and id(call) not in held:
                        yield str(file.relative_to(PROJECT)), call.lineno  # type: ignore[attr-defined]


def _is_atomic(node: ast.AST) -> bool:
    return isinstance(node, ast.With) and any("transaction.atomic()" in ast.unparse(item) for item in node.items)


def _requires_a_case(node: ast.AST) -> bool:
    named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "require"
    return named and len(node.args) == 3  # type: ignore[attr-defined]


def test_who_has_left_is_asked_in_one_place() -> None:
    """A new list of people goes through ``employment``. The rest write the fields, or count who has learnt what."""
    asks = re.compile(r"is_active=True|left_on__|\.is_active\b|user\.left_on <")
    allowed = {Path("employment.py"), Path("owner/owning.py"), Path("owner/absences.py")}
    allowed |= {Path("training/prepared.py"), Path("training/unit.py")}
    elsewhere = [
        str(file.relative_to(CASEWORK))
        for file in sorted(CASEWORK.rglob("*.py"))
        if file.relative_to(CASEWORK) not in allowed and asks.search(file.read_text())
    ]
    assert not elsewhere
