"""What the gallery shows: the letters by whom they are to, and one letter in each of its stories and languages."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from kvar.casework.letters.addressees import ADDRESSEES
from kvar.casework.letters.examples import languages_of, stories_of
from kvar.content.letter_file import SWEDISH, Letter
from kvar.content.load import load
from kvar.content.plain_findings import MOST_LIX, MOST_TO_AUTHORITY, letter_readability, most_of
from kvar.web.ui.letter_words import STOPS, language_label

LIMITS = {"most": MOST_LIX["letters"], "most_to_authority": MOST_TO_AUTHORITY}
STORY, LANGUAGE, SHEET = "berattelse", "sprak", "sida"


@dataclass(frozen=True)
class Read:
    """One language of a letter. ``lix``: None where nobody has written its text with us, and nothing is measured."""

    language: str
    label: str
    lix: float | None
    words: int
    most: int

    @property
    def heavy(self) -> bool:
        return self.lix is not None and self.lix > self.most


@dataclass(frozen=True)
class LetterShown:
    """``stops``: what stops it, in words."""

    letter: Letter
    url: str
    compare_url: str
    reads: tuple[Read, ...]
    stories: int
    stops: tuple[object, ...]
    sources: tuple[Any, ...]


@dataclass(frozen=True)
class Chosen:
    """The story and the language that the address asks for, or the first of each."""

    letter: Letter
    story: str
    language: str

    def url(self, name: str = "letter_gallery:letter", **asked: object) -> str:
        told = {STORY: self.story, LANGUAGE: self.language} | asked
        return f"{reverse(name, args=[self.letter.id])}?{urlencode(told)}"


def letters_shown() -> list[tuple[object, list[LetterShown]]]:
    """All letters, under whom they are to."""
    groups: dict[str, list[LetterShown]] = {str(row.label): [] for row in ADDRESSEES.values()}
    for letter in load().letters.values():
        groups[str(ADDRESSEES[letter.to].label)].append(letter_shown(letter))
    return [(label, found) for label, found in groups.items() if found]


def letter_shown(letter: Letter) -> LetterShown:
    """The letter with how heavy each of its texts is."""
    return LetterShown(
        letter=letter,
        url=reverse("letter_gallery:letter", args=[letter.id]),
        compare_url=reverse("letter_gallery:compare", args=[letter.id]),
        reads=tuple(_read(letter, language) for language in languages_of(letter)),
        stories=len(stories_of(letter.id)),
        stops=tuple(STOPS.get(name, name) for name in letter.stopped_by),
        sources=tuple(map(load().source, letter.sources)),
    )


def _read(letter: Letter, language: str) -> Read:
    measured = letter_readability(letter, language) if language in letter.texts else None
    lix = round(measured.lix, 1) if measured else None
    return Read(language, language_label(language), lix, measured.words if measured else 0, most_of(letter))


def chosen_from(letter: Letter, asked: Any) -> Chosen | None:
    """None for a letter without stories; what the address asks for and is not there gives the first."""
    stories = [story.name for story in stories_of(letter.id)]
    if not stories:
        return None
    story, language = asked.get(STORY), asked.get(LANGUAGE)
    return Chosen(
        letter,
        story if story in stories else stories[0],
        language if language in languages_of(letter) else SWEDISH,
    )


def story_chips(chosen: Chosen) -> list[dict[str, Any]]:
    return [
        {
            "text": story.says,
            "url": chosen.url(**{STORY: story.name}),
            "current": story.name == chosen.story,
            "count": None,
        }
        for story in stories_of(chosen.letter.id)
    ]


def language_chips(chosen: Chosen) -> list[dict[str, Any]]:
    return [
        {
            "text": language_label(language),
            "url": chosen.url(**{LANGUAGE: language}),
            "current": language == chosen.language,
            "count": None,
        }
        for language in languages_of(chosen.letter)
    ]
