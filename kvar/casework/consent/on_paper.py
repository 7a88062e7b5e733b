"""The consent form on paper: filled from what is asked, and taken in once, when it comes back signed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.consent.consents import ConsentTold, give_consent
from kvar.casework.consent.telling_outside import recipient_words
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.journal import enter
from kvar.casework.twice import require_new
from kvar.content.letter_file import SWEDISH
from kvar.content.load import load
from kvar.records.models import Case, Consent, ConsentForm, FormLetter, Letter, Member

TO, FROM, BOTH = "to", "from", "both"
PASSAGES: Mapping[str, tuple[str, ...]] = {TO: ("lamna",), FROM: ("hamta",), BOTH: ("lamna", "hamta")}
Recipient = tuple[str, str]  # the kind, by its code, and a name or nothing


@dataclass(frozen=True, kw_only=True)
class FormTold:
    """What the paper asks: to whom, about what, in which direction, until when."""

    recipients: tuple[Recipient, ...]
    scope: tuple[str, ...]
    direction: str
    until: date


@dataclass(frozen=True, kw_only=True)
class ReturnedTold:
    """What stands on the paper that came back. ``answers``: yes or no by recipient; one without a mark is left out."""

    given_on: date
    given_how: str
    scope: tuple[str, ...]
    until: date
    answers: Mapping[Recipient, bool]


def make_consent_form(*, case: Case, by: Actor, today: date, member: Member, told: FormTold) -> ConsentForm:
    """Make the paper. Nothing may be told on it: that begins when it has come back signed."""
    if not told.recipients:
        raise ActRefused(_("Välj minst en som samtycket gäller."), field="kind_1")
    if len(set(told.recipients)) < len(told.recipients):
        raise ActRefused(_("Samma mottagare står två gånger. Ta bort den ena."), field="kind_2")
    if not told.scope:
        raise ActRefused(_("Välj vad samtycket gäller. Ett samtycke till allt är inget samtycke."), field="scope")
    if told.until < today:
        raise ActRefused(_("Dagen har redan varit. Välj hur länge samtycket ska gälla."), field="until")
    with transaction.atomic():
        require(by, Act.GIVE_CONSENT, case)
        asked = {"scope": sorted(told.scope), "direction": told.direction, "until": told.until}
        asked |= {"recipients": [list(one) for one in told.recipients], "member": member, "unit": by.unit}
        require_new(ConsentForm.objects.filter(case=case, returned_on=None), made_on=today, **asked)
        row = ConsentForm.objects.create(case=case, made_on=today, made_at=now(), made_by_id=by.id, **asked)
        text = _("Blankett om samtycke gjord för %(name)s: %(to)s.") % {
            "name": member.person.name,
            "to": ", ".join(recipient_words(*one) for one in recipients_of(row)),
        }
        enter(case=case, by=by, today=today, kind="consent", text=text, shown={"form": str(row.pk)}, shared=False)
    return row


def print_form(form: str, *, letter: Letter, by: Actor) -> None:
    """The form was made as this letter: the one finds the other. Empty: the letter prints none. Inside an act."""
    if form:
        found = ConsentForm.objects.get(pk=form, case=letter.case_id, unit=by.unit)
        FormLetter.objects.create(form=found, letter=letter)


def take_in_form(*, case: Case, by: Actor, today: date, form: ConsentForm, told: ReturnedTold) -> list[Consent]:
    """The paper has come back: each answer becomes a consent, or a no. It is taken in once."""
    if not told.answers:
        raise ActRefused(_("Inget svar är valt. Välj ja eller nej för minst en mottagare."))
    if told.given_on < form.made_on:
        raise ActRefused(_("Blanketten kan inte vara underskriven innan den gjordes."), field="given_on")
    with transaction.atomic():
        require(by, Act.GIVE_CONSENT, case)
        if not ConsentForm.objects.filter(pk=form.pk, case=case, returned_on=None).update(returned_on=told.given_on):
            raise ActRefused(_("Blanketten är redan inskriven. Svaren står under Samtycken."))
        return [
            give_consent(case=case, by=by, today=today, member=form.member, told=answer, form=form)
            for answer in _answers(form, told)
        ]


def _answers(form: ConsentForm, told: ReturnedTold) -> Iterator[ConsentTold]:
    """What is struck out is not in a yes; a no is to all that was asked."""
    for (kind, name), yes in told.answers.items():
        yield ConsentTold(
            recipient_kind=kind,
            recipient=name,
            scope=told.scope if yes else tuple(form.scope),
            direction=form.direction,
            given_on=told.given_on,
            given_how=told.given_how,
            until=told.until if yes else None,
            refused=not yes,
        )


def recipients_of(form: ConsentForm) -> tuple[Recipient, ...]:
    """The recipients on the paper, in its order."""
    return tuple((kind, name) for kind, name in form.recipients)


def form_asked_by(consent: Consent, *, today: date) -> dict[str, Any]:
    """What a paper begins with that is to say the same as a consent on the screen."""
    until = consent.until if consent.until and consent.until >= today else None
    told = {"member": str(consent.member_id), "kind_1": consent.recipient_kind, "name_1": consent.recipient}
    return told | {"scope": consent.scope, "direction": consent.direction} | ({"until": until} if until else {})


def form_words(form: ConsentForm, language: str = SWEDISH) -> dict[str, Any]:
    """What the letter's blanks begin with: as on the screen, in the letter's language, several as lines."""
    words = load().coordination
    return {
        "parter": "\n".join(recipient_words(*one, language=language) for one in recipients_of(form)),
        "uppgifter": "\n".join(words.scope_labels(form.scope, language)),
        "till_dag": form.until,
        "passages": list(PASSAGES[form.direction]),
    }


def consent_forms_of(actor: Actor, case: Case) -> QuerySet[ConsentForm]:
    """The papers that the actor's unit has made in this case, the newest first."""
    rows = ConsentForm.objects.filter(case=case, unit=actor.unit)
    return rows.select_related("member__person", "made_by").order_by("-made_at", "pk")


def consent_form_for(actor: Actor, case: Case, form: UUID) -> ConsentForm:
    """A paper of the own unit in this case. Raises Unseen."""
    found = consent_forms_of(actor, case).filter(pk=form).first()
    if found is None:
        actor.look.note("refused", f"consent_form:{form}")
        raise Unseen
    return found


def form_printed_as(actor: Actor, letter: Letter) -> ConsentForm | None:
    """The form that this letter prints; None of any other letter, and for a unit that did not make it."""
    return ConsentForm.objects.filter(printed__letter=letter, case=letter.case_id, unit=actor.unit).first()


def letters_printed_of(form: ConsentForm) -> QuerySet[Letter]:
    """The form as it has been sent, the newest first."""
    return (
        Letter.objects.filter(case=form.case_id, form_letter__form=form)
        .defer("pdf", "text")
        .order_by("-issued_at", "pk")
    )
