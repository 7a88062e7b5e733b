"""What would have become of last year's cases, in sentences and tables."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvar import law
from kvar.casework.editions.telling import about_words
from kvar.casework.what_if.comparing import APPEARS, EARLIER, LATER, OTHER_UNIT, UNJUDGED, VANISHES
from kvar.casework.what_if.running import Count, Outcomes, StepMoved
from kvar.content.library import Library
from kvar.content.load import load

WHAT = {
    EARLIER: gettext_lazy("Tidigare"),
    LATER: gettext_lazy("Senare"),
    OTHER_UNIT: gettext_lazy("Till en annan enhet"),
    APPEARS: gettext_lazy("Kommer till"),
    VANISHES: gettext_lazy("Försvinner"),
    UNJUDGED: gettext_lazy("Kan inte bedömas"),
}

WHERE = {
    law.Section.FAMILY: gettext_lazy("avsnitt 1, barnfamilj"),
    law.Section.WITHOUT_CHILDREN: gettext_lazy("avsnitt 2, utan barn"),
    law.Section.UNDECIDED: gettext_lazy("inte känt om barn berörs"),
}


def what_if_shown(found: Outcomes, tried: Library) -> dict[str, Any]:
    """The tables are empty where nothing would have moved, or, ``coarse``, nothing that may be told."""
    return {
        "total": number(found.total),
        "sampled": number(found.sampled) if found.sampled.number != 0 else "",
        "touched": number(found.touched),
        "sections": [f"{WHERE[section]}: {number(count)}" for section, count in found.sections.items()],
        "steps": _steps(found, tried),
        "homes": _homes(found),
        "homes_tried": tried.organisation.districts.areas != load().organisation.districts.areas,
        "homes_unjudged": number(found.homes_unjudged),
        "cases": _named(found),
        "coarse": found.total.about,
    }


def number(count: Count) -> str:
    """*12*, *ungefär 10*, *färre än 5*."""
    return about_words(count.number) if count.about else str(count.number)


def _steps(found: Outcomes, tried: Library) -> dict[str, Any] | None:
    columns = [{"text": _("Steg")}, *({"text": str(label), "number": True} for label in WHAT.values())]
    rows = [
        [{"text": _step(row, tried), "note": _other_section(row, tried), "head": True}, *_cells(row)]
        for row in found.steps
    ]
    return {"caption": _("Ärenden där ett steg ändras"), "columns": columns, "rows": rows} if rows else None


def _step(row: StepMoved, tried: Library) -> str:
    rule = tried.steps.get(row.step) or load().steps[row.step]
    return f"{row.step} {rule.title}"


def _other_section(row: StepMoved, tried: Library) -> str:
    """That the step would stand in another section of the routine; empty where it would not."""
    old, new = load().steps.get(row.step), tried.steps.get(row.step)
    if old is None or new is None or set(old.sections) == set(new.sections):
        return ""
    return _("Står i: %(old)s. Skulle stå i: %(new)s.") % {"old": _where(old.sections), "new": _where(new.sections)}


def _where(sections: Iterable[law.Section]) -> str:
    return ", ".join(str(label) for section, label in WHERE.items() if section in sections)


def _cells(row: StepMoved) -> list[dict[str, Any]]:
    about = any(count.about for count in row.counts.values())
    none = about_words(None) if about else "0"
    return [{"text": number(row.counts[what]) if what in row.counts else none, "number": True} for what in WHAT]


def _homes(found: Outcomes) -> dict[str, Any] | None:
    columns = [{"text": _("Gick till")}, {"text": _("Skulle ha gått till")}, {"text": _("Ärenden"), "number": True}]
    place = load().organisation.administration
    rows = [
        [{"text": place(row.from_).label, "head": True}, {"text": place(row.to).label}, _number(row.count)]
        for row in found.homes
    ]
    return {"caption": _("Ärenden som skulle ha gått till en annan förvaltning"), "columns": columns, "rows": rows}


def _number(count: Count) -> dict[str, Any]:
    return {"text": number(count), "number": True}


def _named(found: Outcomes) -> list[dict[str, str]]:
    """A few of the cases, for those who may see them."""
    counts = [found.touched, *(row.count for row in found.homes), found.homes_unjudged]
    cases = {case.pk: case for count in counts for case in count.cases}
    return [{"url": reverse("case:page", args=[case.pk]), "text": case.reference} for case in cases.values()]
