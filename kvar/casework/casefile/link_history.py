"""Where a notice has been: every joining and every taking back, newest first."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from kvar.casework.access import Actor, cases_visible_to
from kvar.casework.told import because_words
from kvar.records.models import Notice, NoticeLink


@dataclass(frozen=True, kw_only=True)
class LinkShown:
    """``stands``: nobody has taken it back. ``why``: the reasons that the match was shown with. ``reason`` is empty
    where one of the cases is not this actor's to see.
    """

    on: date
    words: str
    by: str
    why: str
    reason: str
    stands: bool


def links_of(actor: Actor, notice: Notice) -> tuple[LinkShown, ...]:
    """The trace of a notice, two queries. A case that is not the actor's to see is told as another case."""
    rows = list(NoticeLink.objects.filter(notice=notice).select_related("recorded_by").order_by("-recorded_at", "-id"))
    keys = {key for row in rows for key in (row.left_id, row.joined_id) if key}
    seen = dict(cases_visible_to(actor).filter(pk__in=keys).order_by("pk").values_list("pk", "reference"))
    undone = {row.undoes_id for row in rows}
    return tuple(_shown(row, seen, stands=row.kind != "undone" and row.pk not in undone) for row in rows)


def _shown(row: NoticeLink, seen: dict[UUID, str], *, stands: bool) -> LinkShown:
    where = {"left": _named(row.left_id, seen), "joined": _named(row.joined_id, seen)}
    words = {
        "registered": _("Registrerades i %(joined)s."),
        "moved": _("Flyttades från %(left)s till %(joined)s.") if row.left_id else _("Kopplades till %(joined)s."),
        "undone": _("Kopplingen till %(left)s ångrades. Hör nu till %(joined)s."),
    }[row.kind]
    why = because_words(row.before.get("because", ()))
    all_seen = all(key in seen for key in (row.left_id, row.joined_id) if key)
    return LinkShown(
        on=row.on,
        words=words % where,
        by=row.recorded_by.name,
        why=why if row.kind != "undone" else "",
        reason=row.reason if all_seen else "",
        stands=stands,
    )


def _named(case: UUID | None, seen: dict[UUID, str]) -> str:
    return seen.get(case, _("ett annat ärende")) if case else ""
