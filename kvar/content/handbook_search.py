"""Searching the handbook: every passage with the words that were asked for, the best first."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

from kvar.content.handbook_file import ChapterTold, PassageTold
from kvar.content.vocabulary import Vocabulary, words_of

AROUND_WORDS, BETWEEN_WORDS = re.compile(r"\]\([^)]*\)|[*\[\]]"), re.compile(r"[#>|]")
NEW_LINE = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s|\|)")  # a paragraph, an item of a list, a row of a table
SENTENCE = re.compile(r"(?<=[.?!])\s+")
IN_TITLE, IN_TEXT = 5, 1
MOST_WORDS = 12


@dataclass(frozen=True)
class Hit:
    """``words``: those of the handbook that were meant, each with what it may mean."""

    chapter: ChapterTold
    passage: PassageTold
    score: float
    words: tuple[Mapping[str, float], ...]

    @cached_property
    def snippet(self) -> str:
        """The first sentence that holds one of the words, else the first sentence; as plain text."""
        sentences = SENTENCE.split(plain_text(self.passage.text))
        wanted = {word for forms in self.words for word in forms}
        return next((one for one in sentences if wanted & {*words_of(one)}), sentences[0])


@dataclass(frozen=True)
class SearchIndex:
    """Where each word stands: in which passages, by their numbers, and how much it weighs there."""

    passages: tuple[tuple[ChapterTold, PassageTold], ...]
    places: Mapping[str, Mapping[int, float]]
    vocabulary: Vocabulary

    def search(self, query: str) -> tuple[Hit, ...]:
        """Passages with every word of the query, best first; if none has all of them, those with most."""
        asked = list(dict.fromkeys(words_of(query)))[:MOST_WORDS]
        words = tuple(self.vocabulary.forms(word) for word in asked)
        found: Counter[int] = Counter()
        scores: dict[int, float] = defaultdict(float)
        for forms in words:
            for number, score in self._scored(forms).items():
                found[number] += 1
                scores[number] += score
        most = max(found.values(), default=0)
        best = sorted(
            (number for number in found if found[number] == most), key=lambda number: (-scores[number], number)
        )
        return tuple(Hit(*self.passages[number], score=scores[number], words=words) for number in best)

    def _scored(self, forms: Mapping[str, float]) -> Mapping[int, float]:
        """How much one asked word weighs in each passage: as much as the best of its forms there."""
        best: dict[int, float] = {}
        for word, share in forms.items():
            places = self.places[word]
            weight = share * log(1 + len(self.passages) / len(places))  # a rare word says more
            for number, own in places.items():
                if own * weight > best.get(number, 0):
                    best[number] = own * weight
        return best


def index_of(passages: Iterable[tuple[ChapterTold, PassageTold]]) -> SearchIndex:
    """Read once, search many times: some milliseconds for the whole handbook."""
    read = tuple(passages)
    places: dict[str, dict[int, float]] = defaultdict(dict)
    for number, (_chapter, passage) in enumerate(read):
        for word, weight in _weights(passage).items():
            places[word][number] = weight
    return SearchIndex(passages=read, places=places, vocabulary=Vocabulary(places))


def plain_text(markdown: str) -> str:
    """The text without its markup, for a snippet."""
    return " ".join(BETWEEN_WORDS.sub(" ", AROUND_WORDS.sub("", markdown)).split())


def plain_lines(markdown: str) -> str:
    """The same with a line for each paragraph and each item of a list."""
    return "\n".join(line for part in NEW_LINE.split(markdown) if (line := plain_text(part)))


def _weights(passage: PassageTold) -> Mapping[str, float]:
    """A word in the title weighs more, and one that is repeated a little more."""
    found: dict[str, float] = {}
    for text, weight in ((passage.title, IN_TITLE), (plain_text(passage.text), IN_TEXT)):
        for word, number in Counter(words_of(text)).items():
            found[word] = found.get(word, 0) + weight * (1 + log(number))
    return found
