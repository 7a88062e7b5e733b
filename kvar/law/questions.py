"""What a plan asks people for, and from which day."""

from collections import defaultdict
from datetime import date

from kvar.law.kinds import Question
from kvar.law.steps import OpenQuestion


class Questions:
    """The open questions of one plan, in the order they were met, with the steps that wait for each."""

    def __init__(self) -> None:
        self._steps: dict[Question, list[str]] = defaultdict(list)
        self._from: dict[Question, date | None] = {}

    def ask(self, question: Question, step: str, *, asked_from: date | None = None) -> None:
        """One question at a time for each step. ``asked_from``: the day after an answer that holds until a day.

        A step that waits now is not put off by another that waits from a later day.
        """
        if step not in self._steps[question]:
            self._steps[question].append(step)
        days = {asked_from, self._from.get(question, asked_from)}
        self._from[question] = None if None in days else min(day for day in days if day)

    def open_ones(self) -> tuple[OpenQuestion, ...]:
        """What is asked for, now or from a day."""
        return tuple(
            OpenQuestion(question=question, steps=tuple(steps), asked_from=self._from.get(question))
            for question, steps in self._steps.items()
        )
