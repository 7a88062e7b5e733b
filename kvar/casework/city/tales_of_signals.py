"""Stories of the same people twice: a case that was closed, and the notice that came afterwards."""

from datetime import date

from kvar.casework.city.events import (
    Attempted,
    CaseClosed,
    FactCorrected,
    HandoverReceived,
    OutcomeRecorded,
    StepSkipped,
    Thread,
    UnitDone,
)
from kvar.casework.city.tale import JONAS, Tale, home, person, rent_notice
from kvar.casework.told import NoticeTold

BORN = date(1988, 1, 29)
HOME = "Trossbotten 271"


def came_before(today: date) -> Thread:
    """A rent debt in the spring, paid, and the case closed."""
    tale = Tale(today).notice(160, _paper(655_000)).begin(159, opened=False)
    tale.add(158, Attempted, way="phone", reached=True).children(158, False)
    tale.add(150, FactCorrected, fact="paid_on", new=tale.ago(151), reason="Kvitto visat.")
    tale.add(149, OutcomeRecorded, outcome="kept_debt_paid", on=tale.ago(151), causes=("low_income",))
    for _round in range(3):
        tale.add(140, StepSkipped, step="H31", reason="Hushållet vill inte att vi hör av oss mer.")
    tale.add(140, HandoverReceived, by=JONAS).add(140, UnitDone, by=JONAS).add(
        140, CaseClosed, note="Skulden är betald."
    )
    return tale.told("came_before", "Betalt i våras, ärendet är avslutat")


def came_back(today: date) -> Thread:
    """A new debt of the same woman, in a new case: the routine counts the old one too."""
    tale = Tale(today).notice(6, _paper(711_000)).begin(5)
    return tale.told("came_back", "Ny hyresskuld efter ett avslutat ärende")


def _paper(amount: int) -> NoticeTold:
    her = person("Leila Haddad", BORN, woman=True, phone="070-000 56 78")
    return rent_notice(her, home(HOME), amount=amount)
