"""*Är personen aktuell hos er?* The only question one board may put to another without consent (SoL 15:8).

A name, a number and the question cross; yes, no or cannot say comes back. Nothing else, in either direction.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from kvar.casework.access import ADULT, Actor, cases_visible_to, hold, may, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.consent.consents import disclose
from kvar.casework.employment import staff
from kvar.casework.errors import ActRefused, SavedByOther, Unseen
from kvar.casework.intake.protection import protected_here
from kvar.casework.journal import enter
from kvar.casework.telling import tell
from kvar.content.load import load
from kvar.records.models import Case, JournalEntry, KnownHereQuestion, Member

ASKED, ANSWERED = "known_here_asked", "known_here_answered"
GROUND = "known_here"


@dataclass(frozen=True, kw_only=True)
class QuestionReceived:
    """A question as the answering side sees it. ``here`` are the actor's own cases where the person stands."""

    question: KnownHereQuestion
    asked_by: str
    here: tuple[Case, ...]


def ask_known_here(
    *, case: Case, by: Actor, today: date, member: UUID | str, to: str, reason: str
) -> KnownHereQuestion:
    """Put the question about one member to another administration, with the number where it is known.

    The reason stays in the own journal.
    """
    if not reason.strip():
        raise ActRefused(_("Skriv varför frågan behövs. Skälet stannar hos er."), field="reason")
    with transaction.atomic():
        require(by, Act.ASK_KNOWN_HERE, case)
        _require_other(by, to)
        about = Member.objects.select_related("person").filter(pk=member, household=case.household_id).first()
        if about is None:
            raise ActRefused(_("Personen finns inte i hushållet. Välj någon som står där."), field="member")
        asked = _asked(case, about, by=by, to=to, today=today, reason=reason.strip())
        label = load().organisation.administration(to).label
        what = _("Fråga om personen är aktuell")
        told = {"recipient_kind": "other_administration", "recipient": label, "what": what, "scope": ["contact"]}
        disclose(case=case, by=by, today=today, ground=GROUND, **told)
        text = _("Fråga till %(to)s: är %(name)s aktuell hos er? %(sent)s Skäl (skickas inte): %(reason)s")
        sent = _("Namn och personnummer skickades.") if asked.personal_number else _("Bara namnet skickades.")
        words = text % {"to": label, "name": about.person.name, "sent": sent, "reason": reason.strip()}
        enter(case=case, by=by, today=today, kind="known_here", text=words, shown={"question": str(asked.pk)})
        _tell_there(asked, today=today)
    return asked


def _tell_there(asked: KnownHereQuestion, *, today: date) -> None:
    """The unit there learns that a question waits; about somebody protected, those alone who may see it."""
    place: dict[str, Any] = {"administration": asked.to_administration, "unit": ADULT}
    key = f"{ASKED}:{asked.pk}"
    if _for_all(KnownHereQuestion.objects.filter(pk=asked.pk), asked.to_administration).exists():
        tell(kind=ASKED, key=key, today=today, **place)
        return
    for user in staff(on=today, cleared=True, **place):
        tell(kind=ASKED, key=f"{key}:{user.pk}", today=today, to=user.pk, **place)


def _require_other(by: Actor, to: str) -> None:
    others = [one.id for one in load().organisation.administrations if one.id != by.administration]
    if to not in others:
        raise ActRefused(_("Välj en annan förvaltning än den egna."), field="to")


def _asked(case: Case, about: Member, *, by: Actor, to: str, today: date, reason: str) -> KnownHereQuestion:
    person = about.person
    try:
        with transaction.atomic():
            return KnownHereQuestion.objects.create(
                asked_by_administration=case.administration,
                case=case,
                member=about,
                reason=reason[:400],
                name=person.name,
                personal_number=person.personal_number,
                birth_year=person.birth_year,
                protected=case.household.protected,
                asked_on=today,
                asked_at=now(),
                asked_by_id=by.id,
                to_administration=to,
            )
    except IntegrityError:
        raise ActRefused(_("Frågan är redan ställd och väntar på svar."), field="to") from None


