"""A printed stack, as those who may see it see it: in the order of the envelopes, registered letters first."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from kvar.casework.access import Actor, letters_visible_to, may
from kvar.casework.access_table import Act
from kvar.casework.errors import Unseen
from kvar.casework.letters.addressees import REGISTERED, way_label
from kvar.paper.checklist import Checklist, ChecklistRow, checklist_pdf
from kvar.paper.sheets import print_ready
from kvar.records.models import Letter, Stack

DAYS_SHOWN = 14
ROWS_ON_A_LIST = 100  # a stack may be of any size; one paper may not


@dataclass(frozen=True, kw_only=True)
class StackShown:
    """A stack with those of its letters that the actor may see now; a household protected since is not there."""

    stack: Stack
    letters: tuple[Letter, ...]


def stacks_of(actor: Actor, *, today: date) -> QuerySet[Stack]:
    """What the unit has printed lately, the newest first."""
    since = today - timedelta(days=DAYS_SHOWN)
    return _stacks(actor).filter(printed_on__gte=since).select_related("printed_by")


def stack_for(actor: Actor, stack: UUID, *, opened: bool = False) -> StackShown:
    """One stack of the unit. Raises Unseen, also when it holds nothing that the actor may see.

    ``opened``: the letters themselves are handed out, which is noted as when one is opened alone.
    """
    found = _stacks(actor).filter(pk=stack).select_related("printed_by").first()
    letters = _letters(actor, found) if found else ()
    if found is None or not letters:
        actor.look.note("refused", f"stack:{stack}")
        raise Unseen
    for letter in letters:
        actor.look.note(Act.SEE_CASE.value if opened else "listed", f"case:{letter.case_id}", actor.relation)
    return StackShown(stack=found, letters=letters)


def _stacks(actor: Actor) -> QuerySet[Stack]:
    if not may(actor, Act.ISSUE_LETTER):
        raise Unseen
    return Stack.objects.filter(administration=actor.administration, unit=actor.unit)


def _letters(actor: Actor, stack: Stack) -> tuple[Letter, ...]:
    rows = letters_visible_to(actor).filter(stacked__stack=stack)
    found = rows.select_related("case__household", "posting__recorded_by").order_by("issued_at", "pk")
    return tuple(sorted(found, key=lambda row: (row.channel != REGISTERED, row.recipient.casefold())))


def stack_pdf(shown: StackShown, *, heading: str) -> bytes:
    """Print-ready: the checklist, then every letter as it was issued, each on sheets of its own."""
    rows = [
        ChecklistRow(to=one.recipient, what=one.title, way=way_label(one.channel), numbered=one.channel == REGISTERED)
        for one in shown.letters
    ]
    starts, day = range(0, len(rows), ROWS_ON_A_LIST), shown.stack.printed_on
    lists = [
        Checklist(title=heading, day=day, rows=tuple(rows[start : start + ROWS_ON_A_LIST]), first=start + 1)
        for start in starts
    ]
    return print_ready([*map(checklist_pdf, lists), *(bytes(one.pdf) for one in shown.letters)])
