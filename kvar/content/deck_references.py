"""Does the slide deck fit the rest: its passages, its steps, the times it names, and the blanks in its texts?"""

from collections.abc import Iterator, Mapping

from kvar.content.blanks import blank_faults
from kvar.content.citations import steps_of
from kvar.content.draft import Draft
from kvar.content.finding import Finding
from kvar.content.nearest import nearest
from kvar.content.yaml_file import Where
from kvar.law import Origin

# What may stand in a text on a slide, and in the words that have blanks of their own.
BLANKS = frozenset({"place", "administration", "on", "since", "unit", "least"})
BLANKS_OF_WORDS: Mapping[str, frozenset[str]] = {
    "read_more": frozenset({"passages"}),
    "rests_on": frozenset({"sources"}),
    "period": frozenset({"period"}),
    "at_least": frozenset({"n"}),
    "small_numbers": frozenset({"least"}),
    "chart": frozenset({"measure"}),
}


def deck_findings(draft: Draft) -> Iterator[Finding]:
    """Everything that does not fit, in the order of the file."""
    file, deck = draft.deck.file, draft.deck.shape
    passages = {passage.id for part in draft.handbook for passage in part.shape.passages}
    told: list[tuple[Where, tuple[str, ...]]] = [(("cover",), deck.cover.passages)]
    told += [(("slides", number), slide.passages) for number, slide in enumerate(deck.slides)]
    for where, named in told:
        for id in sorted(set(named) - passages):
            yield file.finding((*where, "passages"), f"Stycket {id} finns inte i handboken. {nearest(id, passages)}")
    yield from _limits(draft)
    for where, text in _texts(deck.model_dump(), ()):
        for sentence in blank_faults(text, _allowed(where)):
            yield file.finding(where, sentence)


def _limits(draft: Draft) -> Iterator[Finding]:
    """Times that the law sets are values of the law; the others are steps whose day the city sets."""
    file, deck = draft.deck.file, draft.deck.shape
    for number, name in enumerate(deck.law_limits):
        if name not in draft.law.values:
            sentence = f"Tiden {name} finns inte i mappen law. {nearest(name, draft.law.values)}"
            yield file.finding(("law_limits", number), sentence)
    local = {step.id for _part, _number, step in steps_of(draft.step_lists) if step.origin is Origin.LOCAL}
    for number, id in enumerate(deck.local_limits):
        if id not in local:
            sentence = f"{id} är inget steg med en dag som staden sätter. {nearest(id, local)}"
            yield file.finding(("local_limits", number), sentence)


def _allowed(where: Where) -> frozenset[str]:
    """A name that has blanks of its own, or those of a slide."""
    return BLANKS_OF_WORDS.get(str(where[-1]), BLANKS)


def _texts(told: object, where: Where) -> Iterator[tuple[Where, str]]:
    """Every text inside, however deep, with its place."""
    if isinstance(told, str):
        yield where, told
    elif isinstance(told, dict):
        for key, each in told.items():
            yield from _texts(each, (*where, key))
    elif isinstance(told, list | tuple):
        for number, each in enumerate(told):
            yield from _texts(each, (*where, number))
