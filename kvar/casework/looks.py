"""Who looked: a *look* collects what one request showed, and is stored before the first byte leaves (T28, T29)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from kvar.records.models import AccessLog


@dataclass
class Look:
    """What this request has handed out so far: (action, about, relation), each once."""

    shown: dict[tuple[str, str, str], None] = field(default_factory=dict)

    def note(self, action: str, about: str, relation: str = "none") -> None:
        self.shown[(action, about, relation)] = None


class Looker(Protocol):
    """Whoever looks: the Actor, as far as this file needs to know it (``access`` stands on this file)."""

    @property
    def id(self) -> UUID: ...

    @property
    def role(self) -> str: ...

    @property
    def look(self) -> Look: ...


def store(actor: Looker, *, route: str, request: UUID, at: datetime) -> int:
    """Write the actor's look as log rows, in one insert; returns how many.

    Raises whatever the database raises: the caller then shows nothing.
    """
    rows = [
        AccessLog(
            at=at,
            actor_id=actor.id,
            role=actor.role,
            relation=relation,
            action=action,
            about=about,
            route=route,
            request=request,
        )
        for action, about, relation in actor.look.shown
    ]
    AccessLog.objects.bulk_create(rows)
    return len(rows)
