"""The approved text of every letter, story and language, as a file that a person who knows the law has read.

``python -m tests.letters`` writes them anew; the difference in git is then what that person reads.
"""

from dataclasses import replace
from pathlib import Path

from kvar.casework.letters.examples import example_draft, letter_examples
from kvar.content.load import load
from kvar.paper.letter import LetterPaper, as_text

APPROVED = Path(__file__).parent / "approved"


def drafted(letter: str, story: str, language: str = "sv") -> LetterPaper:
    paper = example_draft(letter=letter, story=story, language=language).paper
    assert paper, f"{letter} has an empty blank in {story}"
    return paper


def text_of(letter: str, story: str, language: str) -> str:
    """Of a language beside the Swedish: down to the fixed block. What follows is the Swedish text, read already."""
    paper = drafted(letter, story, language)
    return as_text(replace(paper, blocks=paper.blocks[:1]) if language in load().translations else paper)


def approved(letter: str, story: str, language: str) -> Path:
    return APPROVED / f"{letter}--{story}--{language}.txt"


def write_anew() -> None:
    """All of them; what no story tells any more is taken away."""
    for file in APPROVED.glob("*.txt"):
        file.unlink()
    for example in letter_examples():
        approved(*example).write_text(text_of(*example), "utf-8")
