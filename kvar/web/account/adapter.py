"""Nobody makes an account for herself: users are added by the one who runs Kvar."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from kvar.records.models import User
from kvar.web.ui.context import home_of
from kvar.web.ui.page import back_to

CLOSED = _("Kontot är stängt. Tala med din chef om du ska ha tillgång till Kvar.")


class ClosedAdapter(DefaultAccountAdapter):
    """allauth with the door for new accounts shut."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": CLOSED,
        "email_password_mismatch": _("E-postadressen eller lösenordet stämmer inte. Kontrollera båda och försök igen."),
        "incorrect_password": _("Lösenordet stämmer inte. Försök igen."),
        "too_many_login_attempts": _("För många försök. Vänta några minuter och försök igen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the page one begins at: a process leader has no *Min dag*."""
        return home_of(request.user.role)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """An account that has been closed: said plainly, on the sign-in page."""
        messages.error(request, CLOSED)
        return back_to("account_login")

    def add_message(self, *args: object, **kwargs: object) -> None:
        """allauth's own small talk ("signed in as …") is not shown: the page says who is signed in."""
