"""What each kind of content file must hold. Also ``codes``, ``organisation``, ``glossary`` and others."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from kvar.content.shape import Shape, SourceId, Text, Word, one_with_id
from kvar.law import DueFrom, DueRule, Origin, Per, Question, Section, Skip, State, Status, StepRule


class NamedEdition(Shape):
    """A day whose wording has a name. ``reconstruction``: nobody has seen the city's own text of that time."""

    id: str = Field(pattern=r"^\d{4}-\d{2}$")
    from_: date = Field(alias="from")
    label: Text
    note: Text
    reconstruction: bool


class Edition(Shape):
    """The file ``edition.yaml``: what this content is, and the editions that stand beside each other in it."""

    id: Text
    label: Text
    note: Text
    editions: tuple[NamedEdition, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> "Edition":
        days = [edition.from_ for edition in self.editions]
        if days != sorted(set(days)):
            raise ValueError("Utgåvorna ska stå i tidsordning, med var sin dag. Kontrollera from.")
        return self

    def on(self, day: date) -> NamedEdition | None:
        """The newest edition that has begun that day; None before the first."""
        return next((edition for edition in reversed(self.editions) if edition.from_ <= day), None)


class Due(Shape):
    """When a step is due. ``working_days`` counts backwards when negative; neither count means the day itself."""

    counted_from: DueFrom
    working_days: int | None = Field(default=None, ge=-30, le=30)
    days: int | None = Field(default=None, ge=0, le=400)
    months: int | None = Field(default=None, ge=1, le=24)

    @model_validator(mode="after")
    def _one_count(self) -> "Due":
        if sum(count is not None for count in (self.working_days, self.days, self.months)) > 1:
            raise ValueError("Skriv ett av working_days (arbetsdagar), days (kalenderdagar) och months (månader).")
        return self


class Step(Shape):
    """One step of a checklist or a routine. ``sections`` left out means those of the file.

    A step is ticked (``done_by: act``, the default) or follows from a fact (``done_when``), never both.
    ``sources`` are those of every time: a case shows the ones that were in force when it was opened. ``skip``: who may
    decide that the step is not done. ``ends``: after how many months, by law, it may not go on. ``stays``: it goes on
    after a final outcome. ``saves_home``: it is over as soon as the home that its paper is about has been lost.
    """

    id: str = Field(pattern=r"^[A-Z]\d{2}$")
    title: Text
    text: Text
    unit: Word
    due: Due
    origin: Origin
    sources: tuple[SourceId, ...] = Field(min_length=1)
    chapter: int = Field(ge=1, le=6)
    leaves: Text
    per: Per = Per.CASE
    sections: tuple[Section, ...] | None = None
    when: tuple[Word, ...] = ()
    unless: tuple[Word, ...] = ()
    done_by: Literal["act"] | None = None
    done_when: Word | None = None
    same_as: tuple[str, ...] = ()
    at: tuple[int, ...] = ()
    letter: Word | None = None
    shared: bool = True
    hands_to: Word | None = None
    stays: bool = False
    saves_home: bool = False
    skip: Skip = Skip.CASEWORKER
    ends: Due | None = None
    starts_on: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _done_one_way(self) -> "Step":
        if self.done_by and self.done_when:
            raise ValueError(f"{self.id} blir klart på två sätt. Skriv antingen done_by eller done_when.")
        if self.ends and not self.ends.months:
            raise ValueError(f"{self.id} har ends utan months. Skriv efter hur många månader det ska upphöra.")
        if self.stays and self.saves_home:
            raise ValueError(
                f"{self.id} har både stays och saves_home. Det som räddar bostaden slutar med den: välj ett."
            )
        if self.starts_on and self.until and self.until < self.starts_on:
            raise ValueError(f"{self.id} slutar gälla innan det börjar. Kontrollera starts_on och until.")
        return self

    def rule(self, whole: "StepList") -> StepRule:
        """The step as ``kvar.law`` reads it, with what its whole list says of every step."""
        due = DueRule(**self.due.model_dump())
        return StepRule(
            id=self.id,
            title=self.title,
            text=self.text,
            unit=self.unit,
            due=due,
            origin=self.origin,
            sources=self.sources,
            chapter=self.chapter,
            leaves=self.leaves,
            per=self.per,
            sections=self.sections or whole.sections,
            when=(*whole.when, *self.when),
            unless=self.unless,
            done_when=self.done_when,
            same_as=self.same_as,
            at=self.at,
            letter=self.letter,
            shared=self.shared,
            ends=DueRule(**self.ends.model_dump()) if self.ends else None,
            starts_on=self.starts_on,
            until=self.until,
            hands_to=self.hands_to,
            stays=self.stays,
            saves_home=self.saves_home,
            skip=self.skip,
        )


class StepList(Shape):
    """A file in ``checklists/`` or ``routines/``. ``list`` is the letter that every id in it begins with.

    ``when``: conditions of the whole list, in addition to those of each step.
    """

    list: str = Field(pattern=r"^[A-Z]$")
    title: Text
    sections: tuple[Section, ...] = Field(min_length=1)
    when: tuple[Word, ...] = ()
    steps: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _own_ids(self) -> "StepList":
        strangers = [step.id for step in self.steps if not step.id.startswith(self.list)]
        if strangers:
            raise ValueError(f"{strangers[0]} hör inte hemma i listan {self.list}. Börja id med listans bokstav.")
        return self


class QuestionText(Shape):
    """A question as it is put to the worker. ``ask`` says whom to ask and how; ``dated``: also since which day."""

    id: Question
    text: Text
    ask: Text
    dated: bool = False


class DuePhrases(Shape):
    """How a step's day is said outside a case, with the blanks ``{n}`` and ``{event}``; ``one_``: n is 1."""

    at_once: Text
    on: Text
    one_working_day_before: Text
    working_days_before: Text
    one_working_day_after: Text
    working_days_after: Text
    one_day_after: Text
    days_after: Text
    one_month_after: Text
    months_after: Text
    rounds: Text
    rounds_in_months: Text


class Reasons(Shape):
    """The file ``reasons.yaml``: Swedish sentences with the blanks ``{day}``, ``{until}``, ``{name}``, ``{length}``."""

    facts: dict[Word, Text]
    missing: dict[Word, Text]
    periods: dict[Word, Text]
    conditions: dict[Word, Text]
    changed: dict[Word, Text]
    days: dict[Word, Text]
    alternatives: dict[Word, Text]
    would_change: dict[Word, Text]
    due_events: dict[DueFrom, Text]
    due_phrases: DuePhrases
    statuses: dict[Status, Text]
    states: dict[State, Text]
    roll: Text
    roll_weekend: Text
    no_roll: Text
    source: Text
    unknown_fact: Text
    questions: tuple[QuestionText, ...]

    def question(self, id: str) -> QuestionText:
        """The words of a question. Raises KeyError where there are none."""
        return one_with_id(self.questions, id)
