"""Letters that wait for today's post: put there as they were chosen, checked anew each time somebody looks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kvar.casework.access import ADULT, Actor, cases_visible_to, may, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.closed import refuse_closed
from kvar.casework.errors import ActRefused, CaseClosed, Unseen
from kvar.casework.facts import with_everything
from kvar.casework.journal import enter
from kvar.casework.letters.addressees import POSTED, way_label, ways_of
from kvar.casework.letters.facts import about_case, about_letter
from kvar.casework.letters.issuing import LetterDraft, may_be_chosen, preview_pdf, ready_draft, speaks_of_paper
from kvar.casework.letters.sending import require_telling, tells_of
from kvar.casework.letters.stop import LetterStopped, Stop
from kvar.casework.letters.tied import tied_choice
from kvar.casework.letters.words import About, Chosen
from kvar.casework.letters.writing import writes
from kvar.casework.post.choices import choice_key, kept_choice, read_choice
from kvar.casework.queued import queued_title
from kvar.content.letter_file import Letter
from kvar.content.load import load
from kvar.records.models import Case, QueuedLetter, User
from kvar.records.models import Letter as IssuedLetter

ON_A_PAGE = 25  # each of them is a whole letter to draft and to check


def put_in_post(
    *, case: Case, by: Actor, today: date, letter: str, channel: str, chosen: Chosen, as_read: str = ""
) -> QueuedLetter:
    """Put a letter in today's post, if it may go today. What is kept is the choice: it is written anew when printed."""
    if channel not in POSTED or not may_be_chosen(letter):
        raise ActRefused(_("Det här brevet går inte med posten. Skicka det härifrån i stället."), field="channel")
    told = load().letters[letter]
    if sentence := never_waits(told):
        raise ActRefused(sentence, field="channel")
    try:
        with transaction.atomic():
            require(by, Act.ISSUE_LETTER, case)
            about = about_letter(told, case=case, by=by, today=today, chosen=chosen)
            return _put(told, about, channel=channel, as_read=as_read)
    except IntegrityError as error:
        raise ActRefused(_("Precis det här brevet ligger redan i dagens post.")) from error


def _put(letter: Letter, about: About, *, channel: str, as_read: str) -> QueuedLetter:
    draft, rests_on_consent = _ready(about, letter=letter.id, channel=channel, as_read=as_read)
    _refuse_written_today(draft, about)
    preview_pdf(draft)  # what cannot be printed is refused while its writer is here
    kept = kept_choice(tied_choice(letter, about, of_paper=speaks_of_paper(draft, about)))
    row = QueuedLetter.objects.create(
        case=about.case,
        unit=about.by.unit,
        letter=letter.id,
        channel=channel,
        chosen=kept,
        key=choice_key(letter.id, channel, kept),
        tells=tells_of(letter, about) if rests_on_consent else {},
        put_by_id=about.by.id,
        put_on=about.today,
        put_at=now(),
    )
    _enter(row, about.by, about.today, _("Lagt i dagens post: %s.") % draft.title, shown={"queued": str(row.pk)})
    return row


def _enter(row: QueuedLetter, by: Actor, today: date, text: str, **told: Any) -> None:
    """A letter that waits is in the same layer as it will be when it has gone."""
    enter(case=row.case, by=by, today=today, kind="post", text=text, shared=row.unit == ADULT, **told)


def _refuse_written_today(draft: LetterDraft, about: About) -> None:
    """Whoever wrote it: the words differ only by the name that stands under them."""
    same = {"letter": draft.letter, "recipient": draft.recipient, "issued_on": about.today, "unit": about.by.unit}
    if first := IssuedLetter.objects.filter(case=about.case, **same).select_related("by").first():
        sentence = _("%s har redan skrivit det här brevet idag. Ska det gå ett till, skicka det direkt i stället.")
        raise ActRefused(sentence % first.by.name)


def never_waits(letter: Letter) -> str:
    """Why this letter is always sent at once; empty for one that may wait."""
    if not letter.undertakes:
        return ""
    return _("Ett besked om betalningsansvar väntar aldrig i dagens post: det är bråttom. Skicka det från ärendet.")


def has_post(actor: Actor) -> bool:
    """Does the actor's unit write any letter that may wait in today's post?"""
    own = [told for told in load().letters.values() if writes(actor, told) and not told.own_page]
    return may(actor, Act.ISSUE_LETTER) and any(POSTED & {*ways_of(told)} and not never_waits(told) for told in own)


