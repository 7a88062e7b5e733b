"""Lär dig: everything that the courses name exists, and every question is answered by the rules, never by the file."""

import pytest

from kvar import law
from kvar.casework.access_table import LEARNERS, WORKERS
from kvar.content.library import Library
from kvar.content.load import load
from kvar.content.right_answer import right_answer
from kvar.content.training import CourseQuestion
from tests.content.folders import Folder

COURSES, LESSONS, EXERCISES = (f"training/{name}.yaml" for name in ("courses", "lessons", "exercises"))
QUESTIONS = [question for lesson in load().training.lessons for question in lesson.questions]
# what is broken: file, old text, new text, and a part of the sentence
BREAKS = {
    "unknown role": (
        COURSES,
        "roles: [caseworker]",
        "roles: [caseworkr]",
        "Rollen caseworkr i vuxen finns inte.",
    ),
    "unknown unit": (COURSES, "units: [vuxen]", "units: [vuxna]", "Enheten vuxna i vuxen finns inte."),
    "unknown lesson": (COURSES, "- storningar", "- storninger", "Lektionen storninger i vuxen finns inte. Menar"),
    "lesson in no course": (COURSES, "      - storningar\n", "", "Lektionen storningar är inte med i någon kurs."),
    "unknown passage": (LESSONS, "[storning,", "[storningg,", "Stycket storningg i storningar finns inte. Menar"),
    "unknown exercise": (LESSONS, "exercise: storning", "exercise: storing", "Övningen storing i ova_storning"),
    "unknown passage of a question": (LESSONS, "passage: vilka-barn", "passage: vilka-bar", "Stycket vilka-bar i"),
    "two kinds at once": (LESSONS, "    exercise: storning", "    exercise: storning\n    read: [mal]", "skriv ett av"),
    "unknown fact": (LESSONS, "tenure: rental", "tenur: rental", "Uppgiften tenur är okänd."),
    "impossible day": (LESSONS, "rent_due_on: 2026-10-30", "rent_due_on: 2026-10-32", "kontrollera att dagen finns"),
    "answer not offered": (LESSONS, "2026-11-30, 2026-12-01, ", "2026-11-30, ", "inte bland choices"),
    "unknown time": (LESSONS, "about: recovery_period", "about: recovery", "ger inte tiden recovery."),
    "unknown condition": (LESSONS, "about: undertaking_possible", "about: undertaking", "Villkoret undertaking i"),
    "about too little": (LESSONS, "        about: recovery_period\n", "", "about skrivs när asks är"),
    "choices too many": (LESSONS, "asks: section\n", "asks: section\n        choices: [B, U]\n", "choices skrivs när"),
    "unknown step to choose": (LESSONS, "[K02, K15, H09]", "[K02, K15, H99]", "Steget H99 i forst_av_allt finns inte."),
    "no step is first": (LESSONS, "[K02, K15, H09]", "[K02, K03]", "ensamt först"),
    "lesson twice": (LESSONS, "id: storningar", "id: kronofogden", "kronofogden finns två gånger."),
    "unknown step": (EXERCISES, "- step: D01", "- step: D91", "Steget D91 i storning finns inte."),
    "unknown prepared step": (EXERCISES, "done: [B07]", "done: [B97]", "Steget B97 i skulden finns inte."),
    "unknown paper": (EXERCISES, "kind: enforcement_time", "kind: enforcement_tim", "Papperet enforcement_tim i"),
    "wrong sender": (
        EXERCISES,
        "sender: enforcement_authority",
        "sender: landlord",
        "Avsändaren landlord skickar",
    ),
    "unfilled blank": (EXERCISES, "{avhysning} klockan", "{avhysningen} klockan", "Luckan avhysningen fylls aldrig i."),
}


@pytest.mark.parametrize("file, old, new, says", BREAKS.values(), ids=BREAKS)
def test_what_does_not_fit_is_said_with_file_and_line(folder: Folder, file: str, old: str, new: str, says: str) -> None:
    line = folder.change(file, old, new)
    found = [finding for finding in folder.check() if says in finding.sentence]
    assert found, folder.check()
    assert found[0].file.startswith("training/")
    assert file != found[0].file or abs(found[0].line - line) < 20


def test_everybody_who_learns_has_a_course(library: Library) -> None:
    units = [unit.id for unit in library.organisation.units]
    for role in LEARNERS:
        for unit in units if role in WORKERS else [""]:
            assert library.training.course_for(role, unit), (role, unit)


def test_the_adult_unit_does_the_three_guided_cases(library: Library) -> None:
    course = library.training.course_for("caseworker", "vuxen")
    assert course
    done = {lesson.exercise for lesson in library.training.lessons_of(course)}
    assert {"hyresskuld_med_barn", "storning", "datum_fran_kronofogden"} <= done


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_the_rules_answer_among_the_choices(question: CourseQuestion, library: Library) -> None:
    found = right_answer(question, library.rules)
    assert found.choice in found.choices
    assert len(set(found.choices)) == len(found.choices) > 1


def test_the_answer_follows_the_facts(library: Library) -> None:
    """The same question about other facts: nothing about the answer is in the file."""
    asked = next(question for question in QUESTIONS if question.id == "barn_som_bor_dar")
    assert right_answer(asked, library.rules).choice == law.Section.FAMILY
    without = asked.model_copy(update={"facts": asked.facts | {"children": []}})
    assert right_answer(without, library.rules).choice == law.Section.WITHOUT_CHILDREN


def test_the_answer_follows_the_law(folder: Folder) -> None:
    """Another time to pay in: the question that offers no such day is found at once."""
    folder.change("law/rent.yaml", "length: 3\n      unit: weeks", "length: 3\n      unit: months")
    assert any("tre_veckor" in finding.sentence for finding in folder.check())
