"""The debt of a case as its page shows it: what is asked for, what is paid, and what keeps the home by which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from kvar import law
from kvar.casework.access import PAYING, Actor
from kvar.casework.casefile.deadline_card import CaseDeadlines
from kvar.casework.deadlines.reckoning import DeadlineShown
from kvar.casework.facts import STANDS, facts_of, filled, with_everything
from kvar.casework.money.claims import RENT, Proposal, proposals_of, rents_of
from kvar.casework.money.rows import limit
from kvar.casework.money.undertakings import finding_of, sentences_of_finding
from kvar.casework.undertaking_time import undertaking_deadline
from kvar.content.load import load
from kvar.records.models import Case, Claim, Deviation, Notice, Payment, PromisedPayment, Undertaking

REST = (law.Status.NOT_APPLICABLE, law.Status.NOT_IN_FORCE)


@dataclass(frozen=True, kw_only=True)
class PaidPart:
    """A part of a payment put to one claim. ``suggested``: nobody directed it, so people decide."""

    claim: Claim
    amount: int
    suggested: bool
    paragraph: str


@dataclass(frozen=True, kw_only=True)
class PaymentShown:
    """A payment and where it went; ``left`` öre went to no rent that is known here."""

    row: Payment
    parts: tuple[PaidPart, ...]
    left: int


@dataclass(frozen=True, kw_only=True)
class KeepShown:
    """What keeps the home for one debt: ``amount`` None = not known. ``from_notice``: nobody has taken in the lines.

    Only payments that somebody directed to these rents lower the amount: ``undirected`` are those that perhaps do, and
    whoever counts on them may lose the home. ``paid_enough_on``: the rents are covered by directed payments.
    ``others``: while nobody knows how the home is held, the times by the other rules that may be the right ones.
    """

    notice: Notice
    deadline: DeadlineShown
    others: tuple[DeadlineShown, ...]
    amount: int | None
    undirected: int
    from_notice: bool
    paid_enough_on: date | None


@dataclass(frozen=True, kw_only=True)
class UndertakingShown:
    """The board's decision on one notice, if there is one. ``possible``: does the law give the board this way?"""

    notice: Notice
    possible: bool
    last_day: date | None
    sure: bool
    row: Undertaking | None
    holds: bool | None
    sentences: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DebtFile:
    """Öre. ``small``: the whole debt is no more than the city calls small. ``own``: may see the economy behind it.

    ``evicted_on``: the home is lost since that day, and paying does not keep it.
    """

    claims: tuple[Claim, ...]
    claimed: int
    payments: tuple[PaymentShown, ...]
    paid: int
    proposals: tuple[Proposal, ...]
    keep: tuple[KeepShown, ...]
    undertakings: tuple[UndertakingShown, ...]
    promised: tuple[PromisedPayment, ...]
    deviations: tuple[Deviation, ...]
    small: bool
    eviction_cost: int
    evicted_on: date | None
    own: bool

    @property
    def balance(self) -> int:
        return self.claimed - self.paid


def what_keeps_home(case: Case, *, today: date) -> tuple[KeepShown, ...]:
    """What keeps the home by which day, without the rest of the debt."""
    found_on = case.deviations.filter(state__in=STANDS).order_by("found_on").values_list("found_on", flat=True).first()
    fresh = filled(case, shortcoming_on=found_on)
    claims = list(Claim.objects.filter(case=fresh, withdrawn_on=None).select_related("notice"))
    payments = list(Payment.objects.filter(case=fresh, withdrawn_on=None))
    plan = law.plan(facts_of(fresh), load().rules)
    return _keep(fresh, plan, claims, _allocated(claims, payments, plan), today)


def debt_file(actor: Actor, case: Case, *, today: date) -> DebtFile:
    """The whole debt, from a case that ``access.case_for`` has given this actor."""
    promised = list(PromisedPayment.objects.filter(case=case).order_by("due_on", "id"))
    deviations = list(Deviation.objects.filter(case=case))
    fresh = filled(case, shortcoming_on=min((row.found_on for row in deviations if row.state in STANDS), default=None))
    claims = list(Claim.objects.filter(case=fresh, withdrawn_on=None).select_related("notice"))
    payments = list(Payment.objects.filter(case=fresh, withdrawn_on=None))
    facts = facts_of(fresh)
    plan = law.plan(facts, load().rules)
    allocated = _allocated(claims, payments, plan)
    claimed, paid = sum(row.amount for row in claims), sum(row.amount for row in payments)
    return DebtFile(
        claims=tuple(claims),
        claimed=claimed,
        payments=_payments(claims, payments, allocated),
        paid=paid,
        proposals=proposals_of(fresh, claims),
        keep=_keep(fresh, plan, claims, allocated, today),
        undertakings=_undertakings(fresh, plan),
        promised=tuple(promised),
        deviations=tuple(deviations),
        small=0 < claimed - paid <= limit("small_debt"),
        eviction_cost=limit("eviction_cost"),
        evicted_on=facts.enforcement.evicted_on,
        own=actor.unit == PAYING,
    )


Allocated = Sequence[law.Allocation]


