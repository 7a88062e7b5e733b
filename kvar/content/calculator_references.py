"""Does the calculator fit the law? Its facts, what follows from a choice, and the deadlines it promises."""

from collections.abc import Iterator, Mapping

from kvar.content.calculator import Subject
from kvar.content.draft import Draft
from kvar.content.finding import Finding
from kvar.content.nearest import nearest
from kvar.content.yaml_file import Where
from kvar.law import RULES_OF_CASE, RULES_OF_NOTICE, FactsRefused, read_facts


def calculator_findings(draft: Draft) -> Iterator[Finding]:
    """Everything that does not fit, in the order of the file."""
    file, calculator = draft.calculator.file, draft.calculator.shape
    for number, fact in enumerate(calculator.facts):
        for sentence in _refusals({fact.id: None}):
            yield file.finding(("facts", number), sentence)
    known = {fact.id for fact in calculator.facts}
    for number, subject in enumerate(calculator.subjects):
        for where, sentence in _subject_findings(subject, known):
            yield file.finding(("subjects", number, *where), sentence)


def _subject_findings(subject: Subject, known: set[str]) -> Iterator[tuple[Where, str]]:
    for sentence in _refusals(subject.given):
        yield ("given",), sentence
    for id in subject.asks:
        if id not in known:
            yield ("asks",), f"Uppgiften {id} i {subject.id} finns inte bland facts. {nearest(id, known)}"
    for id in subject.labels:
        if id not in subject.asks:
            sentence = f"Uppgiften {id} har ett eget namn i {subject.id}, men {subject.id} frågar inte efter den."
            yield ("labels",), f"{sentence} Lägg till den i asks, eller ta bort namnet."
    for id in subject.answers:
        if id not in RULES_OF_NOTICE and id not in RULES_OF_CASE:
            yield (
                ("answers",),
                f"Tiden {id} i {subject.id} finns inte i kvar.law. {nearest(id, [*RULES_OF_NOTICE, *RULES_OF_CASE])}",
            )


def _refusals(facts: Mapping[str, object]) -> Iterator[str]:
    try:
        read_facts(facts)
    except FactsRefused as refused:
        yield refused.sentence
