"""Consent, checked at the moment something is told; every telling is logged with its ground (OSL 26:1, 10:1)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.errors import ActRefused
from kvar.casework.journal import enter
from kvar.content.load import load
from kvar.records.models import Case, Consent, Disclosure, Member

TELLS = ("to", "both")


@dataclass(frozen=True, kw_only=True)
class ConsentTold:
    """What somebody has said yes to. ``recipient`` empty: the kind as such. ``until`` None: while the case is open."""

    recipient_kind: str
    scope: tuple[str, ...]
    direction: str
    given_on: date
    given_how: str
    recipient: str = ""
    until: date | None = None


def give_consent(*, case: Case, by: Actor, today: date, member: Member, told: ConsentTold) -> Consent:
    """Record what somebody in the household has said yes to. Raises ActRefused for what cannot be true."""
    if told.given_on > today:
        raise ActRefused(_("Samtycket kan inte vara lämnat efter i dag. Kontrollera datumet."), field="given_on")
    if told.until and told.until < told.given_on:
        raise ActRefused(_("Samtycket slutar gälla innan det lämnades. Kontrollera de två datumen."), field="until")
    if not told.scope:
        raise ActRefused(_("Välj vad samtycket gäller. Ett samtycke till allt är inget samtycke."), field="scope")
    with transaction.atomic():
        require(by, Act.GIVE_CONSENT, case)
        said = asdict(told) | {"scope": sorted(told.scope)}
        consent = Consent.objects.create(case=case, member=member, recorded_at=now(), recorded_by_id=by.id, **said)
        shown = {"consent": str(consent.pk), "scope": said["scope"], "direction": told.direction}
        enter(case=case, by=by, today=today, kind="consent", text=consent_text(consent), shown=shown)
    return consent


def consent_text(consent: Consent) -> str:
    """What the journal says of a consent."""
    words = load().coordination
    scope = ", ".join(words.scope(id).label for id in consent.scope)
    to = consent.recipient or words.recipient(consent.recipient_kind).label
    name = consent.member.person.name
    return _("%(name)s samtycker, %(to)s: %(scope)s.") % {"name": name, "to": to, "scope": scope}


def withdraw_consent(*, case: Case, by: Actor, today: date, consent: Consent) -> Consent:
    """The person takes the consent back: from now on it carries nothing. What was told stays told."""
    with transaction.atomic():
        require(by, Act.GIVE_CONSENT, case)
        taken = Consent.objects.filter(pk=consent.pk, withdrawn_on=None).update(withdrawn_on=today)
        if not taken:
            raise ActRefused(_("Samtycket är redan återkallat."))
        consent.refresh_from_db()
        text = _("Återkallat: %s") % consent_text(consent)
        enter(case=case, by=by, today=today, kind="consent", text=text, shown={"consent": str(consent.pk)})
    return consent


def standing_consents(case: Case, *, on: date) -> list[Consent]:
    """The consents that hold on a day, whatever they are about."""
    holds = Q(given_on__lte=on) & (Q(until=None) | Q(until__gte=on)) & (Q(withdrawn_on=None) | Q(withdrawn_on__gt=on))
    return list(Consent.objects.filter(holds, case=case).select_related("member__person"))


def consent_to_tell(
    case: Case, *, recipient_kind: str, scope: Iterable[str], on: date, recipient: str = ""
) -> Consent | None:
    """The consent that lets us tell this recipient all of this, today; None when there is none.

    A consent for a named recipient covers that one only; one without a name covers the kind.
    """
    for consent in standing_consents(case, on=on):
        named = consent.recipient in ("", recipient)
        if (
            consent.recipient_kind == recipient_kind
            and named
            and consent.direction in TELLS
            and set(scope) <= set(consent.scope)
        ):
            return consent
    return None


def disclose(
    *,
    case: Case,
    by: Actor,
    today: date,
    recipient_kind: str,
    what: str,
    scope: list[str],
    recipient: str = "",
    ground: str = "",
) -> Disclosure:
    """Log that somebody outside is told something: on a consent that holds now, else on ``ground`` (a code).

    Raises ActRefused where there is neither: then nothing may be told. Called inside the telling act's transaction.
    """
    require(by, Act.DISCLOSE, case)
    found = consent_to_tell(case, recipient_kind=recipient_kind, scope=scope, on=today, recipient=recipient)
    if found is None and not ground:
        raise ActRefused(_("Samtycke saknas. Fråga personen först, eller ange vilken lag som ger rätt att berätta."))
    if ground:
        load().coordination.ground(ground)
    return Disclosure.objects.create(
        case=case,
        recipient_kind=recipient_kind,
        recipient=recipient,
        scope=sorted(scope),
        what=what[:400],
        consent=found,
        ground="" if found else ground,
        on=today,
        recorded_at=now(),
        recorded_by_id=by.id,
    )
