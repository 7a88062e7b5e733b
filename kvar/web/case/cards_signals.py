"""The cards about signals: how often it has happened, and what other boards have been asked."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvar.casework.access_table import Act
from kvar.casework.casefile import CaseFile
from kvar.casework.casefile.known_here import KnownHereShown
from kvar.casework.repeats import EarlierShown, GroundCount
from kvar.web.ui.wording import short_day

Card = dict[str, Any]
MOST_EARLIER = 5


def repeats_card(file: CaseFile, today: date) -> Card:
    """The level with its reasons, the counts, and the papers that came in other cases."""
    found = file.repeats
    rows = [{"text": capfirst(level.label), "note": level.why, "url": _steps_url(file)} for level in found.levels[::-1]]
    repeated = [count for count in found.counts if count.within[2] > 1]
    rows += [_counted(count) for count in repeated]
    rows += [_earlier(one, file, today) for one in found.earlier[:MOST_EARLIER]]
    more = len(found.earlier) - MOST_EARLIER
    if more > 0:
        rows.append({"text": ngettext("%d äldre till", "%d äldre till", more) % more})
    empty = _("Ingen annan underrättelse är känd.")
    return {"id": "upprepning", "title": _("Upprepning"), "empty": empty, "rows": rows}


def _steps_url(file: CaseFile) -> str:
    """The highest level leads to the plan, where its steps stand."""
    return "" if file.closed else f"{reverse('case:page', args=[file.case.pk])}#plan"


def _counted(count: GroundCount) -> Card:
    six, twelve, most = count.within
    told = {"six": six, "twelve": twelve, "most": most}
    note = _("%(six)d på 6 månader, %(twelve)d på 12, %(most)d på 24") % told
    if count.here != most:
        note += ". " + ngettext("%d i den här bostaden", "%d i den här bostaden", count.here) % count.here
    return {"text": capfirst(count.label), "note": note}


def _earlier(one: EarlierShown, file: CaseFile, today: date) -> Card:
    """A paper of another case; it leads there for the one who links papers."""
    home = "" if one.same_home else _("annan bostad")
    note = ", ".join(filter(None, [_("kom %s") % short_day(one.arrived_on, today), _("annat ärende"), home]))
    url = reverse("intake:notice", args=[one.notice.pk]) if Act.UNLINK_NOTICE in file.may else ""
    return {"text": one.kind, "note": note, "url": url}


def known_here_card(file: CaseFile, today: date) -> Card:
    """Är personen aktuell hos en annan förvaltning? What was asked, and what was answered."""
    card: Card = {
        "id": "aktuell",
        "title": _("Aktuell hos andra?"),
        "empty": _("Ingen annan förvaltning är tillfrågad."),
        "rows": [_asked(one, today) for one in file.known_here],
    }
    if Act.ASK_KNOWN_HERE in file.may:
        card |= {"url": reverse("known_here:ask", args=[file.case.pk]), "action": _("fråga")}
    return card


def _asked(one: KnownHereShown, today: date) -> Card:
    answered = f"{one.answer_label}, {short_day(one.answered_on, today)}" if one.answered_on else _("väntar på svar")
    told = {"day": short_day(one.asked_on, today), "answer": answered}
    return {"text": f"{one.name}, {one.administration}", "note": _("frågat %(day)s: %(answer)s") % told}
