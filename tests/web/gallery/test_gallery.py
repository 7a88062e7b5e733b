"""Every component is in the gallery, and the gallery is only in the demo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.base import Template
from django.test import Client, override_settings
from django.test.signals import template_rendered

COMPONENTS = Path("kvar/web/ui/components")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_site")]


@pytest.fixture
def demo() -> Iterator[None]:
    with override_settings(DEMO=True):
        yield


def test_the_gallery_is_not_in_production(client: Client) -> None:
    assert client.get("/galleri/").status_code == 404


@pytest.mark.usefixtures("demo")
def test_every_component_is_in_the_gallery(client: Client) -> None:
    drawn: set[str] = set()

    def note(sender: object, template: Template, **kwargs: object) -> None:
        drawn.add(str(template.name))

    template_rendered.connect(note)
    try:
        assert client.get("/galleri/").status_code == 200
    finally:
        template_rendered.disconnect(note)
    assert {path.name for path in COMPONENTS.iterdir()} == {
        Path(name).name for name in drawn if name.startswith("ui/components/")
    }


@pytest.mark.usefixtures("demo")
def test_the_gallery_shows_every_state(client: Client) -> None:
    page = client.get("/galleri/").content.decode()
    for state in ("open", "overdue", "soon", "waiting", "postponed", "done", "skipped"):
        assert f'class="step {state}"' in page
    for tone in ("late", "soon", "calm", "unknown"):
        assert f'class="clock {tone}"' in page
    assert page.count('class="callout ') == 6


@pytest.mark.usefixtures("demo")
def test_no_id_stands_twice(client: Client) -> None:
    import re

    ids = re.findall(r'\sid="([^"]+)"', client.get("/galleri/").content.decode())
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.usefixtures("demo")
def test_the_gallery_is_only_read(client: Client) -> None:
    assert client.post("/galleri/").status_code == 405
