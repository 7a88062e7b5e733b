"""The tables of times: those that the law sets, and those that the city can change."""

from collections.abc import Iterator

from kvar.casework.deck.about import About
from kvar.content.due_words import due_in_words, length_in_words
from kvar.law import NotInForce, StepRule, ValueRow


def law_times(about: About) -> Iterator[tuple[tuple[str, str, str, str], ValueRow]]:
    """Each time that is in force on the day, as a row of the table, with the row of law that it rests on."""
    library = about.library
    for name in library.deck.law_limits:
        value = library.law.value(name)
        try:
            row = value.on(about.on)
        except NotInForce:
            continue
        yield (value.label, length_in_words(row.length_name, library.reasons), value.actor, row.paragraph), row


def local_times(about: About) -> Iterator[tuple[str, str, str]]:
    """Each step that is there on the day, as a row of the table."""
    library = about.library
    for id in library.deck.local_limits:
        step = library.step(id)
        if (step.starts_on or about.on) <= about.on <= (step.until or about.on):
            yield _due(step, about), step.title, library.organisation.unit(step.unit).short


def _due(step: StepRule, about: About) -> str:
    """*3 arbetsdagar efter ankomstdagen*: without the word that the column's head already says."""
    head = about.words.local_limits.columns[0].lower()
    return due_in_words(step, about.library.reasons).removeprefix(f"{head} ")
