"""Short ways to write facts, steps and the law's values in tests. Facts use the keys of the ``kvar law`` contract."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kvar import law
from tests.law.written import ROOT, read_yaml

VECTORS = Path(__file__).parent / "vectors"
ARRIVED = date(2026, 11, 4)


def law_rows() -> dict[str, Any]:
    """Every value of ours as plain data, as the files have it."""
    rows: dict[str, Any] = {}
    for path in sorted((ROOT / "kvar/content/law").glob("*.yaml")):
        rows |= read_yaml(path)
    return rows


@cache
def the_law() -> law.LawValues:
    return law.law_values(law_rows())


def notice(**given: Any) -> law.Notice:
    keys: dict[str, Any] = {"id": "n1", "ground": law.Ground.RENT_ARREARS, "arrived_on": ARRIVED}
    return law.Notice(**keys | given)


def served(*days: date | None) -> tuple[law.Service, ...]:
    return tuple(law.Service(tenant=f"person:{number}", served_on=day) for number, day in enumerate(days, start=1))


def facts(*notices: law.Notice, tenure: law.Tenure | None = law.Tenure.RENTAL, **given: Any) -> law.Facts:
    keys: dict[str, Any] = {"opened_on": ARRIVED, "tenancy": law.Tenancy(tenure=tenure)}
    return law.Facts(notices=notices, **keys | given)


def answer(question: law.Question, yes: bool, *, on: date = ARRIVED, source: str = "tenant") -> law.Answer:
    return law.Answer(question=question, yes=yes, source=source, on=on)


def step(id: str, **given: Any) -> law.StepRule:
    keys: dict[str, Any] = {
        "id": id,
        "title": f"Step {id}",
        "text": "What to do.",
        "unit": "vuxen",
        "due": law.DueRule(counted_from=law.DueFrom.ARRIVAL, working_days=1),
        "origin": law.Origin.LOCAL,
        "sources": ("gbg-rutin",),
        "chapter": 1,
        "leaves": "A note",
    }
    return law.StepRule(**keys | given)


def rules(*steps: law.StepRule) -> law.Rules:
    return law.Rules(edition="test", steps=steps, law=the_law())
