"""YAML read with care: no aliases, no deep nesting, and every refusal in Swedish with its line."""

import re
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer, ComposerError, MaxDepthExceededError
from ruamel.yaml.constructor import ConstructorError, DuplicateKeyError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from kvar.content.finding import ContentError, Finding

MOST_DEPTH = 20  # our own deepest has ten
KEPT_TREES = 512  # several editions' files: one fewer than an edition has, and every reading starts from nothing
ANCHORED, UNREADABLE = "anchored", "unreadable value"
TAB = "Raden har en tabb i början. YAML tillåter bara mellanslag där: byt tabben mot två mellanslag för varje steg in."
# What ruamel says, and what somebody who has never heard of YAML should do. The first that fits is used.
PROBLEMS = {
    r"'\\t'": TAB,
    ANCHORED: "Förkortningar med & och * läses inte. Skriv ut texten på varje ställe.",
    UNREADABLE: "Värdet går inte att läsa. Är det ett datum, så kontrollera att dagen finns, till exempel 2025-07-01.",
    "mapping values are not allowed": "Raden har ett kolon för mycket, eller fel indrag. Sätt texten inom citattecken "
    "om kolonet hör till den, annars dra in raden lika långt som raderna intill.",
    "could not find expected ':'": "Ett kolon saknas efter nyckeln, eller raden har fel indrag. Skriv nyckel: värde.",
    "expected <block end>": "Raden har ett annat indrag än raderna den hör ihop med. Dra in den lika långt som dem.",
    "found unexpected end of stream": "Ett citattecken öppnas men stängs aldrig. Sätt dit det andra.",
    r"expected ',' or '[\]}]'": "En parentes öppnas men stängs inte, eller ett komma saknas. Kontrollera [ ] och { }.",
    "expected a single document": "Filen har tre bindestreck på en egen rad. Ta bort den raden.",
    "cannot start any token": "En text kan inte börja med det tecknet. Sätt texten inom citattecken.",
}
OTHERWISE = (
    "Raden går inte att läsa som YAML. Vanliga orsaker är fel indrag, ett kolon i en text utan citattecken och ett "
    "citattecken för mycket. Jämför med raderna intill."
)


def tree_of(text: str, *, name: str, days_as_text: bool = False) -> Any:
    """The round-trip data, which remembers its lines. Raises ContentError for what is not YAML as we write it.

    ``days_as_text`` leaves dates and times as they are written, for a reader that knows them better than YAML does.
    """
    try:
        return _loaded(text, _TextOnly if days_as_text else _Constructor)
    except ReaderError as error:
        line = text[: error.position].count("\n") + 1
        sentence = "Raden har ett osynligt tecken som inte får stå i filen. Skriv om raden."
        raise ContentError([Finding(file=name, line=line, sentence=sentence)]) from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line if mark else 0
        raise ContentError([Finding(file=name, line=line + 1, sentence=_sentence(error, text, line))]) from error
    except YAMLError as error:
        raise ContentError([Finding(file=name, line=1, sentence=OTHERWISE)]) from error


class _Composer(Composer):
    """Refuses what can make a small file enormous."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.parser.peek_event()
        if event.anchor is not None:
            raise ComposerError(None, None, ANCHORED, event.start_mark)
        return super().compose_node(parent, index)


class _Constructor(RoundTripConstructor):
    """Gives a value that cannot be (the thirtieth of February) its line."""

    def construct_non_recursive_object(self, node: Any, tag: str | None = None) -> Any:
        try:
            return super().construct_non_recursive_object(node, tag)
        except ValueError as error:
            raise ConstructorError(None, None, UNREADABLE, node.start_mark) from error


class _TextOnly(_Constructor):
    """A time with an offset would otherwise lose it."""


_TextOnly.add_constructor("tag:yaml.org,2002:timestamp", _TextOnly.construct_scalar)


@lru_cache(maxsize=KEPT_TREES)  # a draft that differs from us in one file is read in a moment; nobody changes a tree
def _loaded(text: str, constructor: type[_Constructor]) -> Any:
    yaml = YAML(typ="rt", pure=True)
    yaml.Composer, yaml.Constructor, yaml.max_depth = _Composer, constructor, MOST_DEPTH
    return yaml.load(text)


def _sentence(error: MarkedYAMLError, text: str, line: int) -> str:
    problem = f"{error.context} {error.problem}"
    if isinstance(error, DuplicateKeyError):
        key = re.search(r'duplicate key "([^"]*)"', problem)
        return f"Nyckeln {key[1] if key else ''} står två gånger. Ta bort den ena."
    if isinstance(error, MaxDepthExceededError):
        return f"Nycklar ligger i varandra i fler än {MOST_DEPTH} steg. Kontrollera indragen."
    lines = text.split("\n")
    if line < len(lines) and re.match(r" *\t", lines[line]):
        return TAB
    return next((said for pattern, said in PROBLEMS.items() if re.search(pattern, problem)), OTHERWISE)
