"""What one deck is about: the content as it reads on a day, what is new since another, and what has been counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kvar.content.comparison import Difference
from kvar.content.deck import DeckWords
from kvar.content.library import Library
from kvar.paper.days import day_and_year


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One measure by quarter, the oldest first. None is a number that is hidden, from everybody.

    ``counts``: each quarter's name and number. ``period``: all of them in words.
    """

    id: str
    label: str
    definition: str
    period: str
    counts: tuple[tuple[str, int | None], ...]

    @property
    def held_back(self) -> bool:
        return any(count is None for _quarter, count in self.counts)

    @property
    def total(self) -> int:
        """What is shown, added up."""
        return sum(count or 0 for _quarter, count in self.counts)


def edition_before(library: Library, day: date) -> date:
    """The edition before the one in force on the day, else the first: what is new is told since then."""
    begun = [edition.from_ for edition in library.editions if edition.from_ <= day]
    return begun[-2] if len(begun) > 1 else library.editions[0].from_


@dataclass(frozen=True, kw_only=True)
class About:
    """``differences``: from the content of ``since`` to that of ``on``. ``administration`` and ``unit`` are ids;
    without them the deck is for everybody. ``compare_link``: where the whole comparison is read, if anywhere."""

    library: Library
    on: date
    since: date
    differences: tuple[Difference, ...] = ()
    administration: str = ""
    unit: str = ""
    counted: tuple[Counted, ...] = ()
    compare_link: str = ""

    @property
    def words(self) -> DeckWords:
        return self.library.deck.words

    @property
    def whose(self) -> str:
        """The administration, or all of them: *Socialförvaltningen Hisingen*."""
        organisation = self.library.organisation
        if self.administration:
            return organisation.administration(self.administration).label
        return f"{organisation.municipality}, {self.words.all_administrations}"

    @property
    def place(self) -> str:
        """For whom the deck is: *Socialförvaltningen Hisingen, vuxenenheten*."""
        unit = self.library.organisation.unit(self.unit).label if self.unit else ""
        return ", ".join(filter(None, (self.whose, unit)))

    def filled(self, text: str, *, unit: str = "") -> str:
        """The text with its blanks filled."""
        least = self.library.organisation.switches.suppress_below
        days = {"on": day_and_year(self.on), "since": day_and_year(self.since)}
        return text.format(place=self.place, administration=self.whose, unit=unit, least=least, **days)

    def notes(self, *, say: str, passages: Iterable[str], sources: Iterable[str]) -> str:
        """What to say, where the handbook has more, and what it rests on; three paragraphs."""
        titles = {passage.id: passage.title for _chapter, passage in self.library.handbook.passages(on=self.on)}
        read = ", ".join(titles[id] for id in passages if id in titles)
        rests = "; ".join(self._cited(dict.fromkeys(sources)))
        more = [self.words.read_more.format(passages=read)] if read else []
        return "\n".join((self.filled(say), *more, self.words.rests_on.format(sources=rests)))

    def _cited(self, ids: Iterable[str]) -> Iterator[str]:
        """A paragraph of law says which law it is in; of anything else the parts stand after its name."""
        parts: dict[str, list[str]] = {}
        for source in map(self.library.source, ids):
            name = "" if source.kind in ("law", "regulation") else f"{source.statute}: "
            parts.setdefault(name, []).append(source.paragraph)
        return (f"{name}{', '.join(paragraphs)}" for name, paragraphs in parts.items())
