"""What was chosen about a letter, as a row can keep it: nothing but the choice, and the same choice twice is one."""

import hashlib
import json
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from kvar.casework.letters.words import Chosen

_DAY = "day"


def kept_choice(chosen: Chosen) -> dict[str, Any]:
    """As JSON; a day is told from a text that looks like one."""
    typed = {name: _kept(value) for name, value in chosen.typed.items()}
    return asdict(chosen) | {
        "typed": typed,
        "passages": sorted(chosen.passages),
        "guardian_said_on": _kept(chosen.guardian_said_on),
    }


def read_choice(kept: dict[str, Any]) -> Chosen:
    """What ``kept_choice`` kept."""
    read = {name: _read(value) for name, value in kept["typed"].items()}
    to = None if kept["to"] is None else tuple(kept["to"])
    said_on = _read(kept["guardian_said_on"])
    found = Chosen(**(kept | {"typed": read, "passages": frozenset(kept["passages"]), "to": to}))
    return replace(found, guardian_said_on=said_on if isinstance(said_on, date) else None)


def choice_key(letter: str, channel: str, kept: dict[str, Any]) -> str:
    """The same letter, way and choice have the same key."""
    return hashlib.sha256(json.dumps([letter, channel, kept], sort_keys=True).encode()).hexdigest()


def _kept(value: object) -> object:
    return {_DAY: value.isoformat()} if isinstance(value, date) else value


def _read(value: object) -> object:
    if isinstance(value, dict):
        return date.fromisoformat(value[_DAY])
    return tuple(value) if isinstance(value, list) else value
