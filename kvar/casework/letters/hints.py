"""What whoever writes should look at before a letter goes: Kvar flags it, and people decide. Nothing here stops one."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.letters.languages import language_name
from kvar.casework.letters.undertaking import may_be_late, time_unknown
from kvar.casework.letters.values import is_swedish
from kvar.casework.letters.words import About
from kvar.content.letter_file import Letter
from kvar.content.load import load
from kvar.law.calendar import is_working_day
from kvar.paper.days import journal_day

OF_A_TIME = "informationsbrev_kfm_tid"
PROMISES, KEEPS_HOME = "sista_dag_osaker", "evicted"  # of a letter that says until when a payment saves the home
MORE_TIME = "mer_an_tva_veckor"


def hints(letter: Letter, about: About) -> Iterator[str]:
    """Sentences, the most important first."""
    if any(one.name == PROMISES for one in letter.passages) and KEEPS_HOME in letter.stopped_by:
        yield from _time_is_set(about)
    if "respite_too_early" in letter.stopped_by:
        yield from _respite_too_long(about)
        yield from _respite_to_a_day_off(about)
    if letter.undertakes and (late := may_be_late(about)):
        yield late
    elif letter.undertakes and time_unknown(about):
        yield _(
            "Det är inte känt när tiden att ta på sig betalningsansvaret går ut."
            " Vänta inte på att få veta: skicka rekommenderat, eller lämna i handen."
        )
    if letter.to == "child":
        yield from _name_of_another(about)
    yield from _typed_in_its_language(letter, about)


def _time_is_set(about: About) -> Iterator[str]:
    """An eviction is decided when the weeks and two more days have run out (JB 12:44): seldom does a payment then help.

    It may: a service that does not hold, a debt that was never late. That is for people to find out.
    """
    stands, other = law.standing_time(about.facts), load().letters.get(OF_A_TIME)
    day = localtime(stands.eviction_at).date() if stands and stands.eviction_at else None
    if day is None or day < about.today or other is None:
        return
    words = _(
        "Kronofogden har bestämt en tid: %(day)s. Då har tiden att rädda bostaden genom att betala oftast gått ut"
        " (%(law)s). Läs vad brevet lovar. Passar brevet %(other)s bättre?"
    )
    yield words % {
        "day": journal_day(day),
        "law": load().sources["jb-12-44"].paragraph,
        "other": f"”{other.title}”",
    }


def _respite_too_long(about: About) -> Iterator[str]:
    """UB 16:4: two weeks after the four that an eviction should take; four for extraordinary reasons, compensated."""
    until, at = about.chosen.typed.get("anstand_till"), about.eviction_at
    if not isinstance(until, date) or at is None:
        return
    two, four, told, certain = _limits(about, at.date())
    words = {"two": journal_day(two), "four": journal_day(four), "law": load().sources["ub-16-4"].paragraph}
    if until > four and certain:
        sentence = _("Så långt anstånd kan Kronofogden inte ge: längst till %(four)s (%(law)s).")
    elif until > four:
        sentence = _(
            "Det är längre än fyra veckor, som slutar %(four)s. Mer än fyra kan Kronofogden inte ge (%(law)s)."
        )
    elif until > two and MORE_TIME not in about.chosen.passages:
        sentence = _(
            "Anståndet är längre än två veckor, som slutar %(two)s. Mer kräver synnerliga skäl och ersättning"
            " (%(law)s). Kryssa i Be om mer än två veckor."
        )
    else:
        return
    yield f"{sentence % words} {told}"


def _respite_to_a_day_off(about: About) -> Iterator[str]:
    """Such a day is mostly a slip of the pen. No rule that we know of forbids it, and it stops nothing."""
    until = about.chosen.typed.get("anstand_till")
    if isinstance(until, date) and not is_working_day(until):
        words = _("%(day)s är en ledig dag. Menar personen vardagen före eller efter?")
        yield words % {"day": capfirst(journal_day(until))}


def _limits(about: About, eviction_on: date) -> tuple[date, date, str, bool]:
    """The last days of the two and the four weeks, from when they are counted, and whether that is known."""
    known = next((one for one in about.plan.deadlines if one.id == "respite" and one.last_day), None)
    longer = (
        next((one.last_day for one in known.alternatives if one.because == "with_compensation"), None)
        if known
        else None
    )
    if known and known.last_day and longer:
        return known.last_day, longer, _("Kvar har räknat på det som står i ärendet."), True
    told = _(
        "Räknat från den tid som är bestämd: det är inte känt när Kronofogden fick alla handlingar, och anståndet kan"
        " räknas från en annan dag. Fråga Kronofogden."
    )
    return eviction_on + timedelta(weeks=2), eviction_on + timedelta(weeks=4), told, False


def _name_of_another(about: About) -> Iterator[str]:
    typed = str(about.chosen.typed.get("barnets_namn") or "").strip()
    if typed and about.child and typed.casefold() not in about.child.person.name.casefold().split():
        words = _("Brevet är till %(child)s, men börjar med Hej %(typed)s. Kontrollera att det är rätt barn.")
        yield words % {"child": about.child.person.name, "typed": typed}


def _typed_in_its_language(letter: Letter, about: About) -> Iterator[str]:
    """What is typed stands as it is typed; below a text in another language it stands in the Swedish one too."""
    written = letter.written_in(about.chosen.language)
    if is_swedish(written) or not any(blank.asked in ("text", "lines") for blank in letter.blanks):
        return
    if letter.swedish_follows:
        yield _("Det du fyller i står både i den översatta texten och i den svenska. Skriv det på svenska.")
        return
    words = _("Brevet är på %s. Skriv det du själv fyller i på samma språk: det står som du skriver det.")
    yield words % language_name(written).lower()
