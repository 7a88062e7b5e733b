"""The handbook as files: ``handbook/*.md``, front matter in YAML and a text in Markdown, one heading a passage."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from pydantic import Field

from kvar.content.finding import ContentError, Finding
from kvar.content.folder import text_of
from kvar.content.shape import Shape, SourceId, Text
from kvar.content.yaml_file import YamlFile, validated
from kvar.content.yaml_text import tree_of

FENCE = "---\n"
HEADING = re.compile(r"^## (?P<title>.+?) \{#(?P<id>[a-z0-9-]+)\}$", re.MULTILINE)
STEP_LINK = re.compile(r"\]\(steg:([A-Z]\d{2})\)")
PAGE_LINK = re.compile(r"\]\(sida:([a-z_]+)\)")
PASSAGE_LINK = re.compile(r"\]\(#([a-z0-9-]+)\)")
PASSAGE_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class PassageTold(Shape):
    """One wording of a passage. ``seed``: what of the seed it carries (S1–S85), ``until``: its last day in force."""

    id: str = Field(pattern=PASSAGE_ID)
    sources: tuple[SourceId, ...] = Field(min_length=1)
    seed: tuple[str, ...] = ()
    starts_on: date
    until: date | None = None
    title: Text = ""
    text: str = ""

    def in_force_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.until is None or day <= self.until)

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps it links to, each once: they rest on it."""
        return tuple(dict.fromkeys(STEP_LINK.findall(self.text)))

    @property
    def mentions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(PASSAGE_LINK.findall(self.text)))

    @property
    def pages(self) -> tuple[str, ...]:
        """The words of the pages it links to, as written."""
        return tuple(dict.fromkeys(PAGE_LINK.findall(self.text)))


class ChapterTold(Shape):
    """A file. ``number`` 1–6 is a chapter, 0 a page beside them. ``note``: what the reader must know of the text."""

    number: int = Field(ge=0, le=6)
    id: str = Field(pattern=PASSAGE_ID)
    title: Text
    about: Text
    passages: tuple[PassageTold, ...] = Field(min_length=1)
    note: str = ""


def read_chapter(path: Path, *, name: str) -> tuple[YamlFile, ChapterTold]:
    """One file with the text of each passage. Raises ContentError with file and line."""
    front, body, first_line = _parts(text_of(path, name=name), name)
    file = YamlFile(name, tree_of(front, name=name))
    chapter = validated(file, ChapterTold)
    return file, _with_texts(chapter, body, name=name, first_line=first_line)


def _parts(whole: str, name: str) -> tuple[str, str, int]:
    """Front matter, body, and the line where the body begins."""
    _before, *rest = whole.split(FENCE, 2)
    if len(rest) != 2 or _before:
        sentence = (
            "Filen ska börja med uppgifter mellan två rader med tre bindestreck. Se hur en annan fil i mappen börjar."
        )
        raise ContentError([Finding(file=name, line=1, sentence=sentence)])
    # A line of its own before the front matter, so that the lines are those of the file.
    return "\n" + rest[0], rest[1], rest[0].count("\n") + 3


def _with_texts(chapter: ChapterTold, body: str, *, name: str, first_line: int) -> ChapterTold:
    headings = list(HEADING.finditer(body))
    told, written = [row.id for row in chapter.passages], [heading["id"] for heading in headings]
    if told != written:
        place = next((n for n, pair in enumerate(zip(told, written, strict=False)) if len({*pair}) > 1), len(written))
        at = headings[min(place, len(headings) - 1)].start() if headings else 0
        expected = (
            f"Här väntas en rubrik med {{#{told[place]}}}." if place < len(told) else "Här är en rubrik för mycket."
        )
        sentence = f"Rubrikerna ska vara samma stycken, i samma ordning, som passages överst i filen. {expected}"
        raise ContentError([Finding(file=name, line=first_line + body[:at].count("\n"), sentence=sentence)])
    texts = list(_texts(body, headings))
    passages = [
        row.model_copy(update={"title": heading["title"], "text": text})
        for row, heading, text in zip(chapter.passages, headings, texts, strict=True)
    ]
    note = body[: headings[0].start()].strip()
    return chapter.model_copy(update={"passages": tuple(passages), "note": note})


def _texts(body: str, headings: Sequence[re.Match[str]]) -> Iterator[str]:
    ends = [heading.start() for heading in headings[1:]] + [len(body)]
    return (body[heading.end() : end].strip() for heading, end in zip(headings, ends, strict=True))
