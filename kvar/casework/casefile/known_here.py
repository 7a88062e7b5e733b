"""What other boards have been asked about the people of the case."""

from dataclasses import dataclass
from datetime import date

from kvar.content.load import load
from kvar.records.models import Case


@dataclass(frozen=True, kw_only=True)
class KnownHereShown:
    """One question; ``answered_on`` None while it waits."""

    name: str
    administration: str
    asked_on: date
    answer_label: str
    answered_on: date | None


def known_here_of(case: Case) -> tuple[KnownHereShown, ...]:
    """The questions of the case, newest first: one query."""
    library = load()
    return tuple(
        KnownHereShown(
            name=row.name,
            administration=library.organisation.administration(row.to_administration).label,
            asked_on=row.asked_on,
            answer_label=library.coordination.known_here_answer(row.answer).label if row.answer else "",
            answered_on=row.answered_on,
        )
        for row in case.known_here_questions.order_by("-asked_at", "-id")
    )
