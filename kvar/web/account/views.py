"""Signing in and out. allauth does the work; these pages say it in Swedish."""

from typing import Any

from allauth.account.views import LoginView, LogoutView, ReauthenticateView
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.decorators import method_decorator

from kvar.casework.city.demo_people import DEMO_PASSWORD, demo_people
from kvar.web.account.forms import SignInAgainForm, SignInForm

METHODS = ["get", "head", "post", "options"]  # Django's form views would take PUT for POST


class SignIn(LoginView):
    http_method_names = METHODS
    form_class = SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = super().get_context_data(**kwargs)
        shown["demo_people"] = demo_people() if settings.DEMO else ()
        shown["demo_password"] = DEMO_PASSWORD if settings.DEMO else ""
        return shown

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class SignOut(LogoutView):
    """GET asks, POST signs out: nobody is signed out by a picture on another site."""

    http_method_names = METHODS


@method_decorator(login_required, name="dispatch")
class SignInAgain(ReauthenticateView):
    http_method_names = METHODS
    form_class = SignInAgainForm
