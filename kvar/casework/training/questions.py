"""A question as it is put to somebody, and what is said of an answer: the rules' own reasons, in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.casefile.sources import SourceShown, sources_of
from kvar.casework.deadlines.explain import sentence_of, sentences_of
from kvar.content.load import load
from kvar.content.right_answer import NO, UNKNOWN, YES, RightAnswer, right_answer
from kvar.content.training import Asked, CourseQuestion
from kvar.paper.days import journal_day

DO_NOT_KNOW = "do_not_know"
LAW_AND_ROUTINE = frozenset({"law", "regulation", "local"})  # before what only explains


@dataclass(frozen=True, kw_only=True)
class ChoiceShown:
    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """What is said of an answer. ``right`` is None for *vet inte*, which is an answer too.

    ``answer`` is the right one in words, told where it was right or where somebody does not know.
    """

    right: bool | None
    answer: str
    reasons: tuple[str, ...]
    sources: tuple[SourceShown, ...]


@dataclass(frozen=True, kw_only=True)
class QuestionAsked:
    """``done``: answered right, some time."""

    id: str
    situation: str
    text: str
    choices: tuple[ChoiceShown, ...]
    done: bool


def question_asked(question: CourseQuestion, *, done: bool) -> QuestionAsked:
    """The question with its choices in words; *vet inte* comes last."""
    found = right_answer(question, load().rules)
    choices = [ChoiceShown(id=id, text=_in_words(question, id)) for id in found.choices]
    return QuestionAsked(
        id=question.id,
        situation=question.situation,
        text=question.question,
        choices=(*choices, ChoiceShown(id=DO_NOT_KNOW, text=_("Jag vet inte"))),
        done=done,
    )


def feedback_on(question: CourseQuestion, choice: str, *, today: date) -> Feedback:
    """What the rules say of this choice. A wrong answer is told how to find out, not what the answer is."""
    found = right_answer(question, load().rules)
    right = None if choice == DO_NOT_KNOW else choice == found.choice
    told = right is not False
    return Feedback(
        right=right,
        answer=_in_words(question, found.choice) if told else "",
        reasons=_reasons(question, found) if told else (),
        sources=sources_of(_sources(question, found, today)),
    )


def _in_words(question: CourseQuestion, choice: str) -> str:
    if question.asks is Asked.FIRST_STEP:
        return f"{choice} {load().step(choice).title}"
    if question.asks is Asked.LAST_DAY and choice != UNKNOWN:
        return journal_day(date.fromisoformat(choice))
    return {
        law.Section.FAMILY.value: _("Avsnitt 1, barnfamilj"),
        law.Section.WITHOUT_CHILDREN.value: _("Avsnitt 2, hushåll utan barn"),
        law.Section.UNDECIDED.value: _("Det är inte avgjort än"),
        YES: _("Ja"),
        NO: _("Nej"),
        UNKNOWN: _("Det går inte att säga säkert än"),
    }[choice]


def _reasons(question: CourseQuestion, found: RightAnswer) -> tuple[str, ...]:
    if found.deadline:
        return sentences_of(found.deadline)
    said = [sentence_of(reason) for reason in found.reasons]
    if question.asks is Asked.CONDITION and found.choice == YES:
        said.insert(0, load().reasons.conditions[question.about or ""])
    return tuple(dict.fromkeys(said))


def _sources(question: CourseQuestion, found: RightAnswer, today: date) -> tuple[str, ...]:
    """The paragraph that the rule itself names, else those that the passage of the handbook rests on."""
    if found.deadline and found.deadline.source.id in load().sources:
        return (found.deadline.source.id,)
    if found.step:
        return tuple(id for id in found.step.sources if load().sources[id].in_force_on(today))
    found_in = (passage for _chapter, passage in load().handbook.passages(on=today) if passage.id == question.passage)
    ids = tuple(id for passage in found_in for id in passage.sources)
    return tuple(id for id in ids if load().sources[id].kind in LAW_AND_ROUTINE) or ids
