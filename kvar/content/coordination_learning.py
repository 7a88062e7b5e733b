"""The words of the review after an eviction: what could have hindered it, and who took part."""

from pydantic import Field

from kvar.content.coordination_enforcement import OneOfMany
from kvar.content.shape import Code, Shape, one_with_id


class Hindrance(OneOfMany):
    """What could have hindered the eviction: a code about our work. ``needs_words``: it must be written out too."""

    needs_words: bool = False


class Learning(Shape):
    """The section ``learning`` of ``coordination.yaml``. A reader raises KeyError for an id that is not there."""

    hindrances: tuple[Hindrance, ...] = Field(min_length=1)
    took_part: tuple[Code, ...] = Field(min_length=1)

    def hindrance(self, id: str) -> Hindrance:
        return one_with_id(self.hindrances, id)

    def participant(self, id: str) -> Code:
        return one_with_id(self.took_part, id)
