"""What is typed is kept: for the one who typed it, never a password, never for a stranger."""

import pytest
from django.test import Client

from kvar.records.models import Draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_site")]


def test_what_is_typed_is_kept_and_the_time_is_told(sara: Client) -> None:
    answer = sara.post("/utkast/?formular=case:note:1", {"text": "en\r\nrad", "password": "x", "many": ["a", "b"]})
    assert answer.content.decode().startswith("Sparat ")
    assert Draft.objects.get().typed == {"text": ["en\r\nrad"], "many": ["a", "b"]}


def test_the_newest_is_kept(sara: Client) -> None:
    for text in ("en", "två"):
        sara.post("/utkast/?formular=case:note:1", {"text": text})
    assert Draft.objects.get().typed == {"text": ["två"]}


def test_a_form_without_a_name_is_refused(sara: Client) -> None:
    assert sara.post("/utkast/", {"text": "en"}).status_code == 400


def test_far_too_much_is_refused_with_a_sentence(sara: Client) -> None:
    answer = sara.post("/utkast/?formular=a", {"text": "x" * 200_001})
    assert answer.status_code == 422
    assert not Draft.objects.exists()


def test_a_stranger_keeps_nothing(client: Client) -> None:
    assert client.post("/utkast/?formular=a", {"text": "en"}).status_code == 302
    assert not Draft.objects.exists()


def test_a_draft_is_only_written(sara: Client) -> None:
    assert sara.get("/utkast/?formular=a").status_code == 405