def take_out(*, case: Case, by: Actor, today: date, queued: QueuedLetter, because: str) -> None:
    """Somebody has changed her mind: the letter waits no more, and the journal says why."""
    if not because.strip():
        raise ActRefused(_("Skriv varför brevet inte ska gå."), field="because")
    with transaction.atomic():
        require(by, Act.ISSUE_LETTER, case)
        if not QueuedLetter.objects.filter(pk=queued.pk, unit=by.unit).delete()[0]:
            raise ActRefused(_("Brevet ligger inte kvar i dagens post. Någon har skrivit ut det eller tagit ut det."))
        told = {"letter": queued_title(queued), "because": because.strip()}
        _enter(queued, by, today, _("Taget ur dagens post: %(letter)s. %(because)s") % told)


@dataclass(frozen=True, kw_only=True)
class QueuedShown:
    """One letter that waits. ``stopped``: why it may not go today, in sentences; empty when it may.

    ``stops``: the same with the ways forward, where it is the letter itself that is stopped.
    """

    queued: QueuedLetter
    title: str
    to: str
    way: str
    stopped: str
    stops: tuple[Stop, ...] = ()


def queue_of(actor: Actor) -> QuerySet[QueuedLetter]:
    """What waits in the actor's unit, in cases that she sees. Raises Unseen for a unit that posts no letters."""
    if not has_post(actor):
        raise Unseen
    rows = QueuedLetter.objects.filter(unit=actor.unit, case__in=cases_visible_to(actor))
    return rows.select_related("case__household__dwelling", "put_by").order_by("put_at", "pk")


def queued_for(actor: Actor, queued: UUID) -> QueuedLetter:
    """One that waits in the actor's unit. Raises Unseen."""
    found = queue_of(actor).filter(pk=queued).first()
    if found is None:
        actor.look.note("refused", f"queued_letter:{queued}")
        raise Unseen
    actor.look.note("listed", f"case:{found.case_id}", actor.relation)
    return found


def queue_page(actor: Actor, asked: str) -> Page[QueuedLetter]:
    """One page of the queue; what is no page is the first, and what lies behind the last is the last."""
    return Paginator(queue_of(actor), ON_A_PAGE).get_page(asked)


def queue_shown(actor: Actor, *, today: date, rows: Iterable[QueuedLetter] | None = None) -> Iterator[QueuedShown]:
    """The queue as it stands, or these of it: each drafted and checked as if printed now. Cases are read together."""
    rows = list(queue_of(actor) if rows is None else rows)
    cases = cases_visible_to(actor).filter(pk__in={row.case_id for row in rows})
    read = {case.pk: case for case in with_everything(cases)}
    reader = User.objects.get(pk=actor.id)
    for row in rows:
        if row.case_id not in read:
            continue  # protected in this very moment
        actor.look.note("listed", f"case:{row.case_id}", actor.relation)
        row.case = read[row.case_id]
        named: dict[str, Any] = {"queued": row, "title": queued_title(row), "way": way_label(row.channel)}
        yield QueuedShown(**named, **_standing(row, actor, today, reader))


def _standing(row: QueuedLetter, actor: Actor, today: date, reader: User) -> dict[str, Any]:
    """To whom it is, and why it may not go. ``reader``: the actor, read once for all rows."""
    try:
        if row.case.closed_on is not None:
            raise refuse_closed(row.case)
        draft = _as_printed(row, by=actor, today=today, answers=reader)
    except ActRefused as refused:
        stops = refused.stops if isinstance(refused, LetterStopped) else ()
        return {"to": row.case.household.name, "stopped": why_stopped(refused), "stops": stops}
    return {"to": draft.recipient, "stopped": ""}


def why_stopped(refused: ActRefused) -> str:
    """The sentence; of a closed case nothing but that it is closed, and by whom."""
    return (refused.closed_by or _("Ärendet är avslutat.")) if isinstance(refused, CaseClosed) else refused.sentence


def letter_waiting(row: QueuedLetter) -> Letter:
    """The letter as the present edition has it. Raises ActRefused for one that may wait no more."""
    if not may_be_chosen(row.letter):
        raise ActRefused(_("Brevet finns inte längre. Skriv ett annat från ärendet."))
    told = load().letters[row.letter]
    if sentence := never_waits(told):
        raise ActRefused(sentence)
    return told


def _as_printed(row: QueuedLetter, *, by: Actor, today: date, answers: User) -> LetterDraft:
    """The letter as it would be printed now. Raises ActRefused with why it may not go any more."""
    told = letter_waiting(row)
    about = about_case(told, case=row.case, by=by, today=today, chosen=read_choice(row.chosen), answers=answers)
    return _ready(about, letter=row.letter, channel=row.channel)[0]


def _ready(about: About, *, letter: str, channel: str, as_read: str = "") -> tuple[LetterDraft, bool]:
    """The draft, and whether it rests on consents alone."""
    told = load().letters[letter]
    draft = ready_draft(told, about, channel=channel, as_read=as_read)
    return draft, require_telling(told, about)
