"""Attempts to reach the household: checked before they are made, written down, taken back when they were wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import is_ahead
from kvar.casework.contact.safe_check import Contact
from kvar.casework.contact.safe_contact import require_safe
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.journal import enter
from kvar.casework.plans import rewrite_open_steps
from kvar.casework.twice import require_new
from kvar.content.load import load
from kvar.records.models import Attempt, Case, JournalEntry, Member

REACHED, NO_ANSWER = "reached", "no_answer"
CALLS = ("phone", "sms")


def record_attempt(
    *,
    case: Case,
    by: Actor,
    today: date,
    on: date,
    way: str,
    reached: bool | None = None,
    at: time | None = None,
    note: str = "",
    result: str = "",
    member: Member | None = None,
    to: str = "",
    next: str = "",
    anyway: str = "",
    made: bool = False,
    shared: bool = True,
) -> JournalEntry:
    """An attempt to reach the household: when, how, whom, and what came of it. ``result`` or ``reached`` is told.

    ``to``: the number or address that is used. What somebody has asked us not to do is refused; ``anyway`` says why it
    is done all the same, where the rule may be gone past. ``made``: it is in the past and only written down, so that
    no rule hides it. ``shared=False`` keeps it in the actor's own unit.
    """
    _require_past(on, at, today)
    with transaction.atomic():
        require(by, Act.RECORD_ATTEMPT, case)
        meant = Contact(way=way, at=at, to=to or (_number_of(member) if way in CALLS else ""))
        require_safe(case, meant, members=[member.pk] if member else (), anyway=anyway, made=made)
        result = result or (REACHED if reached else NO_ANSWER)
        told: dict[str, Any] = {"on": on, "at": at, "way": way, "member": member}
        told |= {"next": next[:300], "anyway": anyway[:300]}
        _require_another(case, note=note, result=result, by=by.id, unit=by.unit, shared=shared, **told)
        return enter_attempt(case=case, by=by, today=today, result=result, note=note, shared=shared, **told)


def _require_past(on: date, at: time | None, today: date) -> None:
    if on > today:
        raise ActRefused(_("Kontaktförsöket kan inte ligga efter idag."), field="on")
    if is_ahead(on, at, today=today):
        raise ActRefused(_("Klockslaget har inte varit än. Skriv när försöket gjordes."), field="at")


def _require_another(case: Case, *, note: str, **same: Any) -> None:
    """Refuse what the same person has written already, word for word, and nobody has struck."""
    entries = JournalEntry.objects.filter(case=case, kind="attempt")
    for row in Attempt.objects.filter(case=case, withdrawn_on=None, **same).select_related("member__person"):
        require_new(entries, words__shown__attempt=str(row.pk), words__text=attempt_text(row, note=note))


def enter_attempt(
    *, case: Case, by: Actor, today: date, result: str, note: str = "", shared: bool = True, **told: Any
) -> JournalEntry:
    """Write down an attempt that has been checked already. Called inside an act's transaction."""
    reached = load().coordination.contact.attempt_result(result).reached
    layer = {"unit": by.unit, "shared": shared}
    attempt = Attempt.objects.create(case=case, result=result, reached=reached, by_id=by.id, **layer, **told)
    shown = {"on": attempt.on.isoformat(), "attempt": str(attempt.pk)}
    text = attempt_text(attempt, note=note)
    entry = enter(case=case, by=by, today=today, kind="attempt", text=text, shown=shown, shared=shared)
    rewrite_open_steps(case)
    return entry


def _number_of(member: Member | None) -> str:
    return member.person.phone if member else ""


def attempt_text(attempt: Attempt, *, note: str = "") -> str:
    """What the journal says of an attempt."""
    way, result = load().codes.contact_way(attempt.way).label, result_words(attempt)
    whom = f" {attempt.member.person.name}." if attempt.member else ""
    parts = [f"{way}.{whom} {result}.", note]
    parts.append(_("Nästa: %s") % attempt.next if attempt.next else "")
    parts.append(_("Trots vad personen har bett om, därför att: %s") % attempt.anyway if attempt.anyway else "")
    return " ".join(filter(None, parts)).strip()


def result_words(attempt: Attempt) -> str:
    """The result as people say it; an older row has no code."""
    code = attempt.result or (REACHED if attempt.reached else NO_ANSWER)
    return load().coordination.contact.attempt_result(code).label


def withdraw_attempt(*, case: Case, by: Actor, today: date, attempt: Attempt, reason: str) -> JournalEntry:
    """Take back an attempt that was written down wrongly: it counts for nothing, and stays with its trace."""
    if not reason.strip():
        raise ActRefused(_("Skriv vad som var fel. Raden finns kvar, struken."), field="reason")
    with transaction.atomic():
        require(by, Act.RECORD_ATTEMPT, case)
        standing = attempts_known_to(by, case).filter(pk=attempt.pk, withdrawn_on=None)
        if not standing.update(withdrawn_on=today):
            raise ActRefused(_("Kontakten är redan struken. Ladda om sidan."))
        old = JournalEntry.objects.filter(case=case, kind="attempt", words__shown__attempt=str(attempt.pk)).first()
        text = _("Struken kontakt: %(text)s %(reason)s") % {"text": attempt_text(attempt), "reason": reason}
        told: dict[str, Any] = {"withdraws": old, "shared": attempt.shared}
        entry = enter(case=case, by=by, today=today, kind="attempt_withdrawn", text=text, **told)
        rewrite_open_steps(case)
    return entry


def attempts_known_to(actor: Actor, case: Case) -> QuerySet[Attempt]:
    """What all know of, and what the actor's own unit keeps to itself."""
    return Attempt.objects.filter(Q(shared=True) | Q(unit=actor.unit), case=case)


def attempt_for(actor: Actor, case: Case, attempt: UUID) -> Attempt:
    """An attempt in this case that the actor may know of. Raises Unseen."""
    found = attempts_known_to(actor, case).select_related("member__person", "by").filter(pk=attempt).first()
    if found is None:
        raise Unseen
    return found


@dataclass(frozen=True, kw_only=True)
class Tries:
    """How far the rule of attempts at different times has come. ``left``: the parts of the day nobody has tried.

    ``exhausted``: enough attempts, at different times, and nobody reached. That asks for a decision, never for closing.
    """

    made: int
    wanted: int
    parts: tuple[str, ...]
    left: tuple[str, ...]
    reached: bool

    @property
    def different_times(self) -> bool:
        return len(self.parts) > 1

    @property
    def exhausted(self) -> bool:
        return not self.reached and self.made >= self.wanted and self.different_times


PARTS = ("morning", "afternoon", "evening")


def tries_of(attempts: Iterable[Attempt]) -> Tries:
    """Calls and visits since the case began; a letter has no time of day. Withdrawn attempts count for nothing."""
    words = load().coordination.contact
    standing = [row for row in attempts if row.withdrawn_on is None]
    timed = [row for row in standing if row.way in ("phone", "home_visit")]
    parts = {words.part_of_day(row.at) for row in timed if row.at}
    return Tries(
        made=len(timed),
        wanted=words.wanted_attempts,
        parts=tuple(part for part in PARTS if part in parts),
        left=tuple(part for part in PARTS if part not in parts),
        reached=any(row.reached for row in standing),
    )


def log_of(actor: Actor, case: Case) -> tuple[Attempt, ...]:
    """Every attempt, the newest first, with those that were withdrawn: one query."""
    rows = attempts_known_to(actor, case).select_related("member__person", "by")
    return tuple(reversed(rows))
