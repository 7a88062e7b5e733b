"""Searching the handbook: Swedish stems, parts of words, å ä ö as their own letters, and misspellings forgiven."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from math import log

from snowballstemmer import stemmer

from kvar.content.handbook_file import ChapterTold, PassageTold

WORD = re.compile(r"\w+")
AROUND_WORDS, BETWEEN_WORDS = re.compile(r"\]\([^)]*\)|[*\[\]]"), re.compile(r"[#>|]")
NEW_LINE = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s|\|)")  # a paragraph, an item of a list, a row of a table
IN_TITLE, IN_TEXT = 5, 1
EXACT, SAME_STEM, BEGINS_ALIKE, CLOSE = 1.0, 0.8, 0.5, 0.4
ALIKE = 5  # letters: ansökan and ansökningar begin alike, and no stemmer knows it
CLOSE_ENOUGH = 0.78
MOST_WORDS = 12


@dataclass(frozen=True)
class Hit:
    """``snippet``: the sentence where the first word was found, as plain text."""

    chapter: ChapterTold
    passage: PassageTold
    score: float
    snippet: str


@dataclass(frozen=True)
class SearchIndex:
    """The words of every passage, and how often each stands there; a word in the title weighs more."""

    passages: tuple[tuple[ChapterTold, PassageTold], ...]
    weights: tuple[Mapping[str, float], ...]
    rarity: Mapping[str, float]

    def search(self, query: str) -> tuple[Hit, ...]:
        """Passages with every word of the query, best first; if none has all of them, those with most."""
        asked = list(dict.fromkeys(words_of(query)))[:MOST_WORDS]
        forms = [self._forms(word) for word in asked]
        scored = [self._scored(number, forms) for number in range(len(self.passages))]
        most = max((found for found, _score in scored), default=0)
        hits = [
            Hit(*self.passages[number], score=score, snippet=snippet_of(self.passages[number][1].text, forms))
            for number, (found, score) in enumerate(scored)
            if found and found == most
        ]
        return tuple(sorted(hits, key=lambda hit: -hit.score))

    def _scored(self, number: int, forms: list[Mapping[str, float]]) -> tuple[int, float]:
        """How many of the words stand in the passage, and how much they weigh."""
        own, score, found = self.weights[number], 0.0, 0
        for by_word in forms:
            best = max(
                (own[word] * share * self.rarity[word] for word, share in by_word.items() if word in own), default=0
            )
            score, found = score + best, found + (best > 0)
        return found, score

    def _forms(self, asked: str) -> Mapping[str, float]:
        """The words of the handbook that the asked word may mean, and how sure that is."""
        root = _stem(asked)
        forms = {word: _likeness(asked, root, word) for word in self.rarity}
        likely = {word: share for word, share in forms.items() if share}
        if likely:
            return likely
        return dict.fromkeys(get_close_matches(asked, self.rarity, n=5, cutoff=CLOSE_ENOUGH), CLOSE)


def index_of(passages: Iterable[tuple[ChapterTold, PassageTold]]) -> SearchIndex:
    """Read once, search many times: some milliseconds for the whole handbook."""
    read = tuple(passages)
    weights = tuple(_weights(passage) for _chapter, passage in read)
    spread = Counter(word for own in weights for word in own)
    rarity = {word: log(1 + len(read) / number) for word, number in spread.items()}
    return SearchIndex(passages=read, weights=weights, rarity=rarity)


def words_of(text: str) -> Iterator[str]:
    return (word.casefold() for word in WORD.findall(text))


def plain_text(markdown: str) -> str:
    """The text without its markup, for a snippet."""
    return " ".join(BETWEEN_WORDS.sub(" ", AROUND_WORDS.sub("", markdown)).split())


def plain_lines(markdown: str) -> str:
    """The same with a line for each paragraph and each item of a list."""
    return "\n".join(line for part in NEW_LINE.split(markdown) if (line := plain_text(part)))


def snippet_of(text: str, forms: Iterable[Mapping[str, float]]) -> str:
    """The first sentence that holds one of the words, else the first sentence."""
    sentences = re.split(r"(?<=[.?!])\s+", plain_text(text))
    wanted = {word for by_word in forms for word in by_word}
    return next((one for one in sentences if wanted & {*words_of(one)}), sentences[0])


def _weights(passage: PassageTold) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for text, weight in ((passage.title, IN_TITLE), (plain_text(passage.text), IN_TEXT)):
        for word, number in Counter(words_of(text)).items():
            found[word] = found.get(word, 0) + weight * (1 + log(number))
    return found


def _likeness(asked: str, root: str, word: str) -> float:
    if word == asked:
        return EXACT
    if _stem(word) == root:
        return SAME_STEM
    if len(asked) >= ALIKE - 1 and asked in word:
        return BEGINS_ALIKE
    return BEGINS_ALIKE if len(asked) >= ALIKE and word[:ALIKE] == asked[:ALIKE] else 0


@cache
def _stem(word: str) -> str:
    return str(_swedish().stemWord(word))


@cache
def _swedish() -> stemmer:
    return stemmer("swedish")
