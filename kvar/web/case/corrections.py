"""Correct a fact: old and new stay in the journal, the plan follows."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.steps.corrections import CORRECTABLE, correct_fact, in_words, object_in
from kvar.web.case.acting import act_in
from kvar.web.case.correction_forms import CorrectionForm
from kvar.web.ui.page import act_page


@act_page
def correct(request: HttpRequest, case: UUID, fact: str, object: UUID) -> HttpResponse:
    """The fact as it stands, its right value and why. The second of two savers sees what the first one wrote."""
    found = case_for(request.actor, case, act=Act.CORRECT_FACT)
    if fact not in CORRECTABLE:
        raise Http404
    what = CORRECTABLE[fact]
    row = object_in(found, what, object)
    stands = getattr(row, what.column)
    return act_in(
        request,
        found,
        kind=CorrectionForm,
        act=partial(correct_fact, fact=fact, object_id=object),
        template="case/correct.html",
        done=_("Uppgiften är rättad. Planen är omräknad."),
        about=f"{fact}:{object}",
        told={"what": what},
        initial={"new": _as_typed(stands), "version": row.version},
        what=what,
        stands=in_words(what, stands),
        version=row.version,
    )


def _as_typed(value: object) -> object:
    """A yes/no value as its choice; everything else as it is."""
    return {True: "yes", False: "no"}.get(value, value) if value is None or isinstance(value, bool) else value
