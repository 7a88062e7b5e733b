"""The words and rules of working together: what people are told, what a consent is about, on which ground we tell."""

from collections.abc import Collection, Iterator

from kvar.content.coordination_contact import Contact
from kvar.content.coordination_enforcement import EnforcementWords
from kvar.content.coordination_learning import Learning
from kvar.content.coordination_levels import RepeatLevel
from kvar.content.coordination_meetings import Meetings
from kvar.content.coordination_money import MoneyWords
from kvar.content.coordination_owner import Owning
from kvar.content.coordination_partners import Mobilising
from kvar.content.coordination_tracks import Tracks
from kvar.content.shape import Code, Shape, SourceId, Text, one_with_id


class InLetters(Code):
    """A code whose words stand in letters too. ``english``: what an English letter says; without, the Swedish words."""

    english: Text | None = None

    def said_in(self, language: str) -> str:
        """The words in the letter's language."""
        return self.english if language == "en" and self.english else self.label


class ToldKind(Code):
    """A kind of notice in Kvar. ``label`` is what it says, without a word about the household."""

    urgent: bool = False


class HappeningKind(Code):
    """Something that stands in the calendar. ``neutral``: what a calendar outside Kvar may show."""

    neutral: Text


class Ground(Code):
    """A legal ground to tell somebody something without consent. ``to``: the only recipients; empty: any."""

    sources: tuple[SourceId, ...]
    to: tuple[str, ...] = ()


class Telling(Shape):
    """The days of being told. All of them are the city's own.

    ``mail_waits``: how many days a mail waits after its first, second, third … failed try; then nobody tries again.
    """

    unit_days: int
    mail_waits: tuple[int, ...]
    feed_days: int
    feed_back_days: int
    feed_ahead_days: int


class Coordination(MoneyWords):
    """The file ``coordination.yaml``. A reader for one row raises KeyError for an id that is not there."""

    telling: Telling
    told_kinds: tuple[ToldKind, ...]
    happening_kinds: tuple[HappeningKind, ...]
    recipients: tuple[InLetters, ...]
    scopes: tuple[InLetters, ...]
    directions: tuple[Code, ...]
    consent_ways: tuple[Code, ...]
    grounds: tuple[Ground, ...]
    owning: Owning
    meetings: Meetings
    levels: tuple[RepeatLevel, ...] = ()
    known_here_answers: tuple[Code, ...] = ()
    contact: Contact
    mobilising: Mobilising
    tracks: Tracks
    learning: Learning

    def coded(self) -> Iterator[tuple[str, tuple[Code, ...]]]:
        """Every list of codes in the file, by its key."""
        sections = [told for _key, told in self if isinstance(told, Shape)]
        for section in (self, *sections):
            yield from ((key, told) for key, told in section if _is_coded(told))

    enforcement: EnforcementWords

    def told_kind(self, id: str) -> ToldKind:
        return one_with_id(self.told_kinds, id)

    def happening_kind(self, id: str) -> HappeningKind:
        return one_with_id(self.happening_kinds, id)

    def recipient(self, id: str) -> InLetters:
        return one_with_id(self.recipients, id)

    def scope(self, id: str) -> InLetters:
        return one_with_id(self.scopes, id)

    def scope_labels(self, ids: Collection[str], language: str = "sv") -> tuple[str, ...]:
        """What a consent or a telling is about, in the content's order."""
        return tuple(one.said_in(language) for one in self.scopes if one.id in ids)

    def direction(self, id: str) -> Code:
        return one_with_id(self.directions, id)

    def consent_way(self, id: str) -> Code:
        return one_with_id(self.consent_ways, id)

    def ground(self, id: str) -> Ground:
        return one_with_id(self.grounds, id)

    def known_here_answer(self, id: str) -> Code:
        return one_with_id(self.known_here_answers, id)


def _is_coded(told: object) -> bool:
    return isinstance(told, tuple) and bool(told) and all(isinstance(row, Code) for row in told)
