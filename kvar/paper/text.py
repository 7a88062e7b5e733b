"""Fill a letter's text: its blanks and passages become the blocks of a letter. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from kvar.paper.letter import Block, BulletList, Contact, ContactLine, Heading, KeyDate, Paragraph
from kvar.paper.template import HOLE, LetterText, LetterTextWrong, Line
from kvar.paper.visible import visible_line


class BlankMissing(Exception):
    """Required blanks are empty. ``names`` are their Swedish names, in the order of the letter."""

    def __init__(self, names: tuple[str, ...]) -> None:
        *first, last = names
        listed = f"{', '.join(first)} och {last}" if first else last
        super().__init__(f"Brevet kan inte skickas ännu. Det här saknas: {listed}.")
        self.names = names


@dataclass(frozen=True, kw_only=True)
class FilledText:
    title: str
    blocks: tuple[Block, ...]


def fill(template: LetterText, *, blanks: Mapping[str, str | tuple[str, ...]], passages: frozenset[str]) -> FilledText:
    """Fill the blanks and choose the passages. A line with an optional blank that is empty is left out.

    A line whose blank is a tuple is written once for each of its texts.

    Raises ``BlankMissing`` when a required blank that would be shown is empty, and ``LetterTextWrong`` when the
    caller names a blank or passage that the letter does not have, or does not choose exactly one of each group.
    """
    _check_names(template, blanks=blanks, passages=passages)
    _check_groups(template, passages=passages)
    values = {name: _texts(value) for name, value in blanks.items()}
    shown = [line for line in template.lines if line.passage is None or line.passage in passages]
    _check_required(template, shown=shown, values=values)
    full = [line for line in shown if all(values.get(name) for name in line.blanks())]
    kept = [filled for line in full for filled in _filled(line, values=values)]
    title = next(line.body for line in kept if line.kind == "# ")
    return FilledText(title=title, blocks=tuple(_blocks(kept)))


def _texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """Each text on one line; an empty one is none."""
    texts = (value,) if isinstance(value, str) else value
    return tuple(text for one in texts if (text := visible_line(one)))


def _check_names(template: LetterText, *, blanks: Iterable[str], passages: frozenset[str]) -> None:
    known = {blank.name for blank in template.blanks} | {passage.name for passage in template.passages}
    if unknown := sorted({*blanks, *passages} - known):
        raise LetterTextWrong(f"Brevet har ingen lucka eller passage som heter {', '.join(unknown)}.")


def _check_groups(template: LetterText, *, passages: frozenset[str]) -> None:
    for group in sorted({passage.one_of for passage in template.passages if passage.one_of}):
        chosen = [one.name for one in template.passages if one.one_of == group and one.name in passages]
        if len(chosen) != 1:
            raise LetterTextWrong(f"Exakt en passage av gruppen {group} ska vara med, inte {len(chosen)}.")


def _check_required(template: LetterText, *, shown: list[Line], values: Mapping[str, tuple[str, ...]]) -> None:
    required = {blank.name: blank.says for blank in template.blanks if blank.required}
    order = dict.fromkeys(name for line in shown for name in line.blanks())
    if missing := tuple(required[name] for name in order if name in required and not values.get(name)):
        raise BlankMissing(missing)


def _filled(line: Line, *, values: Mapping[str, tuple[str, ...]]) -> Iterator[Line]:
    """The line, once for each text of a blank that has several. One pass: a value is never read as a blank."""
    for number in range(max((len(values[name]) for name in line.blanks()), default=1)):
        body = HOLE.sub(partial(_text_of, values=values, number=number), line.body)
        yield Line(number=line.number, kind=line.kind, body=body, label=line.label)


def _text_of(hole: re.Match[str], *, values: Mapping[str, tuple[str, ...]], number: int) -> str:
    """A blank of one text says it on every line."""
    texts = values[hole[1]]
    return texts[number] if number < len(texts) else texts[-1]


def _family(line: Line) -> str:
    """Lines of one family in a row make one block: a continued bullet is a bullet, an empty line parts blocks."""
    if line.kind == "  ":
        return "- "
    return line.kind or ("text" if line.body else "empty")


def _blocks(lines: list[Line]) -> Iterator[Block]:
    for family, group in groupby(lines, key=_family):
        if family not in ("empty", "# "):
            yield from _block(family, list(group))


def _block(family: str, lines: list[Line]) -> Iterator[Block]:
    bodies = [line.body for line in lines]
    match family:
        case "## ":
            yield from map(Heading, bodies)
        case "> ":
            yield KeyDate(lead=bodies[0], main=bodies[1], notes=tuple(bodies[2:]))
        case "- ":
            yield BulletList(tuple(_items(lines)))
        case "| ":
            yield Contact(tuple(ContactLine(label=line.label, value=line.body) for line in lines))
        case "text":
            yield Paragraph(" ".join(bodies))
        case language:
            yield Paragraph(" ".join(bodies), language=language.strip("() "))


def _items(lines: list[Line]) -> list[str]:
    items: list[str] = []
    for line in lines:
        if line.kind == "- " or not items:
            items.append(line.body)
        else:
            items[-1] += f" {line.body}"
    return items
