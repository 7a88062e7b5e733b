"""Only what is used: no sign-up, no reset by e-mail. The names are those that allauth asks for."""

from django.urls import path

from kvar.web.account import views

urlpatterns = [
    path("logga-in/", views.SignIn.as_view(), name="account_login"),
    path("logga-ut/", views.SignOut.as_view(), name="account_logout"),
    path("logga-in-igen/", views.SignInAgain.as_view(), name="account_reauthenticate"),
]
