"""A case as other systems write it for ``kvar plan``: the facts of the contract, the children, and what is done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kvar.law.conditions.finding import CASE, NOTICE
from kvar.law.errors import FactsRefused
from kvar.law.exchange import read_day, read_facts, read_kind
from kvar.law.facts import Answer, Child, Facts, Notice
from kvar.law.kinds import Ground, Lives, Question, StandingState
from kvar.law.standing import Standing
from kvar.law.steps import Per, StepRule

DOCUMENT, OF_CHILD = {"facts", "done"}, {"born_on", "lives", "source"}
OF_DONE = {"step", "subject", "round", "on"}
SAID_IN_FILE = "case_file"  # the source of what the file says as a whole, with no person or register behind it


def read_case(document: Any, *, steps: Mapping[str, StepRule], on: date) -> Facts:
    """The facts of one document as they are known on a day: what was done later is not yet done.

    ``children``: None or absent is not known. An empty list is an answer, given by whoever wrote the file: no child is
    affected. Raises FactsRefused; its key is the path to what is wrong: ``facts.children.0.lives``.
    """
    told = _object("", document, allowed=DOCUMENT)
    keys = dict(_object("facts", told.get("facts"), allowed=None))
    children = keys.pop("children", None)
    try:
        facts = read_facts(keys)
    except FactsRefused as refused:
        raise FactsRefused(f"facts.{refused.key}", refused.sentence) from refused
    facts = _with_papers(facts, keys, on)
    facts = replace(facts, children=tuple(_children(children)), answers=tuple(_answers(facts, children)))
    done = tuple(_done(told.get("done"), steps, subjects={NOTICE + notice.id for notice in facts.notices}))
    return replace(facts, standing=tuple(row for row in done if row.on <= on))


def _with_papers(facts: Facts, keys: Mapping[str, Any], on: date) -> Facts:
    """A paper for each thing that reached the board, and the case opened with the first of them.

    The facts tell of one paper by all its fields; a time from Kronofogden or a report about a child came on its own.
    """
    papers = [_timed(notice, facts) for notice in facts.notices]
    grounds = {notice.ground for notice in papers}
    if Ground.ENFORCEMENT not in grounds and _enforcement_began(facts):
        cause = papers[0].ground if papers else None
        papers.append(_timed(Notice(id="enforcement", ground=Ground.ENFORCEMENT, cause=cause), facts))
    if Ground.CHILD_REPORT not in grounds and facts.child_report.arrived_on:
        reported = facts.child_report.arrived_on
        papers.append(Notice(id="child_report", ground=Ground.CHILD_REPORT, arrived_on=reported))
    first = min((paper.arrived_on for paper in papers if paper.arrived_on), default=on)
    return replace(facts, notices=tuple(papers), opened_on=first)


def _timed(notice: Notice, facts: Facts) -> Notice:
    """Kronofogden's paper, with the time it tells of and the earliest day it can have come."""
    if notice.ground is not Ground.ENFORCEMENT:
        return notice
    arrived = notice.arrived_on or facts.enforcement.time_notice_arrived_on or facts.enforcement.applied_on
    return replace(notice, arrived_on=arrived, eviction_at=facts.enforcement.eviction_at)


def _enforcement_began(facts: Facts) -> bool:
    found = facts.enforcement
    return bool(found.applied_on or found.time_notice_arrived_on or found.eviction_at)


def _answers(facts: Facts, children: Any) -> Iterator[Answer]:
    """What the file says that a worker would have answered."""
    if children == []:
        yield Answer(question=Question.CHILDREN_AFFECTED, yes=False, source=SAID_IN_FILE, on=facts.opened_on)
    if opened := facts.child_report.investigation_opened_on:
        yield Answer(question=Question.CHILD_INVESTIGATION_OPEN, yes=True, source=SAID_IN_FILE, on=opened)


def _children(told: Any) -> Iterator[Child]:
    for number, row in enumerate(_rows("facts.children", told)):
        where = f"facts.children.{number}"
        keys = _object(where, row, allowed=OF_CHILD)
        born, lives, source = (keys.get(key) for key in ("born_on", "lives", "source"))
        if not isinstance(source, str | None):
            raise FactsRefused(f"{where}.source", f"source ska vara text: vem som har sagt det, inte {source!r}.")
        yield Child(
            id=str(number + 1),
            born_on=None if born is None else read_day(f"{where}.born_on", born),
            lives=None if lives is None else read_kind(Lives, f"{where}.lives", lives),
            source=source,
        )


def _done(told: Any, steps: Mapping[str, StepRule], *, subjects: set[str]) -> Iterator[Standing]:
    for number, row in enumerate(_rows("done", told)):
        where = f"done.{number}"
        keys = _object(where, row, allowed=OF_DONE)
        id = keys.get("step")
        if not isinstance(id, str) or id not in steps:
            raise FactsRefused(f"{where}.step", f"Steget {id!r} finns inte. Kontrollera numret, till exempel H01.")
        if keys.get("on") is None:
            raise FactsRefused(where, f"Dagen då {id} gjordes saknas. Skriv den som on.")
        yield Standing(
            step=id,
            subject=_subject(f"{where}.subject", keys.get("subject"), steps[id], subjects),
            round=_round(f"{where}.round", keys.get("round"), steps[id]),
            state=StandingState.DONE,
            on=read_day(f"{where}.on", keys["on"]),
        )


def _subject(where: str, told: Any, step: StepRule, subjects: set[str]) -> str:
    """What the step was done about; left out where there is only one thing it can be."""
    known = [CASE] if step.per is Per.CASE else sorted(subjects)
    if told is None and len(known) == 1:
        return known[0]
    if told not in known:
        fault = f"{step.id} saknar subject" if told is None else f"{step.id} kan inte gälla {told!r}"
        choices = f"Välj bland {', '.join(known)}." if known else "Steget gäller ett papper, och facts nämner inget."
        raise FactsRefused(where, f"{fault}. {choices}")
    return str(told)


def _round(where: str, told: Any, step: StepRule) -> int:
    """0 for a step that is done once, else which of its rounds."""
    rounds = [*range(1, len(step.at) + 1)] or [0]
    number = rounds[0] if told is None else told
    if isinstance(number, bool) or number not in rounds:
        choices = f"ett heltal från 1 till {len(step.at)}" if step.at else "0, för steget görs en gång"
        raise FactsRefused(where, f"round för {step.id} ska vara {choices}, inte {told!r}.")
    return int(number)


def _object(where: str, told: Any, *, allowed: set[str] | None) -> Mapping[str, Any]:
    """``allowed`` None: whoever reads it says what is unknown."""
    name = where.rpartition(".")[2] or "Dokumentet"
    if told is None and where == "facts":
        raise FactsRefused(where, "Nyckeln facts saknas. Skriv ärendets uppgifter under facts, om så bara ett tomt {}.")
    if not isinstance(told, Mapping):
        raise FactsRefused(where, f"{name} ska ha egna nycklar, inte vara ett enda värde eller en lista.")
    unknown = [key for key in told if allowed is not None and key not in allowed]
    if unknown:
        choices = ", ".join(sorted(allowed or ()))
        raise FactsRefused(f"{where}.{unknown[0]}".lstrip("."), f"Nyckeln {unknown[0]} är okänd. Välj bland {choices}.")
    return told


def _rows(where: str, told: Any) -> Sequence[Any]:
    if told is None:
        return ()
    if not isinstance(told, list):
        raise FactsRefused(where, f"{where.rpartition('.')[2]} ska vara en lista, eller null när det inte är känt.")
    return told
