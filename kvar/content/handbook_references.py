"""Does the handbook fit the rest: its links, its sources, and a passage for every step?"""

from collections.abc import Iterator
from itertools import groupby, pairwise

from kvar.content.citations import steps_of
from kvar.content.draft import Draft, Part
from kvar.content.finding import Finding
from kvar.content.handbook_file import ChapterTold, PassageTold
from kvar.content.nearest import nearest
from kvar.content.pages import PageWord
from kvar.content.yaml_file import Where


def handbook_findings(draft: Draft) -> Iterator[Finding]:
    """Everything that does not fit, in no particular order."""
    yield from _repeated(draft)
    yield from _dates(draft)
    steps = {step.id for _part, _number, step in steps_of(draft.step_lists)}
    passages = {passage.id for _part, _where, passage in _passages(draft)}
    for part, where, passage in _passages(draft):
        for id in sorted(set(passage.steps) - steps):
            yield part.file.finding(where, f"{passage.id} länkar till steget {id}, som inte finns. Kontrollera numret.")
        for id in sorted(set(passage.mentions) - passages):
            yield part.file.finding(
                where, f"{passage.id} länkar till stycket {id}, som inte finns. {nearest(id, passages)}"
            )
        for word in sorted(set(passage.pages) - set(PageWord)):
            yield part.file.finding(
                where, f"{passage.id} länkar till sidan {word}, som inte finns. {nearest(word, [*PageWord])}"
            )
        yield from _outdated(draft, part, where, passage)
    yield from _unexplained(draft)
    yield from _responsibilities(draft, steps, passages)


def _passages(draft: Draft) -> Iterator[tuple[Part[ChapterTold], Where, PassageTold]]:
    for part in draft.handbook:
        for number, passage in enumerate(part.shape.passages):
            yield part, ("passages", number), passage


def _repeated(draft: Draft) -> Iterator[Finding]:
    """The wordings of one passage stand together, in one chapter."""
    seen: set[str] = set()
    for part in draft.handbook:
        for id, _wordings in groupby(part.shape.passages, key=lambda passage: passage.id):
            if id in seen:
                number = max(n for n, passage in enumerate(part.shape.passages) if passage.id == id)
                sentence = (
                    f"{id} finns två gånger. Lägg lydelserna intill varandra, eller ge det ena stycket ett nytt id."
                )
                yield part.file.finding(("passages", number), sentence)
            seen.add(id)


def _dates(draft: Draft) -> Iterator[Finding]:
    """Each day has one wording: the next one begins the day after the one before it ends."""
    for part in draft.handbook:
        for number, (earlier, later) in enumerate(pairwise(part.shape.passages), start=1):
            if earlier.id == later.id and (wrong := _wrong_dates(earlier, later)):
                yield part.file.finding(("passages", number), wrong)


def _wrong_dates(earlier: PassageTold, later: PassageTold) -> str | None:
    if earlier.until is None or earlier.until >= later.starts_on:
        end = f"till {earlier.until}" if earlier.until else "utan slut"
        fault = f"Lydelsen av {later.id} börjar {later.starts_on}, men den förra gäller {end}"
    elif (later.starts_on - earlier.until).days > 1:
        fault = f"{later.id} har ingen lydelse mellan {earlier.until} och {later.starts_on}"
    else:
        return None
    return f"{fault}. Skriv until i den förra: dagen före starts_on i den här."


def _outdated(draft: Draft, part: Part[ChapterTold], where: Where, passage: PassageTold) -> Iterator[Finding]:
    """A wording may not rest on what had already ceased to apply when it began."""
    known = {source.id: source for source in draft.sources.shape.sources}
    for id in passage.sources:
        source = known.get(id)
        if source and source.until and source.until < passage.starts_on:
            sentence = f"{passage.id} gäller från {passage.starts_on}, men källan {id} gällde bara till {source.until}."
            yield part.file.finding((*where, "sources"), sentence)


def _unexplained(draft: Draft) -> Iterator[Finding]:
    """Somebody who does a step must be able to read why."""
    explained = {id for _part, _where, passage in _passages(draft) for id in passage.steps}
    for part, number, step in steps_of(draft.step_lists):
        if step.id not in explained:
            sentence = (
                f"Inget stycke i handboken länkar till {step.id}. Skriv [{step.title}](steg:{step.id}) i ett stycke."
            )
            yield part.file.finding(("steps", number), sentence)


def _responsibilities(draft: Draft, steps: set[str], passages: set[str]) -> Iterator[Finding]:
    """What a unit answers for is carried by steps and passages that exist."""
    file, units = draft.responsibilities.file, {unit.id for unit in draft.organisation.shape.units}
    known = {"unit": units, "steps": steps, "passages": passages}
    for number, row in enumerate(draft.responsibilities.shape.responsibilities):
        named = {"unit": {row.unit}, "steps": {*row.steps}, "passages": {*row.passages}}
        for key, ids in named.items():
            for id in sorted(ids - known[key]):
                hint = "Kontrollera numret." if key == "steps" else nearest(id, known[key])
                yield file.finding(("responsibilities", number, key), f"{id} i {row.id} finns inte. {hint}")
