"""What a trial on the cases has found, for people to read: none exactly, and small ones not at all."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kvar.casework.editions.telling import about_words
from kvar.casework.editions.trial import Effects
from kvar.content.library import Library
from kvar.content.load import load


@dataclass(frozen=True)
class EffectsShown:
    """``table`` is None while nothing differs. ``percent``: how far the trial has come, 0 to 100."""

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
        whole=found.whole,
        percent=100 * found.done // found.total if found.total else 100,
        touched=about_words(found.touched),
        other_section=about_words(found.other_section),
        table=table if rows else None,
    )


def _cells(row: Any) -> list[dict[str, Any]]:
    return [{"text": about_words(n), "number": True} for n in (row.appears, row.vanishes, row.earlier, row.later)]


def _named(step: str, library: Library) -> str:
    rule = library.steps.get(step) or load().steps[step]
    return f"{step} {rule.title}"
