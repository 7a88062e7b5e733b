"""The file ``deck.yaml``: what the slide deck says, slide by slide, and the words that made slides are built of."""

from enum import StrEnum

from pydantic import Field, model_validator

from kvar.content.shape import Shape, SourceId, Text, Word


class MadeOf(StrEnum):
    """What a slide is made of when its text is not in the file: what is already written, or what has been counted."""

    CHAPTERS = "chapters"
    UNITS = "units"
    DUTIES = "duties"
    LAW_LIMITS = "law_limits"
    LOCAL_LIMITS = "local_limits"
    NEWS = "news"
    FIGURES = "figures"


class CardTold(Shape):
    head: Text
    text: Text


class TableTold(Shape):
    """``widths`` are the columns' shares of the whole width."""

    columns: tuple[Text, ...] = Field(min_length=2)
    widths: tuple[int, ...]
    rows: tuple[tuple[Text, ...], ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _even(self) -> "TableTold":
        if {len(row) for row in (self.widths, *self.rows)} != {len(self.columns)}:
            raise ValueError("Varje rad i tabellen ska ha lika många rutor som columns, och widths också.")
        return self


class CoverTold(Shape):
    """The first slide. ``remark`` says what the reader must know of the text."""

    title: Text
    lines: tuple[Text, ...] = Field(min_length=1)
    remark: Text
    say: Text
    sources: tuple[SourceId, ...] = Field(min_length=1)
    passages: tuple[str, ...] = ()


class SlideTold(Shape):
    """One slide: points, cards, a table, or what it is ``made_of``. ``say``: what the one who shows it can say."""

    id: Word
    part: Text
    title: Text = Field(max_length=70)
    points: tuple[Text, ...] = ()
    numbered: bool = False
    cards: tuple[CardTold, ...] = Field(default=(), max_length=4)
    table: TableTold | None = None
    made_of: MadeOf | None = None
    remark: Text | None = None
    say: Text
    sources: tuple[SourceId, ...] = Field(min_length=1)
    passages: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_one_thing(self) -> "SlideTold":
        if sum(map(bool, (self.points, self.cards, self.table, self.made_of))) != 1:
            raise ValueError(f"Bilden {self.id} ska ha ett av points, cards, table och made_of.")
        return self


class TableWords(Shape):
    """The head of a made table, and its alternative text."""

    columns: tuple[Text, ...]
    described: Text


class FigureWords(Shape):
    period: Text
    held_back: Text
    at_least: Text
    only_small: Text
    small_numbers: Text
    quarter: Text
    quarter_by_quarter: Text
    chart: Text
    drawn_without: Text


class DeckWords(Shape):
    """What made slides are built of; the blanks in braces are filled by Kvar."""

    all_administrations: Text
    read_more: Text
    rests_on: Text
    chapters: TableWords
    law_limits: TableWords
    local_limits: TableWords
    news: TableWords
    news_named: TableWords
    news_counted: Text
    no_news: Text
    more_news: Text
    turns: dict[Word, Text]
    kinds: dict[Word, Text]
    figures: FigureWords


class DeckTold(Shape):
    """The whole file. ``law_limits`` names values of the law, ``local_limits`` steps, both in the order shown."""

    subject: Text
    cover: CoverTold
    slides: tuple[SlideTold, ...] = Field(min_length=1)
    law_limits: tuple[Word, ...] = Field(min_length=1)
    local_limits: tuple[str, ...] = Field(min_length=1)
    words: DeckWords
