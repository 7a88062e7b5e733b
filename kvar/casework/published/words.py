"""Published numbers as people say them: what is hidden is never a zero, and a sum with holes is *minst*."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from kvar.casework.published.reading import Figure
from kvar.paper.days import MONTHS

NOT_SHOWN = "–"


def number(figure: Figure) -> str:
    """The number; *minst* where some of it is hidden, and a dash where all of it is."""
    if not figure.hidden:
        return whole_number(figure.least)
    return _("minst %s") % whole_number(figure.least) if figure.least else NOT_SHOWN


def whole_number(count: int) -> str:
    """ "12 450", with spaces that do not break."""
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")


def share_words(share: float | None) -> str:
    """ "78 %"; one decimal below one and above 99, so that few are not none and nearly all not all."""
    if share is None:
        return NOT_SHOWN
    near_an_end = 0 < share < 0.01 or 0.99 < share < 1
    said = f"{share * 100:.1f}".replace(".", ",") if near_an_end else f"{share * 100:.0f}"
    return f"{said}\N{NO-BREAK SPACE}%"


def hidden_words(below: int) -> str:
    """What is hidden and how it is written; ``below``: the smallest number that is shown."""
    if below < 2:
        return _("Alla tal visas.")
    told = _(
        "Tal under %s visas inte, och inte heller de tal som skulle röja dem. Ett streck är ett tal som inte visas,"
        " inte noll. ”Minst” betyder att något av det som läggs ihop inte visas."
    )
    return told % below


def quarter_words(quarter: date) -> str:
    """ "jan–mars 2026": in two words, as along an axis."""
    return f"{_short(quarter.month)}–{_short(quarter.month + 2)} {quarter.year}"


def period_words(quarters: Iterable[date]) -> str:
    """ "januari 2025–september 2026", from the first month of the first quarter to the last of the last."""
    days = list(quarters)
    first, last = days[0], days[-1]
    begins, ends = MONTHS[first.month - 1], f"{MONTHS[last.month + 1]} {last.year}"
    return f"{begins}–{ends}" if first.year == last.year else f"{begins} {first.year}–{ends}"


def month_words(month: date) -> str:
    """ "nov 2026"."""
    return f"{_short(month.month)} {month.year}"


def short_names(labels: Sequence[str]) -> list[str]:
    """The names without the words they all begin with: *Centrum*, not *Socialförvaltningen Centrum* four times."""
    words = [label.split() for label in labels]
    shared = 0
    while len(labels) > 1 and all(len(one) > shared + 1 for one in words) and len({one[shared] for one in words}) == 1:
        shared += 1
    return [" ".join(one[shared:]) for one in words]


def _short(month: int) -> str:
    """Four letters or fewer stand as they are."""
    name = MONTHS[month - 1]
    return name if len(name) <= len("juni") else name[:3]
