"""May the landlord be invited to a meeting about a household? What the consent must say, and on which days it holds."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kvar.casework.consent.carrying import LANDLORD, recipient_in
from kvar.casework.consent.consents import consents_in, consents_to_tell
from kvar.casework.consent.missing import part_missing
from kvar.casework.letters.stop import Stop, here, stop, there
from kvar.casework.letters.words import About
from kvar.content.load import load


def no_landlord_consent(about: About) -> Stop | None:
    """To meet the landlord is to tell that the household is known to us (OSL 26:1): asked for first (OSL 10:1, 12:2).

    The landlord is invited now, and hears the rest on the day of the meeting: a consent has to hold on both.
    """
    who, day = str(about.chosen.typed.get("motpart") or ""), about.chosen.typed.get("motes_dag")
    if not _may_invite(about, who, on=about.today):
        return _no_consent(about, who)
    if isinstance(day, date) and not _may_invite(about, who, on=day):
        sentence = _("Samtycket gäller inte dagen för mötet.")
        ask = there(_("Fråga personen igen"), "consents:ask", about.case.pk)
        return stop("consent_not_that_day", sentence, here(_("Välj en tidigare dag"), "motes_dag"), ask)
    return None


def _no_consent(about: About, who: str) -> Stop:
    """What is needed; and where somebody has said yes to a part of it, which part is missing."""
    words = load().coordination
    scope = _(" och ").join(words.scope_labels(words.meetings.invitation_scope))
    none = _("Det finns inget giltigt samtycke till att bjuda in hyresvärden (%s).")
    rows, asked = consents_in(about.case, unit=about.by.unit), _asked(about, who, on=about.today)
    partly = part_missing(rows, on=about.today, **asked)
    label = _("Fråga personen om hyresvärden får veta %s, och skriv in svaret") % scope
    sentence = partly or none % load().sources["osl-10-1"].paragraph
    return stop("no_landlord_consent", sentence, there(label, "consents:ask", about.case.pk))


def _may_invite(about: About, who: str, *, on: date) -> bool:
    return bool(consents_to_tell(about.case, on=on, unit=about.by.unit, **_asked(about, who, on=on)))


def _asked(about: About, who: str, *, on: date) -> dict[str, Any]:
    """Whom we would tell what: the one named, else the landlord that the case or its consents know."""
    case, unit = about.case, about.by.unit
    name = who.strip() or recipient_in(case, consents_in(case, unit=unit), kind=LANDLORD, on=on)
    scope = load().coordination.meetings.invitation_scope
    return {"recipient_kind": LANDLORD, "recipient": name, "scope": scope}
