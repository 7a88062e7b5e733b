"""The demo's mail: files in a folder."""

from datetime import date
from pathlib import Path


def send_first_mail(day: date) -> None:
    """The morning mail of the first night, into the demo's folder. On a day off there is none."""
    from kvar.casework.editions.in_force import content_in_force
    from kvar.doors.post.sending import send_waiting

    with content_in_force(day):
        send_waiting(today=day)


def where_mail_is() -> str:
    """Where the demo's mail can be read, and what writes more of it."""
    from django.conf import settings

    Path(settings.MAIL_FOLDER).mkdir(parents=True, exist_ok=True)
    more = "KVAR_DEMO=1 .venv/bin/kvar jobs run"
    new = f"Nya kommer på arbetsdagar när nattens arbete körs: {more}"
    return f"     Morgonbreven är filer i {settings.MAIL_FOLDER}. {new}"
