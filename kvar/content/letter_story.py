"""The examples of a letter, ``letters/<id>/exempel.yaml``: invented people, in whose names every draft can be read."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from kvar.content.shape import Shape, SourceId, Text, Word

# What stands in a blank. A day or a time is said in the letter's own language; several lines are several texts.
Filled = Annotated[date | datetime | tuple[Text, ...] | str, Field(union_mode="left_to_right")]


class LetterStory(Shape):
    """One way that the letter can read. ``blanks`` and ``to`` go before those that its file has for all stories.

    A blank that is left out, or is empty, is *not known*.
    """

    name: SourceId
    says: Text
    passages: tuple[Word, ...] = ()
    blanks: dict[Word, Filled] = {}
    to: tuple[Text, ...] | None = None
    own_words: Text | None = None


class LetterExamples(Shape):
    """``unit``: the one that writes; ``to``: the lines of the window, none for a letter that has none."""

    written_on: date
    unit: Word
    to: tuple[Text, ...] = ()
    blanks: dict[Word, Filled] = {}
    stories: tuple[LetterStory, ...] = Field(min_length=1)

    def filled(self, story: LetterStory) -> Mapping[str, Filled]:
        """What stands in the blanks of one story."""
        return self.blanks | story.blanks

    def lines(self, story: LetterStory) -> tuple[str, ...]:
        """The lines of the recipient in one story."""
        return self.to if story.to is None else story.to
