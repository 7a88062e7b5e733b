"""What is new between two days: how much of what kind, and the most important changes by name."""

from collections import Counter
from collections.abc import Iterator

from kvar.casework.deck.about import About, Difference
from kvar.content.deck import SlideTold
from kvar.paper.slides.told import Point, PointsSlide, Slide, TableSlide

MOST_NAMED = 12


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
    counts = Counter((str(each.kind), str(each.turn)) for each in about.differences)
    for kind, label in about.words.kinds.items():
        row = [counts[kind, turn] for turn in about.words.turns]
        if any(row):
            yield (label.capitalize(), *map(str, row))


def _importance(difference: Difference, about: About) -> tuple[int, int]:
    """The law before steps before texts, what is new before what is worded anew: the order of the words."""
    return [*about.words.kinds].index(difference.kind), [*about.words.turns].index(difference.turn)


def _named(difference: Difference, about: About) -> tuple[str, str, str]:
    turn, kind = about.words.turns[difference.turn], about.words.kinds[difference.kind]
    return turn, kind.capitalize(), difference.title
