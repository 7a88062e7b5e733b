"""Delgivning: when each tenant was served the underrättelse, as people find out."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.errors import ActRefused, SavedByOther
from kvar.casework.intake.registering import require_possible_service
from kvar.casework.journal import enter
from kvar.casework.plans import rewrite_open_steps
from kvar.paper.days import journal_day
from kvar.records.models import JournalEntry, Service


def record_service(
    *, service: Service, by: Actor, today: date, served_on: date | None, method: str, source: str, version: int
) -> JournalEntry:
    """Record or correct the day a tenant was served; the entry keeps old and new. None = not known after all."""
    case = service.notice.case
    if case is None:
        raise ActRefused(_("Koppla underrättelsen till ett ärende först."))
    require_possible_service(served_on, today)
    if served_on and not source:
        raise ActRefused(_("Välj varifrån du vet delgivningsdagen."), field="source")
    with transaction.atomic():
        require(by, Act.RECORD_SERVICE, case)
        stands = Service.objects.select_related("tenant__person").get(pk=service.pk)
        changed = Service.objects.filter(pk=service.pk, version=version).update(
            served_on=served_on, method=method, source=source, version=version + 1
        )
        if not changed:
            theirs = journal_day(stands.served_on) if stands.served_on else _("inte känd")
            raise SavedByOther(_("En kollega har ändrat delgivningsdagen medan du skrev."), theirs=theirs)
        shown = {"service": str(service.pk), "old": _iso(stands.served_on), "new": _iso(served_on), "source": source}
        text = service_text(stands, served_on)
        entry = enter(case=case, by=by, today=today, kind="service", text=text, shown=shown)
        rewrite_open_steps(case)
    return entry


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def service_text(stands: Service, served_on: date | None) -> str:
    """What the journal says of a day of service, as against what stood before."""
    name = stands.tenant.person.name
    if served_on is None:
        return _("Delgivningsdagen för %s är inte känd.") % name
    if stands.served_on and stands.served_on != served_on:
        words = _("Delgivningsdagen för %(name)s rättad från %(old)s till %(new)s.")
        return words % {"name": name, "old": journal_day(stands.served_on), "new": journal_day(served_on)}
    return _("%(name)s delgavs %(new)s.") % {"name": name, "new": journal_day(served_on)}
