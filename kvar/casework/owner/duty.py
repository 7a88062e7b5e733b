"""Who answers for a case on a day: whoever is responsible, else the cover, else the lead. Never nobody in silence.

An administration's people, absences and covers are read once, in three queries; after that everything is answered from
memory. ``who_answers`` is for one case.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from uuid import UUID

from django.db.models import Q

from kvar.casework.access import ADULT, Actor
from kvar.casework.access_table import Role
from kvar.casework.employment import away_on, works_here
from kvar.records.models import Case, Track, UnitCover, User


class Because(StrEnum):
    """Why it is this person."""

    RESPONSIBLE = "responsible"
    COVER = "cover"  # named for the absence of whoever is responsible, or the cover's own cover
    UNIT_COVER = "unit_cover"
    LEAD = "lead"  # 1:e socialsekreterare or unit head of the unit
    CLEARED = "cleared"  # a protected household, and no lead may see it: a colleague who may
    NEXT_LEVEL = "next_level"  # nobody in the unit is on duty
    NOBODY = "nobody"


NAMED = (Because.RESPONSIBLE, Because.COVER, Because.UNIT_COVER)


@dataclass(frozen=True, kw_only=True)
class OnDuty:
    """Who answers, and why. ``user`` None: nobody in the administration is on duty. ``instead_of``: who is away."""

    user: User | None
    because: Because
    instead_of: User | None = None


class Roster:
    """The people of one administration on one day: who works, who is away, who covers for whom."""

    def __init__(self, administration: str, *, on: date) -> None:
        self.on = on
        self.people = {user.pk: user for user in User.objects.filter(administration=administration)}
        away = away_on(on).filter(user__administration=administration)
        self.absences = {absence.user_id: absence for absence in away}
        covers = UnitCover.objects.filter(administration=administration)
        self.unit_covers = {row.unit: row.user_id for row in covers}

    def works_here(self, user: User) -> bool:
        """Has this person's employment not ended?"""
        return works_here(user, on=self.on)

    def is_on_duty(self, user: User) -> bool:
        return self.works_here(user) and user.pk not in self.absences

    def unit(self, unit: str) -> list[User]:
        """Everybody who works in a unit, on duty or not."""
        return [user for user in self.people.values() if user.unit == unit and self.works_here(user)]

    def is_manned(self, unit: str) -> bool:
        return any(self.is_on_duty(user) for user in self.unit(unit))

    def answers(self, responsible: UUID | None, *, unit: str, protected: bool, rooms: Collection[str] = ()) -> OnDuty:
        """Who answers for a case of this unit. A protected household needs somebody who is cleared.

        ``rooms``: the units that see the case (``rooms_of``). The next level is of one of them, or it sees nothing.
        """
        owner = self.people.get(responsible) if responsible else None
        away = owner if owner and not self.is_on_duty(owner) else None
        for user, because in self._ladder(owner, unit):
            if because is Because.CLEARED and not protected:
                continue
            if because is Because.NEXT_LEVEL and user.unit not in rooms:
                continue
            if self.is_on_duty(user) and (user.cleared or not protected):
                return OnDuty(user=user, because=because, instead_of=away if user != owner else None)
        return OnDuty(user=None, because=Because.NOBODY, instead_of=away)

    def cover_of(self, user: User, *, protected: bool = False) -> User | None:
        """Who would answer if this person were away, on duty today; the cover's cover when the cover is away."""
        for other, because in self._ladder(user, user.unit):
            if other == user or because not in (Because.COVER, Because.UNIT_COVER):
                continue
            if self.is_on_duty(other) and (other.cleared or not protected):
                return other
        return None

    def lead(self, unit: str, role: Role, *, protected: bool = False) -> User | None:
        """The first with this role in the unit who is on duty."""
        return next(
            (user for user in self._with_role(unit, role) if self.is_on_duty(user) and (user.cleared or not protected)),
            None,
        )

    def next_level(self) -> list[User]:
        """The unit heads on duty in the administration, the coordinating unit's first."""
        return [user for user in self._heads() if self.is_on_duty(user)]

    def _ladder(self, owner: User | None, unit: str) -> Iterator[tuple[User, Because]]:
        """Everybody who may have to answer, in order, nobody twice."""
        seen: set[UUID] = set()
        for user, because in chain(self._named(owner, unit), self._leads(unit), self._cleared(unit), self._above()):
            if user.pk not in seen:
                seen.add(user.pk)
                yield user, because

    def _named(self, owner: User | None, unit: str) -> Iterator[tuple[User, Because]]:
        if owner:
            yield owner, Because.RESPONSIBLE
            yield from ((user, Because.COVER) for user in self._covers(owner))
        default = self.people.get(self.unit_covers.get(unit))  # type: ignore[arg-type]
        if default:
            yield default, Because.UNIT_COVER
            yield from ((user, Because.UNIT_COVER) for user in self._covers(default))

    def _covers(self, user: User) -> Iterator[User]:
        """The chain of covers. Two who cover for each other end it."""
        seen = {user.pk}
        while (absence := self.absences.get(user.pk)) and absence.cover_id in self.people:
            user = self.people[absence.cover_id]
            if user.pk in seen:
                return
            seen.add(user.pk)
            yield user

    def _leads(self, unit: str) -> Iterable[tuple[User, Because]]:
        leads = (*self._with_role(unit, Role.TEAM_LEAD), *self._with_role(unit, Role.UNIT_HEAD))
        return ((user, Because.LEAD) for user in leads)

    def _cleared(self, unit: str) -> Iterable[tuple[User, Because]]:
        return ((user, Because.CLEARED) for user in self.unit(unit) if user.cleared)

    def _above(self) -> Iterable[tuple[User, Because]]:
        return ((user, Because.NEXT_LEVEL) for user in self._heads())

    def _heads(self) -> list[User]:
        heads = [user for user in self.people.values() if user.role == Role.UNIT_HEAD and self.works_here(user)]
        return sorted(heads, key=lambda user: user.unit != ADULT)

    def _with_role(self, unit: str, role: Role) -> list[User]:
        return [user for user in self.unit(unit) if user.role == role]


