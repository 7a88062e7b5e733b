"""What waits on a consent leaves today's post with it: a letter to somebody outside is checked to the last."""

from datetime import datetime, timedelta

import pytest
from django.utils.timezone import get_current_timezone

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.consent import fallen
from kvar.casework.errors import ActRefused
from kvar.casework.post.queueing import queue_shown
from kvar.casework.post.stacking import print_post
from kvar.records.models import Case, Consent, Disclosure, JournalText, Letter, QueuedLetter, Told
from tests import factories
from tests.factories import TODAY
from tests.factories_post import put

pytestmark = pytest.mark.django_db
TO = ("Kronofogdemyndigheten", "Box 1", "172 66 Sundbyberg")
TYPED = {"namn": "Maria Lindqvist", "anstand_till": TODAY + timedelta(days=20), "skal": ("Ny bostad i januari",)}


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh", phone="031-000 00 00")


@pytest.fixture
def case(by: Actor) -> Case:
    at = datetime(2026, 12, 2, 10, tzinfo=get_current_timezone())
    told = {"kind": "enforcement_time", "sender_type": "enforcement_authority", "eviction_at": at, "reference": "U-1"}
    return factories.make_case_with_notice(by=by, ground=law.Ground.ENFORCEMENT, cause=law.Ground.RENT_ARREARS, **told)


def consent(case: Case, by: Actor, **fields: object) -> Consent:
    told = {"recipient_kind": "enforcement_authority", "scope": ("contact", "planning")} | fields
    return factories.make_consent(case, by=by, **told)


def request_respite(case: Case, by: Actor, **chosen: object) -> QueuedLetter:
    return put(case, by=by, letter="begaran_anstand", to=TO, typed=TYPED, **chosen)


def test_without_consent_or_ground_it_is_not_put_there(case: Case, by: Actor) -> None:
    with pytest.raises(ActRefused, match="Samtycke saknas"):
        request_respite(case, by)


def test_the_row_says_what_it_tells_only_where_a_consent_carries_it(case: Case, by: Actor) -> None:
    grounded = request_respite(case, by, ground="other_law", ground_text="16 kap. 4 § UB")
    consent(case, by)
    rests = request_respite(case, by)
    assert grounded.tells == {} and rests.tells["recipient_kind"] == "enforcement_authority"


def test_a_withdrawn_consent_takes_it_out_and_tells_whoever_put_it_there(case: Case, by: Actor) -> None:
    given = consent(case, by)
    request_respite(case, by)
    amir = factories.make_actor(name="Amir Prov")
    factories.take_back(case=case, by=amir, today=TODAY, consent=given)
    assert not QueuedLetter.objects.exists()
    assert Told.objects.get(kind="post_stopped").to_id == by.id
    assert JournalText.objects.filter(text__contains="Taget ur dagens post: Begäran om anstånd").exists()


def test_a_later_no_takes_it_out_as_well(case: Case, by: Actor) -> None:
    consent(case, by)
    request_respite(case, by)
    consent(case, by, refused=True, given_on=TODAY)
    assert not QueuedLetter.objects.exists()


def test_what_goes_on_a_ground_in_law_stays(case: Case, by: Actor) -> None:
    given = consent(case, by)
    request_respite(case, by, ground="other_law", ground_text="16 kap. 4 § UB")
    factories.take_back(case=case, by=by, today=TODAY, consent=given)
    assert QueuedLetter.objects.count() == 1


def test_without_the_rule_the_page_and_the_printer_still_say_no(
    case: Case, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first protection switched off: the others hold."""
    given = consent(case, by)
    request_respite(case, by)
    monkeypatch.setattr(fallen, "_uncarried", lambda *_args: [])
    factories.take_back(case=case, by=by, today=TODAY, consent=given)
    assert [row.stopped for row in queue_shown(by, today=TODAY)][0].startswith("Samtycke saknas")
    printed = print_post(by=by, today=TODAY)
    assert printed.stack is None and "Samtycke saknas" in printed.stopped[0]
    assert not Letter.objects.exists() and not Disclosure.objects.exists() and not QueuedLetter.objects.exists()


def test_a_consent_that_has_run_out_is_seen_on_the_page_and_by_the_printer(case: Case, by: Actor) -> None:
    consent(case, by, until=TODAY)
    request_respite(case, by)
    later = TODAY + timedelta(days=1)
    assert [row.stopped for row in queue_shown(by, today=later)][0].startswith("Samtycke saknas")
    assert print_post(by=by, today=later).stack is None
    assert Told.objects.filter(kind="post_stopped", to_id=by.id).exists()


def test_what_another_unit_is_told_for_itself_does_not_take_out_a_letter_that_is_not_its_own(
    case: Case, by: Actor
) -> None:
    consent(case, by, until=TODAY)
    request_respite(case, by)
    jonas, later = factories.make_actor(name="Jonas Wik", unit=factories.MONEY), TODAY + timedelta(days=1)
    own = consent(case, jonas, today=later, recipient_kind="school", scope=("contact",))
    factories.take_back(case=case, by=jonas, today=later, consent=own)
    assert not own.shared and QueuedLetter.objects.exists()
    assert not JournalText.objects.filter(text__contains="Taget ur dagens post").exists()
    print_post(by=by, today=later)
    written = JournalText.objects.select_related("entry").get(text__contains="Taget ur dagens post").entry
    assert (written.unit, written.shared) == (by.unit, True)
    assert Told.objects.get(kind="post_stopped").to_id == by.id


def test_printed_the_telling_is_logged_on_its_consent(case: Case, by: Actor) -> None:
    given = consent(case, by)
    request_respite(case, by)
    assert print_post(by=by, today=TODAY).stack is not None
    assert Disclosure.objects.get().consent == given
