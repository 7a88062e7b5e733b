"""Much work at night, some of it at a time: whoever writes meanwhile waits for a moment, not for the whole job."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

from django.db import transaction

AT_A_TIME = 500
Row = TypeVar("Row")


def done_in_parts(rows: Iterable[Row], act: Callable[[Row], bool]) -> int:
    """Do the act for every row, some hundred in one transaction; returns how many times it did something."""
    waiting, done = iter(rows), 0
    while part := list(islice(waiting, AT_A_TIME)):
        with transaction.atomic():
            done += sum(act(row) for row in part)
    return done
