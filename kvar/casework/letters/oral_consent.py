"""The confirmation of an oral yes: it says what a consent in the case says, and there is none without."""

from dataclasses import replace
from typing import Any, Final

from django.utils.translation import gettext as _

from kvar.casework.consent.carrying import standing
from kvar.casework.consent.consents import consents_in
from kvar.casework.consent.on_paper import PASSAGES
from kvar.casework.consent.telling_outside import recipient_words
from kvar.casework.letters.asked import LetterAsks
from kvar.casework.letters.stop import Stop, stop, there
from kvar.casework.letters.words import About
from kvar.content.load import load
from kvar.records.models import Consent

LETTER: Final = "bekraftelse_samtycke"
CONFIRMS: Final = "no_oral_consent"  # of ``stopped_by``: the letter confirms a consent
ORAL: Final = "oral"  # how it was given, by its code


def oral_consents(about: About) -> list[Consent]:
    """Each oral yes that stands and that the unit knows of."""
    rows = standing(consents_in(about.case, unit=about.by.unit), on=about.today)
    return [row for row in rows if row.given_how == ORAL]


def oral_consent(about: About) -> Consent | None:
    """The one that the letter confirms: chosen, or the only one there is."""
    found, chosen = oral_consents(about), about.chosen.consent
    if chosen:
        return next((row for row in found if str(row.pk) == chosen), None)
    return found[0] if len(found) == 1 else None


def no_oral_consent(about: About) -> Stop | None:
    """Why there is nothing to confirm, or nobody has said which."""
    if oral_consent(about):
        return None
    case = about.case.pk
    if about.chosen.consent:
        sentence = _("Samtycket som brevet bekräftar gäller inte längre.")
        return stop(CONFIRMS, sentence, there(_("Se vad som gäller under Samtycken"), "consents:list", case))
    if oral_consents(about):
        sentence = _("Det är inte valt vilket muntligt samtycke brevet bekräftar.")
        return stop(CONFIRMS, sentence, there(_("Välj Bekräfta i brev under Samtycken"), "consents:list", case))
    sentence = _("Ärendet har inget muntligt samtycke som gäller.")
    return stop(CONFIRMS, sentence, there(_("Fråga personen, och skriv in svaret"), "consents:ask", case))


def filled_from_consent(consent: Consent, asks: LetterAsks, *, language: str) -> LetterAsks:
    """What the letter's page begins with, and keeps: what was said, by the one who said it."""
    words = _words(consent, language)
    begins = {**asks.begins_with, **words, "passages": list(PASSAGES[consent.direction])}
    signer = (str(consent.member_id), consent.member.person.name)
    fixed = frozenset({*words, *PASSAGES["both"]})
    return replace(asks, persons=(signer,), begins_with=begins, fixed=fixed, consent=str(consent.pk))


def _words(consent: Consent, language: str) -> dict[str, Any]:
    """In the language of the text. A last day that the consent does not have is for whoever writes to say."""
    said = {
        "gavs_dag": consent.given_on,
        "parter": recipient_words(consent.recipient_kind, consent.recipient, language=language),
        "uppgifter": "\n".join(load().coordination.scope_labels(consent.scope, language)),
    }
    return said | ({"till_dag": consent.until} if consent.until else {})