def _allocated(claims: list[Claim], payments: list[Payment], plan: law.Plan) -> Allocated:
    """Each payment put to the rents as the law suggests; those with a running clock before the others."""
    rents = rents_of(claims)
    running = {row.subject for row in plan.deadlines if load().law.value(row.id).clock and row.status not in REST}
    threatened = [rent for rent, claim in rents.items() if f"notice:{claim.notice_id}" in running]
    return law.allocations(rents, [_paid(row) for row in payments], threatened=threatened)


def _paid(row: Payment) -> law.Payment:
    told = {"for_rent_due_on": row.for_rent_due_on, "reference": row.reference}
    return law.Payment(on=row.paid_on, amount=row.amount, **told)  # type: ignore[arg-type]


def _payments(claims: list[Claim], payments: list[Payment], allocated: Allocated) -> tuple[PaymentShown, ...]:
    rents = rents_of(claims)
    shown = []
    for row in payments:
        parts = tuple(
            PaidPart(
                claim=rents[part.rent],
                amount=part.amount,
                suggested=part.suggested,
                paragraph=load().sources[part.reasons[0].name].paragraph,
            )
            for part in allocated
            if part.payment == _paid(row)
        )
        shown.append(PaymentShown(row=row, parts=parts, left=row.amount - sum(part.amount for part in parts)))
    return tuple(shown)


def _keep(case: Case, plan: law.Plan, claims: list[Claim], allocated: Allocated, today: date) -> tuple[KeepShown, ...]:
    """One for each debt that has a time to save it. A repeat of the same debt is not added to the first.

    While the tenure is unknown several rules may give the time: the earliest is worked to, the others are named.
    """
    names = {f"person:{member.pk}": member.person.name for member in case.household.members.all()}
    cards = CaseDeadlines(case, plan, today=today, names=names).every()
    found: dict[str, list[tuple[law.Deadline, DeadlineShown]]] = {}
    for deadline, shown in zip((row for row in plan.deadlines if row.status not in REST), cards, strict=True):
        if load().law.value(deadline.id).clock and deadline.status is not law.Status.NOT_STARTED:
            found.setdefault(deadline.subject, []).append((deadline, shown))
    notices = {f"notice:{row.pk}": row for row in case.notices.all()}
    about = ((notices[subject], times) for subject, times in found.items() if subject in notices)
    return tuple(_kept(case, notice, _earliest_first(times), claims, allocated) for notice, times in about)


def _earliest_first(times: list[tuple[law.Deadline, DeadlineShown]]) -> list[DeadlineShown]:
    return [shown for _deadline, shown in sorted(times, key=lambda one: one[0].act_by or date.max)]


def _kept(
    case: Case, notice: Notice, times: list[DeadlineShown], claims: list[Claim], allocated: Allocated
) -> KeepShown:
    group = _same_debt(case, notice)
    rents = rents_of(row for row in claims if row.notice_id in group)
    others = [row for row in claims if row.notice_id in group and row.kind != RENT]
    parts = [part for part in allocated if part.rent in rents]
    asked = sum(rent.amount or 0 for rent in rents) or None
    paid = sum(part.amount for part in parts if not part.suggested)
    unclaimed = not rents and not any(row.kind == "consumption" for row in others)
    consumption = sum(row.amount for row in others if row.kind == "consumption")
    amount = notice.amount if unclaimed else (asked or 0) - paid + consumption
    return KeepShown(
        notice=notice,
        deadline=times[0],
        others=tuple(times[1:]),
        amount=amount,
        undirected=sum(part.amount for part in parts if part.suggested),
        from_notice=unclaimed,
        paid_enough_on=law.covered_on(rents, parts) if rents else None,
    )


def _same_debt(case: Case, notice: Notice) -> set[object]:
    """The notice and all that somebody has linked to the same debt."""
    group, grew = {notice.pk}, True
    while grew:
        more = {row.pk for row in case.notices.all() if row.same_debt_as_id in group}
        more |= {row.same_debt_as_id for row in case.notices.all() if row.pk in group and row.same_debt_as_id}
        grew, group = not more <= group, group | more
    return set(group)


def _undertakings(case: Case, plan: law.Plan) -> tuple[UndertakingShown, ...]:
    decided = [notice.undertaking for notice in case.notices.all() if hasattr(notice, "undertaking")]
    prefetch_related_objects(decided, "proofs")
    shown = (_undertaking(notice, getattr(notice, "undertaking", None), plan) for notice in case.notices.all())
    return tuple(row for row in shown if row.possible or row.row)


def _undertaking(notice: Notice, row: Undertaking | None, plan: law.Plan) -> UndertakingShown:
    deadline = undertaking_deadline(plan, notice)
    found = finding_of(row, deadline) if row and row.taken else None
    return UndertakingShown(
        notice=notice,
        possible=deadline is not None,
        last_day=deadline.act_by if deadline else None,
        sure=deadline.certain if deadline else False,
        row=row,
        holds=found.holds if found else None,
        sentences=sentences_of_finding(found) if found else (),
    )


def undertaking_shown(case: Case, notice: Notice) -> UndertakingShown:
    """The board's decision on one notice, for its own pages."""
    fresh = with_everything(Case.objects.filter(pk=case.pk)).get()
    row = Undertaking.objects.filter(notice=notice).select_related("notice").first()
    return _undertaking(notice, row, law.plan(facts_of(fresh), load().rules))
