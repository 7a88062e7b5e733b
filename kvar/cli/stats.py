"""``kvar stats``: what has been published, and nothing else. Whole quarters inside the period count."""

import json
from argparse import Namespace
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from kvar.cli.database import open_database, today
from kvar.cli.swedish import WRONG_USE, Refused

if TYPE_CHECKING:
    from kvar.casework.published.reading import Published

BY = ("administration", "ground", "household", "quarter")
HIDDEN = "–"


def show_figures(told: Namespace) -> None:
    """Publish what is due, then show the measures. The answer is no when the period holds no published quarter."""
    if told.first > told.last:
        raise Refused("Perioden slutar före sin första dag. Byt plats på --from och --to.", code=WRONG_USE)
    open_database()
    from kvar.casework.editions.in_force import content_in_force
    from kvar.casework.published.publishing import publish_due

    with content_in_force(today()):
        publish_due(today=today())
        read = _read(told)
        found = {
            "from": told.first.isoformat(),
            "to": told.last.isoformat(),
            "by": told.by,
            "measures": list(_measures(read, told.by)),
        }
    print(json.dumps(found, ensure_ascii=False) if told.json else _table(found, read))


def _read(told: Namespace) -> "Published":
    from kvar.casework.published.quarters import quarters_within
    from kvar.casework.published.reading import published, published_quarters

    wanted, there = quarters_within(told.first, told.last), published_quarters()
    if not set(wanted) & set(there):
        exist = f"Publicerade: {', '.join(map(_name, there))}." if there else "Inget kvartal är publicerat ännu."
        why = "Inget av periodens kvartal är publicerat" if wanted else "Perioden rymmer inget helt kvartal"
        raise Refused(f"{why}, så det finns inga siffror att visa. {exist}")
    return published(wanted[0], wanted[-1])


def _measures(read: "Published", by: str) -> Iterator[dict[str, Any]]:
    from kvar.casework.follow_up_report.values import as_data, unit_of
    from kvar.casework.measures.registry import MEASURES

    groups = list(_groups(read, by))
    for measure in MEASURES:
        if measure.id in read.measures:
            yield {
                "id": measure.id,
                "label": str(measure.label),
                "definition": measure.definition,
                "unit": unit_of(measure),
                "groups": [{"id": id, **as_data(of(measure))} for id, of in groups],
            }


def _groups(read: "Published", by: str) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """The ids to show, and what tells a measure's number there."""
    from kvar.casework.follow_up_report.values import told
    from kvar.casework.measures.dimensions import GROUNDS, HOUSEHOLD_TYPES
    from kvar.content.load import load

    if by == "quarter":
        for quarter in read.quarters:
            yield quarter.isoformat(), lambda measure, quarter=quarter: told(read.quarter(quarter), measure)
        return
    ids = {
        "administration": [each.id for each in load().organisation.administrations],
        "ground": [part.id for part in GROUNDS],
        "household": [part.id for part in HOUSEHOLD_TYPES],
    }
    for id in ids[by]:
        yield id, lambda measure, id=id: told(read, measure, **{by: id})


def _table(found: dict[str, Any], read: "Published") -> str:
    from kvar.casework.published.words import share_words

    quarters = ", ".join(map(_name, read.quarters))
    lines = [f"Publicerat för {quarters}. {HIDDEN} visas inte: det är ett litet tal, eller skulle röja ett."]
    for measure in found["measures"]:
        lines += ["", f"{measure['label']} ({measure['unit']})"]
        for group in measure["groups"]:
            value = share_words(group["value"]) if isinstance(group["value"], float) else ""
            n = HIDDEN if group["n"] is None else group["n"]
            lines.append(f"  {group['id']:20}{n:>8}{HIDDEN if group['suppressed'] else value:>8}")
    return "\n".join(lines)


def _name(quarter: Any) -> str:
    return f"{quarter.year} kvartal {(quarter.month + 2) // 3}"
