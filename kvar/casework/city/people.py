"""The people who work in the synthetic city: per administration and unit three caseworkers and two who lead."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from unicodedata import normalize

from django.contrib.auth.hashers import make_password

from kvar.casework.access import Actor, actor_of
from kvar.casework.city.names import FAMILY_NAMES, MEN, WOMEN
from kvar.records.models import User

PASSWORD = "kvar-demo-2026"
ADMINISTRATIONS = ("centrum", "hisingen", "nordost", "sydvast")
ADULT, MONEY, CHILDREN = "vuxen", "ekonomiskt_bistand", "barn_och_unga"
UNITS = (ADULT, MONEY, CHILDREN)
CASEWORKERS_PER_UNIT = 3
KNOWN = {("hisingen", ADULT): "Sara Lindh", ("hisingen", MONEY): "Jonas Wik", ("hisingen", CHILDREN): "Amir Said"}


@dataclass(frozen=True, kw_only=True)
class Worker:
    name: str
    email: str
    role: str
    administration: str = ""
    unit: str = ""
    cleared: bool = False
    phone: str = ""


def workers() -> tuple[Worker, ...]:
    """Everybody who works in the city; the same people every time, whatever the seed of the city is."""
    chance, taken = Random(2026), set(KNOWN.values())
    found = [
        worker
        for administration in ADMINISTRATIONS
        for unit in UNITS
        for worker in _unit(administration, unit, chance, taken)
    ]
    return (*found, *_central(chance, taken))


def _unit(administration: str, unit: str, chance: Random, taken: set[str]) -> Iterable[Worker]:
    roles = ["caseworker"] * CASEWORKERS_PER_UNIT + ["team_lead", "unit_head"]
    names = [_new_name(chance, taken) for _ in roles]
    names[0] = KNOWN.get((administration, unit), names[0])
    for name, role in zip(names, roles, strict=True):
        yield _worker(name, role, chance, administration=administration, unit=unit)
    if unit == ADULT:
        name = _new_name(chance, taken)
        yield _worker(name, "caseworker", chance, administration=administration, unit=unit, cleared=True)


def _central(chance: Random, taken: set[str]) -> tuple[Worker, ...]:
    roles = ("process_leader", "log_reviewer", "system_admin", "process_leader")  # it takes two to switch content on
    return tuple(_worker(_new_name(chance, taken), role, chance) for role in roles)


def _new_name(chance: Random, taken: set[str]) -> str:
    while True:
        name = f"{chance.choice(chance.choice((WOMEN, MEN)))} {chance.choice(FAMILY_NAMES)}"
        if name not in taken:
            taken.add(name)
            return name


def _worker(
    name: str, role: str, chance: Random, *, administration: str = "", unit: str = "", cleared: bool = False
) -> Worker:
    plain = normalize("NFKD", name.replace("ı", "i")).encode("ascii", "ignore").decode()
    local = ".".join(plain.lower().split())
    return Worker(
        name=name,
        email=f"{local}@{administration or 'staden'}.example",
        role=role,
        administration=administration,
        unit=unit,
        cleared=cleared,
        phone=f"031-390 06 {(chance.randint(10, 99) + chance.randint(10, 99)) % 50:02}",  # kept free for made-up people
    )


def employ(people: Iterable[Worker] | None = None) -> dict[str, Actor]:
    """The workers as signed-up users, by e-mail; those already there are kept. One hash serves them all."""
    people = tuple(people or workers())
    there = set(User.objects.values_list("email", flat=True))
    hashed = make_password(PASSWORD)
    fields = ("name", "email", "role", "administration", "unit", "cleared", "phone")
    new = [worker for worker in people if worker.email not in there]
    User.objects.bulk_create(
        [User(password=hashed, **{field: getattr(worker, field) for field in fields}) for worker in new]
    )
    emails = [worker.email for worker in people]
    return {user.email: actor_of(user) for user in User.objects.filter(email__in=emails)}
