"""A letter that is stopped: why, in one sentence, and the way forward. Pure."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from kvar.casework.errors import ActRefused
from kvar.content.letter_file import LetterStop

# What the letter's page asks in its address: the language, and whether it goes without its uncertain day.
LANGUAGE, WITHOUT_DAY = "sprak", "utan_dag"
ANEW = "nytt"  # what the page of a decision asks in its own: that the decision which stands is replaced

# Every stop there is: those that a letter names in its ``brev.yaml``, and those that any letter may meet.
StopKind = Literal[
    LetterStop,
    "protected_note",
    "protected_outside",
    "protected_typed",
    "no_lines",
    "window_full",
    "no_tenant",
    "person_gone",
    "person_unchosen",
    "child_unchosen",
    "no_child",
    "guardian_ahead",
    "child_age_unknown",
    "child_of_other_age",
    "child_grown",
    "child_too_young",
    "own_words",
    "no_such_language",
    "not_approved",
    "other_paper",
    "meeting_gone",
    "form_returned",
    "day_passed",
    "day_ahead",
    "empty_blank",
    "moved_out",
    "consent_not_that_day",
    "decided_no",
    "no_case_number",
    "no_postal_address",
    "only_forwarded",
    "only_with_proof",
    "no_way",
    "unsafe_way",
    "no_consent",
]


@dataclass(frozen=True, kw_only=True)
class WayOn:
    """Where it is put right: a page, by a route's name and its arguments; else a place on the letter's own page.

    ``label``: what the link says. ``field``: the field to go to. ``asked`` and ``value``: what the link chooses in the
    address of that page; without a value it takes the choice back.
    """

    label: str
    route: str = ""
    about: tuple[str | UUID, ...] = ()
    field: str = ""
    asked: str = ""
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class Stop:
    """``kind``: which of all stops it is. ``sentence``: one, in Swedish. ``ways``: at least one, the best first."""

    kind: StopKind
    sentence: str
    ways: tuple[WayOn, ...]


class LetterStopped(ActRefused):
    """A letter that cannot go. The sentences stand together, ``stops`` has each with its ways."""

    def __init__(self, *stops: Stop, field: str | None = None) -> None:
        super().__init__(" ".join(stop.sentence for stop in stops), field=field)
        self.stops = stops


def stop(kind: StopKind, sentence: str, *ways: WayOn) -> Stop:
    """A stop with its ways, the best first."""
    return Stop(kind=kind, sentence=sentence, ways=ways)


def there(label: str, route: str, *about: str | UUID) -> WayOn:
    """The way to another page."""
    return WayOn(label=label, route=route, about=about)


def here(label: str, field: str = "") -> WayOn:
    """The way to a field of the letter's own page."""
    return WayOn(label=label, field=field)
