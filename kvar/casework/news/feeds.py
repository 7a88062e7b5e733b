"""Calendar addresses for a telephone or a mail program: secret, revocable, and without a word about anybody (T26)."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import groupby
from uuid import UUID

from django.db import transaction

from kvar.casework.access import Actor, actor_of, may
from kvar.casework.access_table import Act
from kvar.casework.calendar.weeks import seen_happenings
from kvar.casework.clock import now
from kvar.casework.employment import works_here
from kvar.casework.errors import Unseen
from kvar.content.load import load
from kvar.records.models import Feed


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """Something that happens, as a calendar outside may show it: ``number`` of the same kind at the same time.

    ``key``: what it is told again by when its day has moved, never shown; empty for what has none.
    """

    kind: str
    day: date
    at: time | None
    neutral: str
    number: int
    certain: bool = True
    key: str = ""


def make_feed(*, by: Actor, today: date, whole_unit: bool) -> tuple[Feed, str]:
    """A new address. The secret part is given back here, once: only its hash is kept."""
    if not may(by, Act.KEEP_FEED):
        raise Unseen
    address = secrets.token_urlsafe(32)
    feed = Feed.objects.create(
        user_id=by.id,
        administration=by.administration,
        unit=by.unit,
        whole_unit=whole_unit,
        address_hash=_hash(address),
        made_on=today,
        ends_on=today + timedelta(days=load().coordination.telling.feed_days),
    )
    return feed, address


def revoke_feed(*, by: Actor, today: date, feed: UUID) -> bool:
    """The address answers no more. Somebody else's, or none, changes nothing; whether it was there is not told."""
    if not may(by, Act.KEEP_FEED):
        raise Unseen
    with transaction.atomic():
        return Feed.objects.filter(pk=feed, user=by.id, revoked_at=None).update(revoked_at=now()) == 1


def feeds_of(actor: Actor, *, today: date) -> list[Feed]:
    """The person's own addresses that still answer."""
    return list(Feed.objects.filter(user=actor.id, revoked_at=None, ends_on__gte=today).order_by("made_on", "pk"))


def feed_behind(address: str, *, today: date) -> tuple[Feed, Actor]:
    """Whose calendar the address is. Raises Unseen for an address that is unknown, revoked or over, and when the person
    has left or works somewhere else now."""
    feed = Feed.objects.select_related("user").filter(address_hash=_hash(address)).first()
    if feed is None or feed.revoked_at is not None or feed.ends_on < today or not works_here(feed.user, on=today):
        raise Unseen
    actor = actor_of(feed.user)
    if not may(actor, Act.KEEP_FEED) or (feed.administration, feed.unit) != (actor.administration, actor.unit):
        raise Unseen
    actor.look.note("read_feed", f"feed:{feed.pk}")
    return feed, actor


def entries_of(feed: Feed, actor: Actor, *, today: date) -> list[FeedEntry]:
    """What the calendar outside may show: the kind, the time, and how many."""
    days = load().coordination.telling
    first, last = today - timedelta(days=days.feed_back_days), today + timedelta(days=days.feed_ahead_days)
    found, _cases = seen_happenings(actor, first=first, last=last, whole_unit=feed.whole_unit, today=today)
    same = sorted(
        (each.day, each.at or time.min, each.at is None, each.kind, each.key, each.certain or not each.key)
        for each in found
    )
    return [
        FeedEntry(
            kind=kind,
            day=day,
            at=None if whole_day else at,
            neutral=load().coordination.happening_kind(kind).neutral,
            number=len(list(group)),
            certain=certain,
            key=key,
        )
        for (day, at, whole_day, kind, key, certain), group in groupby(same)
    ]


def _hash(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()
