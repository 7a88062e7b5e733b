"""A published measure as a figure: the finding in one sentence, the picture, the definition, the numbers as a table."""

from typing import Any

from kvar.casework.follow_up_report.findings import finding_of
from kvar.casework.follow_up_report.pictures import picture_of
from kvar.casework.measures.measured import Measure
from kvar.casework.published.reading import Published
from kvar.casework.published.tabled import Cases, by_quarter
from kvar.paper.report.told import Picture
from kvar.web.ui.measured import table_shown


def measure_figure(published: Published, measure: Measure, cases: Cases) -> dict[str, Any]:
    """What ``ui/components/figure.html`` shows."""
    table = by_quarter(published, measure, cases)
    finding = finding_of(published, measure, cases, table)
    picture = picture_of(published, measure, cases, finding) if table.total.least else None
    shown = {"definition": measure.definition, "table": table_shown(table, caption=str(measure.label))}
    return {"finding": finding, **drawn(picture), **shown}


def drawn(picture: Picture | None) -> dict[str, Any]:
    """The picture, and what it shows and what not."""
    return {"svg": picture.for_page(), "shows": picture.words} if picture else {"svg": ""}
