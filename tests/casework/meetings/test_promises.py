"""Agreements and what becomes of them: none made, a promise past its day or broken, a follow-up and the next one."""

from datetime import timedelta

import pytest

from kvar.casework.access import Actor
from kvar.casework.calendar.happenings import happenings_of
from kvar.casework.errors import ActRefused
from kvar.casework.meetings.agreeing import follow_up_agreement, settle_term
from kvar.casework.meetings.nights import tell_due_agreements
from kvar.casework.my_day.worklist import Chips, my_day
from kvar.casework.tracks import assign_responsible
from kvar.records.models import Agreement, Case, Disclosure, JournalEntry, User
from tests import factories
from tests.factories import TODAY
from tests.factories_meetings import make_agreement, make_no_agreement

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WEEK, LATER = TODAY + 7 * DAY, TODAY + 20 * DAY


@pytest.fixture
def sara() -> Actor:
    return factories.make_actor(name="Sara Lindh")


@pytest.fixture
def family(sara: Actor) -> Case:
    return factories.make_family(by=sara)


def asked(actor: Actor, *, today: object = TODAY) -> list[str]:
    return [one.state.id for one in my_day(actor, today=today, chips=Chips()).promised]  # type: ignore[arg-type]


def follow_up(row: Agreement, by: Actor, **fields: object) -> None:
    told = {"today": WEEK, "note": "Det går bra.", "version": row.version} | fields
    follow_up_agreement(case=row.case, by=by, agreement=row, **told)  # type: ignore[arg-type]


def test_no_agreement_is_an_answer_with_a_reason_and_a_next_step(sara: Actor, family: Case) -> None:
    row = make_no_agreement(family, by=sara)
    words = JournalEntry.objects.filter(case=family, kind="agreement").get().words.text
    assert "Hyresvärden: Vill ha hela skulden nu." in words and "Söker bistånd i dag." in words
    assert not Disclosure.objects.exists() and not row.terms.exists()
    assert (tell_due_agreements(TODAY), tell_due_agreements(WEEK)) == (0, 1)
    assert asked(sara, today=WEEK) == ["due"]


@pytest.mark.parametrize("field", ["why_not", "next_step"])
def test_no_agreement_without_a_reason_or_a_next_step_is_refused(sara: Actor, family: Case, field: str) -> None:
    with pytest.raises(ActRefused) as refused:
        make_no_agreement(family, by=sara, **{field: " "})
    assert refused.value.field == field and not Agreement.objects.exists()


def test_a_follow_up_sets_the_next_day_and_is_told_of_again(sara: Actor, family: Case) -> None:
    row = make_agreement(family, by=sara, due_on=LATER, follow_up_on=WEEK)
    assert tell_due_agreements(WEEK) == 1
    with pytest.raises(ActRefused) as refused:
        follow_up(row, sara, next_on=WEEK)
    assert refused.value.field == "next_on"
    follow_up(row, sara, next_on=LATER)
    assert (tell_due_agreements(WEEK), tell_due_agreements(LATER), tell_due_agreements(LATER)) == (0, 1, 0)
    assert "agreement_follow_up" in {one.kind for one in happenings_of(sara, first=LATER, last=LATER)}
    follow_up(row, sara, today=LATER)
    assert tell_due_agreements(LATER + DAY) == 0
    assert "agreement_follow_up" not in {one.kind for one in happenings_of(sara, first=TODAY, last=LATER)}


def test_a_promise_past_its_day_stands_on_min_dag_until_it_is_answered_and_followed_up(
    sara: Actor, family: Case
) -> None:
    row = make_agreement(family, by=sara, at_breach="Vi ses igen.")
    assert asked(sara) == [] and asked(sara, today=TODAY + DAY) == ["unsettled"]
    told = {"case": family, "by": sara, "today": WEEK, "term": row.terms.get()}
    settle_term(**told, kept=False, note="Inget kom.", version=1)  # type: ignore[arg-type]
    assert asked(sara, today=WEEK) == ["broken"]
    follow_up(row, sara, next_on=LATER)
    assert asked(sara, today=WEEK) == [] and asked(sara, today=LATER) == ["due"]


def test_a_kept_promise_asks_for_nothing(sara: Actor, family: Case) -> None:
    row = make_agreement(family, by=sara)
    settle_term(case=family, by=sara, today=WEEK, term=row.terms.get(), kept=True, note="", version=1)
    assert asked(sara, today=WEEK) == []


def test_it_stands_with_whoever_answers_for_the_case_and_in_no_other_room(sara: Actor, family: Case) -> None:
    make_agreement(family, by=sara)
    amir, tomorrow = factories.make_actor(name="Amir Haddad"), TODAY + DAY
    assign_responsible(case=family, by=sara, today=TODAY, user=User.objects.get(pk=amir.id))
    assert asked(sara, today=tomorrow) == [] and asked(amir, today=tomorrow) == ["unsettled"]
    assert asked(factories.make_actor(unit=factories.CHILDREN), today=tomorrow) == []
    assert asked(factories.make_actor(administration=factories.CENTRUM), today=tomorrow) == []
