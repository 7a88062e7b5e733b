"""What people write and find out: notes, and answers to the plan's questions."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.contact.attempts import record_attempt
from kvar.casework.errors import ActRefused
from kvar.casework.facts import facts_of, with_everything
from kvar.casework.journal import enter
from kvar.casework.plans import rewrite_open_steps
from kvar.casework.tracks import involve_unit
from kvar.content.load import load
from kvar.records.models import Answer, Case, JournalEntry

CHILDREN_UNIT = "barn_och_unga"
LONGEST_NOTE = 20_000  # signs


def write_note(*, case: Case, by: Actor, today: date, text: str, shared: bool = True) -> JournalEntry:
    """A note in the journal; ``shared=False`` keeps it in the actor's own unit."""
    if not text.strip():
        raise ActRefused(_("Skriv något i anteckningen innan du sparar."), field="text")
    if len(text) > LONGEST_NOTE:
        raise ActRefused(_("Anteckningen är för lång. Dela den i två, högst 20 000 tecken i varje."), field="text")
    with transaction.atomic():
        require(by, Act.WRITE_NOTE, case)
        return enter(case=case, by=by, today=today, kind="note", text=text, shared=shared)


def answer_question(
    *,
    case: Case,
    by: Actor,
    today: date,
    question: str,
    yes: bool,
    source: str,
    note: str = "",
    on: date | None = None,
    shared: bool = True,
) -> JournalEntry:
    """Answer a question of the plan, with its source. ``on``: since when it is so, where that is not today.

    ``shared=False`` keeps the answer in the actor's own unit: it decides nothing for the others.

    A *no* about children may not rest on the population register alone: it misses nearly half of the affected
    children, and an empty register answer is not a no. A no is refused while a child stands in the household.
    """
    if not source:
        raise ActRefused(_("Välj varifrån svaret kommer."), field="source")
    _require_answerable(case, question, yes=yes, source=source, today=today)
    if on and on > today:
        raise ActRefused(_("Dagen kan inte ligga efter idag."), field="on")
    said = {"question": question, "yes": yes, "source": source}
    with transaction.atomic():
        require(by, Act.ANSWER_QUESTION, case)
        recorded = {"said_on": on or today, "recorded_at": now(), "recorded_by_id": by.id, "note": note[:300]}
        made = Answer.objects.create(case=case, unit=by.unit, shared=shared, **said, **recorded)
        if question == law.Question.CHILDREN_AFFECTED and yes and shared:
            involve_unit(case=case, unit=CHILDREN_UNIT)
        text = answer_text(question, yes=yes, source=source, note=note)
        shown = said | ({} if shared else {"answer": str(made.pk)})
        entry = enter(case=case, by=by, today=today, kind="answer", text=text, shown=shown, shared=shared)
        rewrite_open_steps(case)
    return entry


def _require_answerable(case: Case, question: str, *, yes: bool, source: str, today: date) -> None:
    """What other facts of the case say of the two questions that are not answered by word alone."""
    if question == law.Question.CHILDREN_AFFECTED and not yes:
        _require_real_no(case, load().codes.answer_source(source).register)
    if question == law.Question.LANDLORD_CONSENT:
        _require_consent_says_so(case, yes=yes, today=today)


def _require_real_no(case: Case, register: bool) -> None:
    if register:
        sentence = _("Ett tomt svar från folkbokföringen är inte ett nej. Fråga hyresgästen eller hyresvärden.")
        raise ActRefused(sentence, field="source")
    facts = facts_of(with_everything(Case.objects.filter(pk=case.pk)).get())
    if any(child.lives is not law.Lives.ELSEWHERE for child in facts.children):
        raise ActRefused(_("Det finns ett barn i hushållet. Ändra hushållet först, om uppgiften är fel."), field="yes")


def _require_consent_says_so(case: Case, *, yes: bool, today: date) -> None:
    """Whether the landlord may be told is said by the consents alone: two places would one day say two things."""
    if yes:
        sentence = _(
            "Ett ja är ett samtycke. Skriv in det under Samtycken: vem som har sagt ja, till vad och hur länge."
        )
        raise ActRefused(sentence, field="yes")
    said = Answer.objects.filter(case=case, question=law.Question.LANDLORD_CONSENT, shared=True)
    newest = said.order_by("recorded_at").last()
    if newest and newest.yes and (newest.until is None or newest.until >= today):
        raise ActRefused(_("Ett samtycke gäller. Återkalla det under Samtycken, så blir svaret nej."), field="yes")


def answer_text(question: str, *, yes: bool, source: str, note: str) -> str:
    """What the journal says of an answer, with who or what says so."""
    answer = _("Ja, enligt %s.") if yes else _("Nej, enligt %s.")
    return f"{load().question(question).text} {answer % load().codes.answer_source(source).label} {note}".strip()


__all__ = ["answer_question", "answer_text", "record_attempt", "write_note"]
