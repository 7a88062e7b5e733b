"""What a trial on the cases has found, for people to read: small numbers are held back."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kvar.casework.editions.trial import Effects
from kvar.content.library import Library
from kvar.content.load import load


@dataclass(frozen=True)
class EffectsShown:
    """``table`` is None while nothing differs. ``percent``: how far the trial has come, 0 to 100."""

    done: int
    total: int
    whole: bool
    percent: int
    touched: str
    other_section: str
    table: dict[str, Any] | None


def effects_shown(found: Effects, library: Library) -> EffectsShown:
    names = (_("Steg"), _("Kommer till"), _("Försvinner"), _("Tidigare dag"), _("Senare dag"))
    columns = [{"text": name, "number": place > 0} for place, name in enumerate(names)]
    rows = [[{"text": _named(row.step, library), "head": True}, *_cells(row)] for row in found.steps]
    table = {"caption": _("Ärenden där ett steg ändras"), "columns": columns, "rows": rows}
    return EffectsShown(
        done=found.done,
        total=found.total,
        whole=found.whole,
        percent=100 * found.done // found.total if found.total else 100,
        touched=_number(found.touched),
        other_section=_number(found.other_section),
        table=table if rows else None,
    )


def _cells(row: Any) -> list[dict[str, Any]]:
    return [{"text": _number(n), "number": True} for n in (row.appears, row.vanishes, row.earlier, row.later)]


def _named(step: str, library: Library) -> str:
    rule = library.steps.get(step) or load().steps[step]
    return f"{step} {rule.title}"


def _number(number: int) -> str:
    """A process leader sees no single households: a small number is told as such."""
    most = load().organisation.switches.suppress_below
    return _("färre än %s") % most if 0 < number < most else str(number)
