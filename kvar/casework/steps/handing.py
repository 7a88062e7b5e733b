"""A hand-over as a row that waits for its answer, and exactly what it tells whoever gets it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.clock import now
from kvar.casework.deadlines.explain import headline_of
from kvar.casework.facts import with_everything
from kvar.casework.households import role_label
from kvar.casework.journal import enter
from kvar.casework.layers import shared_plan
from kvar.casework.steps.notes import answer_text
from kvar.casework.telling import tell
from kvar.casework.tracks import involve_unit
from kvar.content.load import load
from kvar.paper.days import spoken_day
from kvar.records.models import Case, Handover, Track, User


@dataclass(frozen=True, kw_only=True)
class ToldPart:
    """One heading of what is told, and its lines."""

    title: str
    lines: tuple[str, ...]


def what_is_told(case: Case, *, today: date) -> tuple[ToldPart, ...]:
    """What another unit gets to know with the case: the shared layer and nothing else."""
    fresh = with_everything(Case.objects.filter(pk=case.pk)).get()
    return parts_told(fresh, shared_plan(fresh, load().rules), today=today)


def parts_told(case: Case, plan: law.Plan, *, today: date) -> tuple[ToldPart, ...]:
    """The same, for a case from ``with_everything`` and its shared plan."""
    parts = {
        _("Personer"): tuple(_people(case)),
        _("Tider"): tuple(_times(plan, today)),
        _("Underrättelser"): tuple(_papers(case, today)),
        _("Svar i ärendet"): tuple(_answers(case)),
    }
    return tuple(ToldPart(title=title, lines=lines) for title, lines in parts.items() if lines)


@dataclass(frozen=True, kw_only=True)
class ToldSince:
    """``new``: what would be told today and was not then. ``gone``: what was told and no longer holds."""

    new: tuple[str, ...]
    gone: tuple[str, ...]


def told_since(handover: Handover, *, today: date) -> ToldSince:
    """What has changed in what both sides may know: whoever receives late does not go by an old last day.

    Days are written as on the day of the hand-over, so that only what has changed differs; the clock is today's.
    """
    fresh = with_everything(Case.objects.filter(pk=handover.case_id)).get()
    plan = shared_plan(fresh, load().rules)
    rest = (*_people(fresh), *_papers(fresh, handover.on), *_answers(fresh))
    then, present = [line for _title, lines in handover.told for line in lines], [*_times(plan, today), *rest]
    return ToldSince(
        new=tuple(line for line in present if line not in then),
        gone=tuple(line for line in then if line not in present),
    )


def _people(case: Case) -> Iterator[str]:
    for member in case.household.members.all():
        if member.until is None:
            year = member.person.birth_year or (member.person.born_on and member.person.born_on.year)
            born = _("född %s") % year if year else ""
            yield ", ".join(filter(None, [member.person.name, role_label(member.role), born]))


def _times(plan: law.Plan, today: date) -> Iterator[str]:
    if clock := plan.clock_on(today):
        yield f"{clock.label}: {headline_of(clock, today)}"


def _papers(case: Case, today: date) -> Iterator[str]:
    for notice in (row for row in case.notices.all() if not row.passed_on):
        kind = load().codes.notice_kind(notice.kind).label
        yield _("%(kind)s, kom %(day)s") % {"kind": kind, "day": spoken_day(notice.arrived_on, written_on=today)}


def _answers(case: Case) -> Iterator[str]:
    newest = {row.question: row for row in case.answers.all() if row.shared}
    for row in newest.values():
        yield answer_text(row.question, yes=row.yes, source=row.source, note=row.note)


def hand_to(
    *,
    case: Case,
    by: Actor,
    today: date,
    unit: str,
    message: str,
    done: dict[str, Any] | None = None,
    user: User | None = None,
) -> Handover:
    """Make the hand-over. ``done``: the step that it does, and no other hand-over does it.

    Called inside an act's transaction, which writes the entry.
    """
    let_in = not Track.objects.filter(case=case, unit=unit).exists()
    involve_unit(case=case, unit=unit)
    told = told_rows(what_is_told(case, today=today))
    made: dict[str, Any] = {"from_unit": by.unit, "to_unit": unit, "to": user, "let_in": let_in}
    made |= {"message": message[:2000], "told": told} | (done or {})
    with transaction.atomic():
        handover = Handover.objects.create(case=case, on=today, at=now(), by_id=by.id, **made)
        if user is None:
            enter_between(handover, by=by, today=today, kind="handed_over", words=message)
    return handover


def enter_between(handover: Handover, *, by: Actor, today: date, kind: str, words: str) -> None:
    """What one unit writes to another: the two read it in the hand-over, and it stands in the writer's own journal."""
    if words.strip():
        enter(case=handover.case, by=by, today=today, kind=kind, **between(handover, words))


def between(handover: Handover, words: str) -> dict[str, Any]:
    """The words of such an entry, which the other units do not read."""
    text = _("Överlämning till %(whom)s: %(words)s") % {"whom": receiver_of(handover), "words": words.strip()}
    return {"text": text, "shown": {"handover": str(handover.pk)}, "shared": False}


def tell_receiver(handover: Handover, *, today: date) -> None:
    """The unit, or the colleague, learns that a case waits there. Once."""
    place: dict[str, Any] = {
        "administration": handover.case.administration,
        "unit": handover.to_unit,
        "to": handover.to_id,
    }
    tell(kind="handed_over", key=f"handed_over:{handover.pk}", today=today, case=handover.case, **place)


def told_rows(parts: tuple[ToldPart, ...]) -> list[list[Any]]:
    """What was told then, as it is kept."""
    return [[part.title, list(part.lines)] for part in parts]


def handovers_known_to(actor: Actor, case: Case) -> QuerySet[Handover]:
    """From or to the actor's own unit. To a third one they are not there: the units' states say what it needs."""
    return Handover.objects.filter(Q(from_unit=actor.unit) | Q(to_unit=actor.unit), case=case)


def knows_handover(actor: Actor, row: Handover) -> bool:
    """The same, of one row."""
    return actor.unit in (row.from_unit, row.to_unit)


def purpose_of(row: Handover) -> str:
    """The title of the step that it does; empty for one that no step asked for, or whose step is no longer written."""
    rule = load().steps.get(row.step)
    return rule.title if rule else ""


def receiver_of(handover: Handover) -> str:
    """The colleague, or the unit."""
    return handover.to.name if handover.to else load().organisation.unit(handover.to_unit).label
