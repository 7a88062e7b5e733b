"""What the page about delgivning says, in the words of the paper: hyresgästen and hyresvärden, or konsumenten."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.deadlines.served import why_not_counted
from kvar.content.load import load
from kvar.records.models import Notice, Service


@dataclass(frozen=True, kw_only=True)
class ServiceWords:
    """``when`` is the page's question, ``how`` the label of the way, ``counted_from`` what the day means."""

    when: str
    how: str
    counted_from: str
    ask: str


def service_words(notice: Notice) -> ServiceWords:
    """The words of the notice's own form."""
    form = load().codes.form(load().codes.notice_kind(notice.kind).form)
    who = {"about": form.about, "asked": form.asked}
    return ServiceWords(
        when=_("När delgavs %(about)s?") % who,
        how=_("Hur delgavs %(about)s?") % who,
        counted_from=_counted_from(notice) % who,
        ask=_("Fråga %(asked)s när och hur %(about)s delgavs.") % who,
    )


def _counted_from(notice: Notice) -> str:
    """Rent for premises, electricity and gas: the service alone starts the time, whatever the board was told."""
    unknown = _("Är dagen inte känd: fråga %(asked)s.")
    if notice.ground in law.UTILITY_GROUNDS or _tenure(notice) == law.Tenure.PREMISES:
        return f"{_('Tiden räknas från den dag då %(about)s delgavs.')} {unknown}"
    either = _("Tiden räknas från delgivningen eller från meddelandet till nämnden, den dag som är senast.")
    return f"{either} {unknown}"


def saved(service: Service, notice: Notice) -> tuple[str, bool]:
    """What saving a day did, and whether its day counts. A day that does not count leaves the question open."""
    why = why_not_counted(service, notice, tenure=_tenure(notice))
    if why:
        told = {"why": why, "ask": service_words(notice).ask}
        return _("Sparat, men dagen räknas inte. %(why)s %(ask)s") % told, False
    return _("Delgivningsdagen är sparad. Sista dagen är omräknad."), True


def _tenure(notice: Notice) -> str:
    return notice.household.dwelling.tenure if notice.household else ""