def rooms_of(case: Case) -> set[str]:
    """The units that see a case: the coordinating one, and those that have a track."""
    return {ADULT, *(track.unit for track in case.tracks.all())}


def who_answers(case: Case, unit: str, *, on: date) -> OnDuty:
    """Who answers for a unit's part of a case on a day, and why. Five queries."""
    tracks = dict(Track.objects.filter(case=case).values_list("unit", "responsible"))
    roster = Roster(case.administration, on=on)
    protected, rooms = case.household.protected, {ADULT, *tracks}
    return roster.answers(tracks.get(unit), unit=unit, protected=protected, rooms=rooms)


def answering(case: Case, *, by: Actor, today: date) -> User | None:
    """Who has been named to answer for the case today: the responsible person or a cover. None: whoever sends chooses.

    A lead answers for what nobody has; that is no reason to let anybody call her.
    """
    found = who_answers(case, by.unit, on=today)
    named = found.user if found.because in NAMED else None
    return named if named and named.unit == by.unit else None


@dataclass(frozen=True, kw_only=True)
class Covered:
    """For whom somebody answers today: colleagues' cases, and their protected ones, which need somebody cleared."""

    plain: frozenset[UUID]
    protected: frozenset[UUID]

    def owned(self, path: str, actor: Actor) -> Q:
        """Rows of a case whose person, at ``path``, is the actor herself or one for whom she answers."""
        plain = Q(**{f"{path}__in": self.plain}, case__household__protected=False)
        protected = Q(**{f"{path}__in": self.protected}, case__household__protected=True)
        return Q(**{path: actor.id}) | plain | protected


def covered_by(actor: Actor, roster: Roster) -> Covered:
    """Whose cases stand on this actor's *Min dag* because they are away, or gone."""
    absent = [user for user in roster.people.values() if user.unit == actor.unit and not roster.is_on_duty(user)]

    def mine(protected: bool) -> frozenset[UUID]:
        answering = ((user.pk, roster.answers(user.pk, unit=user.unit, protected=protected).user) for user in absent)
        return frozenset(pk for pk, found in answering if found and found.pk == actor.id)

    return Covered(plain=mine(False), protected=mine(True) if actor.cleared else frozenset())
