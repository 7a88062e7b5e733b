"""A page that is only read cannot write: the database is never asked to (architecture, section 3)."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connections

READS = re.compile(r"\s*\(*\s*(SELECT|WITH|VALUES|EXPLAIN|DECLARE|FETCH|CLOSE|SAVEPOINT|RELEASE|ROLLBACK)\b", re.I)
WRITES_WITHIN = re.compile(r"\b(INSERT\s+INTO|DELETE\s+FROM|MERGE\s+INTO|UPDATE\s+\S+\s+SET)\b", re.I)


class WroteWhileReading(Exception):
    """A page tried to write on a GET. Only its first word is told: the rest may hold personal data."""


def refuse_writes(execute: Callable[..., Any], sql: str, params: object, many: bool, context: dict[str, Any]) -> Any:
    """An execute wrapper that lets questions through and nothing else."""
    if not READS.match(sql) or WRITES_WITHIN.search(sql):
        raise WroteWhileReading(sql.split(maxsplit=1)[0])
    return execute(sql, params, many, context)


@contextmanager
def nothing_written() -> Iterator[None]:
    """Within this block every database connection refuses to write."""
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(refuse_writes))
        yield
