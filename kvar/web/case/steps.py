"""One step: its text, why it is there, the law, the letter; and done, not now, not at all, or open again."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from kvar.casework.access import case_for
from kvar.casework.casefile import step_file
from kvar.casework.postponing import postpone_step
from kvar.casework.steps.completing import complete_step, skip_step, withdraw_step
from kvar.web.case.acting import act_in
from kvar.web.case.rows import due_of, row_of
from kvar.web.case.step_forms import DoneForm, PostponeForm, SkipForm, WithdrawForm
from kvar.web.ui import clock
from kvar.web.ui.forms import Form
from kvar.web.ui.page import act_page

ACTS: dict[str, tuple[type[Form], Callable[..., object], object]] = {
    "done": (DoneForm, complete_step, _("Steget är klart.")),
    "skip": (SkipForm, skip_step, _("Steget görs inte. Skälet är sparat i journalen.")),
    "postpone": (PostponeForm, postpone_step, _("Steget är uppskjutet. Skälet är sparat i journalen.")),
    "withdraw": (WithdrawForm, withdraw_step, _("Steget är öppet igen.")),
}


@act_page
def step(request: HttpRequest, case: UUID, step: str, subject: str, round: int) -> HttpResponse:
    """Everything about one step of the plan. The loser of a race keeps the text and is told who was first."""
    found = case_for(request.actor, case)
    key = {"step": step, "subject": subject, "round": round}
    today = clock.today(request)
    file = step_file(request.actor, found, today=today, **key)
    action = _action(request, stands=file.step is not None and file.step.stands)
    kind, act, done = ACTS[action]
    return act_in(
        request,
        found,
        kind=kind,
        act=partial(act, **key),
        template="case/step.html",
        done=str(done),
        about=f"{step}:{subject}:{round}:{action}",
        file=file,
        action=action,
        row=row_of(file.step, case=found, may=file.may, today=today) if file.step else None,
        due=due_of(file.step, today) if file.step else "",
    )


def _action(request: HttpRequest, *, stands: bool) -> str:
    """What is asked for, or what can be asked for now."""
    asked = request.POST.get("action") or request.GET.get("gor", "")
    return asked if asked in ACTS else "withdraw" if stands else "done"
