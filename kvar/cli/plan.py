"""``kvar plan``: the plan of one case told as facts and done steps. Neither Django nor a database."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from typing import Any

from kvar import law
from kvar.cli.commands import rebuild_plans
from kvar.cli.json_input import parsed_json, print_json, read_text
from kvar.cli.swedish import WRONG_USE, Refused
from kvar.content.finding import ContentError
from kvar.content.load import load
from kvar.content.yaml_file import YamlFile, plain
from kvar.content.yaml_text import tree_of

REBUILD = "rebuild"
SECTIONS = {
    law.Section.FAMILY: "Avsnitt 1: barnfamilj.",
    law.Section.WITHOUT_CHILDREN: "Avsnitt 2: hushåll utan barn. Uppgifterna säger att inga barn berörs.",
    law.Section.UNDECIDED: "Avsnittet är inte avgjort: ingen har sagt om barn berörs. Tills vidare är det lika bråttom "
    "som för en barnfamilj.",
}
WITH_ENFORCEMENT = "Avsnitt 3 gäller också: Kronofogden har hört av sig."
IN_ORDER = ("overdue", "soon", "open", "postponed", "not_yet", "done", "skipped", "ended")


def plan(told: Namespace) -> int:
    """One case's plan on a day, or with the word *rebuild* the read model of all cases."""
    if told.case == REBUILD:
        if told.on or told.json:
            raise Refused("kvar plan rebuild har inga val. Ta bort --on och --json.", code=WRONG_USE)
        rebuild_plans(told)
        return 0
    if not told.on:
        raise Refused("Det här fattas: --on. Skriv dagen som planen ska visas för.", code=WRONG_USE)
    facts = _case(told.case, told.on)
    found = law.plan(facts, load().rules)
    seen = law.seen_on(found, told.on)
    if told.json:
        print_json(_data(found, seen, facts))
    else:
        print("\n".join(_lines(found, seen, told.on)))
    return 0


def _case(name: str, on: date) -> law.Facts:
    """Raises Refused (exit 2), with the line where that is known."""
    value, file = _document(name)
    try:
        return law.read_case(value, steps=load().steps, on=on)
    except law.FactsRefused as refused:
        where = tuple(int(part) if part.isdigit() else part for part in refused.key.split("."))
        place = f"Rad {file.line(where)}: " if file else ""
        sentence = refused.sentence.replace(refused.key, str(where[-1]))
        raise Refused(f"{place}{sentence}", code=WRONG_USE) from refused


def _document(name: str) -> tuple[Any, YamlFile | None]:
    """What the file says, and its lines. JSON is read as JSON, everything else as YAML."""
    text = read_text(name)
    is_json = text.lstrip().startswith("{")
    value = parsed_json(text, name) if is_json else None
    try:
        # A tab in JSON stands between values only; YAML knows none.
        tree = tree_of(text.replace("\t", " ") if is_json else text, name=name, days_as_text=True)
    except ContentError as error:
        if is_json:
            return value, None
        (found,) = error.findings
        raise Refused(f"Rad {found.line}: {found.sentence}", code=WRONG_USE) from error
    return value if is_json else plain(tree), YamlFile(name, tree)


def _data(found: law.Plan, seen: tuple[law.SeenItem, ...], facts: law.Facts) -> dict[str, Any]:
    """The contract's keys, in the order of the lists."""
    return {
        "section": found.section.value,
        "with_enforcement": found.with_enforcement,
        "steps": [_step(one, facts.opened_on) for one in seen],
    }


def _step(one: law.SeenItem, opened_on: date) -> dict[str, Any]:
    item, rule = one.item, one.item.step
    days = {"appears_on": item.appears_on, "due": item.due, "ends_on": item.ends_on}
    reasons = [law.reason_data(reason) for reason in item.reasons]
    sources = (load().source(id) for id in rule.sources)
    return {
        "step": rule.id,
        "subject": item.subject,
        "round": item.round,
        "unit": rule.unit,
        "title": rule.title,
        "state": one.state.value,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "origin": rule.origin.value,
        "reasons": reasons
        + [{"source": source.id, "text": source.paragraph} for source in sources if source.in_force_on(opened_on)],
    }


def _lines(found: law.Plan, seen: tuple[law.SeenItem, ...], on: date) -> Iterator[str]:
    """For people: the section, the last day, what is not known, and the steps by how urgent they are."""
    texts = load().reasons
    yield f"Plan den {on}"
    yield SECTIONS[found.section]
    if found.with_enforcement:
        yield WITH_ENFORCEMENT
    if (clock := found.clock_on(on)) and clock.act_by:
        yield f"{clock.label}: arbeta mot {clock.act_by_on(on)}."
    for asked in (one for one in found.questions if one.is_asked_on(on)):
        yield f"Ta reda på: {texts.question(asked.question.value).text} ({', '.join(asked.steps)} väntar på svaret)"
    for state in IN_ORDER:
        items = sorted((one.item for one in seen if one.state == state), key=lambda item: item.due or date.max)
        if items:
            yield ""
            yield texts.states[law.State(state)].capitalize()
        yield from (_line(item) for item in items)


def _line(item: law.PlanItem) -> str:
    """*H03  Ta reda på när hyresgästen delgavs (Vuxenenheten, senast 2026-11-04)*"""
    unit = load().organisation.unit(item.step.unit).label
    if item.done_on:
        day = f"gjort {item.done_on}"
    elif item.due:
        day = f"{'senast' if item.due_certain else 'kanske redan'} {item.due}"
    else:
        day = "ingen bestämd dag"
    times = f", gång {item.round}" if item.round else ""
    return f"  {item.step.id}  {item.step.title}{times} ({unit}, {day})"
