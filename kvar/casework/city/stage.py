"""One thread of the city as it has come so far, and who works there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kvar.casework.access import Actor
from kvar.records.models import Case, Notice, User


@dataclass
class Stage:
    """One thread as it has come so far."""

    case: Case | None = None
    notices: list[Notice] = field(default_factory=list)

    @property
    def open_case(self) -> Case:
        assert self.case is not None, "a thread begins with a notice"
        return self.case


@dataclass(frozen=True)
class Cast:
    """The workers as actors and as users, by e-mail."""

    actors: Mapping[str, Actor]
    users: Mapping[str, User]
