"""May this child be written to, and with this letter? SoL 20:7: an investigation of the child is going on, or the
guardian has said yes; and each letter is for an age.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.letters.stop import Stop, WayOn, here, stop, there
from kvar.casework.letters.words import About
from kvar.content.letter_file import Letter
from kvar.content.load import load
from kvar.records.models import Member

OF_AGE = 18  # years: no child any more


def no_child_ground(about: About) -> Stop | None:
    """SoL 20:7: an investigation of the child is going on, or the guardian has said yes to the talk."""
    chosen, today = about.chosen, about.today
    if about.child is None:
        return _no_child(about)
    if chosen.guardian_said_on and chosen.guardian_said_on > today:
        sentence = _("Dagen då vårdnadshavaren sa ja har inte varit än.")
        return stop("guardian_ahead", sentence, here(_("Kontrollera dagen"), "guardian_said_on"))
    open_now = about.facts.answer_to(law.Question.CHILD_INVESTIGATION_OPEN)
    if (open_now and open_now.yes) or (chosen.guardian_said_on and chosen.guardian.strip()):
        return None
    known = _("Ingen utredning om barnet pågår enligt ärendet (%s), och ingen vårdnadshavare har sagt ja.")
    unknown = _("Det är inte känt om en utredning om barnet pågår (%s), och ingen vårdnadshavare har sagt ja.")
    return stop(
        "no_child_ground",
        (known if open_now else unknown) % load().sources["sol25-20-7"].paragraph,
        here(_("Skriv vilken dag en vårdnadshavare har sagt ja, och vem"), "guardian_said_on"),
        _answer(_("Skriv in om en utredning pågår"), about, law.Question.CHILD_INVESTIGATION_OPEN),
    )


def _answer(label: str, about: About, question: law.Question) -> WayOn:
    return there(label, "case:answer", about.case.pk, question.value)


def _no_child(about: About) -> Stop:
    """That nobody has asked is not that there is none."""
    if about.children:
        sentence = _("Det är inte valt vilket barn brevet är till.")
        return stop("child_unchosen", sentence, here(_("Välj vilket barn brevet är till"), "child"))
    match law.section_of(about.facts):
        case law.Section.WITHOUT_CHILDREN:
            sentence = _("Det finns inget barn i hushållet, enligt svaret i ärendet.")
            way = _answer(_("Ändra svaret om det inte stämmer"), about, law.Question.CHILDREN_AFFECTED)
        case law.Section.FAMILY:
            sentence = _("Det finns barn enligt ärendet, men inget är inskrivet i hushållet.")
            way = there(_("Skriv in barnet"), "case:member_new", about.case.pk)
        case _:
            sentence = _("Ingen har svarat på om det finns barn i hushållet.")
            way = _answer(_("Fråga, och skriv in svaret"), about, law.Question.CHILDREN_AFFECTED)
    return stop("no_child", sentence, way)


def wrong_age(letter: Letter, about: About) -> Iterator[Stop]:
    """A letter says things as a child of its age can take them. An age that is not certain is found out first."""
    child, ages = about.child, letter.ages
    if child is None or ages is None:
        return
    least, most = _age(child, on=about.today)
    told = {"child": child.person.name, "first": ages.first, "last": ages.last, "age": most}
    if ages.first <= least and most <= ages.last:
        return
    if least != most:
        sentence = _("Det är inte känt hur gammal %(child)s är, och brevet är för %(first)d–%(last)d år.")
        way = there(_("Skriv in vilken dag barnet är fött"), "case:correct", about.case.pk, "born_on", child.person_id)
        yield stop("child_age_unknown", sentence % told, way)
    elif other := _letter_for(most):
        sentence = _("Brevet är för %(first)d–%(last)d år, och %(child)s är %(age)d år.")
        way = there(_("Skriv %s i stället") % other.title, "letters:draft", about.case.pk, other.id)
        yield stop("child_of_other_age", sentence % told, way)
    elif most >= OF_AGE:
        sentence = _("%(child)s har fyllt 18 år, och brevet är för %(first)d–%(last)d år.")
        yield stop("child_grown", sentence % told, there(_("Välj ett annat brev"), "letters:choose", about.case.pk))
    else:
        sentence = _("%(child)s är %(age)d år, och brevet är för %(first)d–%(last)d år.")
        way = there(_("Träffa barnet med en vuxen: planera ett besök"), "visits:plan", about.case.pk)
        yield stop("child_too_young", sentence % told, way)


def _letter_for(age: int) -> Letter | None:
    fitting = (one for one in load().letters.values() if one.ages and one.ages.first <= age <= one.ages.last)
    return next(fitting, None)


def _age(child: Member, *, on: date) -> tuple[int, int]:
    """The least and the most she can be, in whole years; of a year alone two, of nothing any."""
    born = child.person.born_on
    if born:
        age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
        return age, age
    year = child.person.birth_year
    return (0, 200) if year is None else (on.year - year - 1, on.year - year)
