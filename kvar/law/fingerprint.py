"""The fingerprint of what a worker was shown with a step: short, stable, and able to say which part has changed."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from kvar.law.conditions.finding import Finding

PART = 5  # hexadecimal digits a part; ten parts fit the 64 characters that records keep
MOST_PARTS = 10


def fingerprint(due: date | None, findings: Mapping[str, Finding]) -> str:
    """One part for the due day, one for each condition's answer and day, in the step's order."""
    parts = [f"due {due}", *(f"{name} {found.yes} {found.since}" for name, found in findings.items())]
    if len(parts) > MOST_PARTS:
        parts = [*parts[: MOST_PARTS - 1], " ".join(parts[MOST_PARTS - 1 :])]
    return ".".join(sha256(part.encode()).hexdigest()[:PART] for part in parts)


def changed_names(then: str, now: str, conditions: tuple[str, ...]) -> tuple[str, ...]:
    """``due`` and the conditions whose answer is another now; ``step`` when the step itself has been rewritten."""
    old, new = then.split("."), now.split(".")
    if len(old) != len(new):
        return ("step",)
    names = ("due", *conditions)
    return tuple(name for name, before, after in zip(names, old, new, strict=False) if before != after)
