"""The examples of a letter, ``letters/<id>/exempel.yaml``: invented people, in whose names every draft can be read."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator, Field

from kvar.content.shape import Shape, SourceId, Text, Word

_UNREADABLE = (
    "Det här går inte att fylla i. Skriv en text, en dag (2026-11-09), en tid (2026-11-09T14:00), öre som ett helt tal,"
    " eller en lista av texter."
)
"""What somebody reads of a value that is none of all these: the first one that refuses speaks for the others."""
_DAY, _TIME = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")


def _day(value: object) -> object:
    """As YAML writes it: *14.00* is a text, which pydantic would count in seconds from 1970."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError(_UNREADABLE)
    return date.fromisoformat(value)


def _time(value: object) -> object:
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise ValueError(_UNREADABLE)
    return datetime.fromisoformat(value)


# What stands in a blank. A day, a time or an amount in öre is said in the letter's language; lines are several texts.
Day = Annotated[date, BeforeValidator(_day)]
Time = Annotated[datetime, BeforeValidator(_time)]
Filled = Annotated[Day | Time | int | tuple[Text, ...] | str, Field(union_mode="left_to_right")]


class LetterStory(Shape):
    """One way that the letter can read. ``blanks`` and ``to`` go before those that its file has for all stories.

    A blank that is left out, or is empty, is *not known*. ``english``: what is typed in an English one.
    """

    name: SourceId
    says: Text
    passages: tuple[Word, ...] = ()
    blanks: dict[Word, Filled] = {}
    english: dict[Word, Filled] = {}
    to: tuple[Text, ...] | None = None
    own_words: Text | None = None


class LetterExamples(Shape):
    """``unit``: the one that writes; ``to``: the lines of the window, none for a letter that has none."""

    written_on: date
    unit: Word
    to: tuple[Text, ...] = ()
    blanks: dict[Word, Filled] = {}
    english: dict[Word, Filled] = {}
    stories: tuple[LetterStory, ...] = Field(min_length=1)

    def filled(self, story: LetterStory, language: str = "sv") -> Mapping[str, Filled]:
        """What stands in the blanks of one story."""
        ours, own = (self.english, story.english) if language == "en" else ({}, {})
        return self.blanks | ours | story.blanks | own

    def lines(self, story: LetterStory) -> tuple[str, ...]:
        """The lines of the recipient in one story."""
        return self.to if story.to is None else story.to
