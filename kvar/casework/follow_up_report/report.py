"""*Uppföljning till hemlöshetsplanen* (practice.md S79, S80): the report of a period, from what is published alone."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from kvar.casework.follow_up_report.sections import debts, evicted_children, evictions, measured
from kvar.casework.follow_up_report.together import compared_shares, followed_up, handling
from kvar.casework.published.reading import Published
from kvar.casework.published.words import hidden_words, period_words
from kvar.content.load import load
from kvar.paper.days import day_and_year
from kvar.paper.report.told import Report, Section

_BASIS = _lazily(
    "Räknat ur arbetet i Kvar, en gång per kvartal. Det som ingen har skrivit in finns inte med. Hushåll med skyddade"
    " personuppgifter är inte med i något tal."
)


def report_of(published: Published) -> Report:
    """The report. Raises ``ValueError`` where nothing is published of the period."""
    if not published.quarters or published.published_on is None:
        raise ValueError("nothing is published of the period")
    return Report(
        title=_("Uppföljning till hemlöshetsplanen"),
        city=load().organisation.municipality,
        period=period_words(published.quarters),
        made_on=published.published_on,
        lines=(
            _("Publicerat %s.") % day_and_year(published.published_on),
            hidden_words(published.suppress_below),
            str(_BASIS),
        ),
        sections=_sections(published),
    )


def _sections(published: Published) -> tuple[Section, ...]:
    return (
        measured(published, "incoming_by_code", title=_("Det som kom in")),
        measured(published, "new_households"),
        measured(published, "repeated_within_a_year"),
        measured(published, "children_by_link"),
        measured(published, "children_found"),
        evictions(published),
        *evicted_children(published),
        measured(published, "homes_kept"),
        measured(published, "outcomes", title=_("Hur det gick")),
        handling(published),
        compared_shares(published),
        followed_up(published, lost=True),
        followed_up(published, lost=False),
        measured(published, "undertakings"),
        measured(published, "payments_missed"),
        debts(published),
    )
