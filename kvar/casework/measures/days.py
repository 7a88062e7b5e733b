"""Days in the database itself: first days of months and quarters, days between and days later.

Django's own truncation calls back into Python for each row on SQLite. These use what both databases have built in.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, DateField, F, Func, IntegerField, Value, When

from kvar import law


class FirstOfMonth(Func):
    """The first day of the month of a day."""

    output_field = DateField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="substr(%(expressions)s, 1, 8) || '01'", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "date_trunc('month', (%(expressions)s)::timestamp)::date"
        return self.as_sql(compiler, connection, template=template, **context)


class FirstOfQuarter(Func):
    """The first day of the quarter of a day."""

    output_field = DateField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        once, params = compiler.compile(self.source_expressions[0])
        month = f"(CAST(substr({once}, 6, 2) AS INTEGER) - 1)"
        firsts = f"substr('01040710', 1 + {month} / 3 * 2, 2)"
        return f"substr({once}, 1, 5) || {firsts} || '-01'", (*params, *params)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "date_trunc('quarter', (%(expressions)s)::timestamp)::date"
        return self.as_sql(compiler, connection, template=template, **context)


class DaysBetween(Func):
    """Whole days from the first day to the second; negative when it is before, NULL when either is unknown."""

    output_field = IntegerField()
    arity = 2

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        first, until = (compiler.compile(one) for one in self.source_expressions)
        sql = f"CAST(julianday({until[0]}) - julianday({first[0]}) AS INTEGER)"
        return sql, (*until[1], *first[1])

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        first, until = (compiler.compile(one) for one in self.source_expressions)
        return f"(({until[0]})::date - ({first[0]})::date)", (*until[1], *first[1])


class DaysLater(Func):
    """The day so many days after a day."""

    output_field = DateField()
    arity = 2

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        day, number = (compiler.compile(one) for one in self.source_expressions)
        return f"date({day[0]}, ({number[0]}) || ' days')", (*day[1], *number[1])

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        day, number = (compiler.compile(one) for one in self.source_expressions)
        return f"(({day[0]})::date + ({number[0]})::integer)", (*day[1], *number[1])


class MonthsLater(Func):
    """The same day so many months later, or the last of that month where it has no such day."""

    output_field = DateField()
    arity = 1

    def __init__(self, day: Any, *, months: int) -> None:
        super().__init__(day)
        self.months = int(months)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        day, params = compiler.compile(self.source_expressions[0])
        same = f"date({day}, '{self.months} months')"
        last = f"date({day}, 'start of month', '{self.months + 1} months', '-1 day')"
        return f"MIN({same}, {last})", (*params, *params)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = f"((%(expressions)s)::date + interval '{self.months} months')::date"
        return self.as_sql(compiler, connection, template=template, **context)


def working_day_after(day: str, *, first: date, until: date) -> DaysLater:
    """The next working day after a day in [first, until), by the law's own calendar: it is told to the database."""
    by_length: dict[int, list[date]] = {}
    for number in range(max((until - first).days, 0)):
        one = first + timedelta(days=number)
        by_length.setdefault((law.add_working_days(one, 1) - one).days, []).append(one)
    whens = [When(**{f"{day}__in": days}, then=Value(length)) for length, days in by_length.items() if length > 1]
    return DaysLater(F(day), Case(*whens, default=Value(1), output_field=IntegerField()))
