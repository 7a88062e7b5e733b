"""The file ``coverage.yaml``: what each paragraph says, how far Kvar goes, and the questions nobody has answered.

What the code knows is not in it; ``coverage`` puts the two together.
"""

from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from kvar.content.finding import ContentError
from kvar.content.folder import missing_file
from kvar.content.shape import Shape, SourceId, Text, Word
from kvar.content.yaml_file import YamlFile, read_yaml, validated

NAME = "coverage.yaml"
HERE = Path(__file__).parent


class Extent(StrEnum):
    """How far Kvar goes with one paragraph."""

    MODELLED = "modelled"
    PARTLY = "partly"
    LEFT_TO_PEOPLE = "left_to_people"


class ParagraphTold(Shape):
    """``part``: only the rows of the law whose paragraph has these words. ``at``: the place in the statute's page.

    ``left``: what people do, or why nothing is modelled. ``functions``: dotted names of code that does the paragraph
    without citing its source. ``read`` is False for what nobody has read in the statute itself.
    """

    paragraph: Text
    source: SourceId | None = None
    part: Text | None = None
    at: str | None = Field(default=None, pattern=r"^[A-Za-z0-9]+$")
    says: Text
    extent: Extent
    left: Text | None = None
    functions: tuple[str, ...] = ()
    read: bool = True

    @model_validator(mode="after")
    def _whole(self) -> "ParagraphTold":
        if (self.left is None) != (self.extent is Extent.MODELLED):
            raise ValueError(f"{self.paragraph}: left ska stå vid partly och left_to_people, och bara där.")
        if self.source and self.at:
            raise ValueError(f"{self.paragraph}: adressen kommer från källan. Ta bort at.")
        if self.part and not self.source:
            raise ValueError(f"{self.paragraph}: part behöver en source att välja rader ur.")
        return self


class StatuteTold(Shape):
    """``link`` left out: the statute's page at lagen.nu. ``read_on`` left out: nobody has read it."""

    statute: Text
    sfs: Text
    link: str | None = Field(default=None, pattern=r"^https://\S+$")
    read_on: date | None = None
    paragraphs: tuple[ParagraphTold, ...] = Field(min_length=1)

    def link_to(self, at: str | None) -> str:
        """The address of a place in the statute, or of the statute."""
        page = self.link or f"https://lagen.nu/{self.sfs}"
        return f"{page}#{at}" if at else page


class QuestionTold(Shape):
    """A question that the law leaves open for us. ``rests_on``: the rules are those whose value says so itself."""

    id: Word
    question: Text
    what_kvar_does: Text
    rules: tuple[str, ...] = ()
    rests_on: Literal["unsettled_roll", "unchecked_row", "unchecked_start", "vardagar"] | None = None
    sources: tuple[SourceId, ...] = ()


class CoverageTold(Shape):
    """``done_by``: who does a paragraph of each extent, as a table says it."""

    done_by: dict[Extent, Text]
    statutes: tuple[StatuteTold, ...] = Field(min_length=1)
    open_questions: tuple[QuestionTold, ...] = Field(min_length=1)


def coverage_told() -> CoverageTold:
    """Our own file, read once. Raises ContentError with every finding."""
    return _ours()


def read_coverage(folder: Path) -> tuple[YamlFile, CoverageTold]:
    """The file of a folder, with its lines. Raises ContentError with every finding."""
    if not (folder / NAME).exists():
        raise ContentError([missing_file(NAME)])
    file = read_yaml(folder / NAME, name=NAME)
    return file, validated(file, CoverageTold)


@lru_cache(maxsize=1)
def _ours() -> CoverageTold:
    return read_coverage(HERE)[1]
