"""Räkna frist as data: what can be reckoned without a case, which facts it needs, which deadlines answer it."""

from typing import Literal

from pydantic import Field

from kvar.content.shape import Shape, Text, Word, one_with_id


class AskedFact(Shape):
    """A fact as the calculator asks for it. ``id`` is its key in ``kvar law deadlines``.

    ``past``: it has happened when it is told, so its day is never after today.
    """

    id: Word
    kind: Literal["day", "days", "sent_by", "yes_or_no"]
    label: Text
    hint: Text | None = None
    past: bool = False


class Subject(Shape):
    """What somebody wants to reckon. ``given``: the facts that follow from the choice, as ``kvar law`` reads them.

    ``answers`` names deadlines by their ids, the most important first. ``labels``: what a fact is called here, where
    that is not what it is called elsewhere.
    """

    id: Word
    group: Text
    label: Text
    given: dict[Word, Text] = {}
    asks: tuple[Word, ...] = Field(min_length=1)
    answers: tuple[Word, ...] = Field(min_length=1)
    labels: dict[Word, Text] = {}


class Calculator(Shape):
    """The file ``calculator.yaml``."""

    facts: tuple[AskedFact, ...] = Field(min_length=1)
    subjects: tuple[Subject, ...] = Field(min_length=1)

    def subject(self, id: str) -> Subject:
        """Raises KeyError where there is none."""
        return one_with_id(self.subjects, id)

    def asked(self, subject: Subject) -> tuple[AskedFact, ...]:
        """The facts of a subject, in the order they are asked for, by the names they have there."""
        return tuple(self._called(one_with_id(self.facts, id), subject) for id in subject.asks)

    def _called(self, fact: AskedFact, subject: Subject) -> AskedFact:
        return fact.model_copy(update={"label": subject.labels.get(fact.id, fact.label)})
