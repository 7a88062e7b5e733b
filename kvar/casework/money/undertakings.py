"""Does the board take on the payment (JB 12:44)? The decision, the written message, and whether it holds."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.consent.consents import disclose
from kvar.casework.errors import ActRefused, SavedByOther
from kvar.casework.journal import enter
from kvar.casework.kept import Scan, stored
from kvar.casework.letters.undertaking import may_be_decided_anew
from kvar.casework.plans import plan_of, rewrite_open_steps
from kvar.casework.undertaking_time import undertaking_deadline
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import Case, Notice, Undertaking, UndertakingProof

UTILITY, LANDLORD = "utility", "landlord"


@dataclass(frozen=True, kw_only=True)
class Decided:
    """``decided_by``: who decided, ``by_delegation``: the point of the city's own order that gives the right to."""

    taken: bool
    decided_on: date
    decided_by: str
    because: str
    by_delegation: str = ""


@dataclass(frozen=True, kw_only=True)
class MessageTold:
    """The message to the creditor. None or empty: nobody has said. ``proof_at``: where the proof is kept."""

    in_writing: bool | None
    told_to: str
    about_the_debt: bool | None
    sent_by: str
    sent_on: date | None
    received_on: date | None
    proof: bool | None
    proof_at: str = ""


def decide_undertaking(
    *, case: Case, by: Actor, today: date, notice: Notice, told: Decided, anew: bool = False
) -> Undertaking:
    """Record the decision. For a bostadsrätt it cannot be yes (BRL 7:23); a no settles the step at once.

    ``anew``: whoever writes has seen the decision that stands and means to replace it, where it may be.
    """
    if told.decided_on > today:
        raise ActRefused(_("Beslutet kan inte vara fattat efter idag. Kontrollera datumet."), field="decided_on")
    if told.decided_on < notice.arrived_on:
        sentence = _("Underrättelsen kom %s. Beslutet om den kan inte vara fattat före den dagen. Kontrollera dagen.")
        raise ActRefused(sentence % journal_day(notice.arrived_on), field="decided_on")
    if not told.because.strip():
        raise ActRefused(_("Skriv varför, så att hushållet och nästa handläggare förstår beslutet."), field="because")
    if told.taken and undertaking_deadline(plan_of(case), notice) is None:
        source = load().sources["brl-7-23"].paragraph
        sentence = _("Nämnden kan inte ta på sig betalningsansvaret för den här skulden. För en bostadsrätt: %s.")
        raise ActRefused(sentence % source, field="taken")
    already = ActRefused(_("En kollega har redan antecknat beslutet. Din text är kvar här nedanför."), field="taken")
    try:
        with transaction.atomic():
            require(by, Act.DECIDE_UNDERTAKING, case)
            before = _replaced(notice, by) if anew else None
            row = _kept(notice, told, by, before)
            _enter(case, by, today, row, before)
            rewrite_open_steps(case)
    except IntegrityError as error:
        raise already from error
    return row


def _replaced(notice: Notice, by: Actor) -> Undertaking | None:
    """The decision that stands and that gives way to a new one; None where there is none that may."""
    row = Undertaking.objects.select_for_update().filter(notice=notice).first()
    return row if row and may_be_decided_anew(row, administration=by.administration) else None


def _kept(notice: Notice, told: Decided, by: Actor, before: Undertaking | None) -> Undertaking:
    fields = {"recorded_at": now(), "recorded_by_id": by.id, **asdict(told)}
    if before is None:
        return Undertaking.objects.create(notice=notice, **fields)
    Undertaking.objects.filter(pk=before.pk).update(version=F("version") + 1, **fields)
    return Undertaking.objects.get(pk=before.pk)


def _enter(case: Case, by: Actor, today: date, row: Undertaking, before: Undertaking | None) -> None:
    """The journal. What a new decision replaces stays there; its reason in the layer of the unit that decides."""
    said = _("Nämnden tar på sig betalningsansvaret.") if row.taken else _("Nämnden tar inte på sig ansvaret.")
    if before:
        words = _("Beslutet är antecknat på nytt, av %(now)s. Förut stod det %(before)s.")
        if before.taken != row.taken:
            words = _("Det ersätter beslutet %(day)s av %(before)s, som var ett annat.")
        told = {"now": row.decided_by, "before": before.decided_by, "day": journal_day(before.decided_on)}
        said = f"{said} {words % told}"
        reason = _("Skälet för det beslut som är ersatt: %s") % before.because
        enter(case=case, by=by, today=today, kind="undertaking", text=reason, shared=False)
    shown = {"undertaking": str(row.pk), "taken": row.taken}
    enter(case=case, by=by, today=today, kind="undertaking", text=said, shown=shown)


def record_message(
    *,
    case: Case,
    by: Actor,
    today: date,
    undertaking: Undertaking,
    version: int,
    told: MessageTold,
    scan: Scan | None = None,
) -> law.UndertakingFinding:
    """The written message: how, when, received, proof. The notice and the step follow when it holds.

    ``scan``: the proof itself, kept unchanged beside those that are there.
    """
    _require_days(told, today)
    with transaction.atomic():
        require(by, Act.DECIDE_UNDERTAKING, case)
        return keep_message(
            case=case, by=by, today=today, undertaking=undertaking, version=version, told=told, scan=scan
        )


