"""What is new between two days: how much of what kind, and the most important changes by name."""

from collections import Counter
from collections.abc import Iterator

from kvar.casework.deck.about import About
from kvar.content.comparison import Difference
from kvar.content.deck import SlideTold
from kvar.paper.slides.told import Point, PointsSlide, Slide, TableSlide

MOST_NAMED = 12
CITED = "cited"  # changed, but only in the paragraphs that it rests on


def news_slides(told: SlideTold, about: About) -> Iterator[Slide]:
    """The numbers, then the names; one slide that says so when nothing is new."""
    title, notes = about.filled(told.title), about.notes(say=told.say, passages=told.passages, sources=told.sources)
    if not about.differences:
        nothing = Point(text=about.words.no_news)
        yield PointsSlide(title=title, part=told.part, notes=notes, points=(nothing,))
        return
    words = about.words.news
    yield TableSlide(
        title=title,
        part=told.part,
        notes=notes,
        columns=words.columns,
        rows=tuple(_counts(about)),
        widths=(3, *(2 for _column in words.columns[1:])),
        description=about.filled(words.described),
        numbers=True,
    )
    named = sorted(about.differences, key=lambda each: _importance(each, about))[:MOST_NAMED]
    yield TableSlide(
        title=about.filled(about.words.news_named.described),
        part=told.part,
        notes=notes,
        columns=about.words.news_named.columns,
        rows=tuple(_named(each, about) for each in named),
        widths=(2, 3, 9),
        description=about.filled(about.words.news_named.described),
        remark=about.words.more_news,
        remark_link=about.compare_link,
    )


def _counts(about: About) -> Iterator[tuple[str, ...]]:
    """A row per kind that has changed, in the order of the words; a column per turn."""
    counts = Counter((each.kind.value, _turn(each)) for each in about.differences)
    for kind, label in about.words.kinds.items():
        row = [counts[kind, turn] for turn in about.words.turns]
        if any(row):
            yield (label.capitalize(), *map(str, row))


def _turn(difference: Difference) -> str:
    """What became of it; where only the sources are others, that is all that is new."""
    return CITED if [field.name for field in difference.fields] == ["sources"] else difference.turn.value


def _importance(difference: Difference, about: About) -> tuple[bool, int, int]:
    """What only has new sources last; else the law before steps before texts, in the order of the words."""
    turn = _turn(difference)
    return turn == CITED, [*about.words.kinds].index(difference.kind), [*about.words.turns].index(turn)


def _named(difference: Difference, about: About) -> tuple[str, str, str]:
    kind = about.words.kinds[difference.kind]
    return about.words.turns[_turn(difference)], kind.capitalize(), difference.title
