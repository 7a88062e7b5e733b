"""Consent, checked at the moment something is told; every telling is logged with its ground (OSL 26:1, 10:1)."""

import itertools
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import ADULT, Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.consent.carrying import (
    LANDLORD,
    TELLS,
    Carried,
    carried_by,
    consents_of_cases,
    consents_to,
    ends,
    known_to,
    last_day,
    recipient_in,
    standing,
)
from kvar.casework.consent.fallen import let_fall
from kvar.casework.consent.missing import part_missing
from kvar.casework.errors import ActRefused
from kvar.casework.journal import enter
from kvar.casework.plans import rewrite_open_steps
from kvar.content.load import load
from kvar.records.models import Answer, Case, Consent, ConsentForm, Disclosure, Member


@dataclass(frozen=True, kw_only=True)
class ConsentTold:
    """What somebody has said yes to, or ``refused``. ``recipient`` empty: the kind as such.

    ``until`` None: while the case is open.
    """

    recipient_kind: str
    scope: tuple[str, ...]
    direction: str
    given_on: date
    given_how: str
    recipient: str = ""
    until: date | None = None
    refused: bool = False


def give_consent(
    *, case: Case, by: Actor, today: date, member: Member, told: ConsentTold, form: ConsentForm | None = None
) -> Consent:
    """Record what somebody in the household has answered: a yes, or a no with its day. The asking is then done.

    ``form``: the paper that the answer stands on. What another unit than the coordinating one is told stays its own,
    but for a no to what the others rely on.
    Raises ActRefused for what cannot be true.
    """
    _require_possible(told, today)
    with transaction.atomic():
        require(by, Act.GIVE_CONSENT, case)
        said = asdict(told) | {"scope": sorted(told.scope)}
        consent = Consent(case=case, member=member, form=form, **_recorded(by), **said)
        before = every_consent_in(case)
        consent.shared = by.unit == ADULT or _ends_what_all_rely_on(consent, before, today)
        consent.save()
        shown = {"consent": str(consent.pk), "scope": said["scope"], "direction": told.direction}
        written: dict[str, Any] = {"text": consent_text(consent), "shown": shown, "shared": consent.shared}
        enter(case=case, by=by, today=today, kind="consent", **written)
        answer_for_landlord(consent, by=by, today=today)
        let_fall(case, before=before, by=by, today=today, because=consent.pk, shared=consent.shared)
        rewrite_open_steps(case)
    return consent


def _ends_what_all_rely_on(no: Consent, before: list[Consent], today: date) -> bool:
    """Nobody tells on a consent that its giver has taken back, whichever unit heard either of the two answers.

    A no to what only its own unit has heard stays that unit's own.
    """
    elsewhere = [row for row in before if row.shared or row.unit != no.unit]
    relied_on = standing(elsewhere, on=today) if no.refused else []
    return any(yes.given_on <= no.given_on and ends(no, yes) for yes in relied_on)


def _require_possible(told: ConsentTold, today: date) -> None:
    if told.given_on > today:
        raise ActRefused(_("Samtycket kan inte vara lämnat efter idag. Kontrollera datumet."), field="given_on")
    if told.until and told.until < told.given_on:
        raise ActRefused(_("Samtycket slutar gälla innan det lämnades. Kontrollera de två datumen."), field="until")
    if not told.scope:
        raise ActRefused(_("Välj vad samtycket gäller. Ett samtycke till allt är inget samtycke."), field="scope")


def answer_for_landlord(consent: Consent, *, by: Actor, today: date) -> None:
    """The plan asks whether the landlord may be told: the consent is the answer, as long as it stands."""
    if consent.recipient_kind != LANDLORD or consent.direction not in TELLS:
        return
    case, question = consent.case, law.Question.LANDLORD_CONSENT
    rows = consents_in(case, unit="" if consent.shared else by.unit)
    named = recipient_in(case, rows, kind=LANDLORD, on=today)
    stands = consents_to(rows, recipient_kind=LANDLORD, recipient=named, on=today)
    told = _recorded(by) | {"said_on": today, "shared": consent.shared, "until": last_day(stands)}
    Answer.objects.create(case=case, question=question, yes=bool(stands), source="tenant", **told)


def consent_words(consent: Consent) -> str:
    """To whom, and about what: *hyresvärden: hur skulden ska betalas*."""
    words = load().coordination
    to = consent.recipient or words.recipient(consent.recipient_kind).label
    return f"{to}: {', '.join(words.scope_labels(consent.scope))}"


def consent_text(consent: Consent) -> str:
    """What the journal says of a consent."""
    said = _("%(name)s vill inte lämna samtycke, %(what)s.") if consent.refused else _("%(name)s samtycker, %(what)s.")
    return said % {"name": consent.member.person.name, "what": consent_words(consent)}


