"""Two workers in the same second: one is told kindly, and nothing is written twice."""

from kvar.casework import visits
from kvar.casework.consent.consents import consents_to_tell
from kvar.casework.consent.telling_outside import tell_outside
from kvar.casework.contact import attempts, safe_contact
from kvar.casework.errors import ActRefused
from kvar.records.models import Attempt, JournalEntry, SafeContact, Visit
from tests import factories
from tests.factories import TODAY
from tests.harness.threads import at_once


def refused(results: list[object]) -> int:
    return sum(isinstance(result, ActRefused) for result in results)


def test_two_who_strike_out_the_same_row_leave_one_trace(committed_db: None) -> None:
    by = factories.make_actor()
    case = factories.make_case_with_notice(by=by)
    attempts.record_attempt(case=case, by=by, today=TODAY, on=TODAY, way="phone", result="no_answer")
    row = Attempt.objects.get()

    def strike() -> object:
        return attempts.withdraw_attempt(case=case, by=by, today=TODAY, attempt=row, reason="Fel.")

    assert refused(at_once(strike, strike)) == 1
    assert JournalEntry.objects.filter(case=case, kind="attempt_withdrawn").count() == 1


def test_two_who_write_the_same_rule_write_it_once(committed_db: None) -> None:
    by = factories.make_actor()
    case = factories.make_case_with_notice(by=by)
    member = case.household.members.get()

    def ask() -> object:
        return safe_contact.ask_safe_contact(case=case, by=by, today=TODAY, member=member, rule="no_message")

    assert refused(at_once(ask, ask)) == 1
    assert SafeContact.objects.count() == 1


def test_of_two_who_end_the_same_visit_one_is_told_kindly(committed_db: None) -> None:
    by = factories.make_actor()
    visit = factories.make_visit(factories.make_family(by=by), by=by)

    def end(result: str) -> object:
        told = {"visit": Visit.objects.get(pk=visit.pk), "result": result, "version": 1}
        return visits.end_visit(case=visit.case, by=by, today=TODAY, **told)  # type: ignore[arg-type]

    assert refused(at_once(lambda: end("met"), lambda: end("nobody_home"))) == 1
    assert Attempt.objects.count() == 1


def test_two_who_take_a_consent_back_leave_one_trace(committed_db: None) -> None:
    by = factories.make_actor()
    consent = factories.make_consent(factories.make_case_with_notice(by=by), by=by)

    def take_back() -> object:
        return factories.take_back(case=consent.case, by=by, today=TODAY, consent=consent)

    assert refused(at_once(take_back, take_back)) == 1


def test_a_telling_and_a_withdrawal_in_the_same_second_never_tell_past_the_withdrawal(committed_db: None) -> None:
    by = factories.make_actor()
    consent = factories.make_consent(factories.make_case_with_notice(by=by), by=by)
    told = {"recipient_kind": "landlord", "scope": ["contact"], "what": "Vi har kontakt."}
    made, _taken = at_once(
        lambda: tell_outside(case=consent.case, by=by, today=TODAY, **told),
        lambda: factories.take_back(case=consent.case, by=by, today=TODAY, consent=consent),
    )
    consent.refresh_from_db()
    assert consent.withdrawn_on == TODAY
    assert isinstance(made, ActRefused) or [row.consent_id for row in made] == [consent.pk]
    assert not consents_to_tell(consent.case, recipient_kind="landlord", scope=["contact"], on=TODAY)
