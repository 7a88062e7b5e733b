"""The sources to tick for a step, in the order somebody looks for them."""

import re
from collections.abc import Iterable

from kvar.content.library import Library


def source_choices(library: Library, stands: Iterable[str]) -> list[tuple[str, str]]:
    """Those in force, and those that only the draft's own file knows: what the form leaves out would be lost."""
    known = {id: source.paragraph for id, source in library.sources.items()}
    found = {id: id for id in stands} | known
    return sorted(found.items(), key=lambda told: _place(told[0], library))


def _place(id: str, library: Library) -> tuple[bool, bool, str, list[int]]:
    """The city's own first, then what is in force, law by law with its chapters in order; what has ended is last."""
    source = library.sources.get(id)
    if source is None:
        return False, False, "", []
    numbers = [int(number) for number in re.findall(r"\d+", source.paragraph)]
    return source.kind != "local", source.until is not None, source.statute.lower(), numbers
