"""Delgivning: what counts, from when, and what is only said about it. The vectors are ``vectors/service.yaml``."""

import re
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from itertools import pairwise, product
from typing import Any

import pytest

from kvar import law
from tests.law.build import ROOT, VECTORS, facts, notice, read_yaml, the_law
from tests.law.build import served as with_days

KINDS: dict[str, Any] = {"method": law.Method, "document": law.Document, "by": law.Server, "tenure": law.Tenure}
ALL = read_yaml(VECTORS / "service.yaml")
RENTAL, CONDOMINIUM = law.Tenure.RENTAL, law.Tenure.CONDOMINIUM
DAY = date(2026, 11, 3)
FACT, PERIOD, SOURCE = law.ReasonKind.FACT, law.ReasonKind.PERIOD, law.ReasonKind.SOURCE


@dataclass(frozen=True, kw_only=True)
class TenantServed:
    """One tenant's service as facts hold it."""

    tenant: str = "person:1"
    served_on: date | None = DAY
    method: law.Method | None = None
    document: law.Document | None = None


def act_of(told: dict[str, Any]) -> law.ServiceAct:
    known = {key: value for key, value in told.items() if value is not None}
    return law.ServiceAct(**{key: KINDS[key](value) if key in KINDS else value for key, value in known.items()})


