"""Letters that wait for today's post, and stacks of those that have gone."""

from typing import Any

from kvar.casework.access import Actor
from kvar.casework.clock import now
from kvar.casework.letters.words import Chosen
from kvar.casework.post.choices import choice_key, kept_choice
from kvar.casework.post.queueing import put_in_post
from kvar.casework.post.stacking import print_post
from kvar.records.models import Case, Letter, QueuedLetter, Stack, StackedLetter
from tests import factories
from tests.factories import TODAY

LETTER = "informationsbrev_hyra"


def make_letter_case(*, by: Actor, **fields: Any) -> Case:
    """A case that an information letter can be written in."""
    tenant = fields.pop("tenant", None) or factories.make_person_told(served_on=TODAY)
    return factories.make_case_with_notice(by=by, tenant=tenant, **fields)


def put(case: Case, *, by: Actor, letter: str = LETTER, channel: str = "post", **chosen: Any) -> QueuedLetter:
    """A letter in today's post."""
    return put_in_post(case=case, by=by, today=TODAY, letter=letter, channel=channel, chosen=Chosen(**chosen))


def make_queued(case: Case, *, by: Actor) -> QueuedLetter:
    """A row as it stands, whatever would forbid it: for pages that must not show it."""
    kept = kept_choice(Chosen())
    told = {"letter": LETTER, "channel": "post", "chosen": kept, "key": choice_key(LETTER, "post", kept)}
    return QueuedLetter.objects.create(case=case, unit=by.unit, put_by_id=by.id, put_on=TODAY, put_at=now(), **told)


def make_stack(letter: Letter, *, by: Actor) -> Stack:
    """A stack with one letter that is issued already."""
    place = {"administration": by.administration, "unit": by.unit}
    stack = Stack.objects.create(printed_by_id=by.id, printed_on=TODAY, printed_at=now(), **place)
    StackedLetter.objects.create(stack=stack, letter=letter)
    return stack


def printed(*, by: Actor) -> Stack:
    """The stack of everything that waits."""
    found = print_post(by=by, today=TODAY).stack
    assert found is not None
    return found
