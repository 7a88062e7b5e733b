"""The fixed block of a letter, and its translations: ``fixed_block.yaml`` and ``translations/<code>.yaml``."""

import hashlib
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from kvar.content.blanks import blanks_of
from kvar.content.shape import Shape, Text, Word

DAY = "dag"  # the blank that every letter fills with its own ``fixed_date``
Script = Literal["latin", "cyrillic", "arabic", "ethiopic"]  # those that the typesetting has a typeface for


class FixedRow(Shape):
    """One row in Swedish. ``only_to`` whom it may be written: to the ``household``, or to somebody ``named``.

    Of the home only the household is told; that there is an interpreter tells who has called, on a note.
    """

    id: Word
    text: Text
    only_to: Literal["household", "named"] | None = None


class FixedBlock(Shape):
    """The file ``fixed_block.yaml``: the rows that a letter may choose among, in the order they are printed."""

    rows: tuple[FixedRow, ...] = Field(min_length=1)


class Approval(Shape):
    """Has somebody who knows the language answered for the words? Ours are drafts until somebody has."""

    status: Literal["draft_machine", "approved"]
    approved_by: Text | None = None
    approved_on: date | None = None

    @model_validator(mode="after")
    def _somebody_answers(self) -> "Approval":
        if self.approved != bool(self.approved_by and self.approved_on):
            raise ValueError(
                "En godkänd översättning har approved_by (vem) och approved_on (dag). Ett utkast har ingetdera."
            )
        return self

    @property
    def approved(self) -> bool:
        return self.status == "approved"


class TranslatedRow(Shape):
    """``swedish`` is what was translated: when ours has changed since, the translation is no longer of our row."""

    row: Word
    swedish: Text
    translated: Text


class FrameWords(Shape):
    """What a whole letter says around its text, with the blanks of the Swedish; else the same in signs alone.

    ``weekdays``: from Monday on, for the hours in which we answer; none: those hours keep their Swedish days.
    """

    case: Text = "{arende}"
    page: Text = "{sida} ({sidor})"
    weekdays: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _keeps_its_blanks(self) -> "FrameWords":
        if blanks_of(self.case) != ["arende"] or blanks_of(self.page) != ["sida", "sidor"]:
            raise ValueError("frame: case har luckan {arende}, och page har luckorna {sida} och {sidor}.")
        if len(self.weekdays) not in (0, 7):
            raise ValueError("frame: weekdays är veckans sju dagar, från måndag.")
        return self


class Translation(Approval):
    """A file ``translations/<code>.yaml``. ``name`` is Swedish; ``own_name`` is what its readers call the language."""

    code: str = Field(pattern=r"^[a-z]{2,3}$")
    name: Text
    own_name: Text
    script: Script
    direction: Literal["left_to_right", "right_to_left"]
    frame: FrameWords = FrameWords()  # an older edition has none
    rows: tuple[TranslatedRow, ...] = Field(min_length=1)

    def row(self, id: str) -> str:
        """The row in this language. Raises KeyError where there is none."""
        return {one.row: one.translated for one in self.rows}[id]


def text_digest(text: str) -> str:
    """Tells a text from what it was: the first 12 digits of the SHA-256 over its words, however the lines break."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


class TranslatedText(Approval):
    """A whole letter in a language of ``translations/``: the file ``text.<code>.md``, used once it is approved.

    ``swedish``: the ``text_digest`` of what was translated; when ours has changed since, nobody has approved this.
    """

    language: str = Field(pattern=r"^[a-z]{2,3}$")
    swedish: str | None = Field(default=None, pattern=r"^[0-9a-f]{12}$")

    def approved_of(self, swedish: str) -> bool:
        """Has somebody answered for it as a translation of this Swedish text?"""
        return self.approved and self.swedish == text_digest(swedish)
