"""Days, distances and amounts as people say them. Unknown is said as unknown, never left empty."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as said

WEEKDAYS = tuple(map(said, ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")))
SHORT_WEEKDAYS = tuple(map(said, ("mån", "tis", "ons", "tors", "fre", "lör", "sön")))
MONTHS = tuple(
    map(
        said,
        (
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
        ),
    )
)
SHORT_MONTHS = tuple(map(said, ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")))
HARD_SPACE = "\N{NO-BREAK SPACE}"


def day(value: date | None, today: date | None = None) -> str:
    """ "måndag 30 november"; with the year when it is not today's year, or when today is not said."""
    if value is None:
        return gettext("dagen är inte känd")
    value = _date(value)
    year = "" if today is not None and today.year == value.year else f" {value.year}"
    return f"{gettext(WEEKDAYS[value.weekday()])} {value.day}{HARD_SPACE}{gettext(MONTHS[value.month - 1])}{year}"


def short_day(value: date | None, today: date | None = None) -> str:
    """ "mån 30 nov", with the year when it is not today's year, or when today is not said."""
    if value is None:
        return gettext("okänd dag")
    value = _date(value)
    year = "" if today is not None and today.year == value.year else f" {value.year}"
    month = gettext(SHORT_MONTHS[value.month - 1])
    return f"{gettext(SHORT_WEEKDAYS[value.weekday()])}{HARD_SPACE}{value.day}{HARD_SPACE}{month}{year}"


def distance(value: date | None, today: date) -> str:
    """ "idag", "imorgon", "igår", "om 8 dagar", "2 dagar sedan"; empty when the day is not known."""
    if value is None:
        return ""
    days = (_date(value) - today).days
    near = {0: gettext("idag"), 1: gettext("imorgon"), -1: gettext("igår")}
    if days in near:
        return near[days]
    if days > 0:
        return ngettext("om %d dag", "om %d dagar", days) % days
    return ngettext("%d dag sedan", "%d dagar sedan", -days) % -days


def kronor(ore: int | None) -> str:
    """Öre as "7 850 kr", with the öre only when there are any. The spaces do not break."""
    if ore is None:
        return gettext("beloppet är inte känt")
    whole, rest = divmod(abs(ore), 100)
    grouped = f"{whole:,}".replace(",", HARD_SPACE)
    sign = "\N{MINUS SIGN}" if ore < 0 else ""
    return f"{sign}{grouped}{f',{rest:02}' if rest else ''}{HARD_SPACE}kr"


def balance_words(ore: int) -> str:
    """What is left of a debt, or how much too much is paid: never a sum below zero."""
    said = gettext("Betalt %s för mycket") if ore < 0 else gettext("Kvar att betala: %s")
    return said % kronor(abs(ore))


def clock_time(value: datetime | time | None) -> str:
    """ "08.12" in Swedish time."""
    if value is None:
        return gettext("okänt klockslag")
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return value.strftime("%H.%M")


def timestamp(value: datetime | None) -> str:
    """ "kom 08.12"."""
    return gettext("kom %s") % clock_time(value)


def count_of(number: int, words: str) -> str:
    """``3|count_of:"barn,barn"`` → "3 barn"; the word for one stands first."""
    one, many = words.split(",")
    grouped = f"{number:,}".replace(",", HARD_SPACE)
    return f"{grouped}{HARD_SPACE}{one if number == 1 else many}"


def _date(value: date) -> date:
    """A moment is told by its day in Sweden."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value
