"""The review after an eviction with children (F13): what could have hindered it, and what we do differently."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.errors import ActRefused, SavedByOther
from kvar.casework.journal import enter
from kvar.casework.learning.nobody import require_names_nobody
from kvar.casework.plans import plan_of
from kvar.casework.steps.done_by_act import complete_done
from kvar.content.load import load
from kvar.records.models import Case, Review

STEP = "F13"  # the step that asks for it


@dataclass(frozen=True, kw_only=True)
class ReviewTold:
    """``hindrances`` and ``took_part`` are codes of ``coordination.yaml``; ``version`` 0: nobody has written one."""

    hindrances: tuple[str, ...]
    took_part: tuple[str, ...]
    could_have: str = ""
    next_time: str = ""
    version: int = 0


def review_of(case: Case) -> Review | None:
    """The review of a case that ``case_for`` has given, if there is one."""
    return Review.objects.filter(case=case).select_related("recorded_by").first()


def is_reviewed(case: Case, *, unit: str) -> bool:
    """Is this an eviction that is talked through afterwards: is the step in the plan, open or done?"""
    return any(item.step.id == STEP for item in plan_of(case, unit=unit).items)


def write_review(*, case: Case, by: Actor, today: date, told: ReviewTold) -> Review:
    """Write the review, or write it over. It does the step that asks for it. Raises ActRefused, SavedByOther.

    The words are read outside the case, so they may name nobody in it.
    """
    _require_whole(told)
    for field in ("could_have", "next_time"):
        require_names_nobody(case, getattr(told, field), field=field)
    with transaction.atomic():
        require(by, Act.REVIEW_EVICTION, case)
        if not is_reviewed(case, unit=by.unit):
            raise ActRefused(_("Efterpratet hålls när en avhysning med barn är genomförd. Det är inte inskrivet här."))
        row = _store(case, told, by=by, today=today)
        enter(case=case, by=by, today=today, kind="review", text=review_text(row), shown={"review": str(row.pk)})
        complete_done(case=case, by=by, today=today, steps=[STEP], note=_("Efterpratet är skrivet."))
    return row


def _store(case: Case, told: ReviewTold, *, by: Actor, today: date) -> Review:
    written: dict[str, Any] = {"hindrances": [*told.hindrances], "took_part": [*told.took_part]}
    written |= {"could_have": told.could_have, "next_time": told.next_time}
    written |= {"recorded_at": now(), "recorded_by_id": by.id}
    standing = Review.objects.filter(case=case)
    if standing.filter(version=told.version).update(version=F("version") + 1, **written):
        return standing.get()
    try:
        with transaction.atomic():
            return Review.objects.create(case=case, written_on=today, **written)
    except IntegrityError:
        sentence = _("En kollega har sparat efterpratet medan du skrev. Det du skrev är kvar här.")
        raise SavedByOther(sentence, theirs=review_text(standing.get())) from None


def _require_whole(told: ReviewTold) -> None:
    known = load().coordination.learning
    chosen = [known.hindrance(id) for id in told.hindrances]
    if not chosen:
        raise ActRefused(_("Välj minst ett svar. Ser ni inget är det ett svar."), field="hindrances")
    alone = next((code for code in chosen if code.alone), None)
    if alone and len(chosen) > 1:
        sentence = _("Du har valt ”%s” tillsammans med något annat. Ta bort det som inte stämmer.")
        raise ActRefused(sentence % alone.label, field="hindrances")
    if any(code.needs_words for code in chosen) and not told.could_have.strip():
        raise ActRefused(_("Du har valt något annat. Skriv vad."), field="could_have")
    if not told.took_part:
        raise ActRefused(_("Välj vilka som var med."), field="took_part")


def review_text(row: Review) -> str:
    """What the journal says of it."""
    words = load().coordination.learning
    hindrances = ", ".join(words.hindrance(id).label for id in row.hindrances)
    present = ", ".join(words.participant(id).label for id in row.took_part)
    parts = [
        _("Efterprat. Vad hade kunnat hindra avhysningen: %s.") % hindrances,
        row.could_have,
        _("Nästa gång: %s") % row.next_time if row.next_time else "",
        _("Med: %s.") % present,
    ]
    return " ".join(part for part in parts if part)
