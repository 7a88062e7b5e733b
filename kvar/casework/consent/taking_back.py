"""A consent is taken back: from its day and hour on it carries nothing, and what waits on it falls (OSL 12:2)."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.consent.consents import answer_for_landlord, consent_words, consents_known_to, every_consent_in
from kvar.casework.consent.fallen import let_fall
from kvar.casework.errors import ActRefused
from kvar.casework.journal import enter
from kvar.casework.plans import rewrite_open_steps
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import Case, Consent, Disclosure


@dataclass(frozen=True, kw_only=True)
class TakenBackTold:
    """When a consent was taken back (``at`` None: not known), how (a code), and by whom if another said it."""

    on: date
    how: str
    at: time | None = None
    said_by: str = ""


def withdraw_consent(*, case: Case, by: Actor, today: date, consent: Consent, told: TakenBackTold) -> Consent:
    """The person takes the consent back: from its hour on it carries nothing. What was told before stays told.

    What this unit has told since is said to be a deviation. Raises ActRefused for what cannot be true.
    """
    _require_possible_withdrawal(told, consent, today)
    with transaction.atomic():
        require(by, Act.GIVE_CONSENT, case)
        before = every_consent_in(case)
        rows = consents_known_to(by.unit, case).filter(pk=consent.pk, withdrawn_on=None, refused=False)
        taken: dict[str, Any] = {"withdrawn_on": told.on, "withdrawn_at": told.at, "withdrawn_how": told.how}
        if not rows.update(**taken, withdrawn_said_by=told.said_by.strip()[:200]):
            raise ActRefused(_("Samtycket är redan återkallat."))
        consent.refresh_from_db()
        shown: dict[str, Any] = {"shown": {"consent": str(consent.pk)}, "shared": consent.shared}
        enter(case=case, by=by, today=today, kind="consent", text=_withdrawal_text(consent, by), **shown)
        answer_for_landlord(consent, by=by, today=today)
        let_fall(case, before=before, by=by, today=today, because=consent.pk, shared=consent.shared)
        rewrite_open_steps(case)
    return consent


def _require_possible_withdrawal(told: TakenBackTold, consent: Consent, today: date) -> None:
    if not told.how:
        raise ActRefused(_("Välj hur personen tog tillbaka samtycket."), field="how")
    if told.on > today:
        raise ActRefused(_("Återkallelsen kan inte ligga efter idag. Kontrollera datumet."), field="on")
    if told.on < consent.given_on:
        raise ActRefused(_("Dagen ligger innan samtycket lämnades. Kontrollera datumet."), field="on")
    clock = localtime(now())
    if told.at and told.on == clock.date() and told.at > clock.time():
        raise ActRefused(_("Klockslaget har inte varit än. Kontrollera det, eller lämna det tomt."), field="at")


def _when_taken_back(consent: Consent) -> str:
    """*tisdag 1 december 2026 kl. 16.00, muntligt*: when, how and by whom, as far as it is known."""
    how = load().coordination.consent_way(consent.withdrawn_how).label if consent.withdrawn_how else ""
    at = _(" kl. %s") % f"{consent.withdrawn_at:%H.%M}" if consent.withdrawn_at else ""
    day = journal_day(consent.withdrawn_on) if consent.withdrawn_on else ""
    return ", ".join(filter(None, (f"{day}{at}", how, consent.withdrawn_said_by)))


def _withdrawal_text(consent: Consent, by: Actor) -> str:
    told = {"name": consent.member.person.name, "when": _when_taken_back(consent), "what": consent_words(consent)}
    text = _("%(name)s har återkallat sitt samtycke %(when)s. Samtycket gällde %(what)s.") % told
    since = Disclosure.objects.filter(consent=consent, unit=by.unit, on__gt=consent.withdrawn_on)
    if not since.exists():
        return text
    who = capfirst(load().organisation.unit(by.unit).label)
    since_then = _("%s har berättat på samtycket efter den dagen. Det är en avvikelse: tala med enhetens chef.") % who
    return f"{text} {since_then}"
