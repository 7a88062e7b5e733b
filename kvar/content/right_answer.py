"""The right answer to a question of the training: computed from its facts by the rules, never written down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from kvar import law
from kvar.content.training import Asked, CourseQuestion

YES, NO, UNKNOWN = "yes", "no", "unknown"
LONG_AGO = date(1900, 1, 1)  # facts without any paper are seen on no day at all


class NoAnswer(ValueError):
    """The rules give no answer that can be chosen; the sentence says in Swedish why."""


@dataclass(frozen=True, kw_only=True)
class RightAnswer:
    """``choice`` is the right one of ``choices``. ``reasons`` are the rules' own.

    ``deadline`` is the one that was asked about, ``step`` the rule of the step that comes first.
    """

    choice: str
    choices: tuple[str, ...]
    reasons: tuple[law.Reason, ...]
    deadline: law.Deadline | None = None
    step: law.StepRule | None = None


def right_answer(question: CourseQuestion, rules: law.Rules) -> RightAnswer:
    """What the rules say. Raises FactsRefused for facts that cannot be read, NoAnswer where there is no answer."""
    steps = {step.id: step for step in rules.steps}
    facts = law.read_case({"facts": question.facts}, steps=steps, on=LONG_AGO)
    return ANSWERS[question.asks](question, facts, rules)


def _section(question: CourseQuestion, facts: law.Facts, rules: law.Rules) -> RightAnswer:
    found = law.plan(facts, rules)
    return RightAnswer(choice=found.section, choices=tuple(law.Section), reasons=found.section_reasons)


def _last_day(question: CourseQuestion, facts: law.Facts, rules: law.Rules) -> RightAnswer:
    """The day to work to; *unknown* while something it rests on is not known."""
    found = next((row for row in law.deadlines_of(facts, rules.law) if row.id == question.about), None)
    if found is None:
        raise NoAnswer(f"Uppgifterna i {question.id} ger inte tiden {question.about}.")
    sure = found.act_by is not None and not found.missing
    choice = found.act_by.isoformat() if found.act_by and sure else UNKNOWN
    if choice not in (*question.choices, UNKNOWN):
        raise NoAnswer(f"Dagen att räkna med i {question.id} är {choice}, och den finns inte bland choices.")
    return RightAnswer(choice=choice, choices=(*question.choices, UNKNOWN), reasons=found.reasons, deadline=found)


def _condition(question: CourseQuestion, facts: law.Facts, rules: law.Rules) -> RightAnswer:
    if question.about not in law.CONDITIONS:
        raise NoAnswer(f"Villkoret {question.about} i {question.id} finns inte. Kontrollera stavningen.")
    found = law.CONDITIONS[question.about](facts, "case")
    choice = UNKNOWN if found.yes is None else YES if found.yes else NO
    return RightAnswer(choice=choice, choices=(YES, NO, UNKNOWN), reasons=found.because)


def _first_step(question: CourseQuestion, facts: law.Facts, rules: law.Rules) -> RightAnswer:
    items = [item for item in law.plan(facts, rules).items if item.step.id in question.choices and item.due]
    items.sort(key=lambda item: item.due or date.max)
    if not items or len(items) > 1 and items[0].due == items[1].due:
        raise NoAnswer(f"Inget av stegen i {question.id} är ensamt först. Välj steg med olika sista dag.")
    first = items[0]
    return RightAnswer(choice=first.step.id, choices=question.choices, reasons=first.reasons, step=first.step)


ANSWERS: Mapping[Asked, Callable[[CourseQuestion, law.Facts, law.Rules], RightAnswer]] = {
    Asked.SECTION: _section,
    Asked.LAST_DAY: _last_day,
    Asked.CONDITION: _condition,
    Asked.FIRST_STEP: _first_step,
}
