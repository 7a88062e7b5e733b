"""What the case page says of contact: what people have asked of us, the visits, the consents. Three queries."""

from dataclasses import dataclass
from datetime import date

from kvar.casework.access import Actor
from kvar.casework.consent.carrying import standing
from kvar.casework.consent.consents import consents_in
from kvar.casework.contact.safe_check import RuleShown
from kvar.casework.contact.safe_contact import rules_in
from kvar.casework.visits import visits_of
from kvar.records.models import Case, Consent, Visit


@dataclass(frozen=True, kw_only=True)
class ContactShown:
    """``visits``: those of the actor's unit that are still to come or to be answered for, the first first."""

    rules: tuple[RuleShown, ...]
    visits: tuple[Visit, ...]
    consents: tuple[Consent, ...]


def contact_of(actor: Actor, case: Case, *, today: date) -> ContactShown:
    """The three cards, from a case that the actor may see."""
    waiting = [row for row in visits_of(actor, case) if not row.result and row.called_off_on is None]
    return ContactShown(
        rules=rules_in([case]).get(case.household_id, ()),
        visits=tuple(reversed(waiting)),
        consents=tuple(reversed(standing(consents_in(case, unit=actor.unit), on=today))),
    )
