"""The codes: who may file what (S66–S68), the five reason codes (S69–S73), and the gaps of the deck filled (Q1–Q4)."""

from itertools import pairwise

import pytest

from kvar import law
from kvar.content.library import Library
from kvar.law.conditions.household import REGISTERS

FILED = {
    "application": {"individual", "representative"},  # S66
    "report": {"neighbour", "relative", "private_person"},  # S67
    "notification": {"enforcement_authority", "rent_tribunal", "other_authority", "landlord", "own_unit"},  # S68, Q1
}


@pytest.mark.parametrize(("intake_type", "senders"), FILED.items())
def test_who_has_written_decides_the_intake_type(library: Library, intake_type: str, senders: set[str]) -> None:
    assert {library.codes.intake_type_of(sender) for sender in senders} == {intake_type}


def test_every_sender_has_one_intake_type_and_no_other(library: Library) -> None:
    types = [kind.id for kind in library.codes.intake_types]
    for sender in library.codes.sender_types:
        assert [kind for kind in types if library.codes.may_file(sender.id, kind)] == [
            library.codes.intake_type_of(sender.id)
        ]


def test_a_landlord_is_filed_by_our_own_rule_and_not_by_the_citys(library: Library) -> None:
    """Q1: a landlord is neither the individual, nor a private person, nor an authority."""
    notification = library.codes.intake_type("notification")
    assert "landlord" in notification.filed_by_local_rule
    assert all("landlord" not in kind.filed_by for kind in library.codes.intake_types)
    assert "landlord" in library.codes.notice_kind("rent_termination").senders


def test_the_five_reason_codes_have_the_words_of_the_deck(library: Library) -> None:
    assert {code.number: code.label for code in library.codes.reason_codes} == {
        1: "Elskulder",
        2: "Obetalda hyresskulder/obetalda hyror",
        3: "Olovlig andrahandsuthyrning",
        4: "Anmodan om rättelse vid störningar i boendet",
        5: "Information från Kronofogdemyndigheten om avhysning",
    }


def test_a_notice_from_kfm_keeps_its_cause(library: Library) -> None:
    """Q2: code 5 is a stage. The cause is another dimension and never becomes enforcement."""
    codes = library.codes
    for kind in ("enforcement_application", "enforcement_time", "removal_time"):
        notice = codes.notice_kind(kind)
        assert notice.keeps_cause
        assert codes.reason_code(notice.reason_code).number == 5
        assert codes.reason_code(notice.reason_code).dimension == "stage"
    assert codes.cause_code_of(law.Ground.ENFORCEMENT) is None
    assert law.Ground.ENFORCEMENT not in codes.causes_by_ground


@pytest.mark.parametrize(
    ("ground", "number"),
    [
        (law.Ground.RENT_ARREARS, 2),
        (law.Ground.FEE_ARREARS, 2),
        (law.Ground.DISTRICT_HEATING_DEBT, 1),
        (law.Ground.UNLAWFUL_SUBLET, 3),
        (law.Ground.SERIOUS_DISTURBANCE, 4),
    ],
)
def test_a_ground_means_a_cause(library: Library, ground: law.Ground, number: int) -> None:
    found = library.codes.cause_code_of(ground)
    assert found is not None
    assert found.number == number


def test_every_cause_is_counted_and_no_code_covers_children(library: Library) -> None:
    """Q3: barn och unga has no code; its notices are linked, not counted."""
    assert set(law.Ground) - set(library.codes.causes_by_ground) == {law.Ground.ENFORCEMENT, law.Ground.CHILD_REPORT}
    assert library.codes.notice_kind("child_report").reason_code == ""
    assert {unit for code in library.codes.reason_codes for unit in code.used_by} == {"vuxen", "ekonomiskt_bistand"}


def test_what_the_law_sends_has_a_sub_code_that_maps_back(library: Library) -> None:
    """Q4: fee, gas, heating, neglect, crime and the extension dispute are told apart, inside the five."""
    home = {sub.id: code.number for code in library.codes.reason_codes for sub in code.sub_codes}
    expected = {"condominium_fee": 2, "extension_dispute": 2, "gas": 1, "district_heating": 1, "neglect": 4, "crime": 4}
    assert {id: home[id] for id in expected} == expected


