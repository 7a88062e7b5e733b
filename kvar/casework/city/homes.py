"""Who lives where in the synthetic city: people, homes, landlords and debts, drawn by the parameters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import exp
from random import Random
from statistics import NormalDist

from kvar import law
from kvar.casework.city import names, parameters
from kvar.casework.city.numbers import Birthdays, official_number
from kvar.casework.city.parameters import drawn
from kvar.casework.told import DwellingTold, PersonTold

STANDARD = NormalDist()


@dataclass(frozen=True, kw_only=True)
class ChildDrawn:
    told: PersonTold
    lives: str
    registered: bool


@dataclass(frozen=True, kw_only=True)
class Home:
    """One household and its paper: ``paper`` is rent, disturbance, …; ``debt`` in öre, ``months`` owed."""

    administration: str
    paper: str
    landlord_kind: str
    landlord: str
    tenant: PersonTold
    cotenants: tuple[PersonTold, ...]
    children: tuple[ChildDrawn, ...]
    dwelling: DwellingTold
    debt: int
    months: int

    @property
    def protected(self) -> bool:
        return self.tenant.protected


def draw_home(chance: Random, birthdays: Birthdays, *, until: date) -> Home:
    """One household, in a home, with a reason to be written about."""
    administration = drawn(chance, parameters.ADMINISTRATIONS)
    paper = drawn(chance, parameters.FIRST_PAPERS)
    kind = drawn(chance, parameters.LANDLORDS) if paper in ("rent", "disturbance", "sublet") else "company"
    debt, months = draw_debt(chance)
    (household, woman), family_name = drawn(chance, parameters.HOUSEHOLDS), chance.choice(names.FAMILY_NAMES)
    people = _People(chance, birthdays, until, family_name)
    children = tuple(_children(people)) if household == "family" else ()
    adult_age = (22, 60) if children else (parameters.AGE_LEAST, parameters.AGE_MOST)
    protected = chance.random() < parameters.PROTECTED
    tenant = people.draw(age=_age(chance, *adult_age), woman=woman, protected=protected)
    other = household == "couple" or (household == "family" and chance.random() < 0.4)
    return Home(
        administration=administration,
        paper=paper,
        landlord_kind=kind,
        landlord=_landlord(chance, paper, kind),
        tenant=tenant,
        cotenants=(people.draw(age=_age(chance, *adult_age), woman=not woman),) if other else (),
        children=children,
        dwelling=_dwelling(chance, administration, kind, rent=debt // months),
        debt=debt,
        months=months,
    )


def draw_debt(chance: Random) -> tuple[int, int]:
    """A debt in öre and the months it covers: the same draw decides both, so the largest are those of most months."""
    share = chance.uniform(0.0005, 0.9995)
    kronor = exp(parameters.DEBT_MU + parameters.DEBT_SIGMA * STANDARD.inv_cdf(share))
    kronor = max(parameters.DEBT_LEAST, round(kronor))
    if share < parameters.ONE_MONTH:
        return kronor * 100, 1
    return kronor * 100, 2 if share < parameters.TWO_MONTHS else min(9, max(3, kronor // 16_000))


def draw_service_delay(chance: Random) -> int:
    """Days from the notice to the tenant being served."""
    return round(parameters.SERVICE_MOST * chance.betavariate(*parameters.SERVICE_SHAPE))


@dataclass(frozen=True)
class _People:
    chance: Random
    birthdays: Birthdays
    until: date
    family_name: str

    def draw(self, *, age: int, woman: bool, protected: bool = False) -> PersonTold:
        first = self.chance.choice(names.WOMEN if woman else names.MEN)
        year = self.until.year - age
        born = self.birthdays.take(year, woman=woman, until=self.until, chance=self.chance)
        return PersonTold(
            name=f"{first} {self.family_name}",
            personal_number=official_number(born, woman=woman) if born else "",
            number_state="known" if born else "missing",
            birth_year=year,
            born_on=born,
            phone=f"070-000 {self.chance.randint(10, 99)} {self.chance.randint(10, 99)}" if age >= 18 else "",
            language=self.chance.choice(names.LANGUAGES) if self.chance.random() < 0.14 else "",
            protected=protected,
        )


def _children(people: _People) -> Iterator[ChildDrawn]:
    for _ in range(drawn(people.chance, parameters.CHILDREN)):
        lives = drawn(people.chance, parameters.CHILD_LIVES)
        told = people.draw(age=people.chance.randint(2, 17), woman=people.chance.random() < 0.5)
        registered = people.chance.random() < parameters.CHILD_REGISTERED
        yield ChildDrawn(told=told, lives=lives, registered=registered)


def _age(chance: Random, least: int, most: int) -> int:
    while True:
        age = round(chance.gauss(parameters.AGE_MEAN, parameters.AGE_SPREAD))
        if least <= age <= most:
            return age


def _landlord(chance: Random, paper: str, kind: str) -> str:
    choices = {
        "private": names.PRIVATE_LANDLORDS,
        "municipal": names.MUNICIPAL_LANDLORDS,
        "condominium": names.CONDOMINIUMS,
        "electricity": names.POWER_COMPANIES,
        "district_heating": names.HEAT_COMPANIES,
        "gas": names.GAS_COMPANIES,
    }
    return chance.choice(choices[paper if kind == "company" else kind])


def _dwelling(chance: Random, administration: str, kind: str, *, rent: int) -> DwellingTold:
    street, postcode = chance.choice(names.STREETS[administration])
    tenure = law.Tenure.CONDOMINIUM if kind == "condominium" else law.Tenure.RENTAL
    known = kind != "company" and chance.random() < 0.93
    return DwellingTold(
        address=f"{street} {chance.randint(1, 180)}, {postcode} Göteborg",
        apartment=f"1{chance.randint(0, 8)}0{chance.randint(1, 6)}" if chance.random() < 0.85 else "",
        room_count=str(chance.randint(1, 5)) if chance.random() < 0.9 else "",
        tenure=tenure if known else "",
        monthly_rent=min(1_850_000, max(420_000, rent // 100 * 100)) if known else None,
    )
