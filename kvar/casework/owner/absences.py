"""Who is away, from and to, and who covers. Own entry, or by a lead for her; nobody is asked why."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from kvar.casework.access import ADULT, Actor, require
from kvar.casework.access_table import LEADS, Act
from kvar.casework.clock import now
from kvar.casework.employment import gone, works_here
from kvar.casework.errors import ActRefused, SavedByOther, Unseen
from kvar.casework.owner.duty import OnDuty, Roster
from kvar.paper.days import journal_day
from kvar.records.models import Absence, UnitCover, User


def report_absence(
    *, by: Actor, today: date, user: User, first_day: date, last_day: date | None, cover: User | None = None
) -> Absence:
    """Somebody is or will be away. Her cases stand on the cover's *Min dag* meanwhile."""
    if last_day and last_day < first_day:
        raise ActRefused(_("Sista dagen ligger före den första. Kontrollera dagarna."), field="last_day")
    with transaction.atomic():
        require(by, Act.REPORT_ABSENCE)
        _require_own_or_lead(by, user)
        _hold_unit(user)
        _require_cover(user, cover, max(first_day, today), last_day)
        _require_apart(user, first_day, last_day)
        told = {"user": user, "first_day": first_day, "last_day": last_day, "cover": cover}
        try:
            with transaction.atomic():
                return Absence.objects.create(**told, recorded_at=now(), recorded_by_id=by.id)
        except IntegrityError as error:
            raise ActRefused(_("Frånvaron finns redan. Ladda om sidan."), field="first_day") from error


def change_absence(
    *, by: Actor, today: date, absence: Absence, last_day: date | None, cover: User | None, version: int
) -> None:
    """Back earlier, away longer, or another cover. A last day before the first one: it never was."""
    with transaction.atomic():
        require(by, Act.REPORT_ABSENCE)
        _require_own_or_lead(by, absence.user)
        _hold_unit(absence.user)
        never = last_day is not None and last_day < absence.first_day
        if not never:
            _require_cover(absence.user, cover, max(absence.first_day, today), last_day)
            _require_apart(absence.user, absence.first_day, last_day, but=absence)
        new = {"withdrawn": True} if never else {"last_day": last_day, "cover": cover}
        if not Absence.objects.filter(pk=absence.pk, version=version).update(**new, version=F("version") + 1):
            stands = Absence.objects.select_related("cover").get(pk=absence.pk)
            raise SavedByOther(_("En kollega har ändrat frånvaron medan du skrev."), theirs=in_words(stands))


def in_words(absence: Absence) -> str:
    """The absence as it stands: *från måndag 23 november 2026 till …, ersätts av …*."""
    first = journal_day(absence.first_day)
    last = journal_day(absence.last_day) if absence.last_day else _("tills vidare")
    said = _("Från %(first)s till %(last)s.") % {"first": first, "last": last}
    return f"{said} {_('Ersätts av %s.') % absence.cover.name}" if absence.cover else said


def name_unit_cover(*, by: Actor, today: date, user: User) -> None:
    """Who covers in the unit when nobody else is named."""
    with transaction.atomic():
        require(by, Act.NAME_UNIT_COVER)
        if (user.administration, user.unit) != (by.administration, by.unit) or not works_here(user, on=today):
            raise ActRefused(_("Välj någon som arbetar i din enhet."), field="user")
        place: dict[str, Any] = {"administration": by.administration, "unit": by.unit}
        UnitCover.objects.update_or_create(**place, defaults={"user": user})


@dataclass(frozen=True, kw_only=True)
class UnitCoverNow:
    """Who covers in a unit today. ``chosen``: whom somebody has named, also while she is away; None: nobody has.

    ``answers`` is then whoever Kvar's own order gives: the lead, a cleared colleague, the next level.
    """

    chosen: User | None
    answers: OnDuty


def unit_cover_now(actor: Actor, *, today: date) -> UnitCoverNow:
    """Who covers in the actor's unit today, and whether somebody has named her. Three queries."""
    roster = Roster(actor.administration, on=today)
    named = roster.people.get(roster.unit_covers.get(actor.unit))  # type: ignore[arg-type]
    chosen = named if named and roster.works_here(named) else None
    return UnitCoverNow(chosen=chosen, answers=roster.answers(None, unit=actor.unit, protected=False, rooms={ADULT}))


