"""May a child be written to? SoL 20:7: an investigation of the child is going on, or the guardian has said yes."""

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.letters.words import About
from kvar.content.load import load


def no_child_ground(about: About) -> str:
    """SoL 20:7: an investigation of the child is going on, or the guardian has said yes to the talk."""
    chosen, today = about.chosen, about.today
    if about.child is None:
        return _("Välj vilket barn brevet är till.") if about.children else _no_child(about)
    if chosen.guardian_said_on and chosen.guardian_said_on > today:
        return _("Dagen då vårdnadshavaren sa ja har inte varit än. Kontrollera dagen.")
    open_now = about.facts.answer_to(law.Question.CHILD_INVESTIGATION_OPEN)
    if (open_now and open_now.yes) or (chosen.guardian_said_on and chosen.guardian.strip()):
        return ""
    words = _(
        "Ingen utredning om barnet pågår enligt ärendet (%s). Skriv vilken dag en vårdnadshavare har sagt ja, och vem."
    )
    return words % load().sources["sol25-20-7"].paragraph


def _no_child(about: About) -> str:
    """That nobody has asked is not that there is none."""
    match law.section_of(about.facts):
        case law.Section.WITHOUT_CHILDREN:
            return _("Det finns inget barn i hushållet, enligt svaret i ärendet.")
        case law.Section.FAMILY:
            return _("Det finns barn enligt ärendet, men inget är inskrivet i hushållet. Skriv in barnet först.")
        case _:
            return _("Ingen har svarat på om det finns barn i hushållet. Fråga, och skriv in svaret i ärendet.")
