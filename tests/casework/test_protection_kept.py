"""A protection is never lifted on a guess (T17)."""

import pytest

from kvar.casework.access import notices_visible_to
from kvar.casework.intake.linking import unlink_notice
from kvar.records.models import Notice
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


def test_undoing_one_paper_keeps_the_protection_that_another_gave() -> None:
    """Two papers say that the person is protected; the first was linked by mistake."""
    by, cleared = factories.make_actor(), factories.make_actor(cleared=True)
    case = factories.make_case_with_notice(by=by)
    protected = factories.make_person_told(protected=True)
    first = factories.make_notice(by=cleared, case=case, tenant=protected)
    second = factories.make_notice(by=cleared, case=case, tenant=protected)
    undone = Notice.objects.select_related("case__household").get(pk=first.pk)
    unlink_notice(notice=undone, by=cleared, today=TODAY, reason="Fel hushåll.")
    second.refresh_from_db()
    assert second.protected and not notices_visible_to(by).filter(pk=second.pk).exists()