def test_every_kind_of_notice_is_there(library: Library) -> None:
    assert {kind.number for kind in library.codes.notice_kinds} == {f"N{number}" for number in range(12)}


@pytest.mark.parametrize(
    ("kind", "checked_as", "statutory"),
    [
        ("rent_termination", "F1978-3", True),
        ("condominium_fee", "F2003-3", True),
        ("condominium_disturbance", "F2003-4", True),
        ("disturbance_warning", "F2003-4", False),
        ("electricity", "gas", False),
        ("early_signal", "free", False),
    ],
)
def test_a_paper_has_the_fields_of_its_form(library: Library, kind: str, checked_as: str, statutory: bool) -> None:
    form = library.codes.form(library.codes.notice_kind(kind).form)
    assert (form.checked_as, form.statutory) == (checked_as, statutory)


def test_form_3_has_its_five_numbered_fields_under_the_names_of_the_contract(library: Library) -> None:
    form = library.codes.form("rent_form")
    assert {field.number for field in form.fields} == {1, 2, 3, 4, 5}
    assert [field.name for field in form.fields] == [
        *("landlord_name", "landlord_address", "landlord_phone", "tenant_name", "tenant_address"),
        *("room_count", "rent_amounts", "interest", "total", "payment_account"),
    ]


def test_only_papers_with_a_period_start_a_clock(library: Library) -> None:
    """An early signal and an extension dispute are about rent, but no time to pay runs (JB 12:44, HNL 13 b)."""
    starts = {kind.id for kind in library.codes.notice_kinds if kind.starts_clock}
    assert starts == {"rent_termination", "condominium_fee", "electricity", "district_heating", "gas"}
    assert {library.codes.notice_kind(id).ground for id in starts} <= law.DEBT_GROUNDS


def test_no_contact_and_a_respite_never_close_a_case_alone(library: Library) -> None:
    assert {code.id for code in library.codes.outcomes if not code.alone_closes} == {"no_contact", "respite"}


def test_an_outcome_says_whether_the_home_was_kept_or_that_it_does_not_say(library: Library) -> None:
    kept = {code.id: code.home_kept for code in library.codes.outcomes}
    assert (kept["kept_undertaking"], kept["evicted_empty"], kept["moved_unknown"]) == (True, False, None)
    assert {code.home_kept for code in library.codes.outcomes if code.id.startswith("kept_")} == {True}


def test_an_empty_register_answer_is_not_a_no(library: Library) -> None:
    registers = {source.id for source in library.codes.answer_sources if source.register}
    assert registers == REGISTERS
    assert "population_register" in registers


def test_four_administrations_have_three_units_and_one_that_coordinates(library: Library) -> None:
    city = library.organisation
    assert [one.id for one in city.administrations] == ["centrum", "hisingen", "nordost", "sydvast"]
    assert [unit.id for unit in city.units] == ["vuxen", "ekonomiskt_bistand", "barn_och_unga"]
    assert [unit.id for unit in city.units if unit.coordinates] == ["vuxen"]
    assert len({one.prefix for one in city.administrations}) == 4


def test_roles_are_those_that_access_knows(library: Library) -> None:
    known = ["caseworker", "team_lead", "unit_head", "process_leader", "log_reviewer", "system_admin"]
    assert [role.id for role in library.organisation.roles] == known


def test_a_code_that_is_not_there_is_a_key_error(library: Library) -> None:
    with pytest.raises(KeyError, match="gone"):
        library.codes.outcome("gone")


def test_each_area_of_the_city_is_one_administrations_and_each_has_one(library: Library) -> None:
    """So what is told of an administration is told of its district, and no figure has both (decision 0011)."""
    city = library.organisation
    assert sorted(area.administration for area in city.districts.areas) == sorted(
        place.id for place in city.administrations
    )
    ranges = sorted(span for area in city.districts.areas for span in area.postal_codes)
    assert all(last < first for (_first, last), (first, _last) in pairwise(ranges))
