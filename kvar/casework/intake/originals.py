"""The original file of a notice: kept byte for byte, under a random name, never served as a page."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.errors import ActRefused
from kvar.casework.journal import enter
from kvar.casework.kept import Scan, stored
from kvar.records.models import Notice, Original


def keep_original(*, notice: Notice, by: Actor, today: date, scan: Scan) -> Original:
    """The paper of a notice that was registered without it, unchanged. The one that is there is never replaced."""
    if notice.case is None:
        raise ActRefused(_("Underrättelsen är inte i något ärende. Lägg den i ett ärende först."))
    with transaction.atomic():
        require(by, Act.WRITE_NOTE, notice.case)
        if notice.originals.exists():
            raise ActRefused(_("Underrättelsen har redan sitt papper. Ladda om sidan."), field="scan")
        original = store_original(notice=notice, by=by, scan=scan)
        shown = {"notice": str(notice.pk), "sha256": original.sha256}
        text = _("Papperet är tillagt.")
        enter(case=notice.case, by=by, today=today, kind="notice", text=text, shown=shown)
    return original


def store_original(*, notice: Notice, by: Actor, scan: Scan) -> Original:
    """The file and its row. Called inside an act's transaction, by one who need not see the case afterwards."""
    return Original.objects.create(notice=notice, **stored(scan, by=by))
