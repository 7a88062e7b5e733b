"""Days, times, hours and amounts as a letter says them, in the language that it is written in. Pure."""

import re
from datetime import date, datetime

from kvar.content.letter_file import FRAMES, SWEDISH, LetterBlank
from kvar.content.load import load
from kvar.content.translation_file import FrameWords
from kvar.paper.days import WEEKDAYS, spoken_day, spoken_time

PRINTED = {"lattlast": SWEDISH}  # easy Swedish is Swedish
_CLOCK = re.compile(r"\b(\d{1,2})(?:[.:](\d\d))?\b")


def words_of_letter(language: str) -> FrameWords:
    """What stands around a letter. Raises KeyError for a language that no letter has."""
    return FRAMES.get(PRINTED.get(language, language)) or load().translations[language].frame


def said(value: object, *, blank: LetterBlank, on: date, language: str) -> str | tuple[str, ...]:
    """What is typed or known, as words: a day, a time, an amount in öre, lines, or a text. ``on``: the letter's day."""
    match value:
        case datetime():
            return spoken_time(value, written_on=on, language=language)
        case date():
            return spoken_day(value, written_on=on, language=language)
        case int():
            return kronor(value, language=language)
        case tuple():
            return tuple(map(str, value))
    told = {"clock": clock, "telefontid": hours}.get(blank.asked or blank.name)
    text = str(value or "")
    return told(text, language=language) if told else text


def clock(text: str, *, language: str) -> str:
    """Each time of day: *10.00* in Swedish, *10:00* in every other language, where a whole hour has its minutes."""
    if is_swedish(language):
        return text
    return _CLOCK.sub(lambda found: f"{int(found[1]):02}:{found[2] or '00'}", text)


def hours(text: str, *, language: str) -> str:
    """The hours in which we answer: *måndag och tisdag 9–11*, *Monday and Tuesday 09:00–11:00*; other words stay."""
    if is_swedish(language):
        return text
    theirs = WEEKDAYS.get(language) or words_of_letter(language).weekdays
    for ours, day in zip(WEEKDAYS[SWEDISH], theirs, strict=False):
        text = re.sub(rf"\b{ours}(?:ar)?\b", day, text, flags=re.IGNORECASE)
    return clock(re.sub(r" och ", and_in(language), text), language=language)


def and_in(language: str) -> str:
    """What stands between the two last of several: *och*, *and*, or the sign that every language has."""
    return " och " if is_swedish(language) else " and " if language == "en" else ", "


def kronor(amount: int, *, language: str = SWEDISH) -> str:
    """Öre as *7 850 kronor*, *SEK 7,850* or *7 850 SEK*, with öre only when there are any; the space is a hard one."""
    whole, part = divmod(amount, 100)
    if language == "en":
        return f"SEK\u00a0{whole:,}.{part:02}" if part else f"SEK\u00a0{whole:,}"
    digits = f"{whole:,}".replace(",", "\u00a0") + (f",{part:02}" if part else "")
    return f"{digits} kronor" if is_swedish(language) else f"{digits}\u00a0SEK"


def is_swedish(language: str) -> bool:
    """Swedish or easy Swedish."""
    return PRINTED.get(language, language) == SWEDISH
