"""The shape of every act with a draft: the version that was read goes along, and the way is back to the draft."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from kvar.records.models import ContentDraft
from kvar.web.ui.acting import act_form
from kvar.web.ui.forms import Form
from kvar.web.ui.page import back_to


def act_in_draft(
    request: HttpRequest,
    draft: ContentDraft,
    *,
    kind: type[Form],
    act: Callable[..., Any],
    template: str,
    done: str,
    about: str = "",
    initial: dict[str, Any] | None = None,
    back: tuple[object, ...] = (),
    **context: Any,
) -> HttpResponse:
    """Show the form, or do the act and go back to the draft. ``about`` tells apart forms of one page in one draft."""
    return act_form(
        request,
        name=":".join(filter(None, (request.resolver_match.view_name, str(draft.pk), about))),
        kind=kind,
        act=partial(act, draft=draft),
        template=template,
        done=done,
        onwards=lambda _made: back_to(*(back or ("revising:draft", draft.pk))),
        initial={"version": draft.version, **(initial or {})},
        draft_of_content=draft,
        **context,
    )
