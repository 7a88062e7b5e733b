"""The one shape of what is going to happen. By itself, so that whoever knows of something need not know the others."""

from dataclasses import dataclass
from datetime import date, time

from kvar.records.models import Case, User


@dataclass(frozen=True, kw_only=True)
class Happening:
    """``kind`` is a code of coordination.yaml. ``at`` None: some time that day. ``who`` None: nobody named yet.

    ``certain`` False: nobody knows yet that it is this day. ``key``: what stays the same when the day moves, or empty.

    ``route`` and ``about`` say where it is dealt with: a route's name and its arguments. ``title``: what, in Kvar only.
    """

    kind: str
    day: date
    at: time | None
    case: Case | None
    unit: str
    who: User | None
    route: str
    about: tuple[object, ...]
    title: str = ""
    certain: bool = True
    key: str = ""
