"""What the content cites: the sources, and the table of older and newer paragraphs."""

from datetime import date
from typing import Literal

from pydantic import Field

from kvar.content.shape import Shape, SourceId, Text


class Source(Shape):
    """A citation. ``from``/``until``: first and last day the wording applied; None = not checked / still applies."""

    id: SourceId
    kind: Literal["law", "regulation", "case", "decision", "guidance", "local"]
    statute: Text
    sfs: Text | None = None
    paragraph: Text
    link: str = Field(pattern=r"^https://\S+$|^$")
    read_on: date
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None
    note: Text | None = None

    def in_force_on(self, day: date) -> bool:
        """Did this wording apply that day? An end that nobody has checked is no end."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


class Sources(Shape):
    """The file ``sources.yaml``."""

    sources: tuple[Source, ...] = Field(min_length=1)


class FrameRow(Shape):
    """An older and a newer paragraph about the same. None: there is none. ``changed_on`` None: nobody has read it."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    topic: Text
    before: SourceId | None
    after: SourceId | None
    changed_on: date | None
    told: Text


class LegalFrame(Shape):
    """The file ``legal_frame.yaml``: what the law said before and what it says now."""

    rows: tuple[FrameRow, ...] = Field(min_length=1)
