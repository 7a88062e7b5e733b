"""What is said of a checked paper (``notice_findings.yaml``), and how a finding becomes its sentence."""

from kvar.content.codes import Codes, Form
from kvar.content.shape import Shape, Text, Word
from kvar.law import Fault, NoticeFinding, Paper, PaperForm, Severity, Tenure, not_on_form

# What fills the blanks of each part.
ABOUT_THE_PAPER = frozenset({"asked", "about"})
BLANKS = {
    "findings": ABOUT_THE_PAPER | {"field", "ask", "stated", "expected", "paid"},
    "asks": ABOUT_THE_PAPER,
    "questions": ABOUT_THE_PAPER,
}
HARD_SPACE = "\N{NO-BREAK SPACE}"


class NoticeTexts(Shape):
    """The file ``notice_findings.yaml``. The sentences have the blanks of ``BLANKS``."""

    severities: dict[Severity, Text]
    findings: dict[Fault, Text]
    asks: dict[Word, Text]
    questions: dict[Word, Text]

    def sentence(self, finding: NoticeFinding, form: Form) -> str:
        """What to look at and whom to ask, in the words of this paper."""
        who = {"asked": form.asked, "about": form.about}
        amounts = {name: kronor(getattr(finding, name) or 0) for name in ("stated", "expected", "paid")}
        ask = self.asks.get(finding.field, "").format(**who)
        said = self.findings[finding.fault].format(field=form.label_of(finding.field), ask=ask, **who, **amounts)
        return said.strip()

    def asked_beside(self, form: Form) -> dict[str, str]:
        """What the form has no place for, as questions by their name in ``law.NOT_ON_THE_FORM``."""
        who = {"asked": form.asked, "about": form.about}
        return {name: self.questions[name].format(**who) for name in not_on_form(form.checked_as)}


def kronor(amount: int) -> str:
    """Öre as *7 850 kr*, with öre only when there are any."""
    whole, part = divmod(amount, 100)
    digits = f"{whole:,}".replace(",", HARD_SPACE)
    return f"{digits}{f',{part:02}' if part else ''}{HARD_SPACE}kr"


def form_of(paper: Paper, codes: Codes) -> Form:
    """The form whose words a paper is told in: the house form for disturbances in a rented home."""
    house = paper.form is PaperForm.DISTURBANCE and paper.tenure not in (None, Tenure.CONDOMINIUM)
    found = [form for form in codes.forms if form.checked_as is paper.form]
    return next((form for form in found if form.statutory is not house), found[-1])
