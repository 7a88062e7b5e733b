"""Papers that join a case, and facts that arrive late: nothing told is lost, and nobody who must act is left out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.errors import ActRefused
from kvar.casework.intake import linking
from kvar.casework.intake.becoming import stays_without
from kvar.casework.letters.facts import letter_facts
from kvar.casework.plans import plan_of
from kvar.casework.steps import corrections, notes
from kvar.records.models import Case, Notice
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def step_ids(case: Case) -> set[str]:
    return {item.step.id for item in plan_of(case).items}


def kfm_notice(by: Actor, **fields: object) -> Notice:
    told = {"ground": law.Ground.ENFORCEMENT, "sender_type": "enforcement_authority"} | fields
    return factories.make_notice(by=by, **told)


def test_a_rent_notice_in_a_disturbance_case_is_about_rent_and_lets_the_money_unit_in(by: Actor) -> None:
    case = factories.make_case_with_notice(by=by, ground=law.Ground.DISTURBANCE)
    assert not case.tracks.filter(unit=factories.MONEY).exists()
    added = factories.make_notice(by=by, case=case)
    assert added.cause == law.Ground.RENT_ARREARS
    assert {"H03", "H23"} <= step_ids(case)
    assert case.tracks.filter(unit=factories.MONEY).exists()


def test_kronofogdens_paper_takes_the_cause_of_the_case_it_is_linked_to(by: Actor, case: Case) -> None:
    paper = kfm_notice(by)
    assert paper.cause == ""
    linking.link_notice(notice=paper, case=case, by=by, today=TODAY)
    paper.refresh_from_db()
    assert paper.cause == law.Ground.RENT_ARREARS


def test_a_protection_and_a_cotenant_on_a_second_paper_are_kept(case: Case) -> None:
    cleared = factories.make_actor(cleared=True)
    cotenant = factories.make_person_told(name="Ali Provsson", personal_number="", number_state="unknown")
    told = factories.make_person_told(protected=True)
    paper = factories.make_notice(by=cleared, case=case, tenant=told, cotenants=(cotenant,))
    case.household.refresh_from_db()
    assert (paper.protected, case.household.protected) == (True, True)
    assert "Ali Provsson" in {row.tenant.person.name for row in paper.services.select_related("tenant__person")}


def test_a_debt_paid_on_the_first_paper_stops_the_letter_about_the_second(by: Actor, case: Case) -> None:
    first, second = case.notices.get(), factories.make_notice(by=by, case=case)
    linking.link_notice(notice=second, case=case, by=by, today=TODAY, same_debt_as=first)
    fixed = {"fact": "paid_on", "object_id": first.pk, "new": TODAY, "version": first.version, "reason": "Kvitto."}
    corrections.correct_fact(case=case, by=by, today=TODAY, **fixed)
    assert "redan betald" in " ".join(
        letter_facts(letter="informationsbrev_hyra", case=case, by=by, today=TODAY).hindrances
    )


def test_the_letter_speaks_to_the_family_when_a_child_is_found_after_a_no(by: Actor, case: Case) -> None:
    factories.answer_children(case, by=by, yes=False)
    assert "barn" not in letter_facts(letter="informationsbrev_hyra", case=case, by=by, today=TODAY).passages
    factories.add_child(case, by=by)
    assert "barn" in letter_facts(letter="informationsbrev_hyra", case=case, by=by, today=TODAY).passages


def test_a_child_who_lives_elsewhere_does_not_stand_against_a_no(by: Actor, case: Case) -> None:
    factories.add_child(case, by=by, said={"lives": law.Lives.ELSEWHERE})
    factories.answer_children(case, by=by, yes=False)
    assert plan_of(case).section is law.Section.WITHOUT_CHILDREN


def test_a_paper_cannot_be_corrected_to_have_come_before_it_was_sent(by: Actor) -> None:
    case = factories.make_case_with_notice(by=by, today=TODAY - timedelta(days=5))
    paper = case.notices.get()
    fixed = {"fact": "posted_on", "object_id": paper.pk, "new": TODAY, "version": paper.version, "reason": "Kuvert."}
    with pytest.raises(ActRefused, match="skickades"):
        corrections.correct_fact(case=case, by=by, today=TODAY, **fixed)


def test_a_time_set_by_kronofogden_weighs_more_than_an_earlier_no(by: Actor) -> None:
    before = TODAY - timedelta(days=20)
    case = factories.make_case_with_notice(by=by, today=before)
    asked = {"question": law.Question.EVICTION_LIKELY, "yes": False, "source": factories.answer_source()}
    notes.answer_question(case=case, by=by, today=before, **asked)
    kfm_notice(by, case=case, kind="enforcement_time", eviction_at=timezone.now())
    assert "H29" in step_ids(case)


def test_the_case_that_a_paper_was_moved_from_stays_open_and_says_what_is_left(by: Actor, case: Case) -> None:
    alone, both = factories.make_notice(by=by), factories.make_notice(by=by)
    factories.make_notice(by=by, case=both.case)
    says = {alone: "kvar utan underrättelse, så att kopplingen kan ångras", both: "där finns en annan underrättelse"}
    for paper, words in says.items():
        left = paper.case
        assert left is not None and words in stays_without(left, paper)
        linking.link_notice(notice=paper, case=case, by=by, today=TODAY, because=["told"])
        left.refresh_from_db()
        assert (left.closed_on, left.outcome) == (None, "")
        assert words in left.journal.get(kind="notice_unlinked").words.text
    assert Notice.objects.get(pk=alone.pk).links.get().before["because"] == ["told"]
