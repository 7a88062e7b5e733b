"""The same home and the same name, however they are written on a paper."""

import pytest

from kvar.casework.access import Actor
from kvar.casework.matching import apartment_in, folded, home_key, same_households
from kvar.records.models import Case
from tests import factories
from tests.factories import TODAY

HOME = "Måsungevägen 214, 417 00 Göteborg"


@pytest.mark.parametrize(
    "written",
    [
        "Måsungevägen 214",
        "MÅSUNGEVÄGEN 214",
        "Måsungevägen 214, 417 00 Göteborg, lgh 1203",
        "Måsungevägen 214 lgh 1203",
        "Måsungevägen 214 41700 Göteborg",
        "Masungevagen  214,Göteborg",
    ],
)
def test_a_home_is_its_street_and_number(written: str) -> None:
    assert home_key(written) == home_key(HOME)


@pytest.mark.parametrize("other", ["Måsungevägen 21", "Måsungevägen 214 B", "Måsgatan 214", ""])
def test_another_number_or_street_is_another_home(other: str) -> None:
    assert home_key(other) != home_key(HOME)


def test_a_name_is_the_same_without_its_accents() -> None:
    assert folded("Tuan Trần") == folded("TUAN  TRAN") and folded("Åsa Öberg") == folded("Asa Oberg")


def test_the_apartment_is_read_from_the_address_too() -> None:
    told = factories.make_dwelling_told(address=f"{HOME}, lgh 1203", apartment="")
    assert apartment_in(told) == "1203"
    assert apartment_in(factories.make_dwelling_told(address=HOME, apartment="0901")) == "0901"
    assert apartment_in(factories.make_dwelling_told(address=HOME, apartment="")) == ""


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


@pytest.fixture
def case(by: Actor) -> Case:
    home = factories.make_dwelling_told(address=HOME, apartment="1203")
    tenant = factories.make_person_told(name="Tuan Trần")
    return factories.make_case_with_notice(by=by, dwelling=home, tenant=tenant)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "address", "because"),
    [
        ("Tuan Tran", "Måsungevägen 214", {"name", "address", "people"}),
        ("Tuan Tran", f"{HOME}, lgh 1203", {"name", "address", "people"}),
        ("Tuan Tran", "Skissvägen 4", {"name"}),
        ("Per Ek", "Måsungevägen 214", {"address"}),
        ("Per Ek", "Måsungevägen 214, lgh 0901", set()),
        ("", "Skissvägen 4", set()),
    ],
)
def test_a_paper_is_matched_as_it_is_written(by: Actor, case: Case, name: str, address: str, because: set[str]) -> None:
    # given a household that is known, and a paper without a personal number
    person = factories.make_person_told(name=name, personal_number="", birth_year=None)
    home = factories.make_dwelling_told(address=address, apartment="")
    told = factories.make_notice_told(tenant=person, dwelling=home, reference="", payment_reference="")
    # then it is offered with its reasons, and a name alone is no more than a perhaps
    found = same_households(actor=by, told=told, today=TODAY)
    assert {reason for match in found for reason in match.because} == because
    assert all("kanske" in match.why for match in found if "name" in match.because)
