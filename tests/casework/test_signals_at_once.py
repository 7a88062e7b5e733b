"""Two workers in the same second: one paper, one question. The second is told, and nothing is done twice."""

from functools import partial
from typing import Any

from kvar.casework.errors import ActRefused
from kvar.casework.intake import known_here, linking, passing_on
from kvar.records.models import Case, KnownHereQuestion, Notice, NoticeLink
from tests import factories
from tests.factories import CENTRUM, HISINGEN, TODAY
from tests.harness.threads import at_once


def refused(results: list[Any]) -> list[ActRefused]:
    """Those who came second; whatever else went wrong is not a refusal."""
    assert all(not isinstance(one, Exception) or isinstance(one, ActRefused) for one in results), results
    return [one for one in results if isinstance(one, ActRefused)]


def test_two_who_move_the_same_paper(committed_db: None) -> None:
    by, colleague = factories.make_actor(), factories.make_actor()
    case, one, other = (factories.make_case_with_notice(by=by) for _ in range(3))
    notice = case.notices.get()
    move = partial(linking.link_notice, today=TODAY, version=notice.version)
    results = at_once(
        partial(move, notice=Notice.objects.select_related("case__household").get(pk=notice.pk), case=one, by=by),
        partial(
            move, notice=Notice.objects.select_related("case__household").get(pk=notice.pk), case=other, by=colleague
        ),
    )
    assert len(refused(results)) == 1
    link = NoticeLink.objects.get()
    assert link.joined_id == Notice.objects.get(pk=notice.pk).case_id


def test_two_who_take_the_same_link_back(committed_db: None) -> None:
    by, colleague = factories.make_actor(), factories.make_actor()
    case, wrong = factories.make_case_with_notice(by=by), factories.make_case_with_notice(by=by)
    notice = case.notices.get()
    linking.link_notice(notice=notice, case=wrong, by=by, today=TODAY)
    undo = partial(linking.unlink_notice, today=TODAY, reason="Fel hushåll.")
    read = [Notice.objects.select_related("case__household").get(pk=notice.pk) for _ in range(2)]
    results = at_once(partial(undo, notice=read[0], by=by), partial(undo, notice=read[1], by=colleague))
    assert len(refused(results)) == 1
    assert NoticeLink.objects.filter(kind="undone").count() == 1
    assert Notice.objects.get(pk=notice.pk).case_id == case.pk


def test_two_who_answer_the_same_question(committed_db: None) -> None:
    asked = factories.make_question_here(to=HISINGEN)
    by, colleague = factories.make_actor(), factories.make_actor()
    answer = partial(known_here.answer_known_here, question=asked.pk, today=TODAY)
    results = at_once(partial(answer, by=by, answer="yes"), partial(answer, by=colleague, answer="no"))
    assert len(refused(results)) == 1
    stands = KnownHereQuestion.objects.get()
    assert {("yes", by.id), ("no", colleague.id)} >= {(stands.answer, stands.answered_by_id)}


def test_two_who_pass_the_same_paper_on(committed_db: None) -> None:
    by, colleague = factories.make_actor(), factories.make_actor()
    notice = factories.make_notice(by=by)
    read = [Notice.objects.select_related("case__household", "household__dwelling").get(pk=notice.pk) for _ in range(2)]
    send = partial(passing_on.pass_notice_on, today=TODAY, to=CENTRUM, reason="Adressen ligger där.")
    results = at_once(partial(send, notice=read[0], by=by), partial(send, notice=read[1], by=colleague))
    assert len(refused(results)) == 1
    assert Case.objects.filter(administration=CENTRUM).count() == 1
