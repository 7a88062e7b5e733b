"""A deadline in words: never surer than the facts, and every reason a Swedish sentence."""

from datetime import date, timedelta

import pytest

from kvar import law
from kvar.casework.deadlines.explain import headline_of, is_sure, sentence_of, sentences_of
from kvar.casework.deadlines.reckoning import deadline_shown
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


def found_of(id: str, **facts: object) -> law.Deadline:
    rows = law.deadlines_of(law.read_facts(facts), load().law)
    return next(row for row in rows if row.id == id)


def test_a_day_off_that_may_not_move_the_day_is_told_as_a_condition() -> None:
    late_rent = {"tenure": "rental", "ground": "rent_arrears", "rent_due_on": date(2026, 11, 28)}
    said = sentences_of(found_of("rent_delay", **late_rent), today=TODAY)
    assert (
        "Lördag 5 december är ingen arbetsdag. "
        "Om regeln gäller här flyttas sista dagen till måndag 7 december. Det är inte avgjort."
    ) in said
    eve = sentences_of(found_of("rent_delay", **(late_rent | {"rent_due_on": date(2026, 12, 24)})), today=TODAY)
    assert "Torsdag 31 december är nyårsafton. Om regeln gäller här flyttas sista dagen" in " ".join(eve)


SERVED_AND_TOLD = {"tenant_served_on": date(2026, 11, 6), "board_notice_arrived_on": date(2026, 11, 3)}
BY_LETTER = SERVED_AND_TOLD | {"board_notice_sent_by": "letter"}
RENT = {"tenure": "rental", "ground": "rent_arrears"} | BY_LETTER
FEE = {"tenure": "condominium", "ground": "fee_arrears"} | BY_LETTER


@pytest.mark.parametrize(
    ("id", "facts", "last"),
    [
        ("eviction_order_bar", RENT, "Beslut om avhysning får fattas tidigast dagen efter, tisdag 1 december."),
        ("eviction_order_bar_condominium", FEE, "Beslut om avhysning får fattas tidigast tisdag 1 december."),
        ("earliest_eviction", {"tenant_heard_on": TODAY}, "Avhysning får ske tidigast måndag 30 november."),
        (
            "storage",
            {"evicted_on": TODAY},
            "Egendomen får säljas eller kastas tidigast dagen efter, onsdag 24 februari 2027.",
        ),
        ("recovery_period", RENT, "Tre veckor: fredag 27 november."),
    ],
)
def test_the_steps_of_a_wait_go_on_to_the_day_of_the_headline(id: str, facts: dict[str, object], last: str) -> None:
    assert deadline_shown(found_of(id, **facts), today=TODAY).reasons[-1] == last


@pytest.mark.parametrize(
    ("id", "facts", "said"),
    [
        ("recovery_period", {"paid_on": date(2026, 11, 26)}, "Betald torsdag 26 november, 1 dag före sista dagen"),
        ("recovery_period", {"paid_on": date(2026, 11, 28)}, "Betald lördag 28 november, 1 dag efter sista dagen"),
        (
            "board_undertaking",
            {"undertaking_received_on": date(2026, 11, 27)},
            "Åtagandet kom fram fredag 27 november, på sista dagen",
        ),
        ("rent_delay", {"rent_due_on": date(2026, 10, 31), "paid_on": date(2026, 11, 20)}, "Betald fredag 20 november"),
        ("recovery_period", {}, ""),
    ],
    ids=["in time", "too late", "an undertaking", "too late for a day that is not settled", "nothing done"],
)
def test_what_was_done_is_told_with_its_day(id: str, facts: dict[str, object], said: str) -> None:
    shown = deadline_shown(found_of(id, **(RENT | facts)), today=TODAY)
    assert shown.done == said and (shown.reasons[-1] == f"{said}.") is bool(said)


def test_the_wait_after_a_paid_debt_does_not_tell_of_the_payment() -> None:
    bar = found_of("eviction_order_bar", **RENT, paid_on=date(2026, 11, 26))
    assert "paid_on" not in {reason.name for reason in bar.reasons}


def test_a_bostadsratt_is_told_in_its_own_words() -> None:
    facts = FEE | {"tenant_served_on": None, "rent_due_on": date(2026, 10, 30), "board_notice_sent_by": None}
    for id in ("fee_delay", "recovery_period_condominium", "eviction_order_bar_condominium"):
        shown = deadline_shown(found_of(id, **facts), today=TODAY)
        said = " ".join([shown.headline, shown.missing, *shown.reasons, *shown.changes])
        assert "bostadsrättsförening" in said or id == "fee_delay"
        assert "hyresgäst" not in said.lower() and "hyresvärd" not in said.lower() and "hyran" not in said


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
