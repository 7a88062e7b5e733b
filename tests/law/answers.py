"""Whole answers, word for word: a few stories told as in ``kvar law deadlines``, and their approved answers.

``python -m tests.law.answers`` writes the approved answers anew; the difference in git is then what a person reviews.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kvar import law
from kvar.law import Alternative, Deadline, Reason
from tests.law.build import the_law
from tests.law.written import read_yaml

HERE = Path(__file__).parent
APPROVED = HERE / "approved"
STORIES: dict[str, dict[str, Any]] = read_yaml(HERE / "stories.yaml")


def answers_of(story: str) -> str:
    """What every rule answers, with all its readings and reasons; one line for each that is not for this notice."""
    found = law.deadlines_of(law.read_facts(STORIES[story]), the_law())
    return "\n".join(line for row in found for line in _lines(row)) + "\n"


def approved(story: str) -> Path:
    return APPROVED / f"{story}.txt"


def _lines(row: Deadline) -> Iterator[str]:
    if row.status is law.Status.NOT_APPLICABLE:
        yield f"{row.rule} {row.id} [{row.subject}]: not for {'; '.join(map(_reason, row.reasons))}"
        return
    days = {"from": row.starts_on, "last day": row.last_day, "earliest": row.earliest_day}
    yield f"{row.rule} {row.id} [{row.subject}]: {row.status}{_told(days)}"
    for other in row.alternatives:
        yield f"    or {_alternative(other)}"
    if row.missing:
        yield f"    missing {', '.join(row.missing)}"
    for reason in row.reasons:
        yield f"    {_reason(reason)}"


def _alternative(other: Alternative) -> str:
    return other.because + _told({"last day": other.last_day, "earliest": other.earliest_day})


def _reason(reason: Reason) -> str:
    more = {"day": reason.day, "until": reason.until, "length": reason.length, "text": reason.text}
    return f"{reason.kind.value} {reason.name}{_told(more)}"


def _told(named: dict[str, object]) -> str:
    return "".join(f", {name} {value}" for name, value in named.items() if value is not None)


if __name__ == "__main__":
    for story in STORIES:
        approved(story).write_text(answers_of(story), encoding="utf-8")
