"""Two wordings beside each other: what went, what came, and the sentences around it. Pure words, no HTML."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORD = re.compile(r"\n|[^\s]+")
SENTENCE_END = (".", "?", "!", ":")
TOO_SHORT = 4  # words: fewer between two changes are not worth an island of their own
TOO_LONG = 12  # words: more that are the same, away from any change, are left out


class Fate(StrEnum):
    SAME = "same"
    GONE = "gone"
    CAME = "came"
    CUT = "cut"


@dataclass(frozen=True)
class Run:
    """Words with one fate. A run that is cut has no text."""

    fate: Fate
    text: str = ""


Side = tuple[Run, ...]
Words = Sequence[str]
Part = tuple[bool, Words, Words]  # is it the same, and the words of each side


def sides_by_word(before: str, after: str) -> tuple[Side, Side]:
    """The older and the newer wording, word for word, with what is the same far from a change left out."""
    parts = list(_joined(_parts(WORD.findall(before), WORD.findall(after))))
    last = len(parts) - 1
    old, new = [], []
    for place, (same, gone, came) in enumerate(parts):
        if same:
            runs = [*_shortened(gone, begins=place > 0, ends=place < last)]
            old += runs
            new += runs
        else:
            old += [Run(Fate.GONE, _text(gone))] if gone else []
            new += [Run(Fate.CAME, _text(came))] if came else []
    return tuple(old), tuple(new)


def sides_by_line(before: str, after: str) -> tuple[Side, Side]:
    """Two lists, one thing on each line, whatever their order."""
    old, new = before.splitlines(), after.splitlines()
    return (
        tuple(Run(Fate.SAME if line in new else Fate.GONE, f"{line}\n") for line in old),
        tuple(Run(Fate.SAME if line in old else Fate.CAME, f"{line}\n") for line in new),
    )


def _parts(old: Words, new: Words) -> Iterator[Part]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield tag == "equal", old[a:b], new[c:d]


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """A few words that stayed between two changes belong to one change: nobody reads a word at a time."""
    held: Part | None = None
    between: Words = ()
    for same, gone, came in parts:
        if same and held and len(gone) < TOO_SHORT:
            between = gone
        elif same:
            if held:
                yield held
            held = None
            yield same, gone, came
        else:
            held = (False, [*held[1], *between, *gone], [*held[2], *between, *came]) if held else (False, gone, came)
            between = ()
    if held:
        yield held
    if between:
        yield True, between, between


def _shortened(words: Words, *, begins: bool, ends: bool) -> Iterator[Run]:
    """``begins``: a change stands before these words; ``ends``: one stands after. Their own sentences are kept."""
    stops = [place for place in range(1, len(words)) if _is_new_sentence(words, place)]
    head = (stops[0] if stops else len(words)) if begins else 0
    tail = (stops[-1] if stops else 0) if ends else len(words)
    if tail - head <= TOO_LONG:
        yield Run(Fate.SAME, _text(words))
        return
    if head:
        yield Run(Fate.SAME, _text(words[:head]))
    yield Run(Fate.CUT)
    if tail < len(words):
        yield Run(Fate.SAME, _text(words[tail:]))


def _is_new_sentence(words: Words, place: int) -> bool:
    """*12 kap. 44 §* goes on; a capital letter after a full stop does not."""
    before = words[place - 1]
    return before == "\n" or (before.endswith(SENTENCE_END) and words[place][0].isupper())


def _text(words: Words) -> str:
    return " ".join(words).replace(" \n ", "\n")
