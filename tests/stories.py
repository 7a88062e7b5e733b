"""The named life situations: the same that the demo shows (kvar.casework.city.stories), played through the acts."""

from datetime import date

from kvar.casework.city.acting import act_out
from kvar.casework.city.stories import STORIES, stories, story
from kvar.records.models import Case
from tests.factories import TODAY

__all__ = ["STORIES", "play", "play_all"]


def play(name: str, *, today: date = TODAY) -> Case:
    """One story, played up to a day; returns its case as it then is. The demo city's workers are signed up."""
    case = act_out([story(name, today=today)])[0]
    case.refresh_from_db()
    return case


def play_all(*, today: date = TODAY) -> dict[str, Case]:
    """Every story, by name."""
    told = stories(today=today)
    return dict(zip([thread.name for thread in told], act_out(told), strict=True))
