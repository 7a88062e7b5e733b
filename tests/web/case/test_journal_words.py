"""Every kind of entry that an act writes has a Swedish word in the journal."""

import ast
from collections.abc import Iterator
from pathlib import Path

import kvar.casework
from kvar.web.case.stories import KINDS

CASEWORK = Path(next(iter(kvar.casework.__path__)))
EDITIONS = CASEWORK / "editions"  # a journal of its own, about the content
WRITES = frozenset({"enter", "written", "_end"})  # what an entry is written with; its kind may be handed on


def kinds_in(source: str) -> Iterator[str]:
    """The kinds that a file's acts write: given to the insert by name, or gathered for it beside the words."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in WRITES:
            yield from _constants(keyword.value for keyword in node.keywords if keyword.arg == "kind")
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            told = {key.value: value for key, value in pairs if isinstance(key, ast.Constant)}
            if {"kind", "text"} <= told.keys():
                yield from _constants([told["kind"]])


def _name(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


def _constants(values: object) -> Iterator[str]:
    for value in values:  # type: ignore[attr-defined]
        for part in ast.walk(value):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


def written_kinds() -> set[str]:
    files = (file for file in CASEWORK.rglob("*.py") if EDITIONS not in file.parents)
    return {kind for file in files for kind in kinds_in(file.read_text())}


def test_every_kind_that_an_act_writes_has_its_word() -> None:
    written = written_kinds()
    assert {"opened", "step_postponed", "handover_refused", "passing_on"} <= written, "each way of writing is found"
    assert written - set(KINDS) == set(), "say in Swedish what these entries are"


def test_no_word_is_left_for_what_no_act_writes() -> None:
    assert set(KINDS) - written_kinds() == set()


def test_a_kind_without_a_word_is_found() -> None:
    source = 'enter(case=case, kind="a" if own else "b", text=text)\ntold = {"kind": "c", "text": text}\nodd(kind="d")'
    assert set(kinds_in(source)) == {"a", "b", "c"}
