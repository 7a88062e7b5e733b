"""What is new between two days: how much of what kind, and the most important changes by name."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from kvar.casework.deck.about import About
from kvar.content.comparison import Difference, Kind, Turn
from kvar.content.deck import SlideTold
from kvar.paper.slides.told import Point, PointsSlide, Slide, TableSlide

MOST_NAMED = 8
_CITED = "cited"  # changed, but only in the paragraphs that it rests on


def news_slides(told: SlideTold, about: About) -> Iterator[Slide]:
    """The numbers, then the names; one slide that says so when nothing is new."""
    summed_up = (passage for _chapter, passage in about.library.handbook.passages(on=about.on))
    sources = (id for passage in summed_up if passage.id in told.passages for id in passage.sources)
    notes = about.notes(say=told.say, passages=told.passages, sources=(*told.sources, *sources))
    common: dict[str, Any] = {"part": told.part, "notes": notes}
    found = tuple(each for each in about.differences if _is_known_to_be_new(each, about))
    title = about.filled(told.title)
    if found:
        yield _numbers(found, about, title=title, **common)
        yield _names(found, about, **common)
    else:
        yield PointsSlide(title=title, points=(Point(text=about.words.no_news),), **common)


def _numbers(found: tuple[Difference, ...], about: About, **common: Any) -> TableSlide:
    words = about.words.news
    return TableSlide(
        columns=words.columns,
        rows=tuple(_counts(found, about)),
        widths=(3, *(2 for _column in words.columns[1:])),
        description=about.filled(words.described),
        numbers=True,
        remark=about.words.news_counted,
        **common,
    )


def _names(found: tuple[Difference, ...], about: About, **common: Any) -> TableSlide:
    words = about.words.news_named
    named = sorted(found, key=lambda each: _importance(each, about))[:MOST_NAMED]
    return TableSlide(
        title=about.filled(words.described),
        columns=words.columns,
        rows=tuple(_named(each, about) for each in named),
        widths=(2, 3, 9),
        description=about.filled(words.described),
        remark=about.words.more_news,
        remark_link=about.compare_link,
        **common,
    )


def _is_known_to_be_new(difference: Difference, about: About) -> bool:
    """A time in law may have applied before the first wording that anybody has read; then it is not told as new."""
    if (difference.kind, difference.turn) != (Kind.VALUE, Turn.ADDED):
        return True
    values = (value for value in about.library.law.values.values() if value.rule == difference.id)
    return all(value.rows[0].start_checked for value in values)


def _counts(found: Iterable[Difference], about: About) -> Iterator[tuple[str, ...]]:
    """A row per kind that has changed, in the order of the words; a column per turn."""
    counts = Counter((each.kind.value, _turn(each)) for each in found)
    for kind, label in about.words.kinds.items():
        row = [counts[kind, turn] for turn in about.words.turns]
        if any(row):
            yield (label.capitalize(), *map(str, row))


def _turn(difference: Difference) -> str:
    """What became of it; where only the sources are others, that is all that is new."""
    return _CITED if difference.rests_elsewhere else difference.turn.value


def _importance(difference: Difference, about: About) -> tuple[bool, int, int]:
    """What only has new sources last; else the law before steps before texts, in the order of the words."""
    turn = _turn(difference)
    return turn == _CITED, [*about.words.kinds].index(difference.kind), [*about.words.turns].index(turn)


def _named(difference: Difference, about: About) -> tuple[str, str, str]:
    kind = about.words.kinds[difference.kind]
    return about.words.turns[_turn(difference)], kind.capitalize(), difference.title
