"""Short ways to write facts, steps and the law's values in tests. Facts use the keys of the ``kvar law`` contract."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from kvar import law

ROOT = Path(__file__).parents[2]
VECTORS = Path(__file__).parent / "vectors"
ARRIVED = date(2026, 11, 4)


def read_yaml(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


@cache
def the_law() -> law.LawValues:
    return law.law_values(read_yaml(ROOT / "kvar/content/law/rent.yaml"))


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


def contract_facts(keys: Mapping[str, Any]) -> law.Facts:
    """Facts from the keys of ``kvar law deadlines``; a key that is not used here is refused."""
    left = dict(keys)
    tenure, sent_by = left.pop("tenure", None), left.pop("board_notice_sent_by", None)
    cotenants = left.pop("cotenants_served_on", [])
    saturday = left.pop("saturday_is_working_day", None)
    one = law.Notice(
        id="n1",
        ground=law.Ground(left.pop("ground")),
        arrived_on=left.pop("board_notice_arrived_on"),
        sent_by=law.SentBy(sent_by) if sent_by else None,
        posted_on=left.pop("board_notice_posted_on", None),
        valid=left.pop("board_notice_valid", None),
        services=served(left.pop("tenant_served_on", None), *cotenants),
        rent_due_on=left.pop("rent_due_on", None),
        paid_on=left.pop("paid_on", None),
        undertaking_received_on=left.pop("undertaking_received_on", None),
    )
    assert not left, f"unknown facts: {sorted(left)}"
    return facts(one, tenure=law.Tenure(tenure) if tenure else None, saturday_is_working_day=saturday)
