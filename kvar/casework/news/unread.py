"""What is new to somebody: told to her or her unit, and not yet read. A case that one may not see is not counted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from kvar.casework.access import Actor, cases_visible_to, may
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.employment import away_on, gone
from kvar.casework.errors import Unseen
from kvar.casework.steps.handing import purpose_of
from kvar.content.load import load
from kvar.records.models import Absence, Case, Handover, Told, ToldRead, User

OF_HANDOVERS = ("handed_over", "handover_refused", "not_received")  # their keys name the hand-over
MOST = 200  # a screen that is read; the count says how many there are


@dataclass(frozen=True, kw_only=True)
class News:
    """``also_read_by``: the colleague who read first what the whole unit was told; empty while nobody has.

    ``about``: what a hand-over is for; two of them are two things.
    ``told_name``: the colleague who was told and is not here; empty when it is the reader's own.
    """

    id: UUID
    label: str
    about: str
    urgent: bool
    day: date
    case: Case | None
    to_unit: bool
    also_read_by: str
    told_name: str = ""


def told_to(actor: Actor, *, today: date) -> QuerySet[Told]:
    """Everything the actor has been told and may still see. What a unit was told is new for a number of days.

    What is told to a colleague who is away, or has left, is her cover's too; with no cover on duty it is the unit's.
    """
    since = today - timedelta(days=load().coordination.telling.unit_days)
    place = Q(administration=actor.administration, unit=actor.unit, day__gte=since)
    reach = Q(to=actor.id) | (_unread_by_the_away(today) & _covered_by(actor, today))
    if actor.unit:
        reach |= place & (Q(to=None) | (_unread_by_the_away(today) & ~_has_cover(today)))
    seen = Exists(cases_visible_to(actor).filter(pk=OuterRef("case")))  # row by row: on every page there is
    return Told.objects.filter(reach).filter(Q(case=None) | seen)


def _absences(today: date) -> QuerySet[Absence]:
    """The absence today of the one who was told."""
    return away_on(today).filter(user=OuterRef("to"))


def _unread_by_the_away(today: date) -> Q:
    """Told to one person who is not here to read it, and has not."""
    read = ToldRead.objects.filter(told=OuterRef("pk"), user=OuterRef("to"))
    return Q(to__isnull=False) & (Q(Exists(_absences(today))) | gone("to__", on=today)) & ~Q(Exists(read))


def _covered_by(actor: Actor, today: date) -> Q:
    return Q(Exists(_absences(today).filter(cover=actor.id)))


def _has_cover(today: date) -> Q:
    """Somebody covers, is on duty herself, and may see the household. Who has left has no cover."""
    away_too = Exists(away_on(today).filter(user=OuterRef("cover")))
    covers = _absences(today).exclude(cover=None).exclude(gone("cover__", on=today)).exclude(away_too)
    plain = Q(case=None) | Q(case__household__protected=False)
    may_see = Q(Exists(covers.filter(cover__cleared=True))) | (plain & Q(Exists(covers)))
    return ~gone("to__", on=today) & may_see


def unread_by(actor: Actor, *, today: date) -> QuerySet[Told]:
    """What is new: told, and not read by this person."""
    return told_to(actor, today=today).exclude(Exists(ToldRead.objects.filter(told=OuterRef("pk"), user=actor.id)))


def news_count(actor: Actor, *, today: date) -> int:
    """How much is new: one query, and the same number as the page shows."""
    return unread_by(actor, today=today).count()


def news_of(actor: Actor, *, today: date) -> tuple[News, ...]:
    """What is new, newest first. Every case shown is noted in the actor's look."""
    actor.look.note("listed", "news")
    rows = (
        unread_by(actor, today=today)
        .select_related("case__household", "read_by", "to")
        .order_by("-day", "-at", "pk")[:MOST]
    )
    purposes = _purposes(rows)
    return tuple(_news(row, actor, about=purposes.get(_named_in(row), "")) for row in rows)


def _purposes(rows: Iterable[Told]) -> dict[str, str]:
    """What the hand-overs of these cases that were told of are for: one query, and none where none was."""
    cases = {row.case_id for row in rows if row.kind in OF_HANDOVERS}
    return {str(row.pk): purpose_of(row) for row in Handover.objects.filter(case__in=cases)} if cases else {}


def _named_in(row: Told) -> str:
    """The id that its key names first: *handed_over:<id>*, *not_received:<id>:sender*."""
    return row.key.partition(":")[2].partition(":")[0]


def _news(row: Told, actor: Actor, *, about: str) -> News:
    if row.case:
        actor.look.note("listed", f"case:{row.case_id}", actor.relation)
    kind = load().coordination.told_kind(row.kind)
    return News(
        id=row.pk,
        label=kind.label,
        about=about,
        urgent=kind.urgent,
        day=row.day,
        case=row.case,
        to_unit=row.to_id is None,
        also_read_by=row.read_by.name if row.read_by else "",
        told_name=row.to.name if row.to and row.to_id != actor.id else "",
    )


def mark_told_read(*, by: Actor, today: date, only: Collection[UUID] = ()) -> int:
    """The person has read these notices, or all of them. What is not hers to see changes nothing."""
    if not may(by, Act.SEE_NEWS):
        raise Unseen
    with transaction.atomic():
        rows = unread_by(by, today=today)
        found = list(rows.filter(pk__in=only) if only else rows)
        _read(found, by)
    return len(found)


def _read(found: Iterable[Told], by: Actor) -> None:
    moment = now()
    ToldRead.objects.bulk_create([ToldRead(told=row, user_id=by.id, at=moment) for row in found], ignore_conflicts=True)
    keys = [row.pk for row in found]
    Told.objects.filter(pk__in=keys, read_at=None).update(read_at=moment, read_by=by.id)


def wants_morning_mail(actor: Actor) -> bool:
    """Whether the person gets the morning mail."""
    return User.objects.filter(pk=actor.id, morning_mail=True).exists()


def choose_morning_mail(*, by: Actor, today: date, wanted: bool) -> None:
    """Switch the morning mail on or off, for oneself."""
    if not may(by, Act.SEE_NEWS):
        raise Unseen
    User.objects.filter(pk=by.id).update(morning_mail=wanted)
