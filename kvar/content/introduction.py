"""Bringing the routine into use: questions to talk about, activities, the hour's agenda, the sheet for the wall."""

from typing import Self

from pydantic import Field, model_validator

from kvar.content.pages import PageWord
from kvar.content.shape import Shape, Text, Word, one_with_id

AN_HOUR = 60  # minutes
SEED = r"^S\d{1,2}$"


class Leading(Shape):
    """What leads on: a ``passage`` of the handbook or a ``page`` of Kvar, at most one of them."""

    passage: Text | None = None
    page: PageWord | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.passage and self.page:
            raise ValueError("Raden leder till två ställen. Skriv antingen passage eller page.")
        return self


class DialogueQuestion(Shape):
    """One of the questions that a unit talks about. ``title`` is short, ``text`` the whole question."""

    id: Word
    seed: str = Field(pattern=SEED)
    title: Text
    text: Text
    hint: Text


class Activity(Leading):
    """Something that is done to bring the routine into use. ``led_by``: who usually leads it, in words."""

    id: Word
    seed: str = Field(pattern=SEED)
    title: Text
    text: Text
    led_by: Text


class AgendaRow(Leading):
    title: Text
    minutes: int = Field(ge=1, le=AN_HOUR)
    text: Text


class SectionSummary(Shape):
    """One section of the routine on the sheet. ``steps``: those that are shown, with the titles they have."""

    list: str = Field(pattern=r"^[A-Z]$")
    title: Text
    when: Text
    steps: tuple[str, ...] = Field(min_length=1)


class Introduction(Shape):
    """The file ``introduction.yaml``. ``reading``: passages to read before the meeting."""

    questions: tuple[DialogueQuestion, ...] = Field(min_length=1)
    activities: tuple[Activity, ...] = Field(min_length=1)
    agenda: tuple[AgendaRow, ...] = Field(min_length=1)
    reading: tuple[Text, ...]
    summary: tuple[SectionSummary, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _an_hour(self) -> Self:
        minutes = sum(row.minutes for row in self.agenda)
        if minutes != AN_HOUR:
            raise ValueError(f"Agendan är {minutes} minuter. Den ska vara 60.")
        return self

    def question(self, id: str) -> DialogueQuestion:
        return one_with_id(self.questions, id)

    def activity(self, id: str) -> Activity:
        return one_with_id(self.activities, id)
