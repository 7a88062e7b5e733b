"""What the agreements ask for now: a promise past its day, one that was not kept, a follow-up that is due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from kvar.casework.access import ADULT, Actor, cases_visible_to
from kvar.casework.meetings.reader import to_follow_up
from kvar.casework.owner.duty import Covered
from kvar.content.load import load
from kvar.content.shape import Code
from kvar.records.models import Agreement, Term, Track


@dataclass(frozen=True, kw_only=True)
class ToAnswer:
    """``term`` None: the agreement itself is to be followed up. ``state``: what has happened, and what is done."""

    agreement: Agreement
    term: Term | None
    state: Code


def promises_to_answer(
    actor: Actor, *, today: date, covered: Covered, whole_unit: bool = False
) -> tuple[ToAnswer, ...]:
    """In the cases that the actor answers for, or nobody does, the oldest agreement first: two queries."""
    if actor.unit != ADULT:
        return ()
    rows = Agreement.objects.filter(case__in=cases_visible_to(actor).filter(closed_on=None))
    if not whole_unit:
        rows = rows.filter(Exists(_own_tracks(actor, covered).filter(case=OuterRef("case"))))
    due = to_follow_up() & Q(follow_up_on__lte=today)
    rows = rows.filter(due | Exists(_asking(today).filter(agreement=OuterRef("pk"))))
    found = list(rows.select_related("case__household").prefetch_related("terms").order_by("agreed_on", "pk"))
    for row in found:
        actor.look.note("listed", f"case:{row.case_id}", actor.relation)
    return tuple(one for row in found for one in _of(row, today))


def _own_tracks(actor: Actor, covered: Covered) -> QuerySet[Track]:
    """The adult unit's rooms that the actor answers for: her own, nobody's, and those of whom she covers for."""
    own = covered.owned("responsible", actor) | Q(responsible=None)
    return Track.objects.filter(own, unit=ADULT)


def _asking(today: date) -> QuerySet[Term]:
    """Terms that somebody has to do something about. A broken one is, until the agreement has been followed up."""
    broken = Q(agreement__followed_up_on=None) | Q(agreement__followed_up_on__lt=F("settled_on"))
    return Term.objects.filter(Q(kept=None, due_on__lte=_asked(today)) | (Q(kept=False) & broken))


def _asked(today: date) -> date:
    return today - timedelta(days=load().coordination.meetings.ask_after_days)


def _of(row: Agreement, today: date) -> Iterator[ToAnswer]:
    words = load().coordination.meetings
    for term in row.terms.all():
        if term.kept is None and term.due_on <= _asked(today):
            yield ToAnswer(agreement=row, term=term, state=words.term_state("unsettled"))
        elif term.kept is False and _since(term, row):
            yield ToAnswer(agreement=row, term=term, state=words.term_state("broken"))
    if row.follow_up_on <= today and (row.followed_up_on is None or row.followed_up_on < row.follow_up_on):
        yield ToAnswer(agreement=row, term=None, state=words.term_state("due"))


def _since(term: Term, row: Agreement) -> bool:
    """Broken, and nobody has followed the agreement up since."""
    return term.settled_on is None or row.followed_up_on is None or row.followed_up_on < term.settled_on
