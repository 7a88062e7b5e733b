"""The demo city's ready sign-ins, as the sign-in page lists them: one administration, one of each kind. Demo only."""

from dataclasses import dataclass

from kvar.casework.city.people import PASSWORD, Worker, workers
from kvar.content.load import load

DEMO_PASSWORD = PASSWORD  # known to all, like everybody in the demo city
SHOWN = ("hisingen", "")


@dataclass(frozen=True)
class DemoPerson:
    """``role`` and ``place`` are words to read."""

    name: str
    email: str
    role: str
    place: str


def demo_people() -> tuple[DemoPerson, ...]:
    """The first worker of each role in each unit, one cleared for protected people, and all of the city. No query."""
    first: dict[tuple[str, str, bool, str], Worker] = {}
    for worker in workers():
        if worker.administration in SHOWN:
            own = "" if worker.unit else worker.name
            first.setdefault((worker.unit, worker.role, worker.cleared, own), worker)
    return tuple(_person(worker) for worker in first.values())


def _person(worker: Worker) -> DemoPerson:
    city = load().organisation
    unit = city.unit(worker.unit).label if worker.unit else ""
    administration = city.administration(worker.administration).label if worker.administration else ""
    clearance = "ser skyddade uppgifter" if worker.cleared else ""
    place = ", ".join(part for part in (unit, administration, clearance) if part)
    return DemoPerson(name=worker.name, email=worker.email, role=city.role(worker.role).label, place=place)
