"""Does the slide deck fit the rest: its passages, its steps, the times it names, and the blanks in its texts?"""

from collections.abc import Iterator

from kvar.content.citations import steps_of
from kvar.content.draft import Draft
from kvar.content.finding import Finding
from kvar.content.schema import blanks_in
from kvar.content.shape import Shape
from kvar.content.yaml_file import Where
from kvar.law import Origin

BLANKS = frozenset({"place", "administration", "on", "since", "unit", "least"})


def deck_findings(draft: Draft) -> Iterator[Finding]:
    """Everything that does not fit, in the order of the file."""
    file, deck = draft.deck.file, draft.deck.shape
    passages = {passage.id for part in draft.handbook for passage in part.shape.passages}
    told: list[tuple[Where, tuple[str, ...]]] = [(("cover",), deck.cover.passages)]
    told += [(("slides", number), slide.passages) for number, slide in enumerate(deck.slides)]
    for where, named in told:
        for id in sorted(set(named) - passages):
            yield file.finding((*where, "passages"), f"Stycket {id} finns inte i handboken.")
    ids = [slide.id for slide in deck.slides]
    for number, id in enumerate(ids):
        if id in ids[:number]:
            yield file.finding(("slides", number), f"{id} finns två gånger. Ett id används en enda gång.")
    yield from _limits(draft)
    yield from _blanks(draft)


def _limits(draft: Draft) -> Iterator[Finding]:
    """Times that the law sets are values of the law; the others are steps whose day the city sets."""
    file, deck = draft.deck.file, draft.deck.shape
    for number, name in enumerate(deck.law_limits):
        if name not in draft.law.values:
            yield file.finding(("law_limits", number), f"Tiden {name} finns inte i mappen law.")
    local = {step.id for _part, _number, step in steps_of(draft.step_lists) if step.origin is Origin.LOCAL}
    for number, id in enumerate(deck.local_limits):
        if id not in local:
            yield file.finding(("local_limits", number), f"{id} är inget steg med en dag som staden sätter.")


def _blanks(draft: Draft) -> Iterator[Finding]:
    """What stands on a slide may only have blanks that somebody fills."""
    file, deck = draft.deck.file, draft.deck.shape
    told: list[tuple[Where, Shape]] = [(("cover",), deck.cover)]
    told += [(("slides", number), slide) for number, slide in enumerate(deck.slides)]
    for where, shape in told:
        for text in _texts(shape.model_dump()):
            for blank in sorted(blanks_in(text) - BLANKS):
                yield file.finding(where, f"Luckan {blank} fylls aldrig i. Välj bland {', '.join(sorted(BLANKS))}.")


def _texts(told: object) -> Iterator[str]:
    """Every text inside, however deep."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        for each in told.values():
            yield from _texts(each)
    elif isinstance(told, list | tuple):
        for each in told:
            yield from _texts(each)
