"""A deadline in words: never surer than the facts, and every reason a Swedish sentence."""

from datetime import date, timedelta

import pytest

from kvar import law
from kvar.casework.explain import headline_of, is_sure, sentence_of, sentences_of
from kvar.content.load import load

TODAY = date(2026, 11, 23)
SERVED = date(2026, 11, 6)


def deadline(*, served: tuple[date | None, ...] = (SERVED,), **fields: object) -> law.Deadline:
    """The recovery period of one notice that came by letter on 3 November."""
    services = tuple(law.Service(tenant=f"person:{n}", served_on=day) for n, day in enumerate(served))
    told = {"arrived_on": date(2026, 11, 3), "sent_by": law.SentBy.LETTER, "services": services} | fields
    notice = law.Notice(id="1", ground=law.Ground.RENT_ARREARS, **told)  # type: ignore[arg-type]
    tenancy = law.Tenancy(tenure=law.Tenure.RENTAL)
    facts = law.Facts(opened_on=date(2026, 11, 3), notices=(notice,), tenancy=tenancy)
    return law.recovery_period(facts, notice, load().law)


def test_a_certain_day_is_said_as_it_is() -> None:
    found = deadline()
    assert is_sure(found)
    assert headline_of(found, TODAY) == "Sista dag fredag 27 november"


def test_a_day_that_has_been_is_said_in_the_past() -> None:
    assert headline_of(deadline(), date(2026, 12, 1)) == "Sista dag var fredag 27 november"


def test_an_unknown_service_day_gives_the_earliest_day_and_whom_to_ask() -> None:
    found = deadline(served=(None,))
    assert not is_sure(found)
    assert headline_of(found, TODAY) == (
        "Sista dag tidigast tisdag 24 november – delgivningsdagen är inte känd. "
        "Fråga hyresvärden när hyresgästen delgavs."
    )


def test_an_uncertain_day_in_the_past_is_never_said_to_be_over() -> None:
    assert headline_of(deadline(served=(None,)), date(2026, 12, 24)).startswith("Sista dag kan redan ha varit")


def test_how_it_was_sent_not_known_is_not_certain_either() -> None:
    assert not is_sure(deadline(sent_by=None, services=(law.Service(tenant="person:0", served_on=date(2026, 11, 1)),)))


def test_paid_in_time_is_said_so() -> None:
    assert headline_of(deadline(paid_on=date(2026, 11, 20)), TODAY) == "Klart i tid"


def test_a_judged_invalid_notice_has_no_time() -> None:
    assert headline_of(deadline(valid=False), TODAY) == "Ingen tid löper"


def test_a_wait_is_said_as_the_earliest_day() -> None:
    wait = deadline()._replace(last_day=None, alternatives=(), earliest_day=date(2026, 12, 2))
    assert headline_of(wait, TODAY) == "Tidigast onsdag 2 december"


def test_a_wait_that_is_not_certain_says_why() -> None:
    wait = deadline(served=(None,))._replace(
        alternatives=(law.Alternative(because="earliest", earliest_day=date(2026, 12, 2)),)
    )
    assert headline_of(wait, TODAY).startswith("Tidigast onsdag 2 december – delgivningsdagen är inte känd.")


def test_a_duty_without_days_says_when() -> None:
    notice = law.Notice(id="1", ground=law.Ground.RENT_ARREARS, arrived_on=TODAY)
    facts = law.Facts(opened_on=TODAY, notices=(notice,))
    found = {row.id: row for row in law.deadlines_of(facts, load().law)}
    assert headline_of(found["investigation_opening"], TODAY) == "Genast"


def test_a_reading_that_gives_an_earlier_day_is_told_as_the_reason() -> None:
    notice = law.Notice(id="1", ground=law.Ground.RENT_ARREARS, rent_due_on=date(2026, 11, 28))
    facts = law.Facts(opened_on=TODAY, notices=(notice,), tenancy=law.Tenancy(tenure=law.Tenure.RENTAL))
    found = {row.id: row for row in law.deadlines_of(facts, load().law)}
    assert headline_of(found["rent_delay"], TODAY) == (
        "Sista dag tidigast lördag 5 december – om dagen inte flyttas trots att den är ledig. Det är inte avgjort."
    )


def test_a_weekend_is_not_told_to_be_what_its_name_says() -> None:
    said = sentences_of(deadline(served=(date(2026, 11, 7),)), today=TODAY)
    assert "Lördag 28 november är ingen arbetsdag. Sista dagen flyttas till måndag 30 november." in said


def test_the_reasons_in_order_and_each_once() -> None:
    said = sentences_of(deadline(), today=TODAY)
    assert said[0] == "Hyresgästen delgavs fredag 6 november."
    assert "Tre veckor: fredag 27 november." in said
    assert "12 kap. 44 § första stycket 1 jordabalken" in said[-1]
    assert len(set(said)) == len(said)


def test_a_day_off_is_named_and_moved_from() -> None:
    said = sentences_of(deadline(served=(date(2026, 12, 4),)), today=TODAY)
    assert "Fredag 25 december är juldagen. Sista dagen flyttas till måndag 28 december." in said


def test_several_tenants_are_told_apart_by_name() -> None:
    found = deadline(served=(SERVED, SERVED + timedelta(days=1)))
    said = sentences_of(found, today=TODAY, names={"person:0": "Elin", "person:1": "Per"})
    assert said[:2] == (
        "Elin: Hyresgästen delgavs fredag 6 november.",
        "Per: Hyresgästen delgavs lördag 7 november.",
    )


def test_without_a_day_to_compare_with_the_year_is_said() -> None:
    assert sentences_of(deadline())[0] == "Hyresgästen delgavs fredag 6 november 2026."


@pytest.mark.parametrize("kind", list(law.ReasonKind))
def test_every_kind_of_reason_has_words_even_for_a_name_nobody_foresaw(kind: law.ReasonKind) -> None:
    name = "jb-12-44" if kind is law.ReasonKind.SOURCE else "something_new"
    said = sentence_of(law.Reason(kind=kind, name=name, day=TODAY, until=TODAY), today=TODAY)
    assert said and "{" not in said


@pytest.mark.parametrize("name", ["ground", "tenure"])
def test_why_the_time_is_not_for_this_home_never_shows_a_code(name: str) -> None:
    said = sentence_of(law.Reason(kind=law.ReasonKind.FACT, name=name, text="condominium"))
    assert said and "condominium" not in said
