"""Days as Swedish letters and pictures say them. No clock: every day is an argument."""

from datetime import date

_MONTHS = (
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
_SHORT = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


def full_day(day: date) -> str:
    """The date of a letter: *den 22 november 2026*."""
    return f"den {day_and_year(day)}"


def day_and_year(day: date) -> str:
    """*22 november 2026*."""
    return f"{day.day} {month_and_year(day)}"


def month_and_year(day: date) -> str:
    """*november 2026*."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def short_month(day: date) -> str:
    """A month where there is little room: *nov 2026*."""
    return f"{_SHORT[day.month - 1]} {day.year}"


def spoken_day(day: date, *, written_on: date) -> str:
    """A day in running text: *måndag 30 november*, with the year when it is another than the letter's."""
    text = f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return text if day.year == written_on.year else f"{text} {day.year}"


def journal_day(day: date) -> str:
    """A day in the journal, which is read for many years: always with its year."""
    return spoken_day(day, written_on=date.min)


def short_day(day: date, *, today: date) -> str:
    """A day in a picture: *30 nov*, with the year when it is another than today's."""
    text = f"{day.day} {_SHORT[day.month - 1]}"
    return text if day.year == today.year else f"{text} {day.year}"


def distance(day: date, *, today: date) -> str:
    """How far away a day is: *idag*, *i morgon*, *i går*, *om 8 dagar*, *för 8 dagar sedan*."""
    days = (day - today).days
    near = {0: "idag", 1: "i morgon", -1: "i går"}
    far = f"om {days} dagar" if days > 0 else f"för {-days} dagar sedan"
    return near.get(days, far)
