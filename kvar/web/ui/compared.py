"""What differs between two readings of the content, as a page shows it: kind by kind, the sources last and quietly."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from kvar.content.comparison import Difference, FieldDifference, Kind, Turn
from kvar.law import Origin, Skip
from kvar.web.ui.letter_words import language_words, stop_words, text_label
from kvar.web.ui.word_diff import Fate, Run, Side, sides_by_line, sides_by_word

TITLES: Mapping[Kind, Any] = {
    Kind.STEP: gettext_lazy("Steg"),
    Kind.PASSAGE: gettext_lazy("Stycken i handboken"),
    Kind.LETTER: gettext_lazy("Brev"),
    Kind.VALUE: gettext_lazy("Lagregler"),
    Kind.CODE: gettext_lazy("Koder"),
    Kind.DUTY: gettext_lazy("Enheternas ansvar"),
}
COUNTED: Mapping[Kind, Any] = {
    Kind.STEP: ngettext_lazy("%d steg", "%d steg"),
    Kind.PASSAGE: ngettext_lazy("%d stycke", "%d stycken"),
    Kind.LETTER: ngettext_lazy("%d brev", "%d brev"),
    Kind.VALUE: ngettext_lazy("%d lagregel", "%d lagregler"),
    Kind.CODE: ngettext_lazy("%d kod", "%d koder"),
    Kind.DUTY: ngettext_lazy("%d ansvar", "%d ansvar"),
}
TURNS: Mapping[Turn, Any] = {
    Turn.CHANGED: gettext_lazy("ändrat"),
    Turn.ADDED: gettext_lazy("nytt"),
    Turn.ENDED: gettext_lazy("upphört"),
}
TOLD: Mapping[Turn, Any] = {
    Turn.CHANGED: gettext_lazy("%s har ändrats."),
    Turn.ADDED: gettext_lazy("%s har kommit till."),
    Turn.ENDED: gettext_lazy("%s har upphört."),
}
FIELDS: Mapping[str, Any] = {
    "title": gettext_lazy("Rubrik"),
    "text": gettext_lazy("Text"),
    "unit": gettext_lazy("Enhet"),
    "due": gettext_lazy("Dag"),
    "origin": gettext_lazy("Lag eller riktlinje"),
    "when": gettext_lazy("Visas när"),
    "unless": gettext_lazy("Visas inte när"),
    "done_when": gettext_lazy("Är gjort när"),
    "skip": gettext_lazy("Får hoppas över"),
    "leaves": gettext_lazy("Lämnar spår"),
    "letter": gettext_lazy("Brev"),
    "sources": gettext_lazy("Källor"),
    "use_when": gettext_lazy("Används när"),
    "audience": gettext_lazy("Till vem"),
    "ages": gettext_lazy("Ålder"),
    "channel": gettext_lazy("Så lämnas det"),
    "blanks": gettext_lazy("Luckor"),
    "passages": gettext_lazy("Stycken som är med ibland"),
    "stopped_by": gettext_lazy("Hindras när"),
    "languages": gettext_lazy("Språk"),
    "length": gettext_lazy("Tid"),
    "start": gettext_lazy("Dagen då lydelsen började gälla"),
}
CODES: Mapping[tuple[str, str], Any] = {
    ("origin", Origin.LAW): gettext_lazy("lag"),
    ("origin", Origin.LOCAL): gettext_lazy("riktlinje"),
    ("skip", Skip.CASEWORKER): gettext_lazy("av handläggaren, med skäl"),
    ("skip", Skip.LEAD): gettext_lazy("av 1:e socialsekreterare eller enhetschef, med skäl"),
    ("skip", Skip.NEVER): gettext_lazy("aldrig"),
}
# One thing on each line.
LISTS = frozenset({"when", "unless", "sources", "blanks", "passages", "stopped_by", "languages"})
LISTED: Mapping[str, Callable[[str], str]] = {"stopped_by": stop_words, "languages": language_words}
NUMBERED = frozenset({Kind.STEP, Kind.VALUE})  # people know these by their number


@dataclass(frozen=True)
class FieldShown:
    """A field with both its sides; of what came or ended only one of them has words."""

    label: str
    before: Side
    after: Side


@dataclass(frozen=True)
class DifferenceShown:
    """``number``: H22, where people use one. ``touched``: which fields differ, for the folded line."""

    number: str
    title: str
    turn: Turn
    said: str
    touched: str
    fields: tuple[FieldShown, ...]


@dataclass(frozen=True)
class SourcesShown:
    """Something whose sources alone differ: those that went and those that came."""

    number: str
    title: str
    gone: str
    came: str


@dataclass(frozen=True)
class KindShown:
    """``counted``: how many of this kind, in words; ``quiet``: those whose sources alone differ."""

    kind: Kind
    title: str
    counted: str
    shown: tuple[DifferenceShown, ...]
    quiet: tuple[SourcesShown, ...]


def kinds_shown(found: Iterable[Difference]) -> list[KindShown]:
    """Every kind that has a difference, in the order of ``Kind``."""
    by_kind = _by_kind(found)
    return [_kind_shown(kind, own) for kind, own in by_kind.items()]


def in_short(found: Sequence[Difference]) -> list[str]:
    """Sentences: *57 steg och 37 stycken har ändrats.* The second says where the sources alone are others."""
    told = [(sentence, [one for one in found if one.turn is turn]) for turn, sentence in TOLD.items()]
    told.insert(1, (gettext_lazy("I %s är det bara källorna som är andra."), [*filter(is_quiet, found)]))
    return [str(sentence) % _counted(own) for sentence, own in told if own]


def is_quiet(difference: Difference) -> bool:
    """Does it rest on other sources, and is otherwise the same? That nobody has read their first day is none."""
    return difference.rests_elsewhere


def field_label(name: str) -> str:
    """The Swedish name of a field of the content; its own name where there is none."""
    return text_label(name) if name.startswith("text_") else str(FIELDS.get(name, name))


def _by_kind(found: Iterable[Difference]) -> Mapping[Kind, list[Difference]]:
    told = [*found]
    by_kind = {kind: [one for one in told if one.kind is kind] for kind in Kind}
    return {kind: own for kind, own in by_kind.items() if own}


def _counted(found: Iterable[Difference]) -> str:
    """*57 steg, 37 stycken och 10 lagregler*; ``found`` is never empty."""
    *most, last = (str(COUNTED[kind] % len(own)) for kind, own in _by_kind(found).items())
    return _("%(most)s och %(last)s") % {"most": ", ".join(most), "last": last} if most else last


def _kind_shown(kind: Kind, own: Sequence[Difference]) -> KindShown:
    return KindShown(
        kind=kind,
        title=str(TITLES[kind]),
        counted=str(COUNTED[kind] % len(own)),
        shown=tuple(_shown(one) for one in own if not is_quiet(one)),
        quiet=tuple(_sources_shown(one) for one in own if is_quiet(one)),
    )


def _shown(difference: Difference) -> DifferenceShown:
    fields = tuple(_field_shown(field, difference.turn) for field in difference.fields if _is_shown(field, difference))
    return DifferenceShown(
        number=_number(difference),
        title=difference.title,
        turn=difference.turn,
        said=str(TURNS[difference.turn]),
        touched=", ".join(field.label for field in fields) if difference.turn is Turn.CHANGED else "",
        fields=fields,
    )


def _is_shown(field: FieldDifference, difference: Difference) -> bool:
    """What came or ended has its title on the folded line already."""
    return field.name != "title" or difference.turn is Turn.CHANGED


def _field_shown(field: FieldDifference, turn: Turn) -> FieldShown:
    before, after = (_in_words(field.name, words) for words in (field.before, field.after))
    if turn is not Turn.CHANGED:
        return FieldShown(field_label(field.name), before=tuple(_whole(before)), after=tuple(_whole(after)))
    old, new = (sides_by_line if field.name in LISTS else sides_by_word)(before, after)
    return FieldShown(field_label(field.name), before=old, after=new)


def _sources_shown(difference: Difference) -> SourcesShown:
    field = next(field for field in difference.fields if field.name == "sources")
    old, new = sides_by_line(field.before, field.after)
    gone, came = (", ".join(run.text.strip() for run in side if run.fate is not Fate.SAME) for side in (old, new))
    return SourcesShown(number=_number(difference), title=difference.title, gone=gone, came=came)


def _whole(words: str) -> Iterator[Run]:
    if words:
        yield Run(Fate.SAME, words)


def _in_words(field: str, words: str) -> str:
    listed = LISTED.get(field)
    return listed(words) if listed else str(CODES.get((field, words), words))


def _number(difference: Difference) -> str:
    return difference.id if difference.kind in NUMBERED else ""