def questions_received(actor: Actor) -> QuerySet[KnownHereQuestion]:
    """The questions to the actor's administration that the actor may see: a protected person's for the cleared only."""
    if not may(actor, Act.ANSWER_KNOWN_HERE):
        return KnownHereQuestion.objects.none()
    rows = KnownHereQuestion.objects.filter(to_administration=actor.administration)
    if actor.cleared:
        return rows
    return _for_all(rows, actor.administration)


def _for_all(rows: QuerySet[KnownHereQuestion], administration: str) -> QuerySet[KnownHereQuestion]:
    """Those about nobody who is protected, where the question was put or where it is answered."""
    open_to_all = rows.filter(protected=False, case__household__protected=False)
    return open_to_all.exclude(~Q(personal_number="") & protected_here(administration, number="personal_number"))


def waiting_questions(actor: Actor) -> list[QuestionReceived]:
    """What waits for an answer, the oldest first, without a look in the own register."""
    rows = questions_received(actor).filter(answer="").order_by("asked_at", "id")
    return [_received(row, actor, here=()) for row in rows]


def question_received(actor: Actor, question: UUID) -> QuestionReceived:
    """One question, with the actor's own cases where the person stands. Raises Unseen."""
    row = questions_received(actor).filter(pk=question).first()
    if row is None:
        actor.look.note("refused", f"question:{question}")
        raise Unseen
    return _received(row, actor, here=_cases_here(actor, row))


def _received(row: KnownHereQuestion, actor: Actor, *, here: tuple[Case, ...]) -> QuestionReceived:
    actor.look.note("known_here", f"question:{row.pk}", actor.relation)
    for case in here:
        actor.look.note("matched", f"case:{case.pk}", actor.relation)
    asked_by = load().organisation.administration(row.asked_by_administration).label
    return QuestionReceived(question=row, asked_by=asked_by, here=here)


def _cases_here(actor: Actor, row: KnownHereQuestion) -> tuple[Case, ...]:
    """Open cases where the person stands, by personal number; without one nobody is picked out."""
    if not row.personal_number:
        return ()
    stands = {
        "household__members__person__administration": actor.administration,
        "household__members__person__personal_number": row.personal_number,
    }
    cases = cases_visible_to(actor).filter(closed_on=None, **stands)
    return tuple(cases.order_by("opened_on", "pk").distinct()[:5])


def answer_known_here(*, question: UUID, by: Actor, today: date, answer: str) -> JournalEntry:
    """Answer yes, no, or cannot say. It stands in the asker's journal; here the row and the access log tell of it."""
    code = load().coordination.known_here_answer(answer)
    with transaction.atomic():
        asked = question_received(by, question).question
        hold(asked.case_id)
        told = {"answer": code.id, "answered_on": today, "answered_at": now(), "answered_by": by.id}
        rows = KnownHereQuestion.objects.filter(pk=asked.pk, answer="")
        if not rows.update(version=F("version") + 1, **told):
            raise SavedByOther(_("En kollega har redan svarat på frågan."), theirs=_stands(asked))
        by.look.note(Act.ANSWER_KNOWN_HERE.value, f"question:{asked.pk}", by.relation)
        label = load().organisation.administration(asked.to_administration).label
        text = _("Svar från %(from)s om %(name)s: %(answer)s.")
        words = text % {"from": label, "name": asked.name, "answer": code.label}
        case = Case.objects.get(pk=asked.case_id)
        shown = {"question": str(asked.pk), "answer": code.id}
        entry = enter(case=case, by=by, today=today, kind="known_here", text=words, shown=shown)
        place: dict[str, Any] = {"administration": asked.asked_by_administration, "unit": ADULT}
        key = f"{ANSWERED}:{asked.pk}"
        tell(kind=ANSWERED, key=key, today=today, case=case, to=asked.asked_by_id, **place)
    return entry


def _stands(asked: KnownHereQuestion) -> str:
    stands = KnownHereQuestion.objects.get(pk=asked.pk).answer
    return load().coordination.known_here_answer(stands).label if stands else ""
