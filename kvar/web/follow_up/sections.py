"""The parts of the follow-up, as links above each of its pages."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.casework.access import Actor
from kvar.web.ui.addresses import address_for


def sections(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    """Chips. Whoever belongs to no administration has no *Vår räkning*, and the lessons have their readers."""
    told = [("overview", _("Staden")), ("equal_treatment", _("Likvärdighet"))]
    told += [("own", _("Vår räkning")), ("network", _("Månadsblad"))] if actor.administration else []
    told += [("public", _("Jämfört med Kronofogden")), ("report", _("Rapporter")), ("definitions", _("Så räknar vi"))]
    links = [(reverse(f"follow_up:{name}"), text) for name, text in told]
    links += [(url, _("Lärdomar"))] if (url := address_for(actor, "learning:lessons")) else []
    return [{"text": text, "url": url, "current": url == request.path, "count": None} for url, text in links]
