"""Every public name in law, records and casework is made of words that the glossary holds."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.harness.environment import PROJECT
from tests.harness.source import below, tree

FLOORS = [path for floor in ("law", "records", "casework") for path in below(f"kvar/{floor}", ".py")]
GLOSSARY = PROJECT / "kvar/content/glossary.yaml"
PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
# Django's own words: what its classes and settings are called is not ours to choose.
DJANGOS = {
    "Meta",
    "objects",
    "ordering",
    "constraints",
    "indexes",
    "USERNAME_FIELD",
    "REQUIRED_FIELDS",
    "default_auto_field",
}


def words_of(name: str) -> list[str]:
    """``cases_visible_to`` and ``CaseVisible`` as words in lower case; numbers left out."""
    return [part.lower() for part in PARTS.findall(name) if not part.isdigit()]


def _public(name: str) -> bool:
    return not name.startswith("_") and name not in DJANGOS


def _in_class(node: ast.ClassDef) -> Iterator[str]:
    """Fields, enum members and public methods."""
    for part in node.body:
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            yield part.target.id
        elif isinstance(part, ast.Assign):
            yield from (target.id for target in part.targets if isinstance(target, ast.Name))
        elif isinstance(part, ast.FunctionDef):
            yield part.name


def public_names(module: ast.Module) -> set[str]:
    """What a module shows the others: classes with their parts, functions, and values in capitals."""
    names: set[str] = set()
    for node in module.body:
        if isinstance(node, ast.ClassDef):
            names |= {node.name, *(_in_class(node) if _public(node.name) else ())}
        elif isinstance(node, ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name) and target.id.isupper()}
    return set(filter(_public, names))


@cache
def known_words() -> set[str]:
    """The glossary's terms, split, and its plain English words."""
    glossary = YAML(typ="safe", pure=True).load(GLOSSARY.read_text(encoding="utf-8"))
    terms = {word for term in glossary["terms"] for word in words_of(term["code"])}
    return terms | {word for plain in glossary.get("plain", []) for word in words_of(str(plain))}


def _is_known(word: str, known: set[str]) -> bool:
    """A word counts in the plural and the past too: a glossary lists words, not their endings."""
    stems = {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ed"), word.removesuffix("d")}
    return bool((stems | {re.sub("ies$", "y", word), re.sub("ied$", "y", word)}) & known)


def unknown_words(module: ast.Module, known: set[str]) -> dict[str, list[str]]:
    found = {name: [word for word in words_of(name) if not _is_known(word, known)] for name in public_names(module)}
    return {name: words for name, words in sorted(found.items()) if words}


@pytest.mark.parametrize("path", FLOORS, ids=str)
def test_every_public_name_is_in_the_glossary(path: Path) -> None:
    assert unknown_words(tree(path), known_words()) == {}


def test_a_foreign_word_is_seen() -> None:
    module = ast.parse("class Case:\n    zorp: int\n    _inner: int\ndef cases_visible_to(a): ...\nLIMIT = 1\nx = 1")
    assert unknown_words(module, {"case", "visible", "to", "limit"}) == {"zorp": ["zorp"]}
    assert words_of("HTTPAnswerTo2Cases") == ["http", "answer", "to", "cases"]
