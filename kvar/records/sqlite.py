"""Makes SQLite behave like PostgreSQL where Swedish names are concerned: order and case-insensitive search."""

import re
import sqlite3
from functools import lru_cache
from typing import Any

from django.db.backends.signals import connection_created
from django.dispatch import receiver

SWEDISH = "sv-SE-x-icu"  # the name of PostgreSQL's own ICU collation, so that one query serves both
_AFTER_Z = {"å": "{", "ä": "|", "ö": "}", "Å": "{", "Ä": "|", "Ö": "}"}


def swedish_key(text: str) -> str:
    """Sort key: case folded, å ä ö after z."""
    return "".join(_AFTER_Z.get(sign, sign) for sign in text.casefold())


def swedish_order(left: str, right: str) -> int:
    one, other = swedish_key(left), swedish_key(right)
    return (one > other) - (one < other)


@lru_cache(maxsize=512)
def _like_pattern(pattern: str, escape: str | None) -> re.Pattern[str]:
    parts, signs = [], iter(pattern)
    for sign in signs:
        if escape and sign == escape:
            parts.append(re.escape(next(signs, "")))
        else:
            parts.append({"%": ".*", "_": "."}.get(sign) or re.escape(sign))
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)


def like(pattern: str | None, text: str | None, escape: str | None = None) -> bool | None:
    """SQLite's own LIKE folds ASCII only: it finds åke for å but not Åsa."""
    if pattern is None or text is None:
        return None
    return _like_pattern(str(pattern), escape).fullmatch(str(text)) is not None


@receiver(connection_created)
def teach_swedish(sender: Any, connection: Any, **_: Any) -> None:
    raw = connection.connection
    if isinstance(raw, sqlite3.Connection):
        raw.create_collation(SWEDISH, swedish_order)
        raw.create_function("like", 2, like, deterministic=True)
        raw.create_function("like", 3, like, deterministic=True)
