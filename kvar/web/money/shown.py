"""The debt as its page shows it: tables, what keeps the home, what has been promised."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.access_table import Act
from kvar.casework.letters.stop import ANEW
from kvar.casework.letters.undertaking import may_be_decided_anew
from kvar.casework.money.claims import Proposal
from kvar.casework.money.debt import DebtFile, PaymentShown, UndertakingShown
from kvar.casework.money.promises import FOLLOWS
from kvar.casework.money.undertaking_letter import letter_about
from kvar.casework.money.undertakings import proof_words
from kvar.content.load import load
from kvar.records.models import Case, Claim, Deviation, PromisedPayment, Undertaking
from kvar.web.money.keeping import apart_words, coming_rent, keep_shown, under_way_words, unsure_words
from kvar.web.ui.wording import balance_words, day, kronor, short_day

May = frozenset[Act]


def debt_shown(file: DebtFile, case: Case, *, may: May, today: date) -> dict[str, Any]:
    """Everything the template draws, as words."""
    return {
        "keep": [keep_shown(row, today) for row in file.keep],
        "evicted_on": file.evicted_on,
        "unsure": unsure_words(),
        "under_way": under_way_words(file, today),
        "balance_apart": apart_words(file),
        "balance": balance_words(file.balance) if file.claims else "",
        "claims": _claims(file, case, may, today),
        "payments": _payments(file, case, may, today),
        "proposed": len(file.proposals),
        "undertakings": [_undertaking(row, case, may, today) for row in file.undertakings],
        "promises": _promises(file, case, may, today),
        "deviations": [_deviation(row, case, may, today) for row in file.deviations],
        "small": file.small,
        "cost": kronor(file.eviction_cost),
        "cost_note": load().coordination.money_limit("eviction_cost").note,
        "small_note": load().coordination.money_limit("small_debt").note,
        "may": may,
        "own": file.own,
    }


def words_of_line(row: Proposal | Claim, today: date) -> str:
    """*Hyra eller avgift, förföll fre 30 okt: 7 850 kr*."""
    label = capfirst(load().coordination.claim_kind(row.kind).label)
    due = _("skulle betalas %s") % short_day(row.due_on, today) if row.due_on else _("utan dag")
    return f"{label}, {due}: {kronor(row.amount)}"


def rent_choices(case: Case, today: date) -> tuple[tuple[str, str], ...]:
    """The rents in the debt that a payment may be meant for."""
    rows = case.claims.filter(kind="rent", withdrawn_on=None, due_on__isnull=False).order_by("due_on")
    return tuple((row.due_on.isoformat(), words_of_line(row, today)) for row in rows)


def day_words(row: UndertakingShown, today: date) -> str:
    """By which day the creditor must have got it."""
    if row.last_day is None:
        return _("Den sista dagen är inte känd. Fråga när hyresgästen fick delgivningen.")
    said = _("Ska ha kommit fram senast %s.") if row.sure else _("Räkna med %s som sista dag. Den är inte säker.")
    return said % day(row.last_day, today)


def said_of(row: Undertaking | None) -> dict[str, Any]:
    """What is recorded of the message, as the form shows it."""
    if row is None:
        return {}
    answers = {None: "", True: "yes", False: "no"}
    names = ("told_to", "sent_by", "sent_on", "received_on", "proof_at", "version")
    told = {name: answers[getattr(row, name)] for name in ("in_writing", "about_the_debt", "proof")}
    return told | {name: getattr(row, name) for name in names}


def _claims(file: DebtFile, case: Case, may: May, today: date) -> dict[str, Any]:
    heads = [{"text": _("Vad")}, {"text": _("Skulle betalas")}, {"text": _("Kommer från")}]
    heads.append({"text": _("Belopp"), "number": True})
    return {
        "caption": _("Det som krävs"),
        "columns": heads,
        "rows": [_claim(row, case, may, today) for row in file.claims],
        "foot": [
            {"text": _("Tillsammans")},
            {"text": ""},
            {"text": ""},
            {"text": kronor(file.claimed), "number": True},
        ],
    }


def _claim(row: Claim, case: Case, may: May, today: date) -> list[dict[str, Any]]:
    label = capfirst(load().coordination.claim_kind(row.kind).label)
    url = reverse("money:claim", args=[case.pk, row.pk]) if Act.RECORD_DEBT in may else ""
    source = _("underrättelsen %s") % short_day(row.notice.arrived_on, today) if row.notice else _("tillagd av oss")
    return [
        {"text": label, "url": url, "note": row.note, "head": True},
        {"text": short_day(row.due_on, today) if row.due_on else "–", "label": _("Skulle betalas")},
        {"text": source, "label": _("Kommer från")},
        {"text": kronor(row.amount), "number": True, "label": _("Belopp")},
    ]


def _payments(file: DebtFile, case: Case, may: May, today: date) -> dict[str, Any]:
    heads = [{"text": _("Dag")}, {"text": _("Vem")}, {"text": _("Går till")}, {"text": _("Belopp"), "number": True}]
    return {
        "caption": _("Det som är betalt"),
        "columns": heads,
        "rows": [_payment(row, case, may, today) for row in file.payments],
        "foot": [{"text": _("Tillsammans")}, {"text": ""}, {"text": ""}, {"text": kronor(file.paid), "number": True}],
    }


def _payment(shown: PaymentShown, case: Case, may: May, today: date) -> list[dict[str, Any]]:
    row = shown.row
    url = reverse("money:payment", args=[case.pk, row.pk]) if Act.RECORD_DEBT in may else ""
    return [
        {"text": short_day(row.paid_on, today), "url": url, "head": True},
        {"text": capfirst(load().coordination.payer(row.payer).label), "label": _("Vem")},
        {"text": _where(shown, today), "note": _why(shown), "label": _("Går till")},
        {"text": kronor(row.amount), "number": True, "label": _("Belopp")},
    ]


def _where(shown: PaymentShown, today: date) -> str:
    parts = [f"{short_day(part.claim.due_on, today)}: {kronor(part.amount)}" for part in shown.parts]
    if shown.left:
        parts.append(_("ingen känd hyra: %s") % kronor(shown.left))
    return ", ".join(parts)


def _why(shown: PaymentShown) -> str:
    if not shown.parts:
        return ""
    paragraph = shown.parts[0].paragraph
    said = _("Förslag enligt %s. Ni avgör.") if shown.parts[0].suggested else _("Som den som betalade angav (%s).")
    return said % paragraph


def _undertaking(row: UndertakingShown, case: Case, may: May, today: date) -> dict[str, Any]:
    may_decide = Act.DECIDE_UNDERTAKING in may
    decided = row.row
    link = may_decide and (decided is None or decided.taken)
    said = _decided_words(decided, today) if decided else _("Inget beslut ännu.")
    return {
        "sender": row.notice.sender_name or _("den som har skrivit"),
        "arrived": short_day(row.notice.arrived_on, today),
        "last_day": day_words(row, today) if not (decided and not decided.taken) else "",
        "said": said,
        "holds": row.holds,
        "sentences": row.sentences,
        "proof": proof_words(decided) if decided and may_decide else "",
        "files": _proof_files(decided, case) if decided and may_decide else [],
        "because": decided.because if decided and may_decide else "",
        "url": reverse("money:undertaking", args=[case.pk, row.notice.pk]) if link else "",
        "action": _("Fyll i beskedet") if decided else _("Ta ställning"),
        "letter_url": _letter_url(row, case) if may_decide and Act.ISSUE_LETTER in may else "",
        "anew": _anew(decided, case) if may_decide and decided else "",
    }


def _anew(row: Undertaking, case: Case) -> str:
    """Where the decision is written again; empty where it stands."""
    if row.notice_id is None or not may_be_decided_anew(row, administration=case.administration):
        return ""
    return reverse("money:undertaking", args=[case.pk, row.notice_id]) + f"?{ANEW}=1"


def _letter_url(row: UndertakingShown, case: Case) -> str:
    """Where the message is written, from the decision until it has been sent."""
    letter = letter_about(row.notice) if row.row and row.row.taken and not row.row.sent_on else ""
    return reverse("letters:draft", args=[case.pk, letter]) if letter else ""


def _proof_files(row: Undertaking, case: Case) -> list[dict[str, str]]:
    return [{"name": one.name, "url": reverse("money:proof", args=[case.pk, one.pk])} for one in row.proofs.all()]


def _decided_words(row: Undertaking, today: date) -> str:
    said = _("Nämnden tar på sig betalningsansvaret") if row.taken else _("Nämnden tar inte på sig betalningsansvaret")
    by = _("beslut %(day)s av %(who)s") % {"day": short_day(row.decided_on, today), "who": row.decided_by}
    return f"{said}, {by}."


def _promises(file: DebtFile, case: Case, may: May, today: date) -> dict[str, Any]:
    """Another unit sees to whom, when and how far; the sum, the kind and the note are the paying unit's own."""
    heads: list[dict[str, Any]] = [{"text": _("Betaldag")}, {"text": _("Till")}, {"text": _("Läge")}]
    heads += [{"text": _("Vad")}, {"text": _("Belopp"), "number": True}] if file.own else []
    rows = [_promised(row, case, file, may, today) for row in file.promised]
    return {
        "caption": _("Betalningar från oss och hur långt de har kommit"),
        "columns": heads,
        "rows": rows,
        "foot": None,
    }


