"""The words of a text, and which of them somebody means: Swedish stems, parts of words, and misspellings forgiven."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from snowballstemmer import stemmer

WORD = re.compile(r"\w+")
EXACT, SAME_STEM, BEGINS_ALIKE, CLOSE = 1.0, 0.8, 0.5, 0.4
ALIKE = 5  # letters: ansökan and ansökningar begin alike, and no stemmer knows it
SHORTEST_PART = 4  # letters: of a word that may stand inside another
CLOSE_ENOUGH, MOST_CLOSE = 0.78, 5


class Vocabulary:
    """Looked up, never walked through: it may hold a hundred handbooks."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._lines = "\n".join(("", *sorted(self._words), ""))
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        self._by_beginning: dict[str, list[str]] = defaultdict(list)
        self._by_pair: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            self._by_stem[_stem(word)].append(word)
            self._by_beginning[word[:ALIKE]].append(word)
            for pair in _pairs(word):
                self._by_pair[pair].append(word)

    def forms(self, asked: str) -> Mapping[str, float]:
        """The words that the asked one may mean, and how sure that is."""
        found: dict[str, float] = {}
        if len(asked) >= ALIKE:
            found |= dict.fromkeys(self._by_beginning.get(asked[:ALIKE], ()), BEGINS_ALIKE)
        if len(asked) >= SHORTEST_PART:
            found |= dict.fromkeys(self._holding(asked), BEGINS_ALIKE)
        found |= dict.fromkeys(self._by_stem.get(_stem(asked), ()), SAME_STEM)
        if asked in self._words:
            found[asked] = EXACT
        return found or dict.fromkeys(self._close_to(asked), CLOSE)

    def _holding(self, part: str) -> Iterator[str]:
        """Words that the part stands in, found in one pass over all of them."""
        for at in re.finditer(re.escape(part), self._lines):
            yield self._lines[self._lines.rindex("\n", 0, at.start()) + 1 : self._lines.index("\n", at.end())]

    def _close_to(self, asked: str) -> list[str]:
        """Misspelt words: only those that share enough pairs of letters are worth comparing."""
        shared = Counter(word for pair in _pairs(asked) for word in self._by_pair.get(pair, ()))
        likely = [word for word, number in shared.items() if number >= max(1, len(asked) // 3)]
        return get_close_matches(asked, likely, n=MOST_CLOSE, cutoff=CLOSE_ENOUGH)


def words_of(text: str) -> Iterator[str]:
    return (word.casefold() for word in WORD.findall(text))


def _pairs(word: str) -> set[str]:
    """Two letters at a time; how it begins and ends counts too."""
    word = f" {word} "
    return {word[at : at + 2] for at in range(len(word) - 1)}


@cache
def _stem(word: str) -> str:
    return str(_swedish().stemWord(word))


@cache
def _swedish() -> stemmer:
    return stemmer("swedish")
