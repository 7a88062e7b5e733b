"""Does the training fit the rest: its lessons, passages, steps and papers, and a right answer to every question?"""

from collections.abc import Iterator, Mapping, Sequence

from kvar.content.blanks import blank_faults
from kvar.content.citations import steps_of
from kvar.content.draft import Draft
from kvar.content.finding import Finding
from kvar.content.nearest import nearest
from kvar.content.right_answer import NoAnswer, right_answer
from kvar.content.training import CourseQuestion, Exercise, Lesson
from kvar.content.yaml_file import Where
from kvar.law import CONDITIONS, FactsRefused, Rules

Named = tuple[Where, str, Sequence[str], str]  # where, the id, what there is, what it is called


def training_findings(draft: Draft) -> Iterator[Finding]:
    """Everything that does not fit, file by file."""
    yield from _course_findings(draft)
    yield from _lesson_findings(draft)
    yield from _question_findings(draft)
    for number, exercise in enumerate(draft.exercises.shape.exercises):
        for where, sentence in _exercise_faults(draft, exercise):
            yield draft.exercises.file.finding(("exercises", number, *where), sentence)


def _course_findings(draft: Draft) -> Iterator[Finding]:
    city = draft.organisation.shape
    known: Mapping[str, tuple[Sequence[str], str]] = {
        "roles": ([role.id for role in city.roles], "Rollen"),
        "units": ([unit.id for unit in city.units], "Enheten"),
        "lessons": ([lesson.id for lesson in draft.lessons.shape.lessons], "Lektionen"),
    }
    for number, course in enumerate(draft.courses.shape.courses):
        for key, (there, what) in known.items():
            for id in getattr(course, key):
                if id not in there:
                    sentence = f"{what} {id} i {course.id} finns inte. {nearest(id, there)}"
                    yield draft.courses.file.finding(("courses", number, key), sentence)
    used = {id for course in draft.courses.shape.courses for id in course.lessons}
    for number, lesson in enumerate(draft.lessons.shape.lessons):
        if lesson.id not in used:
            sentence = f"Lektionen {lesson.id} är inte med i någon kurs. Lägg till den i courses.yaml."
            yield draft.lessons.file.finding(("lessons", number), sentence)


def _lesson_findings(draft: Draft) -> Iterator[Finding]:
    passages = [passage.id for part in draft.handbook for passage in part.shape.passages]
    exercises = [exercise.id for exercise in draft.exercises.shape.exercises]
    for number, lesson in enumerate(draft.lessons.shape.lessons):
        for where, id, there, what in _named_by(lesson, passages, exercises):
            if id not in there:
                sentence = f"{what} {id} i {lesson.id} finns inte. {nearest(id, there)}"
                yield draft.lessons.file.finding(("lessons", number, *where), sentence)


def _named_by(lesson: Lesson, passages: Sequence[str], exercises: Sequence[str]) -> Iterator[Named]:
    for place, id in enumerate(lesson.read):
        yield ("read", place), id, passages, "Stycket"
    if lesson.exercise:
        yield ("exercise",), lesson.exercise, exercises, "Övningen"
    for place, question in enumerate(lesson.questions):
        yield ("questions", place, "passage"), question.passage, passages, "Stycket"


def _question_findings(draft: Draft) -> Iterator[Finding]:
    """Every question has a right answer among its choices, by the rules of this very folder."""
    rules = _rules(draft)
    for number, lesson in enumerate(draft.lessons.shape.lessons):
        for place, question in enumerate(lesson.questions):
            for sentence in _faults(question, rules):
                yield draft.lessons.file.finding(("lessons", number, "questions", place), sentence)


def _faults(question: CourseQuestion, rules: Rules) -> Iterator[str]:
    ids = {step.id for step in rules.steps}
    if question.asks == "first_step" and (strangers := sorted(set(question.choices) - ids)):
        yield f"Steget {strangers[0]} i {question.id} finns inte. {nearest(strangers[0], ids)}"
        return
    try:
        right_answer(question, rules)
    except FactsRefused as refused:
        yield f"{question.id}: {refused.sentence}"
    except NoAnswer as none:
        yield str(none)


def _rules(draft: Draft) -> Rules:
    """The rules of the folder. A step that names an unknown condition is told of elsewhere, and left out here."""
    steps = [step.rule(part.shape) for part, _number, step in steps_of(draft.step_lists)]
    known = [step for step in steps if {*step.when, *step.unless, *filter(None, [step.done_when])} <= {*CONDITIONS}]
    return Rules(edition="", steps=tuple(known), law=draft.law)


def _exercise_faults(draft: Draft, exercise: Exercise) -> Iterator[tuple[Where, str]]:
    steps = [step.id for _part, _number, step in steps_of(draft.step_lists)]
    named: list[tuple[Where, str]] = [(("tasks", place), task.step) for place, task in enumerate(exercise.tasks)]
    named += [(("prepared", "done"), step) for step in (exercise.prepared.done if exercise.prepared else ())]
    for where, step in named:
        if step not in steps:
            yield where, f"Steget {step} i {exercise.id} finns inte. {nearest(step, steps)}"
    kinds = {kind.id: kind for kind in draft.codes.shape.notice_kinds}
    if exercise.kind not in kinds:
        yield ("kind",), f"Papperet {exercise.kind} i {exercise.id} finns inte. {nearest(exercise.kind, kinds)}"
    elif exercise.sender not in (senders := kinds[exercise.kind].senders):
        sentence = f"Avsändaren {exercise.sender} skickar inte {exercise.kind}. Välj bland {', '.join(senders)}."
        yield ("sender",), sentence
    for fault in blank_faults(exercise.paper, exercise.days):
        yield ("paper",), fault