def share_consent(consent: Consent, *, by: Actor, today: date) -> None:
    """Let all units rely on it. Inside the act that shares its entry."""
    if consent.withdrawn_on:
        raise ActRefused(_("Samtycket är återkallat och kan inte delas."))
    later = itertools.dropwhile(lambda row: row.pk != consent.pk, every_consent_in(consent.case))
    if any(ends(row, consent) for row in later):
        raise ActRefused(_("Personen har sagt nej efter det här samtycket. Det kan inte delas. Fråga personen igen."))
    consent.shared = True
    consent.save(update_fields=["shared"])
    answer_for_landlord(consent, by=by, today=today)


def consents_known_to(unit: str, case: Case) -> QuerySet[Consent]:
    """What every unit may rely on, and what this one has been told itself. Without a unit: the shared layer."""
    return Consent.objects.filter(Q(shared=True) | Q(unit=unit), case=case)


def every_consent_in(case: Case) -> list[Consent]:
    """Every consent and every no of the case, in the order they were given, whoever may know of them: one query."""
    return consents_of_cases([case]).get(case.pk, [])


def consents_in(case: Case, *, unit: str = "") -> list[Consent]:
    """Those that a unit may rely on; without a unit: that every unit may."""
    return known_to(unit, every_consent_in(case))


def consents_to_tell(
    case: Case, *, recipient_kind: str, scope: Iterable[str], on: date, recipient: str = "", unit: str = ""
) -> tuple[Carried, ...]:
    """What lets this unit tell this recipient all of this on a day; empty when nothing does."""
    asked: dict[str, Any] = {"recipient_kind": recipient_kind, "recipient": recipient, "scope": scope, "on": on}
    return carried_by(consents_in(case, unit=unit), **asked)


def disclose(*, case: Case, by: Actor, today: date, **told: Any) -> tuple[Disclosure, ...]:
    """Log that somebody outside is told something, as ``log_disclosure`` does, by whoever may tell in this case."""
    require(by, Act.DISCLOSE, case)
    return log_disclosure(case=case, by=by, today=today, **told)


def log_disclosure(
    *,
    case: Case,
    by: Actor,
    today: date,
    recipient_kind: str,
    what: str,
    scope: list[str],
    recipient: str = "",
    ground: str = "",
    ground_text: str = "",
    carried: tuple[Carried, ...] = (),
) -> tuple[Disclosure, ...]:
    """Log a telling of a day: on the consents that hold then, else on ``ground`` (a code).

    ``carried``: the consents that held at its hour, where they did not the whole day. A row for each consent, with what
    it carries. Raises ActRefused where there is neither consent nor ground: then nothing may be told. Called inside the
    telling act's transaction.
    """
    _require_said(what, scope)
    to: dict[str, Any] = {"recipient_kind": recipient_kind, "recipient": recipient}
    found = carried or consents_to_tell(case, scope=scope, on=today, unit=by.unit, **to)
    told = {"case": case, "what": what[:400], "on": today, **to, **_recorded(by)}
    if found:
        rows = [{"consent": one.consent, "scope": sorted(one.scope)} for one in found]
    else:
        partly = part_missing(consents_in(case, unit=by.unit), scope=scope, on=today, **to)
        require_ground(ground=ground, ground_text=ground_text, recipient_kind=recipient_kind, partly=partly)
        rows = [{"ground": ground, "ground_text": ground_text[:300], "scope": sorted(scope)}]
    return tuple(Disclosure.objects.create(**told, **row) for row in rows)


def _recorded(by: Actor) -> dict[str, Any]:
    return {"recorded_at": now(), "recorded_by_id": by.id, "unit": by.unit}


def _require_said(what: str, scope: list[str]) -> None:
    if not what.strip():
        raise ActRefused(_("Skriv vad ni berättar."), field="what")
    if not scope:
        raise ActRefused(_("Välj vad det handlar om."), field="scope")


def require_ground(*, ground: str, ground_text: str, recipient_kind: str, partly: str = "") -> None:
    """What else than a consent lets us tell. Raises ActRefused where nothing does, or it is not said what.

    ``partly``: the sentence that says which part of it nobody has said yes to.
    """
    if not ground:
        sentence = _("%s Fråga personen först, eller ange vilken lag som ger rätt att berätta.")
        raise ActRefused(sentence % (partly or _("Samtycke saknas.")), field="ground")
    to = load().coordination.ground(ground).to
    if to and recipient_kind not in to:
        raise ActRefused(_("Den grunden gäller inte den mottagaren. Välj en annan grund, eller fråga."), field="ground")
    if ground in load().coordination.contact.law_needed and not ground_text.strip():
        raise ActRefused(
            _("Skriv vilken lag och paragraf det är, eller varför det är nödvändigt."), field="ground_text"
        )
