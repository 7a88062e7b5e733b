"""What a measure is: rows that are counted, each in one part. Its docstring is the definition that every page shows.

A measure says which rows it counts and in which *part* each falls: yes, no or not known; an outcome; how many days. The
day, the administration, the ground and the household type place the row. One definition serves the unit's own running
counts, the published figures, the exports and the command.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ALL = ""
"""A place in the cube that is summed over: every administration, every ground."""

UNKNOWN = "unknown"
"""The part of what nobody has recorded, and the ground or the household type that nobody knows. Never a no."""


class Kind(StrEnum):
    COUNT = "count"  # how many; the parts split them
    SHARE = "share"  # how many of those known are ``yes``
    TIME = "time"  # days until something happened, or how long it has not (see ``days_part``)


class Part(NamedTuple):
    """One of the answers of a measure, in the order they are shown."""

    id: str
    label: str | Promise


Parts = tuple[Part, ...] | Callable[[], tuple[Part, ...]]
"""The parts themselves, or where they are read when they are codes of the content."""

YES_NO = (Part("yes", _("ja")), Part("no", _("nej")), Part(UNKNOWN, _("inte känt")))
"""The parts of a SHARE."""


class Key(NamedTuple):
    """One place in the counts. ``month`` is a first day, of the quarter once quarters are made; ALL is a sum."""

    month: date
    administration: str
    ground: str
    household: str
    part: str


@dataclass(frozen=True, kw_only=True)
class Rows:
    """What is counted: ``found`` has a row per counted thing. The others name its columns or annotations.

    ``case`` gives the id of the case that the row stands in, ``ground`` ids of ``GROUNDS``, ``household`` of
    ``HOUSEHOLD_TYPES``, ``part`` of the parts, or a list of them: then the row counts once in each.
    """

    found: QuerySet[Any]
    on: str
    case: str
    administration: str
    ground: str
    household: str
    part: str


Finder = Callable[[date, date, date], Rows]
"""``(first, until, seen_on)``: rows whose day is in [first, until), as known on ``seen_on``."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """``handling``: it tells how we work, so it stands in *Likvärdighet*. ``tells_household``: its answer decides
    whether the household is known to have children, so it is neither compared by that nor adjusted for it.

    ``read_by``: the units that may read single rows of it, so that small numbers are theirs; empty: whoever
    sees the case.
    """

    id: str
    label: str | Promise
    kind: Kind
    answers: Parts
    definition: str
    find: Finder
    source: str | Promise
    handling: bool = False
    tells_household: bool = False
    read_by: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The answers in the order they are shown; those that are codes of the content follow the edition in force."""
        return self.answers() if callable(self.answers) else self.answers


def measure(
    label: str | Promise,
    *,
    kind: Kind,
    parts: Parts,
    source: str | Promise,
    handling: bool = False,
    tells_household: bool = False,
    read_by: tuple[str, ...] = (),
) -> Callable[[Finder], Measure]:
    """Makes a measure of the function that finds its rows. The function's docstring is the definition, in Swedish."""

    def named(find: Finder) -> Measure:
        definition = " ".join(inspect.cleandoc(find.__doc__ or "").split())
        return Measure(
            id=find.__name__,
            label=label,
            kind=kind,
            answers=parts,
            definition=definition,
            find=find,
            source=source,
            handling=handling,
            tells_household=tells_household,
            read_by=read_by,
        )

    return named
