"""The worst that a letter may be: hostile words wherever words can stand, and as much as the limit lets through."""

from datetime import date
from itertools import cycle, islice

from kvar.casework.benchmark.hostile import PRINTED
from kvar.casework.letters.facts import LetterFacts
from kvar.casework.letters.issuing import draft_letter
from kvar.casework.letters.own_words import LONGEST as LONGEST_OWN_WORDS
from kvar.content.letter_file import Letter
from kvar.content.load import load
from kvar.paper.letter import BulletList, LetterPaper
from kvar.paper.pdf import LONGEST, RECIPIENT_WIDTH

WRITTEN_ON = date(2026, 11, 22)
LONGEST_NAME = 300  # signs
LONGEST_ITEM = 4  # signs of ``"å", ``: what one more line of the shortest kind adds to the data
KEPT_FOR_THE_REST = 1_000  # signs of the data that are no line of the list


def longest_letters() -> dict[str, LetterPaper]:
    """``hostile``: our longest letter with the most that can be typed. ``longest``: all that the limit allows."""
    drafts = (_hostile(letter) for letter in load().letters.values() if letter.letterhead)
    hostile = max(drafts, key=lambda paper: len(repr(paper)))
    lines = ("å",) * ((LONGEST - KEPT_FOR_THE_REST) // (LONGEST_ITEM + 1))
    longest = LetterPaper(
        title=hostile.title,
        sender=hostile.sender,
        recipient=hostile.recipient,
        date=WRITTEN_ON,
        reference="",
        blocks=(BulletList(lines),),
    )
    return {"hostile": hostile, "longest": longest}


def _hostile(letter: Letter) -> LetterPaper:
    groups = {one.one_of or one.name: one.name for one in letter.passages}
    told = LetterFacts(
        recipient=tuple(filled(RECIPIENT_WIDTH, after=number) for number in range(3)),
        sender=("Socialförvaltningen",),
        reference="",
        blanks={blank.name: filled(LONGEST_NAME, after=number) for number, blank in enumerate(letter.blanks)},
        passages=frozenset(groups.values()),
        stops=(),
        amount_known=False,
        own_words=filled(LONGEST_OWN_WORDS, after=0),
    )
    paper = draft_letter(letter=letter.id, told=told, today=WRITTEN_ON).paper
    if paper is None:
        raise RuntimeError(f"{letter.id} has an empty blank")
    return paper


def filled(count: int, *, after: int) -> str:
    """So many signs of the sixty, one word after another, beginning with another of them each time."""
    return "".join(islice(cycle(" ".join((*PRINTED[after:], *PRINTED[:after], ""))), count))
