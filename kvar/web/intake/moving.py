"""Moving a registered notice: link it, take a link back, pass it on. Nothing is merged and nothing removed."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kvar.casework.access import case_for, notice_for
from kvar.casework.access_table import Act
from kvar.casework.casefile.arrival import arrival_of
from kvar.casework.casefile.link_history import links_of
from kvar.casework.errors import ActRefused
from kvar.casework.intake.becoming import becomes_of
from kvar.casework.intake.linking import link_notice, unlink_notice
from kvar.casework.intake.passing_on import district_of, pass_notice_on
from kvar.casework.told import Match
from kvar.records.models import Case, Notice
from kvar.web.intake.moving_forms import LinkForm, PassOnForm, UnlinkForm
from kvar.web.ui import clock
from kvar.web.ui.acting import act_form
from kvar.web.ui.page import act_page, back_to, form_page, put_refusal


@act_page
def link(request: HttpRequest, notice: UUID) -> HttpResponse:
    """Say that a notice is about the same debt as an earlier one, or move it to another case."""
    today = clock.today(request)
    found = notice_for(request.actor, notice, act=Act.LINK_NOTICE)
    arrival = arrival_of(request.actor, found, today=today)
    form = LinkForm(request.POST or None, arrival=arrival, today=today)
    if request.method == "POST" and form.is_valid() and _linked(request, found, form, arrival.matches):
        messages.success(request, _("Underrättelserna är kopplade. Ingen av dem är borttagen."))
        return back_to("intake:notice", found.pk)
    return form_page(request, "intake/link.html", form=form, notice=found, arrival=arrival)


def _linked(request: HttpRequest, notice: Notice, form: LinkForm, matches: Iterable[Match]) -> bool:
    """Do what was chosen; what is no longer this actor's to see is answered as missing. False when refused."""
    (kind, target), case, same_debt_as = form.asked, notice.case, None
    if kind == "case":
        case = case_for(request.actor, UUID(target), act=Act.LINK_NOTICE)
    if kind == "debt":
        same_debt_as = notice_for(request.actor, UUID(target))
    because = next((match.because for match in matches if str(match.case) == target), ())
    told = {"version": form.cleaned_data["version"], "same_debt_as": same_debt_as, "because": because}
    try:
        link_notice(notice=notice, case=case, by=request.actor, today=clock.today(request), **told)
    except ActRefused as refusal:
        put_refusal(form, refusal)
        return False
    return True


@act_page
def unlink(request: HttpRequest, notice: UUID) -> HttpResponse:
    """Take the newest link back: the paper goes to where it was."""
    found = notice_for(request.actor, notice, act=Act.UNLINK_NOTICE)
    return act_form(
        request,
        name=f"intake:unlink:{found.pk}",
        kind=UnlinkForm,
        act=partial(unlink_notice, notice=found),
        template="intake/unlink.html",
        done=_("Kopplingen är ångrad. Det som gjordes i det andra ärendet står kvar där."),
        onwards=lambda _right: back_to("intake:notice", found.pk),
        initial={"version": found.version},
        notice=found,
        links=links_of(request.actor, found),
    )


@act_page
def pass_on(request: HttpRequest, notice: UUID) -> HttpResponse:
    """The paper came to the wrong board: send it to the right one."""
    found = notice_for(request.actor, notice, act=Act.PASS_NOTICE_ON)
    district = district_of(_home_of(found.case))
    becomes = becomes_of(found.case, found) if found.case else None

    def onwards(received: Notice | None) -> HttpResponse:
        if received and becomes:
            messages.info(request, becomes.sentence)
        return back_to("intake:notice", found.pk)

    return act_form(
        request,
        name=f"intake:pass_on:{found.pk}",
        kind=PassOnForm,
        act=partial(pass_notice_on, notice=found),
        template="intake/pass_on.html",
        done=_("Sparat. Det står i journalen vad som hände med underrättelsen."),
        onwards=onwards,
        told={"own": request.actor.administration, "district": district},
        notice=found,
        district=district,
        becomes=becomes,
    )


def _home_of(case: Case | None) -> str:
    return case.household.dwelling.address if case else ""
