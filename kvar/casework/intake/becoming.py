"""What becomes of a case when its paper goes to another board or another case: told before, and written down after."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as said

from kvar.content.load import load
from kvar.records.models import Case, Notice

WRONG_ADDRESSEE = "not_a_home"  # the outcome that also says *fel adressat*
# What people may have done in a case, by the name of its rows. What a unit keeps to itself is not named.
NAMED: tuple[tuple[str, dict[str, object], str], ...] = (
    ("attempts", {"shared": True}, said("kontaktförsök")),
    ("letters", {}, said("brev")),
    ("standing", {"shared": True}, said("steg som är gjorda eller avgjorda")),
    ("answers", {"shared": True}, said("svar på frågor")),
    ("handovers", {"to": None}, said("överlämningar")),
    ("consents", {"shared": True}, said("samtycken")),
    ("enforcement_events", {}, said("händelser hos Kronofogden")),
)
UNNAMED = ("attempts", "standing", "answers", "handovers", "consents", "meetings", "visits", "claims", "promised")


@dataclass(frozen=True, kw_only=True)
class Becomes:
    """What happens to the case here when the paper is passed on: one sentence, told before and after."""

    closes: bool
    sentence: str


def stays_without(case: Case, notice: Notice) -> str:
    """What is said of a case whose paper is moved to another one: it stays open, so that the link can be undone.

    Whether there was a risk to the home here nobody knows yet, so no outcome is written for anybody.
    """
    if case.notices.filter(passed_on=None).exclude(pk=notice.pk).exists():
        return _("Ärendet här är kvar, för där finns en annan underrättelse.")
    return _(
        "Ärendet här är kvar utan underrättelse, så att kopplingen kan ångras. Avsluta det själva när allt är klart."
    )


def becomes_of(case: Case, notice: Notice) -> Becomes:
    """Closed when the paper was all there was to it; else it stays open, because of what is there."""
    if case.closed_on is not None:
        return Becomes(closes=False, sentence=_("Ärendet här är redan avslutat."))
    if case.notices.filter(passed_on=None).exclude(pk=notice.pk).exists():
        return Becomes(closes=False, sentence=_("Ärendet här är kvar, för där finns en annan underrättelse."))
    there = [_(words) for name, told, words in NAMED if getattr(case, name).filter(**told).exists()]
    if there:
        sentence = _("Ärendet här är kvar, för där finns redan: %s. Avsluta det själva när allt är klart.")
        return Becomes(closes=False, sentence=sentence % ", ".join(there))
    if any(getattr(case, name).exists() for name in UNNAMED):
        return Becomes(closes=False, sentence=_("Ärendet här är kvar, för en enhet har redan gjort något i det."))
    label = load().codes.outcome(WRONG_ADDRESSEE).label
    sentence = _("Ärendet här avslutas, med utfallet ”%s”. Inget mer är gjort i det.")
    return Becomes(closes=True, sentence=sentence % label)
