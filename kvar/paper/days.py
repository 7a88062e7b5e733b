"""Days as letters and pictures say them. No clock: every day is an argument."""

from collections.abc import Mapping
from datetime import date, datetime

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
ENGLISH_MONTHS = tuple(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
)
_SPOKEN = ("sv", "lattlast", "en")
_SHORT = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def full_day(day: date, *, language: str = "sv") -> str:
    """The date of a letter: *den 22 november 2026*, *22 November 2026*; in digits where the language is not ours."""
    if language not in _SPOKEN:
        return in_digits(day)
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}" if language == "en" else f"den {day_and_year(day)}"


def day_and_year(day: date) -> str:
    """*22 november 2026*."""
    return f"{day.day} {month_and_year(day)}"


def month_and_year(day: date) -> str:
    """*november 2026*."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def spoken_day(day: date, *, written_on: date, language: str = "sv") -> str:
    """A day in running text: *måndag 30 november*, with the year when it is another than the letter's.

    ``language``: ``en`` says *Monday 30 November*; a language that is not ours says it in digits.
    """
    if language not in _SPOKEN:
        return in_digits(day)
    spoken, months = ("en", ENGLISH_MONTHS) if language == "en" else ("sv", MONTHS)
    text = f"{WEEKDAYS[spoken][day.weekday()]} {day.day} {months[day.month - 1]}"
    return text if day.year == written_on.year else f"{text} {day.year}"


def spoken_time(at: datetime, *, written_on: date, language: str = "sv") -> str:
    """A day and a time of day: *måndag 30 november kl. 10.00*, *Monday 30 November at 10:00*; or in digits."""
    if language not in _SPOKEN:
        return in_digits(at)
    day = spoken_day(at.date(), written_on=written_on, language=language)
    return f"{day} at {at:%H:%M}" if language == "en" else f"{day} kl. {at:%H.%M}"


def in_digits(day: date) -> str:
    """A day that reads the same in every language: *2026-12-17*, with its time of day when it has one."""
    return f"{day:%Y-%m-%d %H:%M}" if isinstance(day, datetime) else f"{day:%Y-%m-%d}"


def journal_day(day: date) -> str:
    """A day in the journal, which is read for many years: always with its year."""
    return spoken_day(day, written_on=date.min)


def short_day(day: date, *, today: date) -> str:
    """A day in a picture: *30 nov*, with the year when it is another than today's."""
    text = f"{day.day} {_SHORT[day.month - 1]}"
    return text if day.year == today.year else f"{text} {day.year}"


def distance(day: date, *, today: date) -> str:
    """How far away a day is: *idag*, *imorgon*, *igår*, *om 8 dagar*, *för 8 dagar sedan*."""
    days = (day - today).days
    near = {0: "idag", 1: "imorgon", -1: "igår"}
    far = f"om {days} dagar" if days > 0 else f"för {-days} dagar sedan"
    return near.get(days, far)
