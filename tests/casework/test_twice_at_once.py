"""The same form twice in the same second: the second one waits for the first, and is told that it is there already."""

from collections.abc import Callable
from datetime import time

import pytest

from kvar.casework.access import Actor
from kvar.casework.contact.attempts import record_attempt
from kvar.casework.errors import ActRefused
from kvar.casework.meetings.agreeing import AgreementTold, TermTold, add_term, write_agreement
from kvar.records.models import Agreement, Attempt, Case, Decision, JournalEntry, Meeting, Term, Visit
from tests import factories
from tests.factories import TODAY
from tests.factories_meetings import make_consent, make_decision, make_meeting, make_no_agreement
from tests.harness.threads import at_once

FOLLOWED_UP = TODAY.replace(month=12, day=15)


def attempt(case: Case, by: Actor) -> object:
    told = {"on": TODAY, "way": "phone", "at": time(9), "reached": False, "note": "Signalen gick fram."}
    return record_attempt(case=case, by=by, today=TODAY, **told)  # type: ignore[arg-type]


def agreement(case: Case, by: Actor) -> object:
    told = AgreementTold(
        agreed_on=TODAY, counterpart="Provbostäder AB", home_kept_if="Skulden betalas.", follow_up_on=FOLLOWED_UP
    )
    first = TermTold(kind="payment", who="household", what="betalar skulden", amount=400_000, due_on=TODAY)
    return write_agreement(case=case, by=by, today=TODAY, told=told, first=first, asked=())


def term(case: Case, by: Actor) -> object:
    """A promise more, in the agreement that is there."""
    row = Agreement.objects.get(case=case)
    told = TermTold(kind="payment", who="household", what="betalar resten", amount=100_000, due_on=FOLLOWED_UP)
    return add_term(case=case, by=by, today=TODAY, agreement=row, told=told, asked=())


def decision(case: Case, by: Actor) -> object:
    return make_decision(Meeting.objects.get(case=case), by=by)


TWICE: dict[str, tuple[Callable[[Case, Actor], object], type, str]] = {
    "attempt": (attempt, Attempt, "attempt"),
    "visit": (lambda case, by: factories.make_visit(case, by=by), Visit, "visit"),
    "meeting": (lambda case, by: make_meeting(case, by=by, kind="outreach"), Meeting, "meeting"),
    "decision": (decision, Decision, "decision"),
    "agreement": (agreement, Agreement, "agreement"),
    "no agreement": (lambda case, by: make_no_agreement(case, by=by), Agreement, "agreement"),
    "term": (term, Term, "agreement"),
}
# What is there before the form is sent.
BEFORE: dict[str, Callable[[Case, Actor], object]] = {
    "decision": lambda case, by: make_meeting(case, by=by),
    "term": agreement,
}


@pytest.mark.parametrize("form", sorted(TWICE))
def test_the_same_form_twice_in_the_same_second_is_one_row(form: str, committed_db: None) -> None:
    act, rows, kind = TWICE[form]
    by = factories.make_actor()
    case = factories.make_case_with_notice(by=by)
    make_consent(case, by=by)
    if form in BEFORE:
        BEFORE[form](case, by)
    entries = JournalEntry.objects.filter(case=case, kind=kind)
    there, written = rows.objects.count(), entries.count()

    def send() -> object:
        return act(Case.objects.get(pk=case.pk), by)

    results = at_once(send, send)
    [refused] = [one for one in results if isinstance(one, Exception)]
    assert isinstance(refused, ActRefused) and "redan sparat" in refused.sentence
    assert rows.objects.count() == there + 1
    assert Term.objects.filter(agreement__case=case).count() == {"agreement": 1, "term": 2}.get(form, 0)
    # the first promise of an agreement has an entry of its own
    assert entries.count() == written + (2 if form == "agreement" else 1)
