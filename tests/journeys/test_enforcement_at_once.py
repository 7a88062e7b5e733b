"""Two colleagues send the same confirmation, or record the same day, in the same second."""

from datetime import UTC, date, datetime, time
from functools import partial

from kvar.casework.access import Actor
from kvar.casework.enforcement.confirming import SendingTold, record_sending
from kvar.casework.enforcement.eviction_day import record_day
from kvar.casework.enforcement.seen import DaySeen
from kvar.casework.errors import ActRefused
from kvar.records.models import Confirmation, EvictionDay, Letter, Notice
from tests import factories
from tests.factories import TODAY
from tests.harness.threads import at_once

KFM = "enforcement_authority"
EVICTED = date(2026, 12, 3)


def given_a_time(by: Actor) -> Notice:
    at = datetime(2026, 12, 3, 9, tzinfo=UTC)
    kfm = {"kind": "enforcement_time", "sender_type": KFM, "reference": "U-1", "eviction_at": at}
    return factories.make_notice(by=by, case=factories.make_family(by=by), **kfm)


def test_two_who_send_at_once_leave_one_proof_and_one_letter(committed_db: None) -> None:
    by, other = factories.make_actor(name="Sara Lindh"), factories.make_actor(name="Amir Haddad")
    notice = given_a_time(by)
    acts = [
        partial(
            record_sending,
            notice=Notice.objects.select_related("case__household").get(pk=notice.pk),
            by=actor,
            today=TODAY,
            recipient=KFM,
            told=SendingTold(
                answers=actor.id, way="secure_mail", sent_to="Kronofogden", sent_on=TODAY, sent_at=time(14, 20)
            ),
        )
        for actor in (by, other)
    ]
    results = at_once(*acts)
    assert sum(isinstance(result, ActRefused) for result in results) == 1
    assert Confirmation.objects.count() == Letter.objects.count() == 1


def test_two_who_record_the_day_at_once_leave_one(committed_db: None) -> None:
    by, other = factories.make_actor(name="Sara Lindh"), factories.make_actor(name="Amir Haddad")
    notice = given_a_time(by)
    acts = [
        partial(
            record_day,
            notice=Notice.objects.select_related("case__household").get(pk=notice.pk),
            by=actor,
            today=EVICTED,
            seen=DaySeen(on=EVICTED, attended=actor.name),
        )
        for actor in (by, other)
    ]
    results = at_once(*acts)
    refused = [result for result in results if isinstance(result, ActRefused)]
    assert len(refused) == 1 and EvictionDay.objects.count() == 1
