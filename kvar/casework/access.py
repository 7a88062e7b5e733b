"""The checks behind the table: the only road to any object takes the actor."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kvar.casework.access_table import MAY, ON_CLOSED_CASES, Act, Relation, Role
from kvar.casework.closed import refuse_closed
from kvar.casework.errors import Unseen
from kvar.casework.looks import Look
from kvar.records.models import Case, Letter, Member, Notice, Original, Track, UndertakingProof, User

ADULT = "vuxen"
PAYING = "ekonomiskt_bistand"


@dataclass(frozen=True)
class Actor:
    """Who acts, as checked once per request. ``look`` collects what the request shows."""

    id: UUID
    name: str
    role: Role
    administration: str
    unit: str
    cleared: bool
    look: Look = field(default_factory=Look, compare=False)

    @property
    def relation(self) -> Relation:
        """What binds this actor to the cases he or she can see."""
        return {ADULT: Relation.COORDINATES, PAYING: Relation.PAYS}.get(self.unit, Relation.UNIT)


def actor_of(user: User) -> Actor:
    """The actor behind a signed-in user."""
    return Actor(
        id=user.id,
        name=user.name,
        role=Role(user.role),
        administration=user.administration,
        unit=user.unit,
        cleared=user.cleared,
    )


def may(actor: Actor, act: Act) -> bool:
    """Does the table allow this act for the actor's role and relation, whatever the case?"""
    roles, relations = MAY[act]
    return actor.role in roles and (Relation.NONE in relations or actor.relation in relations)


def may_in(actor: Actor, act: Act, case: Case) -> bool:
    """May the actor do this in a case that he or she sees?"""
    return may(actor, act) and (case.closed_on is None or act in ON_CLOSED_CASES)


def cases_visible_to(actor: Actor) -> QuerySet[Case]:
    """Every case the actor may see: own administration, a track for the unit, protection respected."""
    if not may(actor, Act.SEE_CASE):
        return Case.objects.none()
    seen = Case.objects.filter(administration=actor.administration)
    if actor.unit != ADULT:
        seen = seen.filter(Exists(Track.objects.filter(case=OuterRef("pk"), unit=actor.unit)))
    return seen if actor.cleared else seen.filter(household__protected=False)


def sees_whole_administration(actor: Actor) -> bool:
    """Are no cases of the administration beyond the actor, but perhaps those of protected households?"""
    return may(actor, Act.SEE_CASE) and actor.unit == ADULT and actor.administration != ""


def sees(actor: Actor, case: Case) -> bool:
    """May the actor see this case now?"""
    return cases_visible_to(actor).filter(pk=case.pk).exists()


def notices_visible_to(actor: Actor) -> QuerySet[Notice]:
    """Notices in cases the actor sees; those not yet in a case are the adult unit's."""
    if not may(actor, Act.SEE_NOTICE):
        return Notice.objects.none()
    reachable = Q(case__in=cases_visible_to(actor))
    if actor.unit == ADULT:
        unlinked = Q(case=None, administration=actor.administration)
        reachable |= unlinked if actor.cleared else unlinked & Q(protected=False)
    return Notice.objects.filter(reachable)


def notices_at_night() -> QuerySet[Notice]:
    """Every notice in an open case, for what time causes: the system does it, and nobody is shown anything."""
    return Notice.objects.filter(case__closed_on=None, case__isnull=False)


def case_for(actor: Actor, case: UUID, *, act: Act = Act.SEE_CASE) -> Case:
    """The case, if the actor may do this act in it. Raises Unseen, the same for missing and for refused.

    Raises CaseClosed where nothing but that hinders it.
    """
    found = cases_visible_to(actor).select_related("household__dwelling__landlord").filter(pk=case).first()
    if found is None or not may_in(actor, act, found):
        actor.look.note("refused", f"case:{case}")
        raise _refusal(actor, act, found)
    actor.look.note(act.value, f"case:{found.pk}", actor.relation)
    return found


