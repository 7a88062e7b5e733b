"""Two people answer the same promise in the same second."""

from kvar.casework.errors import SavedByOther
from kvar.casework.meetings.agreeing import settle_term
from kvar.records.models import JournalEntry
from tests import factories
from tests.factories import TODAY
from tests.factories_meetings import make_agreement
from tests.harness.threads import at_once


def test_two_who_answer_a_promise_at_once_leave_one_answer(committed_db: None) -> None:
    sara = factories.make_actor()
    case = factories.make_family(by=sara)
    term = make_agreement(case, by=sara).terms.get()

    def settle() -> None:
        settle_term(case=case, by=sara, today=TODAY, term=term, kept=True, note="", version=1)

    answers = at_once(settle, settle)
    assert sorted(isinstance(answer, SavedByOther) for answer in answers) == [False, True]
    assert JournalEntry.objects.filter(case=case, kind="agreement", words__text__startswith="Löftet hölls").count() == 1
