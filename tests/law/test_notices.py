"""Formal check of a paper: what is missing, what may matter, and what is left to people. Vectors: ``notices.yaml``."""

import re
from copy import deepcopy
from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from kvar import law
from tests.law.build import ROOT, VECTORS, read_yaml

ALL = read_yaml(VECTORS / "notices.yaml")
MAY, NOTE = "may_invalidate", "note"
EMPTY, VALUE = {"state": "missing", "value": None}, {"state": "value"}
NAMES = {"name": "Per Ek", "address": "Provgatan 12, 417 00 Göteborg", "phone": "031-000 00 00"}
SENDER = {f"landlord_{part}": value for part, value in NAMES.items()}
TENANT = {"tenant_name": "Elin Åberg", "tenant_address": "Provgatan 12, 417 00 Göteborg"}
DEBT: dict[str, Any] = {
    **(SENDER | TENANT),
    "room_count": 2,
    "rent_amounts": [{"amount": 785_000, "due_on": "2026-10-30"}],
    "interest": 5_000,
    "total": 790_000,
    "payment_account": "Bankgiro 000-0000",
}
DISTURBANCE = SENDER | TENANT | {"dwelling": "1203", "disturbances": "Musik om natten", "demanded_on": "2026-10-01"}
ENERGY: dict[str, Any] = {
    **{f"company_{part}": value for part, value in NAMES.items()},
    "consumer_name": "Elin Åberg",
    "consumer_address": "Provgatan 12",
    "amount": 350_000,
    "due_on": "2026-09-30",
    "payment_account": "Plusgiro 00 00 00-0",
}
WHOLE = {"F1978-3": DEBT, "F2003-3": DEBT, "F2003-4": DISTURBANCE, "gas": ENERGY, "free": {}}
MATTERS = {
    **dict.fromkeys(("F1978-3", "F2003-3"), {"landlord_name", "tenant_name", "rent_amounts", "payment_account"}),
    "F2003-4": {"landlord_name", "tenant_name", "disturbances"},
    "gas": {"company_name", "consumer_name", "amount", "payment_account"},
}
BLANKS = [(form, name) for form, values in WHOLE.items() for name in values]


def document(form: str, known: Any = None, **states: dict[str, Any]) -> dict[str, Any]:
    """A whole paper; a blank given here stands there so instead."""
    stated = {name: {"state": "value", "value": deepcopy(value)} for name, value in WHOLE[form].items()}
    return {"form": form, "fields": stated | states, "known": known or {}}


def checked(form: str, known: Any = None, **states: dict[str, Any]) -> law.NoticeCheck:
    return law.check_notice(law.read_notice(document(form, known, **states)))


def told_in(vector: dict[str, Any]) -> law.NoticeCheck:
    states = {name: {"state": "value", "value": value} for name, value in vector.get("change", {}).items()}
    for state in ("missing", "illegible"):
        states |= {name: {"state": state} for name in vector.get(state, [])}
    return checked(vector["form"], vector.get("known"), **states)


def plain(finding: law.NoticeFinding) -> dict[str, Any]:
    """A finding as a vector writes it: without what it does not hold."""
    told = {field.name: getattr(finding, field.name) for field in fields(finding)}
    return {name: value for name, value in told.items() if value is not None}


@pytest.mark.parametrize("vector", ALL, ids=[vector["name"] for vector in ALL])
def test_a_vector_gives_the_expected_findings(vector: dict[str, Any]) -> None:
    assert [plain(finding) for finding in told_in(vector).findings] == vector["expect"]


def test_every_source_of_a_vector_and_of_a_finding_exists() -> None:
    known = set(re.findall(r"{id: ([a-z0-9-]+),", (ROOT / "kvar/content/sources.yaml").read_text(encoding="utf-8")))
    assert {vector["source"] for vector in ALL} == law.NOTICE_SOURCES <= known
    cited = {finding.source for vector in ALL for finding in told_in(vector).findings}
    assert cited == law.NOTICE_SOURCES
    seen = {finding.fault for vector in ALL for finding in told_in(vector).findings}
    assert seen == set(law.Fault)


@pytest.mark.parametrize("form", WHOLE)
def test_a_whole_paper_is_complete_and_nothing_is_found(form: str) -> None:
    check = checked(form)
    assert (check.complete, check.missing, check.findings, check.may_be_invalid) == (True, (), (), False)
    assert [blank.name for blank in law.blanks_of(law.PaperForm(form))] == list(WHOLE[form])


def test_a_paper_that_nobody_has_told_of_is_missing_in_every_blank_and_shows_it_in_order() -> None:
    for form, whole in WHOLE.items():
        check = law.check_notice(law.read_notice({"form": form}))
        assert check.missing == tuple(whole) == tuple(finding.field for finding in check.findings)


