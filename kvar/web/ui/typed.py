"""What has been typed in a form and is not saved, kept for the one who typed it."""

from contextlib import suppress

from django.http import HttpRequest

from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.intake.drafts import save_draft

NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "password"})


def typed_in(request: HttpRequest) -> dict[str, list[str]]:
    """Every field as it was sent; never a password, and files are no fields."""
    return {name: values for name, values in request.POST.lists() if name not in NEVER_KEPT}


def keep_typed(request: HttpRequest, form: str) -> None:
    """What was sent and refused is a draft: whoever goes elsewhere to mend it comes back to it."""
    with suppress(ActRefused, Unseen):
        save_draft(by=request.actor, form=form, typed=typed_in(request))