def keep_message(
    *,
    case: Case,
    by: Actor,
    today: date,
    undertaking: Undertaking,
    version: int,
    told: MessageTold,
    scan: Scan | None = None,
) -> law.UndertakingFinding:
    """The message and what follows, inside the act that sends it: a telling is logged the first time it is sent."""
    was_sent = undertaking.sent_on
    rows = Undertaking.objects.filter(pk=undertaking.pk, version=version, notice__case=case, taken=True)
    if not rows.update(version=F("version") + 1, **asdict(told)):
        undertaking.refresh_from_db()
        theirs = _("Mottaget: %s") % (undertaking.received_on or _("inte känt"))
        raise SavedByOther(_("En kollega har ändrat uppgifterna medan du skrev."), theirs=theirs, field="received_on")
    undertaking.refresh_from_db()
    if scan:
        UndertakingProof.objects.create(undertaking=undertaking, **stored(scan, by=by))
    notice = undertaking.notice
    assert notice is not None  # asked for above
    if told.sent_on and not was_sent and told.told_to in ("", law.ToldTo.CREDITOR):
        _disclose(case, by, today, notice)
    found = _follow(case, by, today, undertaking, notice)
    return found


def _require_days(told: MessageTold, today: date) -> None:
    for name in ("sent_on", "received_on"):
        if (day := getattr(told, name)) and day > today:
            raise ActRefused(_("Dagen kan inte ligga efter idag. Kontrollera datumet."), field=name)
    if told.sent_on and told.received_on and told.received_on < told.sent_on:
        raise ActRefused(_("Beskedet kan inte ha kommit fram innan det skickades."), field="received_on")


def _follow(case: Case, by: Actor, today: date, undertaking: Undertaking, notice: Notice) -> law.UndertakingFinding:
    """What the message means for the notice, the journal and the step."""
    found = finding_of(undertaking, undertaking_deadline(plan_of(case), notice))
    received = found.told_on if found.holds else None
    Notice.objects.filter(pk=notice.pk, case=case).update(undertaking_received_on=received, version=F("version") + 1)
    text = f"{_told(found)} {proof_words(undertaking)}".strip()
    enter(case=case, by=by, today=today, kind="undertaking", text=text, shown={"undertaking": str(undertaking.pk)})
    rewrite_open_steps(case)
    return found


def proof_words(undertaking: Undertaking) -> str:
    """Where the proof of the message is kept, so that whoever needs it in court finds it; or that nobody has said."""
    if undertaking.proofs.all():
        return _("Beviset är sparat här.")
    if not undertaking.proof:
        return ""
    where = undertaking.proof_at.strip()
    return _("Beviset finns: %s.") % where.rstrip(".") if where else _("Det står inte var beviset finns.")


def _told(found: law.UndertakingFinding) -> str:
    if found.holds:
        return _("Beskedet om betalningsansvar kom fram i tid.")
    if found.faults:
        return _("Beskedet om betalningsansvar räcker inte som det är.")
    return _("Beskedet om betalningsansvar är antecknat. Något är inte klart ännu.")


def _disclose(case: Case, by: Actor, today: date, notice: Notice) -> None:
    kind = UTILITY if notice.ground in law.UTILITY_GROUNDS else LANDLORD
    told: dict[str, Any] = {"recipient_kind": kind, "recipient": notice.sender_name, "scope": ["payment"]}
    disclose(case=case, by=by, today=today, what=_("Besked om betalningsansvar"), ground="undertaking", **told)


def finding_of(undertaking: Undertaking, deadline: law.Deadline | None) -> law.UndertakingFinding:
    """Does it save the home? By the rules; a lawyer judges the doubts."""
    given = law.Undertaking(
        in_writing=undertaking.in_writing,
        told_to=law.ToldTo(undertaking.told_to) if undertaking.told_to else None,
        about_the_debt=undertaking.about_the_debt,
        sent_by=law.SentBy(undertaking.sent_by) if undertaking.sent_by else None,
        sent_on=undertaking.sent_on,
        received_on=undertaking.received_on,
        proof=undertaking.proof,
    )
    if deadline is None:
        fault = law.Reason(kind=law.ReasonKind.FACT, name="undertaking_not_possible")
        return law.UndertakingFinding(holds=False, told_on=undertaking.received_on, faults=(fault,))
    return law.undertaking_finding(given, deadline)


def sentences_of_finding(found: law.UndertakingFinding) -> tuple[str, ...]:
    """What is wrong, what is missing and what a lawyer has to judge, in this order."""
    words = load().coordination
    known = {row.id for row in words.undertaking_words}
    facts = [reason.name for reason in (*found.faults, *found.doubts) if reason.kind is law.ReasonKind.FACT]
    names = (name if name in known else "last_day_unknown" for name in (*facts, *found.missing))
    return tuple(words.undertaking_word(name).label for name in dict.fromkeys(names))
