"""The examples of a letter as drafts: invented words put where a case's would stand. Pure: no case is asked.

The approved texts, the gallery and the checks of the PDF all read these.
"""

from collections.abc import Iterator
from datetime import date

from kvar.casework.letters.facts import LetterFacts, Words, sender_of
from kvar.casework.letters.issuing import LetterDraft, draft_letter
from kvar.casework.letters.languages import languages_of
from kvar.casework.letters.values import said
from kvar.content.letter_file import SWEDISH, Letter
from kvar.content.letter_story import LetterExamples, LetterStory
from kvar.content.load import load

REFERENCE = "26-4KXD"  # of no case: its administration's letter goes before


def letter_examples() -> Iterator[tuple[str, str, str]]:
    """Every letter, story and language that there is, by their names."""
    for letter in load().letters.values():
        for story in stories_of(letter.id):
            yield from ((letter.id, story.name, language) for language in languages_of(letter))


def stories_of(letter: str) -> tuple[LetterStory, ...]:
    """None for a letter without examples, as an older edition may have."""
    examples = load().letter_examples.get(letter)
    return examples.stories if examples else ()


def example_draft(*, letter: str, story: str, language: str) -> LetterDraft:
    """The letter as it would be sent on the day of the example.

    Raises KeyError for an unknown letter or story, and for a language that the letter does not have.
    """
    told, examples = load().letters[letter], load().letter_examples[letter]
    found = {one.name: one for one in examples.stories}[story]
    if language not in languages_of(told):
        raise KeyError(language)
    facts = _facts(told, examples, found, language=language)
    return draft_letter(letter=letter, told=facts, today=examples.written_on)


def _facts(letter: Letter, examples: LetterExamples, story: LetterStory, *, language: str) -> LetterFacts:
    organisation = load().organisation
    office, filled = organisation.administrations[0], examples.filled(story)
    day = filled.get(letter.fixed_date or "")
    return LetterFacts(
        recipient=examples.lines(story),
        sender=sender_of(letter, administration=office.id, unit=examples.unit),
        reference=f"{office.prefix}-{REFERENCE}" if letter.letterhead else "",
        blanks=_words(letter, examples, story, language=letter.written_in(language)),
        swedish=_words(letter, examples, story, language=SWEDISH),
        passages=frozenset(story.passages),
        stops=(),
        amount_known=bool(filled.get("belopp")),
        language=language,
        fixed_date=day if isinstance(day, date) else None,
        own_words=story.own_words or "",
    )


def _words(letter: Letter, examples: LetterExamples, story: LetterStory, *, language: str) -> Words:
    filled, on = examples.filled(story, language), examples.written_on
    return {blank.name: said(filled.get(blank.name), blank=blank, on=on, language=language) for blank in letter.blanks}
