"""Something that was missed on our side: a draft of a lex Sarah report (SoL 27:2). People decide what it was."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.errors import ActRefused, SavedByOther
from kvar.casework.journal import enter
from kvar.casework.plans import rewrite_open_steps
from kvar.casework.steps.done_by_act import complete_done
from kvar.content.load import load
from kvar.paper.days import spoken_day
from kvar.records.models import Case, Deviation, JournalEntry, PromisedPayment

DRAFT, HANDED_IN, NO_DEVIATION = "draft", "handed_in", "no_deviation"
REPORTED_BY = "K27"  # the step that asks for the report


def draft_deviation(promise: PromisedPayment, *, today: date) -> Deviation:
    """The draft for a missed payment, once. It names nobody and nothing of the economy: the case number is enough."""
    told = {"case": promise.case, "state": DRAFT, "text": report_text(promise, today=today), "found_on": today}
    row, _made = Deviation.objects.get_or_create(promise=promise, defaults=told)
    return row


def report_text(promise: PromisedPayment, *, today: date) -> str:
    """The facts as they stand, and the questions that only people can answer."""
    decided = promise.decided_on
    told = {
        "case": promise.case.reference,
        "due": spoken_day(promise.due_on, written_on=today),
        "decided": spoken_day(decided, written_on=today) if decided else _("inte fattat"),
        "sent": spoken_day(promise.sent_on, written_on=today) if promise.sent_on else _unsent(today),
    }
    what = _(
        "En betalning som vi har lovat blev inte av i tid (ärende %(case)s).\n"
        "Betaldag: %(due)s. Beslut: %(decided)s. Skickad: %(sent)s."
    )
    how = _("när Kvar gick igenom betalningarna") if promise.state == "missed" else _("när betalningen ändrades")
    return report_of(what % told, how=how, today=today)


def _unsent(today: date) -> str:
    """A no has its day: the payment may be sent later, and the report is read then too."""
    return _("nej, inte %s när rapporten skrevs") % spoken_day(today, written_on=today)


def report_of(what: str, *, how: str, today: date) -> str:
    """A report as it is drafted: what happened, when it was found, and the questions that only people can answer."""
    told = {
        "what": what,
        "how": how,
        "found": spoken_day(today, written_on=today),
        "source": load().sources["sol25-27-2"].paragraph,
    }
    text = _(
        "Vad som hände\n%(what)s\n\n"
        "När det upptäcktes\n%(found)s, %(how)s.\n\n"
        "Vad det har lett till för hushållet\n\n"
        "Varför det hände\n\n"
        "Vad vi har gjort genast, och vad som ska hindra att det händer igen\n\n"
        "Rapporten lämnas enligt %(source)s."
    )
    return text % told


def save_deviation(*, case: Case, by: Actor, today: date, deviation: Deviation, version: int, text: str) -> Deviation:
    """Write on in the draft; nothing is handed in."""
    if not text.strip():
        raise ActRefused(_("Texten är tom. Skriv vad som hände."), field="text")
    with transaction.atomic():
        require(by, Act.REPORT_DEVIATION, case)
        _change(case, deviation, version, text=text)
        words = _("Utkast till avvikelse ändrat.")
        enter(case=case, by=by, today=today, kind="deviation", text=words, shown={"deviation": str(deviation.pk)})
    return deviation


def hand_in_deviation(
    *, case: Case, by: Actor, today: date, deviation: Deviation, version: int, text: str, handed_to: str
) -> JournalEntry:
    """The report is given to the one who receives lex Sarah reports. From then on it is not changed here."""
    if not handed_to.strip():
        raise ActRefused(_("Skriv vem som tog emot rapporten, eller i vilket system den lämnades."), field="handed_to")
    if not text.strip():
        raise ActRefused(_("Texten är tom. Skriv vad som hände."), field="text")
    fields = {"text": text, "handed_to": handed_to[:200]}
    words = _("Avvikelsen är rapporterad enligt lex Sarah.")
    with transaction.atomic():
        entry = _settle(case, by, today, deviation, version, HANDED_IN, words, fields)
        if not case.deviations.filter(state=DRAFT).exists():
            complete_done(case=case, by=by, today=today, steps=[REPORTED_BY], note=words)
    return entry


def dismiss_deviation(
    *, case: Case, by: Actor, today: date, deviation: Deviation, version: int, reason: str
) -> JournalEntry:
    """It was no deviation: with the reason, which stays with the report."""
    if not reason.strip():
        raise ActRefused(_("Skriv varför det inte är en avvikelse. Skälet sparas."), field="reason")
    text = _("Bedömt: ingen avvikelse.")
    return _settle(case, by, today, deviation, version, NO_DEVIATION, text, {"because": reason[:2000]})


def _settle(
    case: Case, by: Actor, today: date, row: Deviation, version: int, state: str, words: str, fields: dict[str, str]
) -> JournalEntry:
    with transaction.atomic():
        require(by, Act.REPORT_DEVIATION, case)
        _change(case, row, version, state=state, settled_on=today, settled_by_id=by.id, **fields)
        entry = enter(case=case, by=by, today=today, kind="deviation", text=words, shown={"deviation": str(row.pk)})
        rewrite_open_steps(case)
    return entry


def _change(case: Case, row: Deviation, version: int, **values: object) -> None:
    """Only a draft is changed, by whoever saw it last."""
    standing = Deviation.objects.filter(pk=row.pk, case=case, version=version, state=DRAFT)
    changed = standing.update(version=F("version") + 1, **values)
    row.refresh_from_db()
    if not changed:
        label = load().coordination.deviation_state(row.state).label
        sentence = _("En kollega har ändrat rapporten medan du skrev. Din text är kvar här nedanför.")
        raise SavedByOther(sentence, theirs=row.text if row.state == DRAFT else label, field="text")