def absences_of_unit(actor: Actor, *, today: date) -> QuerySet[Absence]:
    """What is and what comes in the actor's unit; one query."""
    place = {"user__administration": actor.administration, "user__unit": actor.unit}
    ends = Q(last_day=None) | Q(last_day__gte=today)
    found = Absence.objects.filter(ends, withdrawn=False, **place).exclude(gone("user__", on=today))
    return found.select_related("user", "cover").order_by("first_day", "user__name", "pk")


def absence_for(actor: Actor, absence: UUID) -> Absence:
    """An absence in the actor's unit; who may change it, the act says. Raises Unseen."""
    place = {"user__administration": actor.administration, "user__unit": actor.unit, "withdrawn": False}
    found = Absence.objects.select_related("user", "cover").filter(pk=absence, **place).first()
    if found is None:
        raise Unseen
    return found


def _own_or_lead(by: Actor, user: User) -> bool:
    same = (user.administration, user.unit) == (by.administration, by.unit)
    return user.pk == by.id or (same and by.role in LEADS)


def _require_own_or_lead(by: Actor, user: User) -> None:
    if not _own_or_lead(by, user):
        raise ActRefused(_("Du kan skriva in din egen frånvaro. En kollegas skriver ledningen in."), field="user")


def _hold_unit(user: User) -> None:
    """The absences of a unit are written one at a time: two who cover for each other never pass each other by."""
    there = User.objects.filter(administration=user.administration, unit=user.unit)
    list(there.select_for_update(no_key=True).order_by("pk").only("pk"))


def _require_cover(user: User, cover: User | None, first: date, last: date | None) -> None:
    """Somebody of the unit who is there when it begins, and for whom nobody who is away herself covers in turn."""
    if cover is None:
        return
    if cover.pk == user.pk:
        raise ActRefused(_("Den som är borta kan inte ersätta sig själv. Välj en kollega."), field="cover")
    if (cover.administration, cover.unit) != (user.administration, user.unit) or not works_here(cover, on=first):
        raise ActRefused(_("Välj en ersättare som arbetar i samma enhet."), field="cover")
    if away := _absences(cover, first, first).first():
        told = {"name": cover.name, "away": in_words(away)}
        raise ActRefused(_("%(name)s är själv borta då. %(away)s Välj en annan.") % told, field="cover")
    if back := _covered_in_turn(user, cover, first, last):
        told = {"name": back.user.name, "back": user.name, "away": in_words(back)}
        raise ActRefused(_("%(name)s ersätts själv av %(back)s. %(away)s Välj en annan.") % told, field="cover")


def _covered_in_turn(user: User, cover: User, first: date, last: date | None) -> Absence | None:
    """The absence that leads back to the first, when the covers of those days go in a ring."""
    waiting, seen = [cover], {user.pk, cover.pk}
    while waiting:
        for absence in _absences(waiting.pop(), first, last).exclude(cover=None):
            if absence.cover_id == user.pk:
                return absence
            if absence.cover and absence.cover.pk not in seen:
                seen.add(absence.cover.pk)
                waiting.append(absence.cover)
    return None


def _absences(user: User, first: date, last: date | None) -> QuerySet[Absence]:
    """Somebody's absences that touch some days."""
    found = Absence.objects.filter(Q(last_day=None) | Q(last_day__gte=first), user=user, withdrawn=False)
    found = found.filter(first_day__lte=last) if last else found
    return found.select_related("user", "cover").order_by("first_day", "pk")


def _require_apart(user: User, first: date, last: date | None, *, but: Absence | None = None) -> None:
    """Two absences of one person never lie over each other: then it is not known who covers."""
    others = _absences(user, first, last)
    if but:
        others = others.exclude(pk=but.pk)
    if (other := others.first()) is not None:
        raise ActRefused(
            _("Det finns redan en frånvaro de dagarna. Ändra den i stället: %s") % in_words(other), field="first_day"
        )
