"""The people: add one, say how a child lives here, protect somebody, name who is responsible."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kvar.casework.access import case_for, member_for
from kvar.casework.access_table import Act
from kvar.casework.casefile import member_shown
from kvar.casework.households import add_member, protect_person, say_about_child
from kvar.casework.owner.owning import take_case
from kvar.casework.tracks import assign_responsible, colleagues_of, track_version
from kvar.web.case.acting import act_in
from kvar.web.case.known import person_facts
from kvar.web.case.person_forms import MemberForm, ProtectForm, ResponsibleForm, SaidForm, TakeForm
from kvar.web.ui import clock
from kvar.web.ui.page import act_page


@act_page
def member_new(request: HttpRequest, case: UUID) -> HttpResponse:
    """Somebody more lives in the home, or is there at times."""
    found = case_for(request.actor, case, act=Act.CHANGE_HOUSEHOLD)
    done = _("Personen är tillagd i hushållet.")
    return act_in(request, found, kind=MemberForm, act=add_member, template="case/member_new.html", done=done)


@act_page
def member(request: HttpRequest, case: UUID, member: UUID) -> HttpResponse:
    """One person: what is known, what somebody says about a child, and protection."""
    found = case_for(request.actor, case, act=Act.CHANGE_HOUSEHOLD)
    person = member_for(request.actor, found, member)
    protecting = request.POST.get("action") == "protect"
    act = protect_person if protecting else say_about_child
    return act_in(
        request,
        found,
        kind=ProtectForm if protecting else SaidForm,
        act=partial(act, member=person),
        template="case/member.html",
        done=_("Personen är markerad som skyddad.") if protecting else _("Uppgiften om barnet är sparad."),
        about=str(member),
        leave_to="worklist:my_day" if protecting and not request.actor.cleared else "",
        person=member_shown(person, today=clock.today(request)),
        facts=person_facts(found, person.person),
    )


@act_page
def responsible(request: HttpRequest, case: UUID) -> HttpResponse:
    """Who in the own unit is responsible."""
    found = case_for(request.actor, case, act=Act.ASSIGN_RESPONSIBLE)
    return act_in(
        request,
        found,
        kind=ResponsibleForm,
        act=assign_responsible,
        template="case/responsible.html",
        done=_("Ansvarig är utsedd."),
        told={"colleagues": colleagues_of(request.actor, today=clock.today(request))},
        initial={"user": str(request.actor.id), "version": track_version(found, request.actor.unit)},
    )


@act_page
def take(request: HttpRequest, case: UUID) -> HttpResponse:
    """Jag tar ärendet: one press, for a case that nobody in the own unit has."""
    found = case_for(request.actor, case, act=Act.ASSIGN_RESPONSIBLE)
    done = _("Du är nu ansvarig för ärendet.")
    return act_in(request, found, kind=TakeForm, act=take_case, template="case/take.html", done=done)
