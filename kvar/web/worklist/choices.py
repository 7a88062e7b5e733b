"""The chips: whose steps, and three that narrow. All in the query string, all possible to switch off in the content."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst

from kvar.casework.my_day.worklist import Chips
from kvar.content.load import load

UNIT = "enheten"
NARROWING = {"with_children": "barn", "enforcement": "kfm", "without_contact": "utan_kontakt"}


def _on() -> dict[str, str]:
    """The chips that the city has switched on, with their words."""
    return {chip.id: chip.label for chip in load().organisation.switches.chips if chip.on}


def is_on(chip: str) -> bool:
    """Has the city this chip?"""
    return chip in _on()


def chips_of(asked: Mapping[str, Any]) -> Chips:
    """What the address asks for; a chip that is switched off narrows nothing."""
    on = _on()
    narrowing = {name: name in on and asked.get(word) == "1" for name, word in NARROWING.items()}
    return Chips(whole_unit="unit" in on and asked.get("visa") == UNIT, **narrowing)


def address_of(chips: Chips) -> str:
    """The page with these chips."""
    asked = {"visa": UNIT} if chips.whole_unit else {}
    asked |= {word: "1" for name, word in NARROWING.items() if getattr(chips, name)}
    url = reverse("worklist:my_day")
    return f"{url}?{urlencode(asked)}" if asked else url


def chips_shown(chips: Chips) -> list[dict[str, Any]]:
    """The chips as the component draws them; each press turns its own chip and keeps the others."""
    return [
        {"id": f"visa-{name}", "text": capfirst(label), "url": address_of(pressed), "current": current, "count": None}
        for name, label in _on().items()
        for current, pressed in [_pressed(chips, name)]
    ]


def _pressed(chips: Chips, name: str) -> tuple[bool, Chips]:
    """Is the chip on now, and what its press gives."""
    if name in ("mine", "unit"):
        return chips.whole_unit is (name == "unit"), replace(chips, whole_unit=name == "unit")
    return getattr(chips, name), replace(chips, **{name: not getattr(chips, name)})
