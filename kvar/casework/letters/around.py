"""What stands above and below a letter's own text when it is written for somebody who does not read Swedish. Pure."""

from datetime import date

from kvar.casework.letters.facts import LetterFacts
from kvar.casework.letters.languages import fixed_block
from kvar.casework.letters.texts import letter_text
from kvar.casework.letters.values import is_swedish
from kvar.content.letter_file import SWEDISH, Letter
from kvar.paper.letter import Block, Heading, Parallel, in_language, with_own_words
from kvar.paper.text import fill


def block_above(letter: Letter, told: LetterFacts, today: date) -> tuple[Parallel, ...]:
    """The fixed block, with its day only where the text itself says it: not certain there is not certain here."""
    text = letter_text(letter.id, told.language)
    shown = [line for line in text.lines if line.passage is None or line.passage in told.passages]
    said = any(letter.fixed_date in line.blanks() for line in shown)
    return fixed_block(letter, told.language, words=told.blanks, day=told.fixed_date if said else None, today=today)


def swedish_below(letter: Letter, told: LetterFacts) -> tuple[Block, ...]:
    """The Swedish text, below one in another language, where it is the Swedish one that counts."""
    if not letter.swedish_follows or is_swedish(letter.written_in(told.language)):
        return ()
    filled = fill(letter_text(letter.id), blanks=told.swedish, passages=told.passages)
    return in_language((Heading(filled.title), *with_own_words(filled.blocks, told.own_words)), SWEDISH)