def _promised(row: PromisedPayment, case: Case, file: DebtFile, may: May, today: date) -> list[dict[str, Any]]:
    words = load().coordination
    movable = Act.PROMISE_PAYMENT in may and FOLLOWS[row.state]
    url = reverse("money:promise", args=[case.pk, row.pk]) if movable else ""
    state = {"text": capfirst(words.promise_state(row.state).label), "label": _("Läge")}
    cells: list[dict[str, Any]] = [
        {"text": short_day(row.due_on, today), "url": url, "head": True},
        {
            "text": row.payee,
            "label": _("Till"),
            "note": _("kommande hyra") if coming_rent(row, case, file, today) else "",
        },
        state | ({"mark": "law"} if row.state == "missed" else {}),
    ]
    if file.own:
        cells.append(
            {
                "text": capfirst(words.promise_kind(row.kind).label),
                "note": row.stopped_because or row.note,
                "label": _("Vad"),
            }
        )
        cells.append({"text": kronor(row.amount), "number": True, "label": _("Belopp")})
    return cells


def _deviation(row: Deviation, case: Case, may: May, today: date) -> dict[str, Any]:
    state = capfirst(load().coordination.deviation_state(row.state).label)
    return {
        "state": state,
        "found": day(row.found_on, today),
        "draft": row.state == "draft",
        "told": row.handed_to or row.because,
        "url": reverse("money:deviation", args=[case.pk, row.pk]) if Act.REPORT_DEVIATION in may else "",
    }
