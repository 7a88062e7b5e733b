"""Correcting a fact: the new value, and an entry with old and new. Done steps stay done; the plan follows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.errors import ActRefused, SavedByOther, Unseen
from kvar.casework.journal import enter
from kvar.casework.letters.values import kronor
from kvar.casework.matching import folded, home_key
from kvar.casework.names import keep_words
from kvar.casework.plans import rewrite_beside, rewrite_open_steps
from kvar.casework.ties import hold_with_beside
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import Case, Dwelling, Household, JournalEntry, Notice, Person


@dataclass(frozen=True)
class Correctable:
    """A fact that may be corrected: where it lives, what it is called, what kind of value it takes."""

    model: type[models.Model]
    column: str
    label: Any
    kind: str  # day · amount · text · choice · yes_no


def _on(model: type[models.Model], kind: str, **labels: Any) -> dict[str, Correctable]:
    return {column: Correctable(model, column, label, kind) for column, label in labels.items()}


CORRECTABLE: Mapping[str, Correctable] = MappingProxyType(
    _on(
        Notice,
        "day",
        arrived_on=gettext_lazy("Ankomstdag"),
        posted_on=gettext_lazy("Postningsdag"),
        rent_due_on=gettext_lazy("Förfallodag för den äldsta obetalda hyran"),
        paid_on=gettext_lazy("Betald den dag banken tog emot uppdraget"),
        undertaking_received_on=gettext_lazy("Hyresvärden fick åtagandet om betalningsansvar"),
        evicted_on=gettext_lazy("Avhysningen verkställd"),
    )
    | _on(
        Notice,
        "text",
        sender_name=gettext_lazy("Avsändare"),
        reference=gettext_lazy("Målnummer eller annat nummer"),
    )
    | _on(Notice, "amount", amount=gettext_lazy("Belopp för återvinning"))
    | _on(Notice, "choice", sent_by=gettext_lazy("Så kom underrättelsen"))
    | _on(Notice, "yes_no", valid=gettext_lazy("Underrättelsen räknas"))
    | _on(
        Dwelling,
        "text",
        address=gettext_lazy("Adress"),
        apartment=gettext_lazy("Lägenhetsnummer"),
        room_count=gettext_lazy("Antal rum"),
    )
    | _on(Dwelling, "amount", monthly_rent=gettext_lazy("Månadshyra"))
    | _on(Dwelling, "choice", tenure=gettext_lazy("Upplåtelseform"))
    | _on(Person, "day", born_on=gettext_lazy("Födelsedag"))
    | _on(Person, "text", name=gettext_lazy("Namn"), phone=gettext_lazy("Telefon"), language=gettext_lazy("Språk"))
)


def correct_fact(
    *, case: Case, by: Actor, today: date, fact: str, object_id: UUID, new: Any, version: int, reason: str
) -> JournalEntry:
    """Write the new value. The second of two savers is refused and told what stands now."""
    if not reason.strip():
        raise ActRefused(_("Skriv varför uppgiften rättas."), field="reason")
    what = CORRECTABLE[fact]
    if what.kind == "day" and new and new > today:
        raise ActRefused(_("Dagen kan inte ligga efter idag. Kontrollera datumet."), field="new")
    with transaction.atomic():
        if what.model is Notice:
            hold_with_beside(case)
        require(by, Act.CORRECT_FACT, case)
        stands = object_in(case, what, object_id)
        old = getattr(stands, what.column)
        _require_possible_order(stands, fact, new)
        values = {what.column: new, "version": version + 1} | _folded(what, new)
        if not what.model._default_manager.filter(pk=object_id, version=version).update(**values):
            sentence = _("En kollega har ändrat uppgiften medan du skrev.")
            raise SavedByOther(sentence, theirs=in_words(what, old), field="new")
        if isinstance(stands, Person) and what.column == "name":
            _rename(case, stands, new=new)
        words = correction_text(what, old=old, new=new, reason=reason)
        shown = {"fact": fact, "old": str(old), "new": str(new)}
        entry = enter(case=case, by=by, today=today, kind="correction", text=words, shown=shown)
        rewrite_open_steps(case)
        if what.model is Notice:
            rewrite_beside(case)
    return entry


def _require_possible_order(stands: Any, fact: str, new: Any) -> None:
    """A paper cannot have come before it was sent, corrected or not."""
    if fact not in ("arrived_on", "posted_on") or not new:
        return
    posted, arrived = (new, stands.arrived_on) if fact == "posted_on" else (stands.posted_on, new)
    if posted and posted > arrived:
        raise ActRefused(_("Brevet kan inte ha kommit innan det skickades. Kontrollera de två datumen."), field="new")


def correction_text(what: Correctable, *, old: Any, new: Any, reason: str) -> str:
    """What the journal says of a corrected fact."""
    text = _("%(label)s rättad från %(old)s till %(new)s. %(reason)s")
    return text % {"label": what.label, "old": in_words(what, old), "new": in_words(what, new), "reason": reason}


BELONGS: dict[type[models.Model], Callable[[Case], dict[str, Any]]] = {
    Notice: lambda case: {"case": case},
    Dwelling: lambda case: {"households": case.household_id},
    Person: lambda case: {"memberships__household": case.household_id},
}
KEYS: dict[tuple[str, type[models.Model]], tuple[str, Callable[[str], str]]] = {
    ("address", Dwelling): ("address_key", home_key),
    ("name", Person): ("name_key", folded),
}


def object_in(case: Case, what: Correctable, object_id: UUID) -> Any:
    """The row the fact lives in, if it belongs to this case. Raises Unseen."""
    belongs: dict[str, Any] = BELONGS[what.model](case)
    found = what.model._default_manager.filter(pk=object_id, **belongs).first()
    if found is None:
        raise Unseen
    return found


def _folded(what: Correctable, new: Any) -> dict[str, str]:
    column, key_of = KEYS.get((what.column, what.model), ("", folded))
    return {column: key_of(new)} if column else {}


def _rename(case: Case, person: Person, *, new: str) -> None:
    """A person is sought by the new name; a household is called by its tenant and follows."""
    Household.objects.filter(pk=case.household_id, name=person.name).update(name=new)
    person.name = new
    keep_words(person)


def in_words(what: Correctable, value: Any) -> str:
    """A fact's value as people say it: a day with its weekday, kronor, the word of a code; or *inte känt*."""
    if value is None or value == "":
        return _("inte känt")
    if what.kind == "day":
        return journal_day(value)
    if what.kind == "amount":
        return kronor(value)
    if what.kind == "yes_no":
        return _("ja") if value else _("nej")
    return _label(what, value) if what.kind == "choice" else str(value)


def _label(what: Correctable, value: str) -> str:
    codes = load().codes
    return codes.sending_way(value).label if what.column == "sent_by" else codes.tenure(value).label