def own(check: law.NoticeCheck, name: str) -> law.NoticeFinding:
    """The one finding of a blank, where only that blank is missing."""
    assert not check.complete and check.missing == (name,)
    (finding,) = [finding for finding in check.findings if finding.field == name]
    assert {one.field for one in check.findings} - {name} <= ({"total"} if name == "interest" else set())
    return finding


def test_an_empty_blank_is_missing_told_or_not_and_what_may_matter_is_said_to_be_so() -> None:
    for form, name in BLANKS:
        untold = document(form)
        del untold["fields"][name]
        for check in (checked(form, **{name: EMPTY}), law.check_notice(law.read_notice(untold))):
            assert own(check, name).severity == (MAY if name in MATTERS[form] else NOTE), (form, name)


def test_an_illegible_blank_is_missing_and_only_a_note_since_it_may_be_our_copy() -> None:
    for form, name in BLANKS:
        found = own(checked(form, **{name: {"state": "illegible"}}), name)
        assert (found.fault, found.severity) == (law.Fault.ILLEGIBLE, NOTE), (form, name)
        assert found.source in law.NOTICE_SOURCES


def test_trap_16_a_wrong_amount_may_invalidate_and_a_missing_room_count_does_not() -> None:
    wrong, roomless = told_in(ALL[0]), checked("F1978-3", room_count={"state": "missing"})
    assert wrong.may_be_invalid and wrong.complete
    assert not roomless.may_be_invalid and not roomless.complete


def test_trap_15_interest_that_is_not_stated_never_invalidates_by_itself() -> None:
    check = checked("F1978-3", interest={"state": "missing"}, total={"state": "value", "value": 785_000})
    assert [(finding.field, finding.severity) for finding in check.findings] == [("interest", NOTE)]


def test_a_free_paper_has_no_form_so_nothing_is_missing_and_nothing_is_said() -> None:
    told = {"message": {"state": "value", "value": "Ring mig"}, "tenant_name": {"state": "illegible"}}
    assert checked("free", **told) == law.NoticeCheck()


def test_a_house_form_is_told_from_the_prescribed_one_by_tenure_and_ground() -> None:
    said = {}
    for known in ({}, {"ground": "gas_debt"}, {"ground": "electricity_debt"}, {"ground": "district_heating_debt"}):
        said[known.get("ground")] = checked("gas", known, amount={"state": "missing"}).findings[0].source
    assert said == {
        None: "ei-gas",
        "gas_debt": "ei-gas",
        "electricity_debt": "el-11-3",
        "district_heating_debt": "fjv-28",
    }
    for tenure in (None, *law.Tenure):
        (finding,) = checked("F2003-4", {"tenure": tenure}, dwelling={"state": "missing"}).findings
        assert finding.source == ("f03-4" if tenure in (None, "condominium") else "jb-12-25-a")
    (unsaid,) = checked("F2003-4", {"ground": "serious_disturbance"}, dwelling={"state": "missing"}).findings
    assert unsaid.source == "jb-12-42"


def test_what_no_form_has_a_place_for_is_asked_and_service_only_where_a_clock_rests_on_it() -> None:
    asked = {form.value: law.not_on_form(form) for form in law.PaperForm}
    assert asked["F1978-3"] == asked["F2003-3"] == law.NOT_ON_THE_FORM
    assert set(law.NOT_ON_THE_FORM) - set(asked["gas"]) == {"terminated_on"}
    assert set(law.NOT_ON_THE_FORM) - set(asked["F2003-4"]) == {"terminated_on", "served_on", "service_method"}
    assert asked["free"] == asked["F2003-4"]
    assert {"served_on", "service_method", "household_members", "children", "personal_number"} <= set(asked["F1978-3"])


def stated(name: str, value: Any, state: str = "value") -> dict[str, Any]:
    return document("F1978-3", **{name: {"state": state, "value": value}})


