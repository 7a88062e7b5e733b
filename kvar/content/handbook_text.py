"""The handbook as it is read on a day: its chapters, the passage a step rests on, and what has a new wording."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kvar.content.handbook_file import ChapterTold, PassageTold


@dataclass(frozen=True)
class Handbook:
    """Every wording of every passage. ``told``: the chapters by number, then the pages beside them."""

    told: tuple[ChapterTold, ...]

    def on(self, day: date) -> tuple[ChapterTold, ...]:
        """The chapters with the wordings in force that day; a chapter without any is left out."""
        found = (_in_force(chapter, day) for chapter in self.told)
        return tuple(chapter for chapter in found if chapter.passages)

    def chapter(self, id: str, *, on: date) -> ChapterTold:
        """Raises KeyError where there is none that day."""
        for chapter in self.on(on):
            if chapter.id == id:
                return chapter
        raise KeyError(id)

    def passages(self, *, on: date) -> Iterator[tuple[ChapterTold, PassageTold]]:
        return ((chapter, passage) for chapter in self.on(on) for passage in chapter.passages)

    def about_step(self, step: str, *, on: date) -> tuple[tuple[ChapterTold, PassageTold], ...]:
        """The passages that a step rests on: those that link to it."""
        return tuple(found for found in self._by_step.get(step, ()) if found[1].in_force_on(on))

    @cached_property
    def _by_step(self) -> Mapping[str, tuple[tuple[ChapterTold, PassageTold], ...]]:
        found: dict[str, list[tuple[ChapterTold, PassageTold]]] = defaultdict(list)
        for chapter in self.told:
            for passage in chapter.passages:
                for step in passage.steps:
                    found[step].append((chapter, passage))
        return {step: tuple(passages) for step, passages in found.items()}


def _in_force(chapter: ChapterTold, day: date) -> ChapterTold:
    passages = tuple(passage for passage in chapter.passages if passage.in_force_on(day))
    return chapter.model_copy(update={"passages": passages})
