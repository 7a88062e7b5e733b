"""Printing today's post: every letter is drafted and checked anew, and issued once, whoever else presses."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, hold, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.money.undertaking_letter import send_letter
from kvar.casework.owner.duty import answering
from kvar.casework.post.choices import read_choice
from kvar.casework.post.queueing import letter_waiting, queue_of, why_stopped
from kvar.casework.queued import queued_title, stop_queued
from kvar.records.models import QueuedLetter, Stack, StackedLetter


@dataclass(frozen=True, kw_only=True)
class Printed:
    """``stack``: None when no letter could go. ``stopped``: a sentence for each letter that was taken out."""

    stack: Stack | None
    stopped: tuple[str, ...]


def print_post(*, by: Actor, today: date) -> Printed:
    """Issue every letter that waits in the unit and may go today; what may not is taken out, and its worker is told.

    Each letter names the one who answers for its case today, else whoever prints. A letter is an act of its own: what
    stops one does not hold back the others.
    """
    waiting = list(queue_of(by).values_list("pk", flat=True))
    stack: Stack | None = None
    stopped: list[str] = []
    for queued in waiting:
        try:
            stack = _print_one(queued, stack, by=by, today=today) or stack
        except ActRefused as refused:
            stopped += _stop(queued, by=by, today=today, because=why_stopped(refused))
        except Unseen:
            continue  # somebody has just protected it: taken out by that act, and nothing to tell here
    return Printed(stack=stack, stopped=tuple(stopped))


def _print_one(queued: UUID, stack: Stack | None, *, by: Actor, today: date) -> Stack | None:
    """One letter and its place in the stack, in one transaction; None when a colleague printed it first."""
    row = queue_of(by).filter(pk=queued).first()
    if row is None:
        return None
    with transaction.atomic():
        require(by, Act.ISSUE_LETTER, row.case)
        if not QueuedLetter.objects.filter(pk=queued).delete()[0]:
            return None
        by.look.note(Act.ISSUE_LETTER.value, f"case:{row.case_id}", by.relation)
        letter_waiting(row)
        told = {"letter": row.letter, "channel": row.channel, "chosen": read_choice(row.chosen)}
        named = answering(row.case, by=by, today=today)
        issued = send_letter(case=row.case, by=by, today=today, answers=named, **told)  # type: ignore[arg-type]
        stack = stack or _new_stack(by, today)
        StackedLetter.objects.create(stack=stack, letter=issued)
    return stack


def _new_stack(by: Actor, today: date) -> Stack:
    place = {"administration": by.administration, "unit": by.unit}
    return Stack.objects.create(printed_by_id=by.id, printed_on=today, printed_at=now(), **place)


def _stop(queued: UUID, *, by: Actor, today: date, because: str) -> list[str]:
    """Take it out, in a transaction of its own: the one that was refused has been rolled back."""
    with transaction.atomic():
        row = queue_of(by).filter(pk=queued).first()
        if row is None:
            return []
        hold(row.case_id)
        gone = stop_queued([row], by=by, today=today, because=because)
        told = {"case": row.case.reference, "letter": queued_title(row), "because": because}
        return [_("%(case)s, %(letter)s: %(because)s") % told for row in gone]
