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
    "contact_made": (Act.RECORD_ATTEMPT, "case:contact", said("Anteckna kontakt")),
    "contact_since_the_notice": (Act.RECORD_ATTEMPT, "case:contact", said("Anteckna kontakt")),
    "responsible_named": (Act.ASSIGN_RESPONSIBLE, "case:responsible", said("Utse ansvarig")),
    "outcome_recorded": (Act.RECORD_OUTCOME, "outcomes:record", said("Registrera utfallet")),
    "position_taken": (Act.TAKE_POSITION, "intake:position", said("Ta ställning")),
    "service_question_settled": (Act.RECORD_SERVICE, "intake:service", said("Skriv in delgivningsdagen")),
    "service_is_known": (Act.RECORD_SERVICE, "intake:service", said("Skriv in delgivningsdagen")),
    "confirmation_sent": (Act.CONFIRM_TIME, "enforcement:confirm", said("Skicka bekräftelsen")),
    "copy_sent": (Act.CONFIRM_TIME, "enforcement:confirm", said("Skicka kopian")),
    "notices_linked": (Act.LINK_NOTICE, "intake:notice", said("Koppla ihop underrättelserna")),
}
# The step whose doing has a page of its own → the act, its page, and the words on the link.
BY_STEP: dict[str, tuple[Act, str, str]] = {
    "H14": (Act.PLAN_VISIT, "visits:plan", said("Planera hembesök")),
    "B09": (Act.PLAN_VISIT, "visits:plan", said("Planera hembesök")),
    "F06": (Act.PLAN_VISIT, "visits:plan", said("Planera hembesök")),
    "H17": (Act.GIVE_CONSENT, "consents:ask", said("Be om samtycke")),
    "U06": (Act.GIVE_CONSENT, "consents:ask", said("Be om samtycke")),
    **dict.fromkeys(
        ("H23", "B11", "U08"), (Act.DECIDE_UNDERTAKING, "money:undertaking", said("Ta ställning till betalningsansvar"))
    ),
    **dict.fromkeys(("H24", "H30", "H34", "H36"), (Act.SEE_DEBT, "money:debt", said("Öppna skulden"))),
    "H35": (Act.PROMISE_PAYMENT, "money:promise_new", said("Lägg in en betalning")),
    "K27": (Act.SEE_DEBT, "money:debt", said("Läs rapporten")),
}
ABOUT_NOTICE = "intake:"
RECIPIENTS = {"confirmation_sent": "enforcement_authority", "copy_sent": "household"}


@dataclass(frozen=True)
class Place:
    url: str
    text: str


def place_of(step: StepShown | None, case: Case, *, may: frozenset[Act]) -> Place | None:
    """The page where this step gets done; None when it is simply ticked, or when it is not this actor's to do."""
    if step is None or not step.own:
        return None
    if step.rule.letter and not _fits(step.rule.letter, case):
        return None
    if step.rule.letter:
        url = reverse("letters:draft", args=[case.pk, step.rule.letter])
        return Place(url, gettext("Skriv brevet")) if Act.ISSUE_LETTER in may else None
    if place := _about_enforcement(step, case, may):
        return place
    act, route, words = BY_FACT.get(step.by_fact) or BY_STEP.get(step.rule.id) or (None, "", "")
    if act not in may:
        return None
    return Place(_address(route, step, case), gettext(words))


def _about_enforcement(step: StepShown, case: Case, may: frozenset[Act]) -> Place | None:
    """Who attends, the day itself, and the follow-ups have pages of their own."""
    words = load().coordination.enforcement
    if any(row.step == step.rule.id for row in words.follow_ups) and Act.FOLLOW_UP in may:
        return Place(reverse("enforcement:follow_up", args=[case.pk, step.rule.id, step.round]), gettext("Följ upp"))
    timed = [notice for notice in case.notices.all() if notice.eviction_at]
    if not timed or Act.ATTEND_EVICTION not in may:
        return None
    if step.rule.id in words.attendance_steps:
        return Place(reverse("enforcement:attendance", args=[case.pk, timed[-1].pk]), gettext("Bestäm vem"))
    if step.rule.id in words.day_steps:
        return Place(reverse("enforcement:day", args=[case.pk, timed[-1].pk]), gettext("Skriv in dagen"))
    return None


def _fits(letter: str, case: Case) -> bool:
    """Is the letter written for the ground of this case? Other grounds have no letter yet."""
    grounds = load().letters[letter].grounds
    return not grounds or case.cause in grounds


def _address(route: str, step: StepShown, case: Case) -> str:
    if route == "money:undertaking":
        return reverse(route, args=[case.pk, step.subject.removeprefix("notice:")])
    if route == "enforcement:confirm":
        notice = step.subject.removeprefix("notice:") if ":" in step.subject else _newest(case)
        return reverse(route, args=[case.pk, notice, RECIPIENTS[step.by_fact]])
    if route.startswith(ABOUT_NOTICE):
        return reverse(route, args=[step.subject.removeprefix("notice:") if ":" in step.subject else _newest(case)])
    question = {"question": "children_affected"} if route == "case:answer" else {}
    return reverse(route, kwargs={"case": case.pk, **question})


def _newest(case: Case) -> object:
    """The notice that a step about the whole case concerns: the one that came last."""
    return list(case.notices.all())[-1].pk
