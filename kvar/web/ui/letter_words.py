"""What the fields of a letter are called, and what stops one, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvar.casework.letters.languages import language_name
from kvar.content.letter_file import LANGUAGES
from kvar.content.load import load

STOPS: Mapping[str, Any] = {
    "no_notice": gettext_lazy("inget sådant papper har kommit"),
    "solved": gettext_lazy("skulden är betald eller övertagen"),
    "tenure_unknown": gettext_lazy("ingen vet hur hushållet bor: hyresrätt eller bostadsrätt"),
    "not_rental": gettext_lazy("bostaden är ingen hyresrätt"),
    "not_cooperative": gettext_lazy("bostaden är ingen bostadsrätt"),
    "no_address": gettext_lazy("ingen adress är känd"),
    "day_unknown": gettext_lazy("sista dagen att betala är inte säker, och ingen har valt att skicka brevet utan den"),
    "no_time": gettext_lazy("Kronofogden har inte bestämt någon tid"),
    "no_eviction": gettext_lazy("avhysningen är inte genomförd"),
    "evicted": gettext_lazy("hushållet är redan avhyst"),
    "no_meeting": gettext_lazy("ingen tid för mötet är bestämd"),
    "no_landlord_consent": gettext_lazy("inget samtycke att berätta för hyresvärden gäller"),
    "no_direction": gettext_lazy("ingen har valt om vi får lämna eller hämta uppgifter"),
    "no_oral_consent": gettext_lazy("inget muntligt samtycke gäller"),
    "respite_too_early": gettext_lazy("anståndet slutar inte efter avhysningsdagen"),
    "clocks_turned": gettext_lazy("det senaste klockslaget är inte efter det tidigaste"),
    "no_child_ground": gettext_lazy("ingen utredning om barnet pågår och ingen vårdnadshavare har sagt ja"),
    "condominium": gettext_lazy("bostaden är en bostadsrätt"),
    "no_decision": gettext_lazy("inget beslut om betalningsansvar är antecknat"),
    "not_delegated": gettext_lazy("den som har beslutat finns inte i delegationen"),
    "too_late": gettext_lazy("tiden att ta på sig ansvaret har gått ut"),
}


def language_label(language: str) -> str:
    """*Lätt svenska*; the code itself of a language that is not ours any more."""
    known = {*LANGUAGES, *load().translations}
    return language_name(language) if language in known else language


def text_label(field: str) -> str:
    """Of ``text_en``: *Text på engelska*."""
    return _("Text på %s") % language_label(field.removeprefix("text_")).lower()


def stop_words(names: str) -> str:
    """Several stops, one on each line."""
    return "\n".join(str(STOPS.get(name, name)) for name in names.splitlines())


def language_words(names: str) -> str:
    """Several languages, one on each line."""
    return "\n".join(map(language_label, names.splitlines()))
