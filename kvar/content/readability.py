"""How heavy a text is to read: words, sentences and LIX.

LIX (läsbarhetsindex; C. H. Björnsson, *Läsbarhet*, 1968) is the mean number of words a sentence plus the percentage of
words of more than six letters. His scale: under 30 very easy, 30–40 easy (fiction), 40–50 medium (newspapers), 50–60
hard (official texts), over 60 very hard.
"""

import re
from dataclasses import dataclass

from kvar.content.blanks import BLANK

WORD = re.compile(r"\w+(?:[-:/.]\w+)*")
LONG = 6  # letters: a longer word counts as long
MARKUP = re.compile(r"\]\([^)]*\)|\{#[^}]*\}|[*_`>|\[\]#]")
# An empty line ends a sentence, and so do a heading, a list and a table's row.
BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-#>|]|\d+\. ))")
# A number after an abbreviation begins no sentence: 12 kap. 44 §, kl. 9, NJA 2013 s. 1190.
END = re.compile(r"(?<!\bkap\.)(?<!\bkl\.)(?<!\bst\.)(?<!\bs\.)(?<!\bp\.)(?<=[.?!:])[\"”)]*\s+(?=[\"”(]*[A-ZÅÄÖ0-9])")


@dataclass(frozen=True)
class Readability:
    """``mean``: words a sentence."""

    words: int
    sentences: int
    long_words: int
    longest: int

    @property
    def mean(self) -> float:
        return self.words / self.sentences if self.sentences else 0

    @property
    def lix(self) -> float:
        return self.mean + 100 * self.long_words / self.words if self.words else 0

    def __add__(self, other: "Readability") -> "Readability":
        return Readability(
            words=self.words + other.words,
            sentences=self.sentences + other.sentences,
            long_words=self.long_words + other.long_words,
            longest=max(self.longest, other.longest),
        )


NOTHING = Readability(words=0, sentences=0, long_words=0, longest=0)


def readability(text: str) -> Readability:
    """The measure of one text; those of several are added."""
    sentences = [words_in(sentence) for sentence in sentences_in(text)]
    words = [word for sentence in sentences for word in sentence]
    return Readability(
        words=len(words),
        sentences=len(sentences),
        long_words=sum(len(word) > LONG for word in words),
        longest=max(map(len, sentences), default=0),
    )


def sentences_in(text: str) -> list[str]:
    """Sentences without markup. A colon before a capital ends one, as in Björnsson's count; a blank is a short word."""
    found = []
    for block in BLOCK.split(text):
        plain = " ".join(BLANK.sub("N", MARKUP.sub(" ", block)).split())
        found += [sentence for sentence in END.split(plain) if WORD.search(sentence)]
    return found


def words_in(sentence: str) -> list[str]:
    return WORD.findall(sentence)
