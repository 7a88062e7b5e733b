"""One case as its page shows it: read once, in a fixed number of queries, for one actor on one day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor, may_in
from kvar.casework.access_table import Act
from kvar.casework.casefile.away import AwayShown, away_in
from kvar.casework.casefile.contact import ContactShown, contact_of
from kvar.casework.casefile.course import Course, course_of
from kvar.casework.casefile.deadline_card import CaseDeadlines
from kvar.casework.casefile.ending import EndingShown, ending_of
from kvar.casework.casefile.entries import JournalShown, journal_of
from kvar.casework.casefile.evicted import EvictedShown, evicted_of
from kvar.casework.casefile.known_here import KnownHereShown, known_here_of
from kvar.casework.casefile.landlord_talks import LandlordTalkShown, landlord_talks_of
from kvar.casework.casefile.money import MoneyShown, money_of
from kvar.casework.casefile.papers import DebtShown, LetterShown, NoticeShown, debt_of, letters_of, notices_of
from kvar.casework.casefile.people import ChildrenShown, MemberShown, children_of, members_of
from kvar.casework.casefile.rooms import handovers_of, moves_of
from kvar.casework.casefile.steps import StepShown, UnitShown, next_step, steps_of, units_of
from kvar.casework.contact.attempts import result_words
from kvar.casework.deadlines.explain import sentence_of
from kvar.casework.deadlines.reckoning import DeadlineShown
from kvar.casework.enforcement.course import EnforcementCourse, enforcement_course
from kvar.casework.facts import in_layer, with_everything
from kvar.casework.layers import plan_seen_by
from kvar.casework.meetings.mobilising import PartnerShown, partners_of
from kvar.casework.meetings.reader import Together, together_in
from kvar.casework.repeats import Repeats, repeats_seen_by
from kvar.casework.steps.refusals import RefusalShown, handovers_in, refusals_of
from kvar.content.load import load
from kvar.records.models import Case, Handover, Landlord, Move, Original, User


@dataclass(frozen=True, kw_only=True)
class QuestionShown:
    """A question only a person can answer; ``steps`` says how many steps wait for it, ``ask`` whom to ask."""

    id: str
    text: str
    ask: str
    steps: int


@dataclass(frozen=True, kw_only=True)
class SectionShown:
    """Which section of the routine applies, and why. ``decided`` False: nobody has answered yet."""

    label: str
    decided: bool
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AttemptShown:
    on: date
    at: time | None
    way: str
    result: str
    by: str


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """Everything the case page shows. ``ending`` is None in an open case; a closed one has no plan of its own.

    ``deadline`` is the clock to work to, or ``evicted`` what matters once the home is lost. ``passed``: clocks that
    gave way, ``deadlines``: every time the law gives here, ``times``: those of one paper. ``may``: the acts allowed.
    """

    case: Case
    cause: str
    administration: str
    protected: bool
    landlord: Landlord | None
    members: tuple[MemberShown, ...]
    children: ChildrenShown
    debt: DebtShown
    money: MoneyShown
    notices: tuple[NoticeShown, ...]
    letters: tuple[LetterShown, ...]
    attempts: tuple[AttemptShown, ...]
    contact: ContactShown
    journal: JournalShown
    coordinator: str
    units: tuple[UnitShown, ...]
    away: Mapping[str, AwayShown]
    next: StepShown | None
    section: SectionShown | None
    deadline: DeadlineShown | None
    evicted: EvictedShown | None
    passed: tuple[DeadlineShown, ...]
    deadlines: tuple[DeadlineShown, ...]
    times: CaseDeadlines | None
    course: Course | None
    questions: tuple[QuestionShown, ...]
    ending: EndingShown | None
    repeats: Repeats
    known_here: tuple[KnownHereShown, ...]
    together: Together
    enforcement: EnforcementCourse | None
    landlord_talks: tuple[LandlordTalkShown, ...]
    partners: tuple[PartnerShown, ...]
    handovers: tuple[Handover, ...]
    refusals: Mapping[str, RefusalShown]
    moves: tuple[Move, ...]
    may: frozenset[Act]

    @property
    def closed(self) -> bool:
        return self.case.closed_on is not None


def case_file(actor: Actor, case: Case, *, today: date) -> CaseFile:
    """The whole page, from a case that ``access.case_for`` has given this actor. A closed case is not recomputed."""
    fresh = with_everything(Case.objects.filter(pk=case.pk)).get()
    names = names_in(fresh, also=_linkers(fresh))
    members = members_of(fresh, today=today)
    plan = None if fresh.closed_on else plan_seen_by(fresh, load().rules, unit=actor.unit)
    steps = steps_of(plan, fresh, actor=actor, today=today, names=names) if plan else ()
    units = units_of(fresh, steps, actor=actor, names=names)
    return CaseFile(
        case=fresh,
        cause=load().codes.ground(fresh.cause).label,
        administration=load().organisation.administration(fresh.administration).label,
        protected=fresh.household.protected,
        landlord=case.household.dwelling.landlord,
        members=members,
        children=children_of(fresh, members, unit=actor.unit),
        notices=notices_of(fresh, names=names, originals=_originals(fresh)),
        letters=letters_of(fresh, names=names, unit=actor.unit),
        contact=contact_of(actor, fresh, today=today),
        attempts=_attempts(fresh, actor, names),
        journal=journal_of(actor, fresh),
        coordinator=next((unit.responsible for unit in units if unit.coordinates), ""),
        units=units,
        away=away_in(fresh, today=today),
        next=next_step(steps),
        questions=_questions(plan, today=today) if plan else (),
        **_computed(fresh, plan, unit=actor.unit, today=today),
        ending=ending_of(fresh, actor=actor),
        **_beside(fresh, actor=actor, today=today),
        may=frozenset(act for act in Act if may_in(actor, act, fresh)),
    )


def _beside(case: Case, *, actor: Actor, today: date) -> dict[str, Any]:
    """What stands on the cards beside the plan, each from its own reader."""
    handed = handovers_in(case)
    refusals = refusals_of(handed, actor)
    return {
        "debt": debt_of(case),
        "money": money_of(case),
        "repeats": repeats_seen_by(actor, case),
        "known_here": known_here_of(case),
        "together": together_in(case),
        "enforcement": enforcement_course(case),
        "landlord_talks": landlord_talks_of(case, actor),
        "partners": partners_of(case, actor, refusals, today=today),
        "refusals": refusals,
        "handovers": handovers_of(handed, actor=actor),
        "moves": moves_of(case),
    }


def _computed(case: Case, plan: law.Plan | None, *, unit: str, today: date) -> dict[str, Any]:
    """What only a plan can tell; nothing of it for a closed case."""
    if plan is None:
        return dict.fromkeys(("section", "deadline", "evicted", "times", "course")) | {"passed": (), "deadlines": ()}
    tenants = {f"person:{member.pk}": member.person.name for member in case.household.members.all()}
    told = CaseDeadlines(case, plan, today=today, names=tenants)
    evicted = evicted_of(plan, unit=unit, today=today)
    return {
        "section": section_shown(plan, today=today),
        "deadline": None if evicted else told.clock(),
        "evicted": evicted,
        "passed": told.passed(),
        "deadlines": told.every(),
        "times": None if evicted else told,
        "course": course_of(case, plan, today=today),
    }


def _linkers(case: Case) -> Iterable[UUID]:
    """Who has joined papers to the case; reads the links of all its papers at once."""
    papers = [*case.notices.all()]
    prefetch_related_objects(papers, "links")
    return (link.recorded_by_id for row in papers for link in row.links.all())


def names_in(case: Case, *, also: Iterable[UUID] = ()) -> dict[UUID, str]:
    """The names of everybody who has acted or is responsible in the case, and of these: one query."""
    acted = [row.by_id for row in case.attempts.all()] + [row.by_id for row in case.standing.all()]
    acted += [row.by_id for row in case.letters.all()]
    named = [row.position_by_id for row in case.notices.all()]
    for track in case.tracks.all():
        named += [track.responsible_id, track.received_by_id, track.done_by_id]
    ids = {id for id in (*acted, *named, *also) if id}
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))


def _originals(case: Case) -> dict[UUID, str]:
    """The file name of the first original of each notice."""
    rows = Original.objects.filter(notice__case=case).order_by("-added_at", "-id").values_list("notice_id", "name")
    return dict(rows)


def _attempts(case: Case, actor: Actor, names: dict[UUID, str]) -> tuple[AttemptShown, ...]:
    ways = load().codes
    return tuple(
        AttemptShown(
            on=row.on,
            at=row.at,
            way=ways.contact_way(row.way).label,
            result=result_words(row),
            by=names.get(row.by_id, ""),
        )
        for row in reversed(case.attempts.all())
        if in_layer(row, actor.unit)
    )


def section_shown(plan: law.Plan, *, today: date) -> SectionShown:
    """Which section applies; undecided is said as undecided, with what to find out."""
    labels = {
        law.Section.FAMILY: _("avsnitt 1, barnfamilj"),
        law.Section.WITHOUT_CHILDREN: _("avsnitt 2, hushåll utan barn"),
        law.Section.UNDECIDED: _("avsnitt 1 eller 2 – ta reda på om barn berörs"),
    }
    why = tuple(dict.fromkeys(sentence_of(reason, today=today) for reason in plan.section_reasons))
    label = labels[plan.section]
    if plan.with_enforcement:
        label = _("%(section)s, och avsnitt 3, information från Kronofogden") % {"section": label}
    return SectionShown(label=label, decided=plan.section is not law.Section.UNDECIDED, why=why)


def _questions(plan: law.Plan, *, today: date) -> tuple[QuestionShown, ...]:
    """The questions that are open today, the one that most steps wait for first."""
    asked = [one for one in plan.questions if one.is_asked_on(today)]
    words = [(load().question(open_question.question), len(open_question.steps)) for open_question in asked]
    found = [QuestionShown(id=word.id, text=word.text, ask=word.ask, steps=steps) for word, steps in words]
    return tuple(sorted(found, key=lambda question: (question.id != law.Question.CHILDREN_AFFECTED, -question.steps)))
