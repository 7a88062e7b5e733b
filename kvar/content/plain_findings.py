"""Is the content written in plain Swedish? Warnings only: a heavy sentence stops nobody from using a right one.

The limits are our own. A sentence over 25 words is hard to hold together, and a mean under 16 keeps the long ones
rare. LIX under 45 keeps the handbook with newspapers (40–50) and below official texts (50–60); under 40 keeps steps,
which are read in a hurry, with easy texts; under 35 keeps letters easy for somebody who is afraid of losing the home.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kvar.content.draft import Draft
from kvar.content.finding import Finding, Severity
from kvar.content.letter_file import Letter
from kvar.content.plain_words import word_list
from kvar.content.read_texts import ReadText, letter_texts, read_texts
from kvar.content.readability import NOTHING, Readability, readability, sentences_in, words_in
from kvar.content.yaml_file import YamlFile

MOST_WORDS, MOST_MEAN = 25, 16
MOST_LIX = {"handbook": 45, "checklists": 40, "routines": 40, "letters": 35}
TO_AUTHORITY, MOST_TO_AUTHORITY = frozenset({"kronofogden", "guardian_board"}), 45  # read at work, as the handbook is
QUOTED = 8  # words of a sentence that say which one it is


@dataclass(frozen=True)
class GroupRead:
    """How heavy a chapter, a list or a letter is; ``most`` is None for files of short texts, which have no limit."""

    name: str
    file: str
    measured: Readability
    most: int | None

    @property
    def heavy(self) -> bool:
        return self.most is not None and self.measured.lix > self.most

    def data(self) -> dict[str, object]:
        """The measure as plain data; LIX and the mean with one decimal."""
        found = self.measured
        return {"name": self.name, "file": self.file, "lix": round(found.lix, 1), "most": self.most} | {
            "mean": round(found.mean, 1),
            "longest": found.longest,
            "words": found.words,
        }


def most_of(letter: Letter) -> int:
    """The LIX that a letter should keep within: a person's, or that of whoever reads such letters at work."""
    return MOST_TO_AUTHORITY if letter.to in TO_AUTHORITY else MOST_LIX["letters"]


def letter_readability(letter: Letter, language: str) -> Readability:
    """How heavy a letter's text in one language is: its whole sentences, without what says when it is used."""
    texts = (readability(one.text) for one in letter_texts(letter, language) if one.prose)
    return sum(texts, start=NOTHING)


def plain_findings(draft: Draft, *beside: YamlFile) -> Iterator[Finding]:
    """A warning for each word, sentence, passage and chapter that is heavier than it need be."""
    words = word_list(draft.plain_words.shape, draft.glossary.shape)
    texts = [*_measured(draft, *beside)]
    for one, measured in texts:
        for sentence in (*words.faults(one.text), *_heavy_sentences(one, measured)):
            yield Finding(file=one.file, line=one.line, sentence=sentence, severity=Severity.WARNING)
    for group in _grouped(texts):
        if group.heavy:
            sentence = f"{group.name} har LIX {group.measured.lix:.0f}, och bör ha högst {group.most}. "
            mend = "Dela långa meningar och byt långa ord mot vanliga."
            yield Finding(file=group.file, line=1, sentence=sentence + mend, severity=Severity.WARNING)


def groups_read(draft: Draft) -> tuple[GroupRead, ...]:
    """The measure of each chapter, list, letter and other file, in the order of the files."""
    return _grouped(_measured(draft))


def _measured(draft: Draft, *beside: YamlFile) -> Iterator[tuple[ReadText, Readability]]:
    """Each text with its measure; what is not whole sentences has none."""
    return ((one, readability(one.text) if one.prose else NOTHING) for one in read_texts(draft, *beside))


def _grouped(texts: Iterable[tuple[ReadText, Readability]]) -> tuple[GroupRead, ...]:
    found: dict[tuple[str, str], tuple[str, Readability]] = {}
    for one, measured in texts:
        key = (one.file.split("/")[0], one.group)
        file, before = found.get(key, (one.file, NOTHING))
        found[key] = (file, before + measured)
    return tuple(
        GroupRead(group, file, measured, MOST_LIX.get(folder))
        for (folder, group), (file, measured) in found.items()
        if measured.words
    )


def _heavy_sentences(one: ReadText, measured: Readability) -> Iterator[str]:
    if measured.longest > MOST_WORDS:
        for sentence in sentences_in(one.text):
            if (number := len(words_in(sentence))) > MOST_WORDS:
                begins = " ".join(sentence.split()[:QUOTED])
                yield f"Meningen ”{begins} …” har {number} ord, och bör ha högst {MOST_WORDS}. Dela den."
    if measured.mean > MOST_MEAN and measured.sentences > 1:
        yield f"Meningarna har {measured.mean:.0f} ord i genomsnitt, och bör ha högst {MOST_MEAN}. Dela de längsta."


def as_table(groups: tuple[GroupRead, ...]) -> str:
    """For people: one row a group, and how to read it."""
    lines = [f"{'':60}{'LIX':>6}{'högst':>7}{'ord/mening':>12}{'längsta':>9}{'ord':>8}"]
    for group in groups:
        found, most = group.measured, group.most if group.most is not None else "–"
        lines.append(
            f"{group.name[:58]:60}{found.lix:6.1f}{most:>7}{found.mean:12.1f}{found.longest:9}{found.words:8}"
            f"{'  för svår' if group.heavy else ''}"
        )
    return "\n".join([*lines, "", "LIX: under 30 mycket lätt, 30–40 lätt, 40–50 som en dagstidning, över 50 svår."])
