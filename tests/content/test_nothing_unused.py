"""Nothing is written in vain: each reason, period, condition and word of the glossary is used somewhere."""

import ast
import re
from functools import cache

from kvar import law
from kvar.content.library import Library
from tests.harness.source import below, text, tree

# Endings that the reader of reasons puts behind a name.
ENDINGS = re.compile("(_later|_condominium)+$")
# Conditions of the law that no step of ours asks: a routine may.
SPARE = {"assistance_granted", "rent_debt_in_rental", "more_than_one_month_owed", "service_is_known"}
# Words of ids in the content, not of the code.
WORDS_OF_CODES = {"notification"}
CODE = below("kvar", ".py")


@cache
def words_in_code() -> frozenset[str]:
    """Every word of the code: of names, and of texts that name something."""
    apart = (re.sub(r"([a-z])([A-Z])", r"\1 \2", text(path)) for path in CODE)
    return frozenset(word for code in apart for word in re.findall(r"[a-z]+", code.lower()))


@cache
def names_in_code() -> frozenset[str]:
    """Whole names: identifiers, attributes, arguments and texts."""
    found: set[str] = set()
    for path in CODE:
        for node in ast.walk(tree(path)):
            found |= {str(value) for value in vars(node).values() if isinstance(value, str)}
    return frozenset(found)


def test_every_reason_is_given_by_some_rule(library: Library) -> None:
    reasons = library.reasons
    lengths = {row.length_name for value in library.law.values.values() for row in value.rows}
    months = {step.due.months for step in library.steps.values() if step.due.months}
    months |= {number for step in library.steps.values() if step.due.months for number in step.at}
    lengths |= {law.Period(number=number, unit=law.Unit.MONTHS).name for number in months}
    values = set(library.law.values)
    only = {f"only_{method}" for method in law.Method}  # a way that is no service by itself
    for key in ("facts", "missing", "alternatives", "would_change", "days", "periods"):
        known = names_in_code() | lengths | values | only
        assert [name for name in getattr(reasons, key) if not {name, ENDINGS.sub("", name)} & known] == [], key


def test_every_change_that_is_told_can_happen(library: Library) -> None:
    assert set(library.reasons.changed) == {*law.CONDITIONS, "due", "step"}


def test_every_condition_is_asked_by_a_step_or_is_named_as_spare(library: Library) -> None:
    asked = {name for step in library.steps.values() for name in (*step.when, *step.unless, step.done_when)}
    assert set(law.CONDITIONS) - asked == SPARE


def test_every_term_of_the_glossary_is_a_word_of_the_code(library: Library) -> None:
    words = {word for term in library.glossary.terms for word in term.code.split()}
    unknown = words - words_in_code() - WORDS_OF_CODES
    assert {word for word in unknown if not any(one.startswith(word[:-1]) for one in words_in_code())} == set()
