"""What somebody has typed and not yet saved. One draft per person and form; it goes when the act succeeds."""

from datetime import datetime

from kvar.casework.access import Actor, may
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.errors import ActRefused, Unseen
from kvar.records.models import Draft

MOST_SIGNS = 200_000  # a whole form with long notes; more is not somebody typing


def save_draft(*, by: Actor, form: str, typed: dict[str, list[str]]) -> datetime:
    """Keep what is typed; returns the moment it was saved."""
    if not may(by, Act.KEEP_DRAFT):
        raise Unseen
    if sum(len(value) for values in typed.values() for value in values) > MOST_SIGNS:
        raise ActRefused("För mycket text för ett utkast.")
    saved_at = now()
    Draft.objects.update_or_create(user_id=by.id, form=form[:200], defaults={"typed": typed, "saved_at": saved_at})
    return saved_at


def draft_of(*, by: Actor, form: str) -> Draft | None:
    """What this person had typed in this form, if anything."""
    return Draft.objects.filter(user_id=by.id, form=form[:200]).first()


def forget_draft(*, by: Actor, form: str) -> None:
    """The form was saved: the draft has done its work."""
    Draft.objects.filter(user_id=by.id, form=form[:200]).delete()
