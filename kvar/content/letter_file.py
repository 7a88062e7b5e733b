"""What a letter's folder must hold: its front matter ``brev.yaml``, and a text for each of its languages."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from kvar.content.shape import Shape, SourceId, Text, Word
from kvar.content.translation_file import FrameWords, TranslatedText
from kvar.law import Ground

SWEDISH = "sv"
# The file of each language, and what the language is called on the screen. Easy Swedish has a text of its own.
LANGUAGES: Mapping[str, tuple[str, str]] = {
    SWEDISH: ("text.md", "Svenska"),
    "lattlast": ("text.lattlast.md", "Lätt svenska"),
    "en": ("text.en.md", "Engelska"),
}
# What stands around a text of our own; that of the other languages is in ``translations/``.
FRAMES: Mapping[str, FrameWords] = {
    SWEDISH: FrameWords(case="Ärende {arende}", page="Sida {sida} ({sidor})"),
    "en": FrameWords(case="Case {arende}", page="Page {sida} of {sidor}"),
}
LetterLanguage = Literal["sv", "lattlast", "en"]
Asked = Literal["text", "lines", "day", "clock", "choice"]
# What stops a letter by its name in ``brev.yaml``; a protected address stops every letter and is not named.
LetterStop = Literal[
    "no_notice",
    "solved",
    "tenure_unknown",
    "not_rental",
    "not_cooperative",
    "no_address",
    "day_unknown",
    "no_time",
    "no_eviction",
    "evicted",
    "no_meeting",
    "no_direction",
    "no_oral_consent",
    "respite_too_early",
    "clocks_turned",
    "no_landlord_consent",
    "no_child_ground",
    "condominium",
    "no_decision",
    "not_delegated",
    "too_late",
]
# What the case itself puts in a letter, by the names of its blanks and passages. Others are typed or chosen.
KNOWN_BLANKS = frozenset(
    {"avhyst_dag", "barnets_namn", "belopp", "beslutat_av", "besluts_dag", "besoksadress", "betalning", "bostad"}
    | {"budgetradgivning", "elbolag", "handlaggare", "hyresvard", "inkom_dag", "kfm_tid", "kontaktcenter", "magasin"}
    | {"magasin_sista_dag", "malnummer", "namn", "sista_dag", "telefon", "telefontid"}
)
KNOWN_PASSAGES = frozenset(
    {"sista_dag_saker", "sista_dag_osaker", "sista_dag_passerad", "barn", "magasin_kant", "bor_kvar"}
    | {"avhyst", "obetald", "femton"}
)
LetterTo = Literal[
    "household", "person", "landlord", "kronofogden", "supplier", "guardian_board", "reporter", "child", "anyone"
]

AT_HOME: frozenset[LetterTo] = frozenset({"household", "person", "child", "anyone"})


class LetterBlank(Shape):
    """A named hole. ``says`` is what a refusal calls it; ``only_in`` the one passage where it may stand.

    ``asked``: whoever writes the letter types it, and in which way; else the case knows it, by its name. Of ``lines``
    each typed line gives a line of the letter. ``ahead``: the letter speaks of the day as one to come, else as one
    that has been.
    """

    name: Word
    says: Text
    required: bool = True
    only_in: Word | None = None
    asked: Asked | None = None
    options: tuple[Text, ...] = ()
    hint: Text | None = None
    ahead: bool = False


class LetterPassage(Shape):
    """A part that is there or not; of those with the same ``one_of``, exactly one is there.

    ``chosen``: whoever writes the letter switches it on; ``says`` is what the switch is called. Else the case decides.
    """

    name: Word
    one_of: Word | None = None
    chosen: bool = False
    says: Text | None = None


class LetterTelling(Shape):
    """What a letter to somebody outside tells of the household (``scope``: codes of ``coordination.yaml``).

    ``ground``: the code that carries it where no consent does, ``law``: its paragraph. Without: the writer chooses.
    """

    scope: tuple[Word, ...] = Field(min_length=1)
    ground: Word | None = None
    law: Text | None = None


class LetterAges(Shape):
    """The ages of the children it is written for, in whole years; both are among them."""

    first: int = Field(ge=0)
    last: int = Field(lt=18)


class Letter(Shape):
    """The front matter ``letters/<id>/brev.yaml``, with the texts beside it by language (``texts``).

    ``grounds`` and ``notice_kinds``: the papers it is about; empty: any, or none. ``to``: whom it is addressed to.
    ``ages``: of the children that a letter to a child is for.
    ``written_by``: the one unit that writes it; without: the unit that coordinates.
    ``swedish_only``: why a letter to somebody in office has no other language. ``swedish_follows``: below a text that
    is not Swedish the Swedish one stands too: it is what counts, as in a copy or in what is signed for an authority.
    ``own_page``: an act of its own writes it, such as the confirmation of a time; it is not chosen from the list.
    ``letterhead`` False: no sender, day or reference stands above it; to ``anyone`` no recipient either.
    ``fixed_block``: its rows in parallel where the language is one of ``translations/``; none: it has no such language.
    ``fixed_date``: the blank whose day the block says. ``translated``: whole texts in those languages.
    """

    id: Word
    title: Text
    audience: Text
    use_when: Text
    to: LetterTo = "household"
    ages: LetterAges | None = None
    grounds: tuple[Ground, ...] = ()
    notice_kinds: tuple[Word, ...] = ()
    written_by: Word | None = None
    own_page: bool = False
    letterhead: bool = True
    telling: LetterTelling | None = None
    stopped_by: tuple[LetterStop, ...] = ()
    channel: Text
    step: str | None = None
    sources: tuple[SourceId, ...] = Field(min_length=1)
    languages: tuple[LetterLanguage, ...] = Field(min_length=1)
    swedish_only: Text | None = None
    swedish_follows: bool = False
    fixed_block: tuple[Word, ...] = ()
    fixed_date: Word | None = None
    translated: tuple[TranslatedText, ...] = ()
    blanks: tuple[LetterBlank, ...] = ()
    passages: tuple[LetterPassage, ...] = ()
    texts: dict[str, str] = {}

    @property
    def nameless(self) -> bool:
        """Nobody may see from it who is sought: it names no recipient."""
        return self.to == "anyone" and not self.letterhead

    @property
    def read_at_home(self) -> bool:
        """Is it read by those whose home it is about, and not by somebody in office?"""
        return self.to in AT_HOME

    @property
    def undertakes(self) -> bool:
        """Does it tell a creditor that the board takes on a debt?"""
        return "no_decision" in self.stopped_by

    def written_in(self, language: str) -> str:
        """The language of the text itself: the one asked for where it is ours or approved, else Swedish."""
        approved = [one.language for one in self.translated if one.approved_of(self.text)]
        return language if language in (*self.languages, *approved) else SWEDISH

    @property
    def takes_own_words(self) -> bool:
        """May whoever writes add a paragraph? Not to a note that anybody may read, nor to an undertaking: a condition
        would undo it (JB 12:44).
        """
        return not (self.nameless or self.undertakes or self.own_page)

    @property
    def text(self) -> str:
        """The Swedish text, which the others are compared with."""
        return self.texts.get(SWEDISH, "")
