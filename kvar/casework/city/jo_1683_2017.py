"""JO 1683-2017 (Huddinge), every date moved exactly ten years forward, day by day.

Source: lagen.nu/avg/jo/1683-2017. It says: the landlord wrote several times in spring 2015; the family unit was worried
and wrote after that, and again in October; in December 2015 the board learned that the eviction was set for 13 January
2016; the board did nothing but telephone Kronofogden on 15 January; on the night of 21 January the woman sought the
emergency duty office with the help of the police. The days it does not give are marked ``our_assumption``.
The household, the address and the amounts are invented.
"""

from dataclasses import replace
from datetime import date

from kvar import law
from kvar.casework.city.events import Attempted, NoteWritten, ResponsibleNamed, Thread
from kvar.casework.city.papers import at_ten, enforcement_paper, value
from kvar.casework.city.tale import Tale, home, person, rent_notice
from kvar.casework.told import NoticeTold

LANDLORD_WROTE = (date(2025, 3, 10), date(2025, 4, 9), date(2025, 5, 12))  # "several times in spring"
FAMILY_UNIT_WROTE = (date(2025, 5, 26), date(2025, 10, 13))  # "then", and "in October"
TRIED_TO_REACH = (date(2025, 5, 28), date(2025, 6, 3))  # "certain attempts"
TIME_NOTICE = date(2025, 12, 8)  # "in December"
EVICTION = date(2026, 1, 13)  # given
TELEPHONED = date(2026, 1, 15)  # given
SOUGHT_HELP = date(2026, 1, 21)  # given


def jo_1683_2017(today: date) -> Thread:
    """What reached the board, and the little it did. Nothing later than ``today``."""
    her = person("Annika Sjögren", date(1968, 9, 9), woman=True)
    paper = rent_notice(her, home("Trossbotten 283"), amount=742_000, reference="1683-17")
    tale = Tale(today)
    for day in LANDLORD_WROTE:
        tale.on_day(day, replace(paper, arrived_on=day), our_assumption=True)
        if day == LANDLORD_WROTE[0]:
            tale.put(day, ResponsibleNamed, worker=tale.by, our_assumption=True)
    for day in FAMILY_UNIT_WROTE:
        tale.on_day(day, _worry(paper), our_assumption=True)
    for day in TRIED_TO_REACH:
        tale.put(day, Attempted, way="phone", reached=False, our_assumption=True)
    timed = enforcement_paper(paper, arrived_on=TIME_NOTICE, eviction_at=at_ten(EVICTION), number="U-1683-25")
    tale.on_day(TIME_NOTICE, timed, our_assumption=True)
    tale.put(TELEPHONED, NoteWritten, text="Ringde Kronofogden. Avhysningen är verkställd sedan två dagar.")
    tale.put(SOUGHT_HELP, NoteWritten, text="Sökte socialjouren i natt med polisens hjälp. En natt på hotell beviljad.")
    tale.happened = [event for event in tale.happened if event.day <= today]
    return tale.told("jo_1683_2017", "JO 1683-2017, tio år senare")


def _worry(paper: NoticeTold) -> NoticeTold:
    """The family unit cannot reach her: a signal from a unit of our own, about the same household."""
    return NoticeTold(
        kind="early_signal",
        sender_type="own_unit",
        sender_name="Familjeenheten",
        arrived_on=date.min,
        tenant=paper.tenant,
        dwelling=paper.dwelling,
        sent_by=law.SentBy.EMAIL,
        fields={"message": value("Vi får inte kontakt med henne och är oroliga.")},
    )
