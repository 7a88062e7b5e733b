"""The tables of times: those that the law sets, and those that the city can change."""

from collections.abc import Iterator

from kvar.casework.deck.about import About
from kvar.content.deck import DeckWords
from kvar.law import DueFrom, DueRule, NotInForce, StepRule, ValueRow


def law_times(about: About) -> Iterator[tuple[tuple[str, str, str, str], ValueRow]]:
    """Each time that is in force on the day, as a row of the table, with the row of law that it rests on."""
    library = about.library
    for name in library.deck.law_limits:
        value = library.law.value(name)
        try:
            row = value.on(about.on)
        except NotInForce:
            continue
        yield (value.label, library.reasons.length_of(row.length_name), value.actor, row.paragraph), row


def local_times(about: About) -> Iterator[tuple[tuple[str, str, str], StepRule]]:
    """Each step that is there on the day, as a row of the table."""
    library = about.library
    for id in library.deck.local_limits:
        step = library.step(id)
        if (step.starts_on or about.on) <= about.on <= (step.until or about.on):
            event = library.reasons.due_events[step.due.counted_from]
            unit = library.organisation.unit(step.unit).short
            yield (due_in_words(step.due, about.words, event=event), step.title, unit), step


def due_in_words(due: DueRule, words: DeckWords, *, event: str) -> str:
    """*3 arbetsdagar efter ankomstdagen*, below the head *Senast*."""
    if due.counted_from is DueFrom.NEVER:
        return words.no_own_day
    if due.working_days:
        number, side = abs(due.working_days), words.before if due.working_days < 0 else words.after
        form = words.due_in_working_day if number == 1 else words.due_in_working_days
        return form.format(n=number, side=side, event=event)
    if due.days:
        return words.due_in_days.format(n=due.days, event=event)
    if due.months:
        return words.due_in_months.format(n=due.months, event=event)
    return words.due_on.format(event=event)
