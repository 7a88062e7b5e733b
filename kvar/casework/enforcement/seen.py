"""What one unit saw on the day of an eviction, and whether it can all be true at once."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kvar.casework.errors import ActRefused
from kvar.content.coordination_enforcement import OneOfMany
from kvar.content.load import load


@dataclass(frozen=True, kw_only=True)
class DaySeen:
    """What one unit saw. None, and an empty text, is *not known*. ``carried_out``: the home was emptied that day."""

    on: date
    attended: str
    carried_out: bool | None = None
    met: tuple[str, ...] = ()
    children: tuple[tuple[str, str], ...] = ()
    other_children: str = ""
    home_state: str = ""
    offered: tuple[str, ...] = ()
    went_to: str = ""
    keys: str = ""
    stored: bool | None = None
    stored_at: str = ""
    reference: str = ""
    interpreter: str = ""
    note: str = ""


def require_likely_day(seen: DaySeen) -> None:
    """Answers that deny each other leave nobody knowing which is true."""
    words = load().coordination.enforcement
    _require_alone(words.met, seen.met, field="met")
    _require_alone(words.offers, seen.offered, field="offered")
    if seen.stored_at.strip() and not seen.stored:
        sentence = _(
            "Här står var sakerna finns, men inte att de ställdes i magasin. Välj Ja på den frågan, eller skriv "
            "platsen under Mer att minnas i stället."
        )
        raise ActRefused(sentence, field="stored_at")


def _require_alone(codes: tuple[OneOfMany, ...], chosen: tuple[str, ...], *, field: str) -> None:
    """*Ingen* beside somebody, *inget* beside something."""
    alone = next((code for code in codes if code.alone and code.id in chosen), None)
    if alone and len(chosen) > 1:
        sentence = _("Du har valt ”%s” tillsammans med något annat. Ta bort det som inte stämmer.")
        raise ActRefused(sentence % alone.label, field=field)


__all__ = ["DaySeen", "require_likely_day"]
