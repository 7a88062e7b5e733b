"""Do the files fit together? Every id that one file uses must exist where it belongs."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from kvar.content.blanks import blank_faults
from kvar.content.calculator_references import calculator_findings
from kvar.content.citations import citations, steps_of
from kvar.content.deck_references import deck_findings
from kvar.content.draft import Draft, Part
from kvar.content.finding import Finding, Severity
from kvar.content.handbook_references import handbook_findings
from kvar.content.introduction_references import contact_findings, introduction_findings, local_link_findings
from kvar.content.letter_references import letter_findings
from kvar.content.nearest import nearest
from kvar.content.notice_references import notice_findings
from kvar.content.repeated import repeated_findings
from kvar.content.schema import Step, StepList
from kvar.content.training_references import training_findings
from kvar.content.translation_references import translation_findings
from kvar.content.yaml_file import Where
from kvar.law import CONDITIONS, VALUES_NEEDED, DueFrom, Ground, Lives, Method, Question, SentBy, State, Status, Tenure

DAY = timedelta(days=1)
FIRST_EDITION = date(2022, 2, 15)  # Göteborg's handbook (S3)
BLANKS = frozenset({"day", "until", "name", "length"})
BLANKS_OF_A_DUE_DAY = frozenset({"n", "event"})
UNKNOWN_UNTIL_TOLD = frozenset({"earliest", "latest"})  # readings that end when what is missing is told


def reference_findings(draft: Draft) -> tuple[Finding, ...]:
    """Everything that does not fit, in no particular order."""
    checks = (
        repeated_findings,
        _step_findings,
        _same_step_twice,
        _code_findings,
        _source_findings,
        _steps_without_source,
        _value_findings,
        _reason_findings,
        letter_findings,
        translation_findings,
        calculator_findings,
        deck_findings,
        notice_findings,
        handbook_findings,
        introduction_findings,
        contact_findings,
        local_link_findings,
        training_findings,
        _unused_sources,
    )
    return tuple(finding for check in checks for finding in check(draft))


def _step_findings(draft: Draft) -> Iterator[Finding]:
    ids = Counter(step.id for part in draft.step_lists for step in part.shape.steps)
    owned = {step.id for part in draft.step_lists for step in part.shape.steps if step.same_as}
    for part, number, step in steps_of(draft.step_lists):
        where: Where = ("steps", number)
        for target in step.same_as:
            if target not in ids or target == step.id:
                sentence = f"{step.id} hänvisar till {target}, som inte finns. Kontrollera numret."
                yield part.file.finding((*where, "same_as"), sentence)
            elif target in owned:
                sentence = f"{step.id} hänvisar till {target}, som själv ägs av ett annat steg. Hänvisa till det andra."
                yield part.file.finding((*where, "same_as"), sentence)
        yield from _names_of_step(draft, part, where, step)


def _same_step_twice(draft: Draft) -> Iterator[Finding]:
    """A step that is worded anew is a new step; the older one ends the day before, or both would be shown."""
    seen: dict[tuple[str, str, str], list[Step]] = {}
    for part, number, step in steps_of(draft.step_lists):
        others = seen.setdefault((part.shape.list, step.unit, step.title), [])
        for other in others:
            if _first(step) <= _last(other) and _first(other) <= _last(step):
                sentence = f"{step.id} och {other.id} har samma rubrik och enhet, och gäller samtidigt. "
                end = "Skriv until i det äldre, dagen före starts_on i det nyare, eller ändra rubriken."
                yield part.file.finding(("steps", number), sentence + end)
        others.append(step)


def _first(step: Step) -> date:
    return step.starts_on or date.min


def _last(step: Step) -> date:
    return step.until or date.max


def _names_of_step(draft: Draft, part: Part[StepList], where: Where, step: Step) -> Iterator[Finding]:
    units = [unit.id for unit in draft.organisation.shape.units]
    letters = [letter.shape.id for letter in draft.letters]
    named = [("unit", step.unit, units, "Enheten"), ("letter", step.letter, letters, "Brevet")]
    named += [(key, name, list(CONDITIONS), "Villkoret") for key in ("when", "unless") for name in getattr(step, key)]
    named += [("when", name, list(CONDITIONS), "Villkoret") for name in part.shape.when]
    named += [("done_when", step.done_when, list(CONDITIONS), "Villkoret")]
    for key, name, known, what in named:
        if name is not None and name not in known:
            yield part.file.finding((*where, key), f"{what} {name} i {step.id} finns inte. {nearest(name, known)}")


def _source_findings(draft: Draft) -> Iterator[Finding]:
    known = {source.id: source for source in draft.sources.shape.sources}
    for number, source in enumerate(draft.sources.shape.sources):
        if source.from_ and source.until and source.until < source.from_:
            sentence = f"{source.id} slutar gälla innan den börjar. Kontrollera from och until."
            yield draft.sources.file.finding(("sources", number), sentence)
    for file, where, id in citations(draft):
        if id not in known:
            yield file.finding(where, f"Källan {id} finns inte i sources.yaml. {nearest(id, list(known))}")


def _steps_without_source(draft: Draft) -> Iterator[Finding]:
    """A step needs a source on every day it is there; which are in force changes on the days they begin and end."""
    known = {source.id: source for source in draft.sources.shape.sources}
    for part, number, step in steps_of(draft.step_lists):
        cited = [known[id] for id in step.sources if id in known]
        first = max(step.starts_on or FIRST_EDITION, FIRST_EDITION)
        changes = [first, *(row.from_ for row in cited if row.from_), *(row.until + DAY for row in cited if row.until)]
        for day in sorted({day for day in changes if first <= day <= (step.until or day)}):
            if not any(row.in_force_on(day) for row in cited):
                sentence = f"{step.id} har ingen källa som gäller {day}. Lägg till den lydelse som gällde då."
                yield part.file.finding(("steps", number, "sources"), sentence)
                break


def _unused_sources(draft: Draft) -> Iterator[Finding]:
    used = {id for _file, _where, id in citations(draft)} | draft.law_sources
    for number, source in enumerate(draft.sources.shape.sources):
        if source.id not in used:
            sentence = (
                f"Källan {source.id} används inte någonstans. Ta bort den, eller hänvisa till den där den behövs."
            )
            yield draft.sources.file.finding(("sources", number), sentence, severity=Severity.WARNING)


def _value_findings(draft: Draft) -> Iterator[Finding]:
    """Every rule of the law floor needs its value; without it no case could be computed."""
    for name in sorted(VALUES_NEEDED - set(draft.law.values)):
        yield Finding(file="law", line=1, sentence=f"Värdet {name} saknas. Lägg till det i en fil i mappen law.")


def _code_findings(draft: Draft) -> Iterator[Finding]:
    file, codes = draft.codes.file, draft.codes.shape
    senders = [sender.id for sender in codes.sender_types]
    filed = Counter(id for kind in codes.intake_types for id in kind.filed_by + kind.filed_by_local_rule)
    for number, sender in enumerate(senders):
        if filed[sender] != 1:
            sentence = (
                f"Avsändaren {sender} ska höra till precis en aktualiseringstyp: i filed_by eller filed_by_local_rule."
            )
            yield file.finding(("sender_types", number), sentence)
    for stranger in sorted(set(filed) - set(senders)):
        yield file.finding(
            ("intake_types",), f"Avsändaren {stranger} finns inte bland sender_types. {nearest(stranger, senders)}"
        )
    yield from _notice_kind_findings(draft)
    yield from _same_ids(draft)


def _notice_kind_findings(draft: Draft) -> Iterator[Finding]:
    file, codes = draft.codes.file, draft.codes.shape
    stages, forms = [stage.id for stage in codes.stages], [form.id for form in codes.forms]
    senders = [sender.id for sender in codes.sender_types]
    subs = {code.id: [sub.id for sub in code.sub_codes] for code in codes.reason_codes} | {"": [""]}
    for number, kind in enumerate(codes.notice_kinds):
        named = [("stage", kind.stage, stages), ("form", kind.form, forms), ("reason_code", kind.reason_code, [*subs])]
        named += [("senders", sender, senders) for sender in kind.senders]
        named += [("sub_code", kind.sub_code, subs.get(kind.reason_code, []))]
        for key, name, known in named:
            if name not in known:
                where = ("notice_kinds", number, key)
                yield file.finding(where, f"{name} i {kind.id} finns inte. {nearest(name, known)}")


def _same_ids(draft: Draft) -> Iterator[Finding]:
    """Codes that the law also names must be the same words, or facts could not be told to the rules."""
    pairs = {"grounds": Ground, "tenures": Tenure, "child_links": Lives, "sending_ways": SentBy}
    for kind, members in pairs.items():
        ids, known = {code.id for code in getattr(draft.codes.shape, kind)}, {member.value for member in members}
        for id in sorted(ids ^ known):
            fault = "finns inte i kvar.law" if id in ids else "saknas"
            yield draft.codes.file.finding((kind,), f"{id} {fault}. Koderna i {kind} ska vara samma som i kvar.law.")
    for method in sorted(set(Method) - {code.means for code in draft.codes.shape.service_methods}):
        yield draft.codes.file.finding(("service_methods",), f"Inget sätt att delge betyder {method}. Lägg till det.")


def _reason_findings(draft: Draft) -> Iterator[Finding]:
    file, reasons = draft.reasons.file, draft.reasons.shape
    periods = {row.length_name for value in draft.law.values.values() for row in value.rows}
    events = {name for value in draft.law.values.values() for name in value.chosen_by}
    readings = set(reasons.alternatives) - UNKNOWN_UNTIL_TOLD
    clocks = {value.name for value in draft.law.values.values() if value.clock}
    needed: dict[str, tuple[set[str], set[str]]] = {
        "facts": (clocks, set(reasons.facts)),
        "conditions": (set(CONDITIONS), set(reasons.conditions)),
        "changed": (set(CONDITIONS), set(reasons.changed)),
        "periods": (periods, set(reasons.periods)),
        "would_change": (events | readings, set(reasons.would_change)),
        "questions": (set(Question), {question.id for question in reasons.questions}),
        "due_events": (set(DueFrom), set(reasons.due_events)),
        "statuses": (set(Status), set(reasons.statuses)),
        "states": (set(State), set(reasons.states)),
    }
    for key, (names, written) in needed.items():
        for name in sorted(names - written):
            yield file.finding((key,), f"{name} saknar text i {key}. Skriv en mening för det.")
    for name in sorted(set(reasons.conditions) - set(CONDITIONS)):
        yield file.finding(("conditions", name), f"Villkoret {name} finns inte. {nearest(name, [*CONDITIONS])}")
    yield from _blank_findings(draft)


def _blank_findings(draft: Draft) -> Iterator[Finding]:
    """A sentence may only have blanks that somebody fills."""
    for key, texts in draft.reasons.shape.model_dump().items():
        rows = texts.items() if isinstance(texts, dict) else [(None, texts)] if isinstance(texts, str) else []
        for name, text in rows:
            known = BLANKS_OF_A_DUE_DAY if key == "due_phrases" else BLANKS
            for fault in blank_faults(text, known):
                yield draft.reasons.file.finding((key,) if name is None else (key, name), fault)
