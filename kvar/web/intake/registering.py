"""Ny underrättelse: from the first two questions to a registered notice, and *Samma hushåll?* on the way."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.access import case_for, notices_visible_to
from kvar.casework.access_table import Act
from kvar.casework.errors import ActRefused
from kvar.casework.intake.drafts import draft_of, forget_draft
from kvar.casework.intake.registering import take_in_notice
from kvar.casework.matching import same_households
from kvar.records.models import Draft, Notice
from kvar.web.intake.forms import NEW, NoticeForm, notice_form, resumed_form
from kvar.web.intake.telling import told_from
from kvar.web.ui import clock
from kvar.web.ui.kept_files import scan_of
from kvar.web.ui.page import act_page, back_to, form_page, put_refusal

DRAFT = "intake:new"
SHOW, DISCARD = "visa", "kasta"


@act_page
def new(request: HttpRequest) -> HttpResponse:
    """The form. A POST registers, shows another paper's blanks with all that is typed, or discards the draft."""
    today = clock.today(request)
    if request.method != "POST":
        kept = draft_of(by=request.actor, form=DRAFT)
        form = resumed_form(kept.typed, today=today) if kept else notice_form(asked=request.GET, today=today)
        return _shown(request, form, draft=kept)
    if DISCARD in request.POST:
        forget_draft(by=request.actor, form=DRAFT)
        return back_to("intake:new")
    if SHOW in request.POST:
        return _shown(request, _as_typed(request))
    form = notice_form(request.POST, request.FILES, asked=request.POST, today=today)
    notice = _register(request, form)
    return _answered(request, notice) if notice else _shown(request, form)


@act_page
def matches(request: HttpRequest) -> HttpResponse:
    """*Samma hushåll?* for what has been typed so far. A POST, since a personal number never stands in an address."""
    form = notice_form(request.POST, asked=request.POST, today=clock.today(request))
    form.is_valid()  # what can be read is looked for; the rest is not this page's to judge
    _offer_matches(request, form)
    return render(request, "intake/matches.html", {"form": form})


def _as_typed(request: HttpRequest) -> NoticeForm:
    return resumed_form(dict(request.POST.lists()), today=clock.today(request))


def _shown(request: HttpRequest, form: NoticeForm, *, draft: Draft | None = None) -> HttpResponse:
    return form_page(request, "intake/new.html", form=form, draft=draft, draft_name=DRAFT)


def _register(request: HttpRequest, form: NoticeForm) -> Notice | None:
    """Take the notice in, if nothing is refused and it is clear which case it belongs to."""
    sound = form.is_valid()
    _offer_matches(request, form)
    if form.offered and not form.choice:
        form.add_error(
            "case", _("Det kan vara samma hushåll som förut. Välj nytt ärende, eller det ärende det hör till.")
        )
    if not sound or form.errors:
        return None
    told, today = told_from(form, today=clock.today(request)), clock.today(request)
    because = next((match.because for match in form.matches if str(match.case) == form.choice), ())
    case = case_for(request.actor, UUID(form.choice), act=Act.WRITE_NOTE) if form.choice not in ("", NEW) else None
    try:
        return take_in_notice(
            told=told,
            by=request.actor,
            today=today,
            case=case,
            because=because,
            scan=scan_of(form.cleaned_data.get("scan")),
        )
    except ActRefused as refusal:
        put_refusal(form, refusal)
        return None


def _offer_matches(request: HttpRequest, form: NoticeForm) -> None:
    today = clock.today(request)
    form.offer(same_households(actor=request.actor, told=told_from(form, today=today), today=today))


def _answered(request: HttpRequest, notice: Notice) -> HttpResponse:
    """To the answer page; or, when the case is not this actor's to see, to Min dag and not a word more."""
    forget_draft(by=request.actor, form=DRAFT)
    if notices_visible_to(request.actor).filter(pk=notice.pk).exists():
        return back_to("intake:notice", notice.pk)
    handed_on = _("Underrättelsen är registrerad. Ärendet är lämnat till en handläggare som har behörighet.")
    messages.success(request, handed_on)
    return back_to("worklist:my_day")
