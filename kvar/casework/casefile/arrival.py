"""What registering a notice answers with: section, last day, who is told, what is first, and what to look out for."""

from dataclasses import dataclass
from datetime import date

from kvar.casework.access import Actor
from kvar.casework.casefile import CaseFile, StepShown, case_file
from kvar.casework.casefile.link_history import LinkShown, links_of
from kvar.casework.casefile.paper_check import PaperFlag, paper_flags, paper_questions
from kvar.casework.casefile.papers import NoticeShown
from kvar.casework.casefile.steps import next_step
from kvar.casework.deadlines.reckoning import DeadlineShown
from kvar.casework.deadlines.rent_day import rent_day_note
from kvar.casework.errors import Unseen
from kvar.casework.facts import facts_of
from kvar.casework.intake.two_days import TwoDays, two_days_of
from kvar.casework.matching import same_households, same_person
from kvar.casework.repeats import EarlierShown
from kvar.casework.told import DwellingTold, Match, NoticeTold, PersonTold
from kvar.content.codes import NoticeKind
from kvar.content.load import load
from kvar.records.models import Case, Notice, Service

TENANTS = ("tenant", "cotenant")


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """``unread``: the statutory blanks that are missing or illegible. ``earlier``: may be about the same debt.

    ``flags``: what the formal check says of the paper. ``questions``: what its form has no place for. ``rent_day``:
    why the day on which the rent is said to have been due is asked about, or empty. ``earlier_elsewhere``: papers of
    the same people in other cases. ``links``: where the paper has been. ``two_days``: of a paper passed on to us.

    ``clock``: the paper's own, or the case's where it has none of its own. ``nearer``: another paper's that still runs,
    where the paper's own ends later or has run out. ``first``: the next right step that is not about another paper.
    """

    notice: Notice
    kind: NoticeKind
    file: CaseFile
    shown: NoticeShown
    flags: tuple[PaperFlag, ...]
    questions: tuple[str, ...]
    rent_day: str
    unread: tuple[str, ...]
    earlier: tuple[NoticeShown, ...]
    earlier_elsewhere: tuple[EarlierShown, ...]
    matches: tuple[Match, ...]
    links: tuple[LinkShown, ...]
    clock: DeadlineShown | None
    nearer: DeadlineShown | None
    two_days: TwoDays | None
    first: StepShown | None

    @property
    def may_undo(self) -> bool:
        """Is there a link that nobody has taken back?"""
        return any(link.stands for link in self.links)


def arrival_of(actor: Actor, notice: Notice, *, today: date) -> Arrival:
    """The answer page of a notice that ``access.notice_for`` has given this actor. Raises Unseen without a case."""
    if notice.case is None:
        raise Unseen
    file = case_file(actor, notice.case, today=today)
    notice.household = file.case.household  # the same, read with its home: they are not asked for again
    shown = next(row for row in file.notices if row.id == notice.pk)
    return Arrival(
        notice=notice,
        kind=load().codes.notice_kind(notice.kind),
        file=file,
        shown=shown,
        flags=paper_flags(notice),
        questions=paper_questions(notice, shown, file),
        rent_day=_rent_day(notice, file.case, today),
        unread=unread_blanks(notice),
        earlier=tuple(row for row in file.notices if row.id != notice.pk),
        earlier_elsewhere=file.repeats.earlier,
        matches=matches_of(actor, notice, case=file.case, today=today),
        links=links_of(actor, notice),
        **_clocks(file, f"notice:{notice.pk}"),
        two_days=two_days_of(notice, file.case),
        first=_first_step(file, f"notice:{notice.pk}"),
    )


def _first_step(file: CaseFile, subject: str) -> StepShown | None:
    steps = (step for unit in file.units if unit.own for step in unit.steps)
    return next_step(step for step in steps if step.subject == subject or not step.subject.startswith("notice:"))


def _clocks(file: CaseFile, subject: str) -> dict[str, DeadlineShown | None]:
    own = file.times.clock_of(subject) if file.times else None
    nearer = file.times.nearer_than(subject) if file.times and own else None
    return {"clock": own or file.deadline, "nearer": nearer}


def _rent_day(notice: Notice, case: Case, today: date) -> str:
    facts = facts_of(case)
    told = next((row for row in facts.notices if row.id == str(notice.pk)), None)
    return rent_day_note(told, facts.tenancy.tenure, today=today) if told else ""  # passed on: it is not ours to ask of


def services_of(notice: Notice) -> tuple[Service, ...]:
    """Delgivning per tenant, the tenant before the co-tenants."""
    rows = notice.services.select_related("tenant__person").order_by("tenant__since", "tenant__id")
    return tuple(sorted(rows, key=lambda row: TENANTS.index(row.tenant.role) if row.tenant.role in TENANTS else 2))


def unread_blanks(notice: Notice) -> tuple[str, ...]:
    """The labels of the blanks that somebody has said are missing or illegible."""
    blanks = load().codes.form(load().codes.notice_kind(notice.kind).form).fields
    return tuple(
        blank.label for blank in blanks if notice.fields.get(blank.name, {}).get("state") in ("missing", "illegible")
    )


def matches_of(actor: Actor, notice: Notice, *, case: Case, today: date) -> tuple[Match, ...]:
    """Other cases that may be the same household, from what the notice's own case knows by now.

    By person; by its home only while a paper that was passed on to us has not been answered: it is being registered.
    """
    household = case.household
    tenant = next((row.person for row in household.members.all() if row.role == "tenant" and row.until is None), None)
    if tenant is None:
        return ()
    told = NoticeTold(
        kind=notice.kind,
        sender_type=notice.sender_type,
        arrived_on=notice.arrived_on,
        tenant=PersonTold(name=tenant.name, personal_number=tenant.personal_number, birth_year=tenant.birth_year),
        dwelling=DwellingTold(address=household.dwelling.address, apartment=household.dwelling.apartment),
        reference=notice.reference,
        payment_reference=notice.payment_reference,
    )
    registering = bool(notice.came_on) and not notice.position
    found = (
        same_households(actor=actor, told=told, today=today)
        if registering
        else same_person(actor=actor, told=told, beside=case)
    )
    return tuple(match for match in found if match.case != case.pk)