def notice_for(actor: Actor, notice: UUID, *, act: Act = Act.SEE_NOTICE) -> Notice:
    """The notice, if the actor may do this act with it. Raises Unseen; CaseClosed where only that hinders it."""
    found = notices_visible_to(actor).select_related("case__household__dwelling__landlord").filter(pk=notice).first()
    if found is None or not (may_in(actor, act, found.case) if found.case else may(actor, act)):
        actor.look.note("refused", f"notice:{notice}")
        raise _refusal(actor, act, found.case if found else None)
    about = f"case:{found.case_id}" if found.case_id else f"notice:{found.pk}"
    actor.look.note(act.value, about, actor.relation)
    return found


def letter_for(actor: Actor, letter: UUID) -> Letter:
    """An issued letter in a case the actor sees, and in her unit's layer of it. Raises Unseen."""
    found = letters_visible_to(actor).select_related("case__household", "by").filter(pk=letter).first()
    case_for(actor, found.case_id if found else letter)
    if found is None:
        raise Unseen
    return found


def letters_visible_to(actor: Actor) -> QuerySet[Letter]:
    """The letters of the cases that the actor sees, but for those that another unit keeps to itself."""
    return Letter.objects.filter(case__in=cases_visible_to(actor), unit__in=letter_units(actor.unit))


def letter_units(unit: str) -> tuple[str, ...]:
    """Whose letters a unit reads: the coordinating unit's are for all in the case, another unit's are its own."""
    return (ADULT, unit)


def original_for(actor: Actor, notice: UUID) -> Original:
    """The first original of a notice the actor sees. Raises Unseen."""
    found = Original.objects.filter(notice=notice_for(actor, notice)).first()
    if found is None:
        raise Unseen
    return found


def proof_for(actor: Actor, case: UUID, proof: UUID) -> UndertakingProof:
    """The proof of an undertaking, for those who decide on one in the case. Raises Unseen."""
    held = case_for(actor, case, act=Act.DECIDE_UNDERTAKING)
    found = UndertakingProof.objects.filter(pk=proof, undertaking__notice__case=held).first()
    if found is None:
        actor.look.note("refused", f"proof:{proof}")
        raise Unseen
    return found


def member_for(actor: Actor, case: Case, member: UUID) -> Member:
    """A member of the case's household. Raises Unseen."""
    found = Member.objects.select_related("person").filter(pk=member, household=case.household_id).first()
    if found is None:
        actor.look.note("refused", f"member:{member}")
        raise Unseen
    return found


def require(actor: Actor, act: Act, case: Case | None = None) -> None:
    """Acts call this first in their transaction: what was allowed when the page opened may be so no longer.

    It holds the case's row until the transaction ends and reads it anew, so that the acts of a case come one after the
    other: nobody closes a case while somebody hands it over. An act in two cases calls ``hold`` before. Raises Unseen,
    and CaseClosed for one that is closed.
    """
    if case is None:
        if not may(actor, act):
            raise Unseen
        return
    try:
        case.refresh_from_db(from_queryset=_held(cases_visible_to(actor)))
    except Case.DoesNotExist:
        raise Unseen from None
    if not may_in(actor, act, case):
        raise _refusal(actor, act, case)


def _refusal(actor: Actor, act: Act, seen: Case | None) -> Unseen:
    """Nothing is said of a case that the actor does not see, nor of an act that she may not do in an open one."""
    if seen is None or seen.closed_on is None or not may(actor, act):
        return Unseen()
    return refuse_closed(seen)


def hold(*cases: UUID) -> None:
    """Hold several cases, always in the same order: two acts that want the same two never wait for each other."""
    list(_held(Case.objects.filter(pk__in=cases)).order_by("pk").only("pk"))


def _held(cases: QuerySet[Case]) -> QuerySet[Case]:
    """No key is changed: rows that only point at the case (what the night tells) wait for nobody."""
    return cases.select_for_update(of=("self",), no_key=True)