def seen_of(told: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    try:
        found = law.served(act_of(told), the_law())
    except law.NotInForce as nothing:
        return {f"not_in_force_{nothing.name}": nothing.date}
    facts_named = [reason.name for reason in found.reasons if reason.kind is law.ReasonKind.FACT and not reason.day]
    doubts = [reason.name for reason in found.doubts if reason.kind is law.ReasonKind.FACT]
    because = [name for name in facts_named if name not in doubts]
    told_by = {"doubts": doubts, "missing": list(found.missing), "because": because}
    return {key: told_by[key] if key in told_by else getattr(found, key, None) for key in wanted}


@pytest.mark.parametrize("vector", ALL, ids=[vector["name"] for vector in ALL])
def test_a_vector_gives_the_expected_finding(vector: dict[str, Any]) -> None:
    assert seen_of(vector["act"], vector["expect"]) == vector["expect"]


def test_what_is_established_or_doubted_cites_the_source_of_its_vector() -> None:
    for vector in ALL:
        if "not_in_force_service" not in vector["expect"]:
            found = law.served(act_of(vector["act"]), the_law())
            cited = {reason.name for reason in found.reasons if reason.kind is law.ReasonKind.SOURCE}
            assert vector["source"] in cited or (found.missing and not found.doubts), (vector["name"], cited)


def test_every_vector_names_a_source_that_exists_and_every_method_has_one() -> None:
    known = set(re.findall(r"{id: ([a-z0-9-]+),", (ROOT / "kvar/content/sources.yaml").read_text(encoding="utf-8")))
    assert {vector["source"] for vector in ALL} <= known
    assert {vector["act"].get("method") for vector in ALL} == {*law.Method, None}


def everything(**given: Any) -> law.ServiceAct:
    """An act where every step has been taken and every question answered, in order."""
    keys: dict[str, Any] = {
        "sent_on": DAY,
        "received_on": DAY,
        "handed_over_on": DAY,
        "left_on": DAY,
        "notice_sent_on": DAY,
        "control_sent_on": DAY + timedelta(days=1),
        "decided_on": DAY,
        "published_on": DAY,
        "sought_on": DAY,
        "informed_on": DAY,
        "electronically": False,
        "starts_case": False,
        "keeping_away": True,
        "to_company": True,
    }
    return law.ServiceAct(**keys | given)


ALWAYS_TOLD = ("document", "by", "tenure", "electronically")
EVERY_WAY = list(product(law.Method, law.Document, law.Server, law.Tenure))


def test_a_certain_day_has_nothing_missing_nothing_doubtful_and_nothing_against_it() -> None:
    for method, document, by, tenure in EVERY_WAY:
        found = law.served(everything(method=method, document=document, by=by, tenure=tenure), the_law())
        assert (found.counts is True) == (found.on is not None)
        assert (found.method, found.document) == (method, document)
        if found.on:
            assert found.may_use and not found.doubts and not found.missing and found.earliest == found.on
        if found.counts is False:
            assert found.earliest is None
        if found.counts is None:
            assert found.doubts or found.missing


def test_an_unknown_fact_never_gives_a_certain_day_unless_the_method_does_not_need_it() -> None:
    """Taking a fact away never makes a service count that did not, and a day never becomes another certain day."""
    for method, document, by, tenure in EVERY_WAY:
        full = everything(method=method, document=document, by=by, tenure=tenure)
        whole = law.served(full, the_law())
        for name in ALWAYS_TOLD if whole.on is None else (field.name for field in fields(full)):
            less = law.served(replace(full, **{name: None}), the_law())
            assert less.on in (None, whole.on), (method, document, by, tenure, name)
            assert (less.counts is True) == (less.on is not None)


def test_a_private_party_has_ordinary_service_process_servers_and_the_letterbox_only() -> None:
    told = {"document": law.Document.TERMINATION, "by": law.Server.PRIVATE_PARTY, "tenure": RENTAL}
    may = {method: law.served(everything(method=method, **told), the_law()).may_use for method in law.Method}
    assert {method for method, yes in may.items() if yes is not False} == {
        law.Method.ORDINARY,
        law.Method.PROCESS_SERVER_PERSONAL,
        law.Method.LETTERBOX,
    }


def test_what_is_said_against_a_service_has_its_source() -> None:
    found = law.served(act_of({"method": "private_email", "document": "recovery_information"}), the_law())
    assert [(reason.kind.value, reason.name) for reason in found.reasons] == [
        ("fact", "only_private_email"),
        ("source", "dl-17"),
    ]


def test_each_thing_said_against_a_service_is_followed_by_its_own_paragraph() -> None:
    found = [law.served(act_of(one["act"]), the_law()).reasons for one in ALL if "counts" in one["expect"]]
    pairs = {(said.name, source.name) for reasons in found for said, source in pairwise(reasons) if not said.day}
    assert {
        ("document_opens_case", "dl-19"),
        ("document_opens_case", "dl-22"),
        ("recipient_is_a_person", "dl-27"),
        ("recipient_not_keeping_away", "dl-38"),
        ("letterbox_only_for_termination", "jb-8-8"),
        ("sent_back", "dl-26"),
        ("control_not_next_working_day", "dl-22"),
        ("control_not_next_working_day", "dl-27"),
    } <= pairs


def test_two_weeks_are_explained_with_their_paragraph() -> None:
    recovery = law.Document.RECOVERY_INFORMATION
    act = everything(method=law.Method.SIMPLIFIED, document=recovery, by=law.Server.AUTHORITY, tenure=RENTAL)
    assert law.served(act, the_law()).reasons == (
        law.Reason(kind=FACT, name="sent_on", day=DAY),
        law.Reason(kind=PERIOD, name="two_weeks", length="2 weeks", day=DAY + timedelta(weeks=2)),
        law.Reason(kind=SOURCE, name="dl-26", text="26 § delgivningslagen"),
    )


def test_a_paper_handed_over_or_refused_is_told_with_its_day_and_what_is_missing() -> None:
    told = {"document": law.Document.TERMINATION, "by": law.Server.PROCESS_SERVER, "tenure": RENTAL}
    act = everything(method=law.Method.PROCESS_SERVER_PERSONAL, **told)
    handed = law.Reason(kind=FACT, name="handed_over_on", day=DAY)
    assert handed in law.served(act, the_law()).reasons
    assert "refused" not in [reason.name for reason in law.served(act, the_law()).reasons]
    assert law.served(replace(act, refused=True), the_law()).reasons[0].name == "refused"
    unknown = law.served(replace(act, handed_over_on=None), the_law())
    assert law.Reason(kind=law.ReasonKind.MISSING, name="handed_over_on") in unknown.reasons


@pytest.mark.parametrize(
    ("method", "rental", "condominium", "unknown_tenure"),
    [
        (None, None, None, None),
        (law.Method.ORDINARY, True, True, True),
        (law.Method.PROCESS_SERVER_PERSONAL, True, True, True),
        (law.Method.PROCESS_SERVER_SUBSTITUTE, True, False, None),
        (law.Method.LEFT_AT_HOME, True, False, None),
        (law.Method.SIMPLIFIED, True, True, True),
        (law.Method.ORAL, True, True, True),
        (law.Method.LEGAL_PERSON, True, True, True),
        (law.Method.PUBLICATION, True, None, None),
        (law.Method.AVAILABILITY, None, None, None),
        (law.Method.LETTERBOX, False, True, None),
        (law.Method.REGISTERED_LETTER, False, False, False),
        (law.Method.PRIVATE_EMAIL, False, False, False),
    ],
)
def test_trap_22_a_way_that_serves_the_termination_may_not_serve_the_information_of_recovery(
    method: law.Method | None, rental: bool | None, condominium: bool | None, unknown_tenure: bool | None
) -> None:
    for tenure in (RENTAL, law.Tenure.PREMISES, law.Tenure.PRIVATE_LET):
        assert law.counts_for_recovery(method, tenure) is rental
    assert law.counts_for_recovery(method, CONDOMINIUM) is condominium
    assert law.counts_for_recovery(method, None) is unknown_tenure


def test_trap_22_the_day_of_the_termination_is_not_the_day_of_the_information() -> None:
    in_letterbox = TenantServed(method=law.Method.LETTERBOX)
    assert law.day_served(in_letterbox, RENTAL) is None
    assert law.day_served(in_letterbox, CONDOMINIUM) == DAY
    termination = TenantServed(document=law.Document.TERMINATION)
    assert law.day_served(termination, CONDOMINIUM) is None
    assert [reason.name for reason in law.why_not_served(termination, RENTAL)] == ["termination_served", "nja-1988-420"]
    assert [reason.name for reason in law.why_not_served(in_letterbox, RENTAL)] == [
        "letterbox_only_for_termination",
        "nja-1988-420",
    ]


def test_a_day_that_nobody_has_said_more_about_counts() -> None:
    """It may be right, and the earliest possible day protects the household (law.md trap 2)."""
    for tenure in (RENTAL, CONDOMINIUM, None):
        assert law.day_served(TenantServed(), tenure) == DAY
        assert law.why_not_served(TenantServed(), tenure) == ()
    assert law.day_served(TenantServed(method=law.Method.PROCESS_SERVER_SUBSTITUTE), None) == DAY
    assert law.day_served(TenantServed(served_on=None), RENTAL) is None


def test_trap_23_every_tenant_is_served_and_the_earliest_day_is_acted_on() -> None:
    later = TenantServed(tenant="person:2", served_on=DAY + timedelta(days=4))
    found = law.earliest_start((later, TenantServed()), RENTAL)
    assert found.days == (DAY, later.served_on)
    assert (found.earliest, found.all_known, found.missing) == (DAY, True, ())
    assert [(reason.day, reason.text) for reason in found.reasons] == [
        (later.served_on, "person:2"),
        (DAY, "person:1"),
    ]


def test_trap_23_one_tenant_who_is_not_served_is_missing() -> None:
    unserved = TenantServed(tenant="person:2", served_on=None)
    found = law.earliest_start((TenantServed(), unserved), RENTAL)
    assert (found.days, found.earliest, found.all_known) == ((DAY,), DAY, False)
    assert found.missing == ("cotenants_served_on",)
    assert law.earliest_start((unserved, TenantServed()), RENTAL).missing == ("tenant_served_on",)
    assert law.earliest_start((unserved, unserved), RENTAL).missing == ("tenant_served_on", "cotenants_served_on")


def test_trap_23_a_tenant_served_only_by_letterbox_is_not_served_the_information() -> None:
    found = law.earliest_start((TenantServed(), TenantServed(method=law.Method.LETTERBOX)), RENTAL)
    assert (found.days, found.all_known) == ((DAY,), False)
    assert [(reason.kind.value, reason.name) for reason in found.reasons] == [
        ("fact", "tenant_served_on"),
        ("fact", "letterbox_only_for_termination"),
        ("source", "nja-1988-420"),
        ("missing", "tenant_served_on"),
    ]


def test_no_tenant_no_day() -> None:
    found = law.earliest_start((), RENTAL)
    assert (found.days, found.earliest, found.all_known) == ((), None, False)
    assert found.missing == ("tenant_served_on",)


def test_j20_whether_the_words_are_clear_is_another_question_than_whether_it_was_served() -> None:
    """NJA 1982 s. 138: served in person 1980-01-25, and yet not accepted, because it was unclear."""
    unclear = notice(arrived_on=date(1980, 1, 25), services=with_days(date(1980, 1, 25)), valid=False)
    period = next(one for one in law.deadlines_of(facts(unclear), the_law()) if one.id == "recovery_period")
    assert period.status is law.Status.NOT_STARTED
    in_person = TenantServed(served_on=date(1980, 1, 25), method=law.Method.PROCESS_SERVER_PERSONAL)
    assert law.day_served(in_person, RENTAL) == date(1980, 1, 25)
    assert {"valid", "clear"} & {field.name for field in fields(law.ServiceAct)} == set()
