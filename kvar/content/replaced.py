"""What would be lost if this content replaced an older edition: cases, journals and links name ids for many years."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kvar.content.citations import steps_of
from kvar.content.draft import Draft
from kvar.content.finding import Finding, Severity
from kvar.content.library import Library
from kvar.content.shape import HasId
from kvar.content.yaml_file import Where, YamlFile
from kvar.law import LawValue, ValueRow


class _Named(NamedTuple):
    """Where something is named in the new content."""

    file: YamlFile
    where: Where


def replaced_findings(draft: Draft, older: Library) -> Iterator[Finding]:
    """Ids of the older edition that are gone, and rows of the law that were rewritten. In no particular order.

    That an old id has been given another meaning cannot be seen here: the comparison of texts shows it to people.
    """
    yield from _lost_steps(draft, older)
    yield from _lost_passages(draft, older)
    yield from _lost_letters(draft, older)
    yield from _lost_codes(draft, older)
    yield from _rewritten_law(draft, older)


def _lost_steps(draft: Draft, older: Library) -> Iterator[Finding]:
    now = {step.id: _Named(part.file, ("steps", number)) for part, number, step in steps_of(draft.step_lists)}
    files = {part.shape.list: _Named(part.file, ("steps",)) for part in draft.step_lists}
    for id, rule in older.steps.items():
        if id not in now:
            mend = "Lägg tillbaka det och skriv until: den sista dag det gäller. Journaler hänvisar till det."
            before = [other for other in now if other[0] == id[0] and other < id]
            at = now[max(before)] if before else files.get(id[0])
            yield _finding(at, "checklists", f"Steget {id} ({rule.title}) är borta. {mend}")


def _lost_passages(draft: Draft, older: Library) -> Iterator[Finding]:
    now: set[str] = set()
    chapters: dict[str, _Named] = {}
    for part in draft.handbook:
        chapters[part.shape.id] = _Named(part.file, ())
        now |= {passage.id for passage in part.shape.passages}
    for chapter in older.handbook.told:
        if chapter.id not in chapters:
            mend = "Lägg tillbaka filen: länkar och utskrifter leder dit."
            yield _finding(None, "handbook", f"Kapitlet {chapter.id} ({chapter.title}) är borta. {mend}")
            continue
        for id in dict.fromkeys(passage.id for passage in chapter.passages):
            if id not in now:
                mend = "Lägg tillbaka det och skriv until: den sista dag det gäller. Länkar och utskrifter leder dit."
                yield _finding(chapters[chapter.id], "handbook", f"Stycket {id} är borta. {mend}")


def _lost_letters(draft: Draft, older: Library) -> Iterator[Finding]:
    now = {part.shape.id for part in draft.letters}
    for id, letter in older.letters.items():
        if id not in now:
            mend = (
                "Lägg tillbaka mappen: ärenden har sådana brev. Ska det inte skickas mer, så ta bort det från stegen."
            )
            yield _finding(None, f"letters/{id}", f"Brevet {id} ({letter.title}) är borta. {mend}")


def _lost_codes(draft: Draft, older: Library) -> Iterator[Finding]:
    mend = "Lägg tillbaka raden: ärenden kan ha den. Texten får ändras, men inte id."
    kinds: list[tuple[YamlFile, str, Iterable[HasId], Iterable[HasId]]] = [
        (draft.codes.file, kind, getattr(older.codes, kind), getattr(draft.codes.shape, kind))
        for kind in type(older.codes).model_fields
    ]
    kinds += [
        (draft.coordination.file, kind, then, dict(draft.coordination.shape.coded()).get(kind, ()))
        for kind, then in older.coordination.coded()
    ]
    kinds += [
        (draft.organisation.file, kind, getattr(older.organisation, kind), getattr(draft.organisation.shape, kind))
        for kind in ("units", "administrations", "roles")
    ]
    for file, kind, before, after in kinds:
        lost = sorted(_ids(before) - _ids(after))
        yield from (_finding(_Named(file, (kind,)), file.name, f"{id} i {kind} är borta. {mend}") for id in lost)
    subs = {code.id: _ids(code.sub_codes) for code in draft.codes.shape.reason_codes}
    for code in older.codes.reason_codes:
        for id in sorted(_ids(code.sub_codes) - subs.get(code.id, frozenset())):
            sentence = f"{id} bland sub_codes i {code.id} är borta. {mend}"
            yield _finding(_Named(draft.codes.file, ("reason_codes",)), "codes.yaml", sentence)


def _rewritten_law(draft: Draft, older: Library) -> Iterator[Finding]:
    """A row that has applied is never edited, unless we were wrong: then somebody must have meant it."""
    for name, value in older.law.values.items():
        now = {row.from_: _content(row) for row in _rows(draft.law.values.get(name))}
        for row in value.rows[:-1]:
            if now.get(row.from_) != _content(row):
                sentence = (
                    f"Raden från {row.from_} i {name} har ändrats eller tagits bort. En rad som har gällt ändras "
                )
                sentence += "bara om den var fel. Kontrollera att det är meningen."
                yield Finding(file="law", line=1, sentence=sentence, severity=Severity.WARNING)


def _rows(value: LawValue | None) -> tuple[ValueRow, ...]:
    return value.rows if value else ()


def _content(row: ValueRow) -> tuple[object, ...]:
    return row.period, row.timing, row.until


def _ids(rows: Iterable[HasId]) -> frozenset[str]:
    return frozenset(row.id for row in rows)


def _finding(at: _Named | None, otherwise: str, sentence: str) -> Finding:
    return at.file.finding(at.where, sentence) if at else Finding(file=otherwise, line=1, sentence=sentence)
