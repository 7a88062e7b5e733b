"""Where a step gets done: the page that gives the fact it waits for, or the letter it asks for."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from kvar.casework.access_table import Act
from kvar.casework.casefile import StepShown
from kvar.content.load import load
from kvar.records.models import Case

# The condition that makes a step done by itself → the act that gives the fact, its page, and the words on the link.
BY_FACT: dict[str, tuple[Act, str, str]] = {
    "children_question_answered": (Act.ANSWER_QUESTION, "case:answer", said("Svara om barn berörs")),
    "children_asked_since_the_notice": (Act.ANSWER_QUESTION, "case:answer", said("Svara om barn berörs")),
    "child_report_known": (Act.ANSWER_QUESTION, "case:answer", said("Svara om det är en anmälan")),
    "child_investigation_known": (Act.ANSWER_QUESTION, "case:answer", said("Svara om en utredning pågår")),
    "contact_made": (Act.RECORD_ATTEMPT, "case:contact", said("Anteckna kontakt")),
    "contact_since_the_notice": (Act.RECORD_ATTEMPT, "case:contact", said("Anteckna kontakt")),
    "responsible_named": (Act.ASSIGN_RESPONSIBLE, "case:responsible", said("Utse ansvarig")),
    "outcome_recorded": (Act.RECORD_OUTCOME, "outcomes:record", said("Registrera utfallet")),
    "position_taken": (Act.TAKE_POSITION, "intake:position", said("Ta ställning")),
    "service_question_settled": (Act.RECORD_SERVICE, "intake:service", said("Skriv in delgivningsdagen")),
    "service_is_known": (Act.RECORD_SERVICE, "intake:service", said("Skriv in delgivningsdagen")),
    "confirmation_sent": (Act.CONFIRM_TIME, "enforcement:confirm", said("Skicka bekräftelsen")),
    "copy_sent": (Act.CONFIRM_TIME, "enforcement:confirm", said("Skicka kopian")),
    "attendance_decided": (Act.ATTEND_EVICTION, "enforcement:attendance", said("Bestäm vem")),
    "children_attendance_decided": (Act.ATTEND_EVICTION, "enforcement:attendance", said("Bestäm vem")),
    "eviction_day_written": (Act.ATTEND_EVICTION, "enforcement:day", said("Skriv in dagen")),
    "follow_up_made": (Act.FOLLOW_UP, "enforcement:follow_up", said("Följ upp")),
    "home_visit_made": (Act.PLAN_VISIT, "visits:plan", said("Planera hembesök")),
    "consent_asked": (Act.GIVE_CONSENT, "consents:ask", said("Be om samtycke")),
    "undertaking_settled": (Act.DECIDE_UNDERTAKING, "money:undertaking", said("Ta ställning till betalningsansvar")),
    "notices_linked": (Act.LINK_NOTICE, "intake:notice", said("Koppla ihop underrättelserna")),
}
# The step whose doing has a page of its own → the act, its page, and the words on the link.
BY_STEP: dict[str, tuple[Act, str, str]] = {
    "B09": (Act.PLAN_VISIT, "visits:plan", said("Planera hembesök")),
    "F06": (Act.PLAN_VISIT, "visits:plan", said("Planera hembesök")),
    **dict.fromkeys(("H24", "H30", "H34", "H36"), (Act.SEE_DEBT, "money:debt", said("Öppna skulden"))),
    "H35": (Act.PROMISE_PAYMENT, "money:promise_new", said("Lägg in en betalning")),
    "F13": (Act.REVIEW_EVICTION, "learning:review", said("Skriv efterpratet")),
    "K27": (Act.SEE_DEBT, "money:debt", said("Läs rapporten")),
}
ABOUT_NOTICE, ABOUT_TIME = "intake:", ("enforcement:attendance", "enforcement:day")
QUESTIONS = {"child_report_known": "child_report_made", "child_investigation_known": "child_investigation_open"}
RECIPIENTS = {"confirmation_sent": "enforcement_authority", "copy_sent": "household"}


@dataclass(frozen=True)
class Place:
    url: str
    text: str


def place_of(step: StepShown | None, case: Case, *, may: frozenset[Act]) -> Place | None:
    """The page where this step gets done; None when it is simply ticked, or when it is not this actor's to do."""
    if step is None or not step.own:
        return None
    if step.rule.hands_to:
        unit = load().organisation.unit(step.rule.hands_to)
        url = reverse("tracks:hand_over", args=[case.pk, unit.id])
        return Place(url, gettext("Lämna över till %s") % unit.label) if Act.HAND_OVER in may else None
    if step.rule.letter and not _fits(step.rule.letter, case):
        return None
    if step.rule.letter:
        url = reverse("letters:draft", args=[case.pk, step.rule.letter])
        return Place(url, gettext("Skriv brevet")) if Act.ISSUE_LETTER in may else None
    act, route, words = BY_FACT.get(step.by_fact) or BY_STEP.get(step.rule.id) or (None, "", "")
    if act not in may:
        return None
    return Place(_address(route, step, case), gettext(words))


def _fits(letter: str, case: Case) -> bool:
    """Is the letter written for the ground of this case? Other grounds have no letter yet."""
    grounds = load().letters[letter].grounds
    return not grounds or case.cause in grounds


def _address(route: str, step: StepShown, case: Case) -> str:
    if route in ABOUT_TIME or route == "money:undertaking":
        return reverse(route, args=[case.pk, step.subject.removeprefix("notice:")])
    if route == "enforcement:follow_up":
        return reverse(route, args=[case.pk, step.rule.id, step.round])
    if route == "enforcement:confirm":
        notice = step.subject.removeprefix("notice:") if ":" in step.subject else _newest(case)
        return reverse(route, args=[case.pk, notice, RECIPIENTS[step.by_fact]])
    if route.startswith(ABOUT_NOTICE):
        return reverse(route, args=[step.subject.removeprefix("notice:") if ":" in step.subject else _newest(case)])
    question = {"question": QUESTIONS.get(step.by_fact, "children_affected")} if route == "case:answer" else {}
    return reverse(route, kwargs={"case": case.pk, **question})


def _newest(case: Case) -> object:
    """The notice that a step about the whole case concerns: the one that came last."""
    return list(case.notices.all())[-1].pk
