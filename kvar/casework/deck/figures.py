"""What is published of one administration, for the deck: the last year of quarters, with its holes."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from kvar.casework.access import Actor
from kvar.casework.deck.about import Counted
from kvar.casework.measures.measured import ALL
from kvar.casework.measures.registry import measure_of
from kvar.casework.published.quarters import quarter_of
from kvar.casework.published.reading import Published, published_quarters, published_to
from kvar.casework.published.words import period_words, quarter_words

QUARTERS = 4
TOLD = (
    ("incoming_by_code", ALL, _("Inkomna underrättelser")),
    ("homes_kept", "yes", _("Hushåll som bor kvar")),
    ("homes_kept", "no", _("Hushåll som förlorat bostaden")),
    ("children_by_link", ALL, _("Barn i nya ärenden")),
)
"""A measure, which of its parts, and what that is called on a slide."""


def counted_for(actor: Actor, *, administration: str, on: date) -> tuple[Counted, ...]:
    """The last four quarters that are published by the day's own; nothing where none is.

    Raises Unseen for a role that may not see the follow-up. What is hidden is hidden from all, those who work in the
    administration too: a file is sent on.
    """
    quarters = [one for one in published_quarters() if one <= quarter_of(on)][-QUARTERS:]
    found = published_to(actor, quarters[0] if quarters else on, quarters[-1] if quarters else on)
    if not found.quarters:
        return ()
    return tuple(_counted(found, id, part, str(label), administration) for id, part, label in TOLD)


def _counted(found: Published, id: str, part: str, label: str, administration: str) -> Counted:
    each = [(one, found.quarter(one).sum(id, administration=administration, part=part)) for one in found.quarters]
    return Counted(
        id=f"{id}_{part or 'all'}",
        label=label,
        definition=measure_of(id).definition,
        period=period_words(found.quarters),
        counts=tuple((quarter_words(quarter), figure.shown) for quarter, figure in each),
    )
