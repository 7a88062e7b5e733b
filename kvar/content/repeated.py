"""Is anything named twice? An id is used once, or nobody knows which of the two is meant."""

from collections.abc import Iterator, Sequence

from kvar.content.citations import steps_of
from kvar.content.draft import Draft
from kvar.content.finding import Finding
from kvar.content.yaml_file import Where, YamlFile

Named = tuple[YamlFile, Where, str]


def repeated_findings(draft: Draft) -> Iterator[Finding]:
    """One finding for every place where something already named is named again."""
    for among in _namings(draft):
        seen: dict[str, tuple[str, int]] = {}
        for file, where, id in among:
            if id in seen:
                first = f"Första gången är rad {seen[id][1]} i {seen[id][0]}."
                sentence = f"{id} finns två gånger. {first} Ett id används en enda gång: ge det ena ett nytt."
                yield file.finding(where, sentence)
            seen.setdefault(id, (file.name, file.line(where)))


def _namings(draft: Draft) -> Iterator[list[Named]]:
    """Everything that must be named once, kind by kind."""
    yield [(part.file, ("list",), part.shape.list) for part in draft.step_lists]
    yield [(part.file, ("steps", number, "id"), step.id) for part, number, step in steps_of(draft.step_lists)]
    yield [(part.file, ("id",), part.shape.id) for part in draft.letters]
    yield [(part.file, ("id",), part.shape.id) for part in draft.handbook]
    yield [(part.file, ("number",), str(part.shape.number)) for part in draft.handbook if part.shape.number]
    yield from _in_letters(draft)
    codes, organisation = draft.codes.shape, draft.organisation.shape
    for kind in type(codes).model_fields:
        yield _rows(draft.codes.file, kind, [code.id for code in getattr(codes, kind)])
    for number, code in enumerate(codes.reason_codes):
        where: Where = ("reason_codes", number, "sub_codes")
        yield [(draft.codes.file, (*where, place), sub.id) for place, sub in enumerate(code.sub_codes)]
    for kind in ("units", "administrations", "roles", "process_leaders", "local_links"):
        yield _rows(draft.organisation.file, kind, [row.id for row in getattr(organisation, kind)])
    yield _rows(draft.organisation.file, "administrations", [row.prefix for row in organisation.administrations])
    for kind in ("facts", "subjects"):
        yield _rows(draft.calculator.file, kind, [row.id for row in getattr(draft.calculator.shape, kind)])
    for kind in ("questions", "activities"):
        yield _rows(draft.introduction.file, kind, [row.id for row in getattr(draft.introduction.shape, kind)])
    yield from _in_training(draft)
    yield from _in_coordination(draft)
    yield _rows(draft.sources.file, "sources", [source.id for source in draft.sources.shape.sources])
    yield _rows(draft.legal_frame.file, "rows", [row.id for row in draft.legal_frame.shape.rows])
    yield _rows(draft.glossary.file, "terms", [term.code for term in draft.glossary.shape.terms])
    yield _rows(draft.reasons.file, "questions", [question.id for question in draft.reasons.shape.questions])
    yield _rows(draft.deck.file, "slides", [slide.id for slide in draft.deck.shape.slides])
    yield from _in_responsibilities(draft)


def _in_letters(draft: Draft) -> Iterator[list[Named]]:
    for part in draft.letters:
        yield _rows(part.file, "blanks", [blank.name for blank in part.shape.blanks])
        yield _rows(part.file, "passages", [passage.name for passage in part.shape.passages])
        yield _rows(part.file, "translated", [text.language for text in part.shape.translated])
    yield _rows(draft.fixed_block.file, "rows", [row.id for row in draft.fixed_block.shape.rows])


def _in_training(draft: Draft) -> Iterator[list[Named]]:
    yield _rows(draft.courses.file, "courses", [course.id for course in draft.courses.shape.courses])
    yield _rows(draft.exercises.file, "exercises", [exercise.id for exercise in draft.exercises.shape.exercises])
    lessons = draft.lessons.shape.lessons
    yield _rows(draft.lessons.file, "lessons", [lesson.id for lesson in lessons])
    for number, lesson in enumerate(lessons):
        where: Where = ("lessons", number, "questions")
        yield [(draft.lessons.file, (*where, place), asked.id) for place, asked in enumerate(lesson.questions)]


def _in_responsibilities(draft: Draft) -> Iterator[list[Named]]:
    told = draft.responsibilities.shape.responsibilities
    yield _rows(draft.responsibilities.file, "responsibilities", [row.id for row in told])


def _in_coordination(draft: Draft) -> Iterator[list[Named]]:
    file, shape = draft.coordination.file, draft.coordination.shape
    for kind, told in shape.coded():
        yield _rows(file, kind, [row.id for row in told])


def _rows(file: YamlFile, key: str, ids: Sequence[str]) -> list[Named]:
    return [(file, (key, number), id) for number, id in enumerate(ids)]
