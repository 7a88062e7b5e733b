"""Reading in a file: all of it or nothing. The newest file of a source replaces the one before, which is kept."""

from dataclasses import asdict
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.errors import ActRefused
from kvar.casework.public_figures.file import FiguresFile, FileRefused, read_figures
from kvar.casework.public_figures.line import LineRefused
from kvar.casework.public_figures.safe_text import SOURCE_LONGEST, safe_text
from kvar.records.models import PublicFigure, PublicFigures

MOST_TOLD = 5
"""So many wrong lines are told at a time."""


def import_figures(
    *, by: Actor | None, today: date, content: bytes, source: str = "", on: date | None = None
) -> PublicFigures:
    """Read the file in. What is told with it goes before what the file says. ``by`` None: the command on the server.

    Raises ActRefused, and Unseen for whoever may not.
    """
    with transaction.atomic():
        if by is not None:
            require(by, Act.IMPORT_FIGURES)
        found = _read(content)
        named, day = _named(source or found.source), _dated(on or found.on, today)
        digest = sha256(content).hexdigest()
        _require_new(named, day, digest)
        made = PublicFigures.objects.create(
            source=named, on=day, sha256=digest, imported_at=now(), imported_by_id=by.id if by else None
        )
        PublicFigure.objects.bulk_create(PublicFigure(figures=made, **asdict(row)) for row in found.rows)
    return made


def _read(content: bytes) -> FiguresFile:
    try:
        return read_figures(content)
    except FileRefused as refused:
        told = [*refused.problems[:MOST_TOLD]]
        more = len(refused.problems) - len(told)
        told += [_("Dessutom är %s rader fel.") % more] if more else []
        raise ActRefused(" ".join([*told, _("Ingenting är inläst.")]), field="file") from refused


def _named(source: str) -> str:
    try:
        named = safe_text(source, longest=SOURCE_LONGEST)
    except LineRefused as wrong:
        raise ActRefused(_("Källan går inte att spara: %s") % wrong, field="source") from wrong
    if not named:
        raise ActRefused(_("Varken du eller filen säger varifrån siffrorna kommer. Skriv källan."), field="source")
    return named


def _dated(on: date | None, today: date) -> date:
    if on is None:
        raise ActRefused(_("Varken du eller filen säger vilken dag källan är från. Skriv dagen."), field="on")
    if on > today:
        raise ActRefused(_("Källans dag har inte varit än. Kontrollera datumet."), field="on")
    return on


def _require_new(source: str, on: date, digest: str) -> None:
    """The same file twice is one too many: somebody pressed again."""
    newest = PublicFigures.objects.filter(source=source).order_by("-imported_at", "-id").first()
    if newest and (newest.on, newest.sha256) == (on, digest):
        raise ActRefused(_("Just den filen är redan inläst, med samma källa och dag."), field="file")
