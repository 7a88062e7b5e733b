"""Telling somebody outside: what the consents cover is shown first, then the telling is logged with its ground."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor
from kvar.casework.consent.carrying import carried_by, consents_to
from kvar.casework.consent.consents import consents_in, consents_known_to, disclose
from kvar.casework.errors import Unseen
from kvar.casework.journal import enter
from kvar.casework.telling import tell
from kvar.content.letter_file import SWEDISH
from kvar.content.load import load
from kvar.records.models import Case, Consent, Disclosure


def tell_outside(*, case: Case, by: Actor, today: date, recipient_kind: str, **told: Any) -> tuple[Disclosure, ...]:
    """Tell somebody outside something: checked now, logged with the consent or the law, and entered in the journal."""
    with transaction.atomic():
        made = disclose(case=case, by=by, today=today, recipient_kind=recipient_kind, **told)
        text = _("Berättat för %(to)s: %(what)s. %(ground)s")
        first = made[0]
        words = {"to": recipient_words(first.recipient_kind, first.recipient), "what": first.what.strip().rstrip(".")}
        words |= {"ground": ground_words(first)}
        shown = {"disclosure": ", ".join(str(one.pk) for one in made)}
        enter(case=case, by=by, today=today, kind="disclosure", text=text % words, shown=shown, shared=False)
    return made


def recipient_words(kind: str, name: str, *, language: str = SWEDISH) -> str:
    """*hyresvärden (Provbostäder AB)*; in a letter in its language."""
    label = load().coordination.recipient(kind).said_in(language)
    return f"{label} ({name})" if name else label


def ground_words(made: Disclosure) -> str:
    """On what it was told."""
    if made.consent_id:
        return _("Grund: samtycke.")
    return _("Grund: %s.") % ", ".join(filter(None, (load().coordination.ground(made.ground).label, made.ground_text)))


@dataclass(frozen=True, kw_only=True)
class Covered:
    """What may be told a recipient today, and what may not. ``carried``: the consents carry all that is asked for."""

    may: tuple[str, ...]
    may_not: tuple[str, ...]
    asked: tuple[str, ...]
    carried: bool


def covered(case: Case, *, recipient_kind: str, recipient: str, scope: list[str], on: date, unit: str = "") -> Covered:
    """The preview of a unit's telling: one query."""
    words, rows = load().coordination, consents_in(case, unit=unit)
    asked: dict[str, Any] = {"recipient_kind": recipient_kind, "recipient": recipient, "on": on}
    may = {id for consent in consents_to(rows, **asked) for id in consent.scope}
    return Covered(
        may=tuple(row.label for row in words.scopes if row.id in may),
        may_not=tuple(row.label for row in words.scopes if row.id not in may),
        asked=tuple(row.label for row in words.scopes if row.id in scope),
        carried=bool(carried_by(rows, scope=scope, **asked)),
    )


def consents_of(actor: Actor, case: Case) -> list[Consent]:
    """Every consent and every no that the actor's unit may know of, the newest first: one query."""
    rows = consents_known_to(actor.unit, case).select_related("member__person", "form")
    return list(rows.order_by("-given_on", "-recorded_at"))


def consent_for(actor: Actor, case: Case, consent: UUID) -> Consent:
    """A consent in this case that the actor's unit may know of. Raises Unseen."""
    found = consents_known_to(actor.unit, case).select_related("member__person").filter(pk=consent).first()
    if found is None:
        raise Unseen
    return found


@dataclass(frozen=True, kw_only=True)
class DisclosureShown:
    """One telling of the own unit."""

    to: str
    scope: tuple[str, ...]
    what: str
    ground: str
    on: date
    by: str


def disclosures_of(actor: Actor, case: Case) -> tuple[DisclosureShown, ...]:
    """What the actor's unit has told outside, the newest first: one query. What another unit tells is its own."""
    rows = Disclosure.objects.filter(case=case, unit=actor.unit).select_related("recorded_by")
    words = load().coordination
    return tuple(
        DisclosureShown(
            to=recipient_words(row.recipient_kind, row.recipient),
            scope=words.scope_labels(row.scope),
            what=row.what,
            ground=ground_words(row),
            on=row.on,
            by=row.recorded_by.name,
        )
        for row in rows.order_by("-on", "-recorded_at", "pk")
    )


def tell_of_ending_consents(*, today: date) -> int:
    """The night: each unit is told once of a consent of its own that ends within the days of the content."""
    last = today + timedelta(days=load().coordination.contact.consent_told_days)
    rows = Consent.objects.filter(until__range=(today, last), withdrawn_on=None, refused=False, case__closed_on=None)
    told = 0
    for row in rows.select_related("case").order_by("until", "pk"):
        key = f"consent_ending:{row.pk}:{row.until}"
        place: dict[str, Any] = {"administration": row.case.administration, "unit": row.unit, "case": row.case}
        told += tell(kind="consent_ending", key=key, today=today, **place)
    return told
