"""The plan of a case: which steps, why, and when. It depends on its arguments and on nothing else."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from kvar.law.clocks import clock_on, live_clocks, saved_until
from kvar.law.conditions.anew import facts_anew, is_evicted, is_settled
from kvar.law.conditions.finding import CASE, CONDITIONS, NOTICE, QUESTIONS, Finding, notices_about
from kvar.law.conditions.household import children_affected
from kvar.law.deadline import Deadline
from kvar.law.deadlines import deadlines_of
from kvar.law.deadlines.eviction import over_by_eviction
from kvar.law.due import due_of, event_of, last_day_of
from kvar.law.facts import Facts
from kvar.law.fingerprint import changed_names, fingerprint
from kvar.law.kinds import StandingState
from kvar.law.planned import Plan, Rules
from kvar.law.questions import Questions
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.standing import Standing
from kvar.law.steps import Per, PlanItem, Section, StepRule, shown_once


def plan(facts: Facts, rules: Rules) -> Plan:
    """Compute the plan. Raises KeyError for a condition name that no function has."""
    return _Planning(facts, rules).plan()


def section_of(facts: Facts) -> Section:
    """The section of the routine; undecided until a child is known or somebody has answered, with a source."""
    affected = children_affected(facts).yes
    if affected is None:
        return Section.UNDECIDED
    return Section.FAMILY if affected else Section.WITHOUT_CHILDREN


class Key(NamedTuple):
    """What stands is matched by this key, and by nothing else."""

    step: str
    subject: str
    round: int


class _Planning:
    """One computation; findings and clocks are kept so that none is computed twice."""

    def __init__(self, facts: Facts, rules: Rules) -> None:
        self.facts, self.rules = facts, rules
        self.section = section_of(facts)
        self.newest = max((facts.arrival_of(notice) for notice in facts.notices), default=facts.opened_on)
        self.deadlines = deadlines_of(facts, rules.law)
        self.told = over_by_eviction(facts, self.deadlines, rules.law)
        self.standing = {Key(row.step, row.subject, row.round): row for row in facts.standing}
        self.done = {key for key, row in self.standing.items() if row.state is StandingState.DONE}
        self.findings: dict[tuple[str, str], Finding] = {}
        self.clocks: dict[str, Deadline | None] = {}
        self.waiting = Questions()
        self.anew = self._planning_anew()

    def plan(self) -> Plan:
        found = [
            item for step in self.rules.steps for subject in self._subjects(step) for item in self._found(step, subject)
        ]
        at_work = self.anew or self
        clocks = live_clocks(at_work.told, self.rules.law)
        return Plan(
            items=shown_once(found),
            section=self.section,
            section_reasons=children_affected(self.facts).because,
            with_enforcement=self._finding("enforcement_informed", CASE).yes is True,
            deadlines=self.told,
            clock=clock_on(clocks, at_work.newest),
            clocks=clocks,
            saved_until=self._saved_until(),
            questions=self.waiting.open_ones(),
        )

    def _saved_until(self) -> Mapping[str, date]:
        """Of every paper; what is said of the case is about the papers that are not settled."""
        found = saved_until(self.facts, self.deadlines, self.rules.law)
        if self.anew is None:
            return found
        anew = saved_until(self.anew.facts, self.anew.deadlines, self.rules.law)
        return {**{subject: day for subject, day in found.items() if subject != CASE}, **anew}

    def _planning_anew(self) -> "_Planning | None":
        """The same for the papers that came after a final outcome, with one list of questions and one family."""
        facts = facts_anew(self.facts)
        if facts is None:
            return None
        anew = _Planning(facts, self.rules)
        anew.section, anew.waiting = self.section, self.waiting
        anew.findings["household_has_children", CASE] = self._finding("household_has_children", CASE)
        return anew

    def _found(self, step: StepRule, subject: str) -> list[PlanItem]:
        """A step of the case that a final outcome ends is asked for anew when a paper has come since."""
        if self.anew is None or subject != CASE or step.stays:
            return self._items(step, subject)
        return self.anew._items(step, subject) or [item for item in self._items(step, subject) if item.done_on]

    def _subjects(self, step: StepRule) -> tuple[str, ...]:
        if step.per is Per.CASE:
            return (CASE,)
        return tuple(NOTICE + notice.id for notice in self.facts.notices)

    def _items(self, step: StepRule, subject: str) -> list[PlanItem]:
        """The rounds to show. A done one stays in the plan, whatever changes: what is done is done."""
        rounds: list[tuple[int, int | None]] = [*enumerate(step.at, start=1)] or [(0, None)]
        shown = [row for row in rounds if Key(step.id, subject, row[0]) in self.done]
        if len(shown) < len(rounds) and self._is_shown(step, subject):
            shown = rounds
        appears_on = self._appears_on(step, subject)
        if step.until and appears_on > step.until:
            return []
        return [self._item(step, subject, number, offset, appears_on) for number, offset in shown]

    def _is_shown(self, step: StepRule, subject: str) -> bool:
        """Every ``when`` holds and no ``unless``. What is not known is asked for, if nothing else stands against it."""
        answers = {name: self._finding(name, subject).yes for name in step.when}
        if False in answers.values() or any(self._finding(name, subject).yes for name in step.unless):
            return False
        if self.section not in step.sections and self.section is not Section.UNDECIDED:
            return False
        unknown = [name for name, yes in answers.items() if yes is None]
        if self.section not in step.sections:
            unknown.insert(0, "household_has_children")
        if unknown and unknown[0] in QUESTIONS and not self._over_on(step, subject):
            self.waiting.ask(QUESTIONS[unknown[0]], step.id)  # one at a time: the next one may not be needed
        if not unknown and not self._over_on(step, subject):
            self._ask_again(step, subject)
        return not unknown

    def _ask_again(self, step: StepRule, subject: str) -> None:
        """What is known until a day has to be asked for the day after."""
        for name in step.when:
            until = self._finding(name, subject).until
            if until and name in QUESTIONS:
                self.waiting.ask(QUESTIONS[name], step.id, asked_from=until + timedelta(days=1))

    def _finding(self, name: str, subject: str) -> Finding:
        key = (name, subject)
        if key not in self.findings:
            self.findings[key] = CONDITIONS[name](self.facts, subject)
        return self.findings[key]

    def _appears_on(self, step: StepRule, subject: str) -> date:
        about = notices_about(self.facts, subject) if subject != CASE else ()
        days = [self._finding(name, subject).since for name in step.when if name != "always"]
        if Section.UNDECIDED not in step.sections:  # such a step is known from the day its section was
            days.append(self._finding("household_has_children", CASE).since)
        started = self.facts.arrival_of(about[0]) if about else self.facts.opened_on
        return max([started, *(day for day in (*days, step.starts_on) if day)])

    def _item(self, step: StepRule, subject: str, number: int, offset: int | None, appears_on: date) -> PlanItem:
        event = event_of(
            step.due.counted_from,
            facts=self.facts,
            notices=notices_about(self.facts, subject),
            clock=self._clock(subject),
            appears_on=appears_on,
        )
        due = due_of(event, step.due, offset=offset, appears_on=appears_on)
        standing = self.standing.get(Key(step.id, subject, number))
        findings = {name: self._finding(name, subject) for name in (*step.when, *step.unless)} | self._family(step)
        rests_on = fingerprint(due.day, findings)
        return PlanItem(
            step=step,
            subject=subject,
            round=number,
            appears_on=appears_on,
            due=due.day,
            due_certain=due.certain,
            ends_on=self._ends_on(step, subject),
            reasons=(*self._why(step, subject), *due.reasons, *_fallen(standing, rests_on, findings)),
            rests_on=rests_on,
            standing=standing,
            done_on=self._done_on(step, subject, standing, appears_on),
        )

    def _family(self, step: StepRule) -> dict[str, Finding]:
        """A skip or postponement decided before a child was known falls when one is, in every list a family shares."""
        if Section.FAMILY not in step.sections or len(step.sections) == 1:
            return {}
        return {"household_has_children": Finding(yes=self.section is Section.FAMILY)}

    def _ends_on(self, step: StepRule, subject: str) -> date | None:
        """A step ends with its edition, most with a final outcome: what is over is not prevented. Some have a limit.

        What rests on an answer that holds until a day is not asked for after it.
        """
        limit = last_day_of(step.ends, self.facts) if step.ends else None
        held = (self._finding(name, subject).until for name in step.when)
        return min((day for day in (step.until, self._over_on(step, subject), limit, *held) if day), default=None)

    def _over_on(self, step: StepRule, subject: str) -> date | None:
        days = (self._settled_on(step, subject), self._home_lost_on(step, subject))
        return min((day for day in days if day), default=None)

    def _home_lost_on(self, step: StepRule, subject: str) -> date | None:
        """What was to save the home has nothing more to save: of all the papers that it is about (UB 16:6)."""
        on = self.facts.enforcement.evicted_on
        about = self.facts.notices if subject == CASE else notices_about(self.facts, subject)
        return on if on and step.saves_home and all(is_evicted(self.facts, notice) for notice in about) else None

    def _settled_on(self, step: StepRule, subject: str) -> date | None:
        outcome = self.facts.outcome
        if outcome is None or not outcome.final or step.stays:
            return None
        settled = subject == CASE or any(is_settled(self.facts, n) for n in notices_about(self.facts, subject))
        return outcome.on if settled else None

    def _why(self, step: StepRule, subject: str) -> tuple[Reason, ...]:
        found: list[Reason] = []
        for name in step.when:
            finding = self._finding(name, subject)
            found.append(Reason(kind=ReasonKind.CONDITION, name=name, day=finding.since))
            found.extend(finding.because)
        return tuple(found)

    def _done_on(self, step: StepRule, subject: str, standing: Standing | None, appears_on: date) -> date | None:
        if standing and standing.state is StandingState.DONE:
            return standing.on
        if step.done_when is None:
            return None
        finding = self._finding(step.done_when, subject)
        return (finding.since or appears_on) if finding.yes else None

    def _clock(self, subject: str) -> Deadline | None:
        """The legal last day of the notice, or of the case when its newest paper came, else the earliest there was."""
        if subject not in self.clocks:
            own = [row for row in self.deadlines if row.subject == subject or subject == CASE]
            ever = [row for row in own if row.act_by and self.rules.law.value(row.id).clock]
            running = clock_on(live_clocks(own, self.rules.law), self.newest)
            self.clocks[subject] = running or min(ever, key=lambda row: row.act_by or date.max, default=None)
        return self.clocks[subject]


def _fallen(standing: Standing | None, rests_on: str, findings: dict[str, Finding]) -> tuple[Reason, ...]:
    """Why a skip or a postponement no longer holds: what has changed since."""
    if standing is None or standing.state is StandingState.DONE or standing.rests_on == rests_on:
        return ()
    names = changed_names(standing.rests_on, rests_on, tuple(findings))
    return tuple(Reason(kind=ReasonKind.CHANGED, name=name, day=standing.on) for name in names)
