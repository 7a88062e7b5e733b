"""Ordinary words instead of officialese (``plain_words.yaml``), and one name for each thing (the glossary)."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from pydantic import Field

from kvar.content.glossary import Glossary
from kvar.content.shape import Shape, Text

WORD = re.compile(r"\w+")
TITLE_OF_A_PAPER = re.compile(r"(?<![*\w])\*[^*\n]+\*(?![*\w])")  # *set in italics*: called so by others


class PlainWord(Shape):
    """Words nobody should have to look up, and what to say. A star stands for any ending."""

    instead_of: tuple[Text, ...] = Field(min_length=1)
    say: Text


class PlainWords(Shape):
    """The file ``plain_words.yaml``. ``fixed_names``: names and words of the law, told as they are."""

    words: tuple[PlainWord, ...] = Field(min_length=1)
    fixed_names: tuple[Text, ...] = ()


class WordList:
    """Every word to avoid, with what to say. ``names``: what a thing is called, and what it must not be called."""

    def __init__(self, words: PlainWords, names: Iterable[tuple[str, Iterable[str]]] = ()) -> None:
        said = {word.casefold(): row.say for row in words.words for word in row.instead_of}
        said |= {word.casefold(): name for name, others in names for word in others}
        self._beginnings = {word.removesuffix("*"): say for word, say in said.items() if word.endswith("*")}
        self._words = {word: say for word, say in said.items() if WORD.fullmatch(word)}
        self._phrases = {word: say for word, say in said.items() if not WORD.fullmatch(word.removesuffix("*"))}
        self._fixed = re.compile("|".join(map(re.escape, words.fixed_names)) or r"(?!)", re.IGNORECASE)

    def faults(self, text: str) -> Iterator[str]:
        """One sentence for each word that has a plainer one."""
        ours = TITLE_OF_A_PAPER.sub(" ", self._fixed.sub(" ", text))
        for word in dict.fromkeys(WORD.findall(ours)):
            if say := self._said(word.casefold()):
                yield f"”{word}” kan sägas enklare. Skriv: {say}."
        flat = f" {' '.join(ours.casefold().split())} "
        for phrase, say in self._phrases.items():
            if f" {phrase} " in flat:
                yield f"”{phrase}” kan sägas enklare. Skriv: {say}."

    def _said(self, word: str) -> str | None:
        if word in self._words:
            return self._words[word]
        if not word.startswith(self._starts):
            return None
        return next(say for beginning, say in self._beginnings.items() if word.startswith(beginning))

    @cached_property
    def _starts(self) -> tuple[str, ...]:
        return tuple(self._beginnings)


def word_list(words: PlainWords, glossary: Glossary) -> WordList:
    """The list of an edition: its plain words, and the names of its glossary."""
    return WordList(words, [(term.swedish, term.not_called) for term in glossary.terms if term.not_called])
