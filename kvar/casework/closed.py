"""What is said when somebody acts in a case that was closed meanwhile: by whom, when, and what to do."""

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kvar.casework.errors import CaseClosed
from kvar.paper.days import journal_day
from kvar.records.models import Case, JournalEntry


def refuse_closed(case: Case) -> CaseClosed:
    """The refusal, for a case that the actor sees. A case without the entry says so without a name."""
    entry = JournalEntry.objects.filter(case=case, kind="closed").select_related("by").last()
    if entry is None:
        return CaseClosed(_("Ärendet är avslutat. Inget har sparats."), case=case.pk)
    at = localtime(entry.entered_at)
    told = {"who": entry.by.name, "day": journal_day(at.date()), "at": f"{at:%H.%M}"}
    closed_by = _("Ärendet avslutades av %(who)s %(day)s kl. %(at)s.") % told
    sentence = _("%s Inget har sparats. Det kan öppnas igen från ärendet.") % closed_by
    return CaseClosed(sentence, case=case.pk, closed_by=closed_by)
