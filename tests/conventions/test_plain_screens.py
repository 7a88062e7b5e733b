"""What the screens say follows the same rules as the content: plain words, one name for each thing, short sentences."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kvar.content.draft import read_draft
from kvar.content.load import HERE
from kvar.content.plain_findings import MOST_WORDS
from kvar.content.plain_words import WordList, word_list
from kvar.content.readability import readability
from tests.harness.source import below, text, tree

PYTHON = [path for floor in ("web", "casework", "cli") for path in below(f"kvar/{floor}", ".py")]
TEMPLATES = below("kvar/web", ".html")
TRANSLATE = re.compile(r"{%-?\s*translate\s+(\"[^\"]*\"|'[^']*')")
BLOCK = re.compile(r"{%-?\s*blocktranslate\b[^%]*%}(.*?){%-?\s*endblocktranslate", re.DOTALL)
MARKED_UP = re.compile(r"{%.*?%}|<[^>]*>|{{.*?}}", re.DOTALL)
SWEDISH_SENTENCE = re.compile(r"[åäöÅÄÖ]|\w \w+ \w")


@cache
def words() -> WordList:
    draft = read_draft(HERE)
    return word_list(draft.plain_words.shape, draft.glossary.shape)


def said_in_template(template: str) -> Iterator[str]:
    """What stands in ``translate`` and ``blocktranslate``, without what is filled in."""
    yield from (found[1:-1] for found in TRANSLATE.findall(template))
    yield from (MARKED_UP.sub(" N ", found) for found in BLOCK.findall(template))


def said_in_python(module: ast.Module) -> Iterator[str]:
    """Every text of a module that is no documentation; f-strings in one piece."""
    documented = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    pieces = {id(part) for node in ast.walk(module) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "N" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented | pieces:
            yield node.value


def faults(said: Iterator[str]) -> list[str]:
    found = []
    for sentence in filter(SWEDISH_SENTENCE.search, said):
        found += words().faults(sentence)
        if sentence.rstrip().endswith((".", "?", "!")) and readability(sentence).longest > MOST_WORDS:
            found.append(f"More than {MOST_WORDS} words: {sentence}")
    return found


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_a_template_says_it_plainly(path: Path) -> None:
    assert faults(said_in_template(text(path))) == []


@pytest.mark.parametrize("path", PYTHON, ids=str)
def test_python_says_it_plainly(path: Path) -> None:
    assert faults(said_in_python(tree(path))) == []


def shown_remarks(template: str) -> list[str]:
    """Remarks that do not end on their line: Django would show them to whoever reads the page."""
    return [line for line in template.splitlines() if line.count("{#") != line.count("#}")]


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_no_page_shows_a_remark_about_itself(path: Path) -> None:
    assert shown_remarks(text(path)) == []


def test_a_remark_over_two_lines_is_seen() -> None:
    assert shown_remarks("{# one #}\n<p>{# two\nlines #}") == ["<p>{# two", "lines #}"]


def test_a_heavy_word_and_a_long_sentence_are_seen() -> None:
    template = '{% translate "Du har erhållit det." %}'
    template += "{% blocktranslate with a=b %}Avseende <b>{{ a }}</b> här{% endblocktranslate %}"
    assert [fault.split()[0] for fault in faults(said_in_template(template))] == ["”erhållit”", "”Avseende”"]
    module = ast.parse('"""Avseende det här."""\nx = f"Klienten har {y} kronor i skuld."\ny = "ett ord " * 30')
    assert [fault.split()[0] for fault in faults(said_in_python(module))] == ["”Klienten”"]
    assert faults(iter(["ett ord " * 13 + "till."])) != []