UNREADABLE: list[tuple[str, Any, str]] = [
    ("NOTICE", [], "ska vara ett JSON-objekt"),
    ("form", {}, "form kan inte vara None"),
    ("form", {"form": "F1978-4"}, "form kan inte vara 'F1978-4'. Välj bland F1978-3,"),
    ("from", {"form": "gas", "from": 1}, "from finns inte i NOTICE"),
    ("fields", {"form": "gas", "fields": []}, "fields ska vara ett JSON-objekt"),
    ("dwelling", document("F1978-3", dwelling={"state": "missing"}), "dwelling finns inte i fields"),
    ("total", document("F1978-3", total=7), "total ska vara ett JSON-objekt"),
    ("worth", document("F1978-3", total={"state": "value", "worth": 7}), "worth finns inte i total"),
    ("total: state", stated("total", 1, "unknown"), "total: state kan inte vara 'unknown'. Välj bland value,"),
    ("total: state", document("F1978-3", total={"value": 7}), "total: state kan inte vara None"),
    ("total", stated("total", 1, "missing"), "total är missing men har ett värde"),
    ("total", stated("total", "7 900"), "total ska vara hela ören, minst 0, inte '7 900'"),
    ("total", stated("total", 7900.5), "total ska vara hela ören"),
    ("total", stated("total", -1), "total ska vara hela ören"),
    ("interest", stated("interest", True), "interest ska vara hela ören"),
    ("tenant_name", stated("tenant_name", "  "), "tenant_name ska vara text"),
    ("tenant_name", stated("tenant_name", None), "tenant_name ska vara text"),
    ("tenant_name", stated("tenant_name", False), "tenant_name ska vara text"),
    ("rent_amounts", stated("rent_amounts", 785_000), "rent_amounts ska vara en lista"),
    ("rent_amounts", stated("rent_amounts", []), "rent_amounts är en tom lista"),
    ("rent_amounts", stated("rent_amounts", [7]), "rent_amounts ska vara ett JSON-objekt"),
    ("rent_amounts", stated("rent_amounts", [{"due_on": "2026-10-30"}]), "rent_amounts ska vara hela ören"),
    ("rent_amounts: due_on", stated("rent_amounts", [{"amount": 1, "due_on": "i höst"}]), "ska vara ett datum"),
    ("rent_amounts: due_on", stated("rent_amounts", [{"amount": 1, "due_on": "2026-11-31"}]), "inget sådant datum"),
    (
        "day",
        stated("rent_amounts", [{"amount": 1, "day": 1}]),
        "day finns inte i rent_amounts. Välj bland amount, due_on.",
    ),
    ("demanded_on", document("F2003-4", demanded_on=VALUE | {"value": 7}), "demanded_on ska vara ett datum som"),
    ("day", {"form": "gas", "known": {"payments": [{"day": 1}]}}, "day finns inte i payments. Välj bland on, amount."),
    ("payments", {"form": "gas", "known": {"payments": [7]}}, "payments ska vara ett JSON-objekt"),
    ("known", {"form": "gas", "known": []}, "known ska vara ett JSON-objekt"),
    ("payment", {"form": "gas", "known": {"payment": []}}, "payment finns inte i known"),
    ("payments", {"form": "gas", "known": {"payments": {}}}, "payments ska vara en lista"),
    ("payments: on", {"form": "gas", "known": {"payments": [{"amount": 1}]}}, "payments: on ska vara ett datum"),
    ("payments: amount", {"form": "gas", "known": {"payments": [{"on": "2026-11-03"}]}}, "ska vara hela ören"),
    ("notice_on", {"form": "gas", "known": {"notice_on": 20261103}}, "notice_on ska vara ett datum som 2026-11-03"),
    ("tenure", {"form": "gas", "known": {"tenure": "villa"}}, "tenure kan inte vara 'villa'"),
    ("ground", {"form": "gas", "known": {"ground": "el"}}, "ground kan inte vara 'el'"),
]


def test_what_cannot_be_read_is_refused_by_name() -> None:
    for key, told, says in UNREADABLE:
        with pytest.raises(law.FactsRefused) as refused:
            law.read_notice(told)
        assert refused.value.key == key, told
        assert says in refused.value.sentence


def test_what_stands_on_the_paper_is_kept_as_it_stands() -> None:
    read = law.read_notice(document("F1978-3", tenant_name=VALUE | {"value": " Nils Ek "})).fields
    assert read["tenant_name"] == law.PaperField(law.FieldState.VALUE, text="Nils Ek")
    assert read["room_count"].text == "2" and read["interest"].amount == 5_000
    assert read["rent_amounts"].claims == (law.Claim(785_000, date(2026, 10, 30)),)
    assert law.read_notice(document("gas")).fields["due_on"].day == date(2026, 9, 30)
    free = law.read_notice({"form": "free", "fields": {"message": VALUE | {"value": "Ring"}}}).fields
    assert free["message"] == law.PaperField(law.FieldState.VALUE, text="Ring")


def test_what_is_not_known_may_be_left_out_or_null() -> None:
    nothing = {"form": "gas", "fields": None, "known": None}
    unknown = {
        "form": "gas",
        "fields": {"amount": None},
        "known": {"payments": None, "notice_on": None, "tenure": None},
    }
    assert law.read_notice({"form": "gas"}) == law.read_notice(nothing) == law.read_notice(unknown)
    assert checked("gas", amount={"state": "missing", "value": ""}).missing == ("amount",)
