"""The sign-in form in Kvar's clothes."""

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from django.utils.translation import gettext_lazy as _

from kvar.web.ui.forms import FormLook


class SignInForm(FormLook, LoginForm):
    """E-mail and password; which of them was wrong is never told."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-postadress")
        self.fields["password"].label = _("Lösenord")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
        self.fields["login"].error_messages["invalid"] = _("Det är inte en e-postadress. Den har ett @ i mitten.")


class SignInAgainForm(FormLook, ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Lösenord")
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""
