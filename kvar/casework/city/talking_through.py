"""Families that had to leave in the half years that are over, and what their units said of it: for *Lärdomar*.

Drawn like the rest of the city but for the end, which is given: of a hundred drawn cases hardly one is a family that is
evicted, and a half year is shown from five reviews. The half year before the last has too few, and is not shown.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from kvar.casework.city import course as courses
from kvar.casework.city import ending
from kvar.casework.city.course import Course
from kvar.casework.city.events import ResponsibleNamed, ReviewWritten, Thread
from kvar.casework.city.homes import Home, draw_home
from kvar.casework.city.numbers import Birthdays
from kvar.casework.city.parameters import CityPlan
from kvar.casework.city.script import desk_of, placed
from kvar.casework.learning.half_years import half_year_of

DAY = timedelta(days=1)
TOO_FEW = 1  # review in the half year before the last
ENFORCEMENT_AFTER = 40  # days from the first notice until Kronofogden writes
WITH = (("adult", "children"), ("adult", "money", "children"), ("adult", "money", "children", "lead"))
Said = tuple[tuple[str, ...], str, str]
"""Codes of what could have hindered it, what could have been done, and what is done otherwise next time."""
SAID: tuple[Said, ...] = (
    (
        ("knew_late", "not_reached"),
        "Underrättelsen låg i fel inkorg i nio dagar. Då var tiden nästan ute.",
        "Den som har dagens post öppnar alla inkorgar före klockan nio.",
    ),
    (
        ("not_reached", "children_not_seen"),
        "Vi ringde fyra gånger men gick inte hem till hushållet.",
        "Hembesök senast tredje dagen när ingen svarar.",
    ),
    (
        ("knew_late", "units_apart", "money_not_tried"),
        "Ansökan om skulden avslogs utan att de som prövade den visste att avhysning var begärd.",
        "Ekonomiskt bistånd får veta sista dagen redan första dagen.",
    ),
    (
        ("not_reached", "language_missing"),
        "Brevet gick ut på svenska. Familjen förstod det först på själva dagen.",
        "Fråga efter språk i första samtalet, och skicka brevet på det språket.",
    ),
    (
        ("knew_late", "papers_apart", "units_apart"),
        "Två enheter visste var sin halva av läget.",
        "Ett gemensamt möte inom en vecka när det finns barn.",
    ),
    (
        ("units_apart", "not_reached", "support_missing"),
        "Boendestödet var beviljat men hade inte börjat.",
        "Säg till boendestödet att bostaden är hotad.",
    ),
    (
        ("not_reached", "units_apart", "landlord_not_met"),
        "Hyresvärden ville prata, men ingen ringde upp.",
        "Ring hyresvärden samma dag som underrättelsen kommer.",
    ),
    (
        ("knew_late", "papers_apart", "enforcement_late"),
        "Kronofogdens brev kom innan vi hade kopplat ihop underrättelserna.",
        "Läs hela raden av papper innan vi väljer väg.",
    ),
    (("units_apart", "not_reached", "debt_advice_missing"), "", "Boka budgetrådgivningen i första samtalet."),
    (
        ("knew_late", "papers_apart", "money_not_tried"),
        "Skulden var liten, och räknades aldrig mot vad en avhysning kostar.",
        "Räkna på det innan vi säger nej.",
    ),
)


def talked_through(plan: CityPlan, birthdays: Birthdays) -> Iterator[Thread]:
    """A thread per family. ``birthdays``: those of the city, so that nobody gets a number that is taken."""
    last = half_year_of(half_year_of(plan.until) - DAY)
    for first, reviews in ((half_year_of(last - DAY), SAID[:TOO_FEW]), (last, SAID)):
        for number, said in enumerate(reviews):
            chance = Random(f"{plan.seed}:{reviews is SAID}:{number}")
            course = _course(_family(chance, birthdays, plan.until), chance, said)
            written_on = first + 10 * DAY + number * timedelta(days=150 // len(reviews))
            arrived_on = written_on - timedelta(days=_review(course))
            events = placed(course, arrived_on=arrived_on, until=plan.until)
            yield Thread(administration=course.home.administration, events=events)


def _family(chance: Random, birthdays: Birthdays, until: date) -> Home:
    """A home with children and a debt to a landlord, known to all who work there."""
    while True:
        home = draw_home(chance, birthdays, until=until)
        if home.children and home.paper == "rent" and not home.protected:
            return home


def _course(home: Home, chance: Random, said: Said) -> Course:
    hindrances, could_have, next_time = said
    course = Course(home=home, desk=desk_of(home, chance), chance=chance)
    course.add(0, ResponsibleNamed, by=course.desk.intake, worker=course.desk.responsible)
    courses.take_position(course, notice=0, offset=1)
    courses.reach(course)
    evicted = courses.enforcement(course, ENFORCEMENT_AFTER, notices=1, executed=True)
    words = {"could_have": could_have, "next_time": next_time}
    course.add(evicted + 1, ReviewWritten, hindrances=hindrances, took_part=chance.choice(WITH), **words)
    ending.end(course, evicted, outcome="evicted", causes=("low_income",))
    return course


def _review(course: Course) -> int:
    return next(item.offset for item in course.planned if item.event is ReviewWritten)
