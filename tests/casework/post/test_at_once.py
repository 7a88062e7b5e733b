"""Two people print the stack in the same second: every letter goes once, and both are told what is true."""

from kvar.casework.errors import ActRefused
from kvar.casework.letters.words import Chosen
from kvar.casework.post.queueing import put_in_post
from kvar.casework.post.stacking import Printed, print_post
from kvar.records.models import Case, JournalEntry, Letter, QueuedLetter, StackedLetter
from tests import factories
from tests.factories import TODAY
from tests.factories_post import LETTER, make_letter_case, put
from tests.harness.threads import at_once


def test_two_who_print_at_once_issue_every_letter_once(committed_db: None) -> None:
    sara, amir = factories.make_actor(name="Sara Lindh"), factories.make_actor(name="Amir Prov")
    for sender in ("Första Huset AB", "Andra Huset AB", "Tredje Huset AB"):
        put(make_letter_case(by=sara, sender_name=sender), by=sara)
    results = at_once(lambda: print_post(by=sara, today=TODAY), lambda: print_post(by=amir, today=TODAY))
    assert all(isinstance(one, Printed) and one.stopped == () for one in results), results
    assert Letter.objects.count() == StackedLetter.objects.count() == 3
    assert Letter.objects.values("case").distinct().count() == 3
    assert not QueuedLetter.objects.exists()
    assert JournalEntry.objects.filter(kind="letter").count() == 3


def test_the_same_choice_put_there_twice_at_once_waits_once(committed_db: None) -> None:
    by = factories.make_actor()
    case = make_letter_case(by=by)

    def again() -> object:
        told = {"letter": LETTER, "channel": "post", "chosen": Chosen()}
        return put_in_post(case=Case.objects.get(pk=case.pk), by=by, today=TODAY, **told)  # type: ignore[arg-type]

    results = at_once(again, again)
    [refused] = [one for one in results if isinstance(one, Exception)]
    assert isinstance(refused, ActRefused) and "ligger redan" in refused.sentence
    assert QueuedLetter.objects.count() == 1
