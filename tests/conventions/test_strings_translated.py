"""Words for the screen go through translation, in templates and in Python, so that another language is only a file."""

import ast
import re
from pathlib import Path

import pytest

from tests.harness.source import below, text, tree

SAMPLES = Path("kvar/web/gallery")  # components with invented people, for those who build: shown to no user
TEMPLATES, PYTHON = (
    [path for path in below("kvar/web", ending) if SAMPLES not in path.parents] for ending in (".html", ".py")
)
SWEDISH = re.compile(r"[åäöÅÄÖ]")
LETTERS = re.compile(r"[^\W\d_]{2,}")
SPOKEN = re.compile(
    r"\b(?:title|alt|placeholder|aria-label|aria-description)\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE
)
TRANSLATED = re.compile(r"{%-?\s*(blocktrans(?:late)?)\b.*?{%-?\s*end\1\s*-?%}", re.DOTALL)
HIDDEN = re.compile(r"{%-?\s*comment.*?endcomment\s*-?%}|{#.*?#}|<!--.*?-->|<(script|style)\b.*?</\1>", re.DOTALL)
MARKED_UP = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
CLASSES = re.compile(r"{%-?\s*block \w*class\w*\s*-?%}[^{]*{%-?\s*endblock[^%]*%}")
ELEMENT = re.compile(r"<[^>]*>", re.DOTALL)
ENTITY = re.compile(r"&\w+;")
NAMES = {"Kvar", "htmx"}  # proper names, the same in every language


def untranslated_words(template: str) -> list[str]:
    """Words a reader would see or hear that stand outside ``translate`` and ``blocktranslate``."""
    bare = MARKED_UP.sub(" ", TRANSLATED.sub(" ", CLASSES.sub(" ", HIDDEN.sub(" ", template))))
    spoken = [value for value in SPOKEN.findall(bare) if LETTERS.search(value)]
    seen = LETTERS.findall(ENTITY.sub(" ", ELEMENT.sub(" ", bare)))
    return [word for word in (*seen, *spoken) if word not in NAMES]


# Words that people type and Kvar reads: they are not shown. Each was read by a person.
UNDERSTOOD = {Path("kvar/web/ui/forms/days.py"): {"igår", "i går", "mån|tis", "a-zåäö"}}


def _translators(module: ast.Module) -> set[str]:
    """What this module calls the functions of django.utils.translation."""
    imports = [node for node in ast.walk(module) if isinstance(node, ast.ImportFrom)]
    ours = [node for node in imports if node.module == "django.utils.translation"]
    return {each.asname or each.name for node in ours for each in node.names}


def _translates(call: ast.Call, translators: set[str]) -> bool:
    """Is this ``gettext(…)``, or ``map(gettext, …)``?"""
    names = [ast.unparse(call.func).split(".")[-1]]
    if names == ["map"] and call.args:
        names.append(ast.unparse(call.args[0]))
    return bool(translators & set(names))


def _docstrings(module: ast.Module) -> set[int]:
    """The lines of strings that stand alone: documentation, not screen text."""
    return {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}


def untranslated_strings(module: ast.Module) -> list[str]:
    """Swedish string literals that no translating call is given."""
    given, translators = _docstrings(module), _translators(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and _translates(node, translators):
            given |= {id(part) for part in ast.walk(node)}
    return [
        f"{node.lineno}: {node.value}"
        for node in ast.walk(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and SWEDISH.search(node.value)
        and id(node) not in given
    ]


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_a_template_translates_its_words(path: Path) -> None:
    assert untranslated_words(text(path)) == []


@pytest.mark.parametrize("path", PYTHON, ids=str)
def test_python_translates_its_words(path: Path) -> None:
    understood = UNDERSTOOD.get(path, set())
    assert [said for said in untranslated_strings(tree(path)) if not any(part in said for part in understood)] == []


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Ärendet {{ case }}</p>", ["Ärendet"]),
        ("<p>{% translate 'Ärendet' %} {{ case }} · 3</p>", []),
        ("{% blocktranslate %}Hej {{ name }}{% endblocktranslate %}<br>", []),
        ('<input placeholder="Namn">', ['"Namn"']),
        ("<input aria-label=\"{% translate 'Namn' %}\">", []),
        ("{% block body_class %}narrow{% endblock %}{% block title %}Fel{% endblock %}", ["Fel"]),
        ("{# en anteckning #}<b>Kvar</b>&nbsp;", []),
    ],
)
def test_the_template_rule(template: str, words: list[str]) -> None:
    assert untranslated_words(template) == words


IMPORT = "from django.utils.translation import gettext_noop as say"


def test_the_python_rule() -> None:
    assert untranslated_strings(ast.parse(f'"""Förklaring."""\nx = "Ärende"\n{IMPORT}\ny = say("Ärende")')) == [
        "2: Ärende"
    ]
    assert untranslated_strings(ast.parse(f'{IMPORT}\nx = tuple(map(say, ("tisdag", "lördag")))')) == []
