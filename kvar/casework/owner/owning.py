"""Owner always: take a case, hand several out, and what happens to them when somebody leaves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, actor_of, case_for, hold, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.employment import works_here
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.journal import enter
from kvar.casework.owner.decisions import hand_decision
from kvar.casework.owner.duty import Roster
from kvar.casework.owner.ownerless import heads_of, nobody_has, stands_alone, tell_ownerless
from kvar.casework.plans import rewrite_open_steps
from kvar.casework.telling import tell
from kvar.casework.tracks import assign_responsible, involve_unit
from kvar.paper.days import journal_day
from kvar.records.models import Case, Decision, JournalEntry, Track, User


def take_case(*, case: Case, by: Actor, today: date) -> JournalEntry:
    """Take a case that nobody in the own unit has. The second of two in the same second is told who was first."""
    with transaction.atomic():
        require(by, Act.ASSIGN_RESPONSIBLE, case)
        track = involve_unit(case=case, unit=by.unit)
        nobody = Track.objects.filter(nobody_has(today), pk=track.pk).values("pk")
        taken = Track.objects.filter(pk__in=nobody, version=track.version).update(
            responsible_id=by.id, responsible_since=today, version=F("version") + 1
        )
        if not taken:
            raise ActRefused(_already(track))
        Track.objects.filter(pk=track.pk, received_at=None).update(received_at=now(), received_by_id=by.id)
        entry = enter(case=case, by=by, today=today, kind="responsible", text=_("Ansvarig: %s.") % by.name)
        rewrite_open_steps(case)
    return entry


def _already(track: Track) -> str:
    holder = User.objects.filter(tracks=track).values_list("name", flat=True).first()
    return _("%(name)s har redan tagit ärendet.") % {"name": holder or _("En kollega")}


@dataclass(frozen=True, kw_only=True)
class HandedOut:
    """How it went: the cases that got their owner, and those that did not, each with the reason."""

    done: tuple[Case, ...]
    failed: tuple[tuple[Case, str], ...]


def assign_many(*, cases: Iterable[UUID], by: Actor, today: date, user: User, of: UUID | None = None) -> HandedOut:
    """Give several cases to one colleague. Each stands for itself: one that is refused stops no other.

    They are cases that nobody answers for, or ``of`` somebody: what a colleague has taken meanwhile stays with her.
    """
    require(by, Act.ASSIGN_MANY)
    roster = Roster(by.administration, on=today)
    done: list[Case] = []
    failed: list[tuple[Case, str]] = []
    for key in dict.fromkeys(cases):
        case = case_for(by, key, act=Act.ASSIGN_RESPONSIBLE)
        try:
            with transaction.atomic():
                require(by, Act.ASSIGN_RESPONSIBLE, case)
                _require_still(case, by, of, roster)
                assign_responsible(case=case, by=by, today=today, user=user)
                _tell_owner(case, by, user, today)
        except ActRefused as refusal:
            failed.append((case, refusal.sentence))
        except Unseen:
            failed.append((case, _("Ärendet går inte att ändra längre.")))
        else:
            done.append(case)
    return HandedOut(done=tuple(done), failed=tuple(failed))


def _require_still(case: Case, by: Actor, of: UUID | None, roster: Roster) -> None:
    alone = Track.objects.filter(stands_alone(roster), case=case).values("pk")
    taken = Track.objects.filter(case=case, unit=by.unit).exclude(pk__in=alone).exclude(responsible=of)
    if track := taken.first():
        raise ActRefused(_already(track))


def _tell_owner(case: Case, by: Actor, user: User, today: date) -> None:
    place: dict[str, Any] = {"administration": by.administration, "unit": by.unit}
    if user.pk != by.id:
        tell(kind="given", key=f"given:{case.pk}:{user.pk}:{today}", today=today, case=case, to=user.pk, **place)


def let_leave(*, by: Actor, today: date, user: User, left_on: date, to: User | None = None) -> int:
    """Somebody leaves: from that day she sees nothing, and her cases go to ``to``, or stand without an owner.

    A day to come is waited for by the nightly job. Returns how many cases were freed or moved now.
    """
    with transaction.atomic():
        require(by, Act.LET_LEAVE)
        _require_may_leave(by, user, to, left_on=left_on, today=today)
        User.objects.filter(pk=user.pk).update(left_on=left_on, left_to=to, left_by_id=by.id)
        user.refresh_from_db()
        return free_cases_of(user, today=today) if left_on <= today else 0


def _require_may_leave(by: Actor, user: User, to: User | None, *, left_on: date, today: date) -> None:
    if (user.administration, user.unit) != (by.administration, by.unit) or not user.is_active:
        raise ActRefused(_("Välj någon som arbetar i din enhet."), field="user")
    if user.pk == by.id:
        raise ActRefused(_("Din egen sista dag skriver din chef in."), field="user")
    if left_on < today:
        raise ActRefused(_("Dagen har varit. Skriv idag eller en dag som kommer."), field="left_on")
    if to is None:
        return
    if to.pk == user.pk:
        raise ActRefused(_("Välj en annan kollega, eller lämna fältet tomt."), field="to")
    if (to.administration, to.unit) != (by.administration, by.unit) or not works_here(to, on=left_on):
        raise ActRefused(_("Välj någon som arbetar kvar i din enhet."), field="to")


def let_go_who_left(today: date) -> int:
    """The nightly job: everybody whose last day has been loses the sign-in, and the cases. Safe late, and twice."""
    leaving = User.objects.filter(left_on__lte=today, is_active=True).order_by("left_on", "pk")
    return sum(free_cases_of(user, today=today) for user in leaving)


def free_cases_of(user: User, *, today: date) -> int:
    """End the sign-in and move or free every case. The entry is by whoever decided that she leaves."""
    with transaction.atomic():
        if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
            return 0
        decided = user.left_by or user
        theirs = Track.objects.filter(responsible=user, case__closed_on=None).order_by("case", "pk")
        hold(*theirs.values_list("case", flat=True))
        moved = list(theirs.select_related("case__household"))  # what a colleague took or closed meanwhile is not there
        for track in moved:
            _move(track, user, actor_of(decided), today)
        _move_decisions(user, actor_of(decided), today)
    return len(moved)


def _move_decisions(user: User, by: Actor, today: date) -> None:
    """What she was to do goes with her cases to ``to``; without one it stands with whoever answers for her."""
    if user.left_to is None or not works_here(user.left_to, on=today):
        return
    theirs = Decision.objects.filter(owner=user, ended_on=None, case__closed_on=None).order_by("case", "pk")
    hold(*theirs.values_list("case", flat=True))
    for decision in theirs.select_related("case__household"):
        if user.left_to.cleared or not decision.case.household.protected:
            hand_decision(decision, to=user.left_to, by=by, today=today)


def _move(track: Track, user: User, by: Actor, today: date) -> None:
    """To the chosen colleague, if she still works here and may see the case; else to nobody."""
    case, to = track.case, user.left_to
    if to and (not works_here(to, on=today) or (case.household.protected and not to.cleared)):
        to = None
    track.responsible, track.responsible_since = to, today if to else None
    track.version += 1
    track.save()
    told = {"name": user.name, "day": journal_day(user.left_on or today)}
    text = _("%(name)s arbetar inte kvar från %(day)s.") % told
    text += " " + (_("Ansvarig: %s.") % to.name if to else _("Ärendet saknar ansvarig."))
    enter(case=case, by=by, today=today, kind="responsible", text=text)
    rewrite_open_steps(case)
    if to:
        _tell_owner(case, by, to, today)
    else:
        tell_ownerless(track, heads_of(case.administration, track.unit, today=today), today=today)
