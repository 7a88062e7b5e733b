"""The morning mail: how much waits, in numbers. Nothing about anybody, not even a case number (T26)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from kvar.casework.access import Actor
from kvar.casework.my_day.worklist import Chips, open_steps_for
from kvar.casework.news.unread import news_count


@dataclass(frozen=True, kw_only=True)
class Morning:
    """``due``: own steps whose day is today; ``late``: whose day has passed; ``news``: told and not read."""

    news: int
    due: int
    late: int

    @property
    def says_something(self) -> bool:
        return bool(self.news or self.due or self.late)


def morning_of(actor: Actor, *, today: date) -> Morning:
    """The numbers of one person's morning: what *Min dag* and *Nytt* show. Two queries."""
    steps = open_steps_for(actor, today=today, chips=Chips()).filter(unit=actor.unit, responsible=actor.id)
    found = steps.aggregate(today=Count("pk", filter=Q(due=today)), before=Count("pk", filter=Q(due__lt=today)))
    return Morning(news=news_count(actor, today=today), due=found["today"], late=found["before"])
