"""The same form twice in the same second: the second one waits for the first, and is told that it is there already."""

from collections.abc import Callable
from datetime import time

import pytest

from kvar.casework.access import Actor
from kvar.casework.contact.attempts import record_attempt
from kvar.casework.errors import ActRefused
from kvar.casework.meetings.agreeing import AgreementTold, TermTold, write_agreement
from kvar.records.models import Agreement, Attempt, Case, Decision, JournalEntry, Meeting, Term, Visit
from tests import factories
from tests.factories import TODAY
from tests.factories_meetings import make_consent, make_decision, make_meeting
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


def decision(case: Case, by: Actor) -> object:
    return make_decision(Meeting.objects.get(case=case), by=by)


TWICE: dict[str, tuple[Callable[[Case, Actor], object], type, str]] = {
    "attempt": (attempt, Attempt, "attempt"),
    "visit": (lambda case, by: factories.make_visit(case, by=by), Visit, "visit"),
    "meeting": (lambda case, by: make_meeting(case, by=by, kind="outreach"), Meeting, "meeting"),
    "decision": (decision, Decision, "decision"),
    "agreement": (agreement, Agreement, "agreement"),
}


@pytest.mark.parametrize("form", sorted(TWICE))
def test_the_same_form_twice_in_the_same_second_is_one_row(form: str, committed_db: None) -> None:
    act, rows, kind = TWICE[form]
    by = factories.make_actor()
    case = factories.make_case_with_notice(by=by)
    make_consent(case, by=by)
    if form == "decision":
        make_meeting(case, by=by)

    def send() -> object:
        return act(Case.objects.get(pk=case.pk), by)

    results = at_once(send, send)
    [refused] = [one for one in results if isinstance(one, Exception)]
    assert isinstance(refused, ActRefused) and "redan sparat" in refused.sentence
    assert rows.objects.filter(case=case).count() == 1
    assert Term.objects.filter(agreement__case=case).count() == (form == "agreement")
    # the first promise of an agreement has an entry of its own
    assert JournalEntry.objects.filter(case=case, kind=kind).count() == (2 if form == "agreement" else 1)
