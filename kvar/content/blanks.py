"""The ``{blanks}`` in a sentence that the program completes."""

import re
from collections.abc import Iterable, Iterator
from string import Formatter

BLANK = re.compile(r"\{([a-z][a-z0-9_]*)\}")  # of a letter: kvar.paper.template reads the same


def blanks_of(text: str) -> list[str]:
    """The names of the blanks in a text, in the order of their names."""
    return sorted(BLANK.findall(text))


def blank_faults(text: str, allowed: Iterable[str]) -> Iterator[str]:
    """What is wrong with the blanks of a sentence, in Swedish; nothing where each is a plain name that is filled."""
    try:
        parts = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        yield "En klammer öppnas men stängs inte, eller tvärtom. En lucka skrivs {namn}."
        return
    known = sorted(allowed)
    for name in sorted({str(name) for _before, name, _spec, _conversion in parts} - {*known}):
        yield f"Luckan {name} fylls aldrig i. Välj bland {', '.join(known)}."
    if any(spec or conversion for _before, _name, spec, conversion in parts):
        yield "En lucka har bara ett namn. Ta bort det som står efter namnet, inom samma klamrar."
