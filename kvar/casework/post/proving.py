"""The proof that a letter was sent: way, time, its own number when it went registered, and by whom. Said once."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import is_ahead, is_before, now
from kvar.casework.errors import ActRefused
from kvar.casework.journal import enter
from kvar.casework.letters.addressees import POSTED, REGISTERED, way_label
from kvar.casework.letters.writing import is_shared, require_own
from kvar.casework.money.undertaking_letter import follow_proof
from kvar.paper.days import spoken_day
from kvar.records.models import Letter, Posting


@dataclass(frozen=True, kw_only=True)
class PostedTold:
    """When and how a letter was sent, as it is typed. ``sent_at`` None: the hour is not known."""

    way: str
    sent_on: date
    sent_at: time | None = None
    number: str = ""


def ways_posted(letter: Letter) -> tuple[str, ...]:
    """How a letter can have gone: what was meant for the post may have gone registered after all."""
    return tuple(sorted(POSTED)) if letter.channel in POSTED else (letter.channel,)


def has_other_proof(letter: Letter) -> bool:
    """A confirmation to Kronofogden was sent with a proof of its own."""
    return letter.confirmations.exists()


def record_postings(*, by: Actor, today: date, told: Mapping[Letter, PostedTold]) -> list[Posting]:
    """The proof of one letter or of a stack, an entry in each letter's own case: all of them, or none.

    Raises ActRefused for what cannot be, and when somebody has already said it; ``field``: see ``number_field``.
    """
    if not told:
        raise ActRefused(_("Välj minst ett brev som är skickat."))
    in_order = sorted(told.items(), key=lambda pair: (str(pair[0].case_id), str(pair[0].pk)))
    try:
        with transaction.atomic():
            return [_record(letter, posted, by=by, today=today, named=len(told) > 1) for letter, posted in in_order]
    except IntegrityError as error:
        raise ActRefused(_("En kollega har just skrivit in att ett av breven är skickat. Ladda om sidan.")) from error


def posting_of(letter: Letter) -> Posting | None:
    """The proof of a letter, or None while nobody has said it was sent."""
    found: Posting | None = getattr(letter, "posting", None)
    return found


def number_field(letter: Letter) -> str:
    """The form's name for the letter's own number."""
    return f"number_{letter.pk.hex}"


def _record(letter: Letter, told: PostedTold, *, by: Actor, today: date, named: bool) -> Posting:
    """``named``: a refusal says which letter it is about, where its field does not."""
    try:
        return _proved(letter, told, by=by, today=today)
    except ActRefused as refused:
        if not named or refused.field == number_field(letter):
            raise
        who = f"{letter.recipient}, {letter.title}" if letter.recipient else letter.title
        raise ActRefused(f"{who}: {refused.sentence}", field=refused.field) from refused


def _proved(letter: Letter, told: PostedTold, *, by: Actor, today: date) -> Posting:
    told = replace(told, number="".join(told.number.split()).upper())
    with transaction.atomic():
        require(by, Act.RECORD_POSTING, letter.case)
        require_own(by, letter)
        _require_possible(letter, told, today)
        row = Posting.objects.create(letter=letter, recorded_at=now(), recorded_by_id=by.id, **asdict(told))
        shown = {"letter": str(letter.pk), "posting": str(row.pk)}
        told_of: dict[str, Any] = {"kind": "posting", "text": posting_text(row), "shared": is_shared(letter)}
        enter(case=letter.case, by=by, today=today, shown=shown, **told_of)
        follow_proof(row, by=by, today=today)
    return row


def _require_possible(letter: Letter, told: PostedTold, today: date) -> None:
    if has_other_proof(letter):
        raise ActRefused(_("Bekräftelsen har redan ett bevis. Det står på Kronofogdens sida i ärendet."))
    if first := Posting.objects.filter(letter=letter).select_related("recorded_by").first():
        raise ActRefused(_("%s har redan skrivit in att brevet är skickat.") % first.recorded_by.name)
    if told.way not in ways_posted(letter):
        raise ActRefused(_("Välj hur brevet skickades."), field="way")
    if told.sent_on > today:
        raise ActRefused(_("Brevet kan inte vara skickat efter idag. Kontrollera dagen."), field="sent_on")
    if is_ahead(told.sent_on, told.sent_at, today=today):
        raise ActRefused(_("Klockslaget har inte varit än. Skriv när brevet skickades."), field="sent_at")
    if told.sent_on < letter.issued_on:
        raise ActRefused(_("Brevet kan inte vara skickat innan det skrevs. Kontrollera dagen."), field="sent_on")
    if letter.issued_on == told.sent_on and is_before(told.sent_on, told.sent_at, letter.issued_at):
        told_at = f"{localtime(letter.issued_at):%H.%M}"
        raise ActRefused(_("Brevet skrevs kl. %s. Kontrollera när det skickades.") % told_at, field="sent_at")
    _require_number(letter, told)


def _require_number(letter: Letter, told: PostedTold) -> None:
    """Each registered letter has its own: with another's there is no proof."""
    if told.way != REGISTERED:
        if told.number:
            raise ActRefused(_("Bara ett rekommenderat brev har ett nummer."), field=number_field(letter))
        return
    if not told.number:
        raise ActRefused(
            _("Skriv numret på det rekommenderade brevet. Det står på kvittot."), field=number_field(letter)
        )
    if not (told.number.isascii() and told.number.isalnum()):
        sentence = _(
            "Ett rek-nummer har bara bokstäver och siffror. Kontrollera det mot kvittot: det går inte att ändra."
        )
        raise ActRefused(sentence, field=number_field(letter))
    if Posting.objects.filter(number=told.number).exists():
        sentence = _("Det numret står redan på ett annat brev. Varje rekommenderat brev har ett eget.")
        raise ActRefused(sentence, field=number_field(letter))


def posting_text(row: Posting) -> str:
    """What the journal and the letter's page say."""
    day = spoken_day(row.sent_on, written_on=row.sent_on)
    at = _(" kl. %s") % f"{row.sent_at:%H.%M}" if row.sent_at else ""
    number = _(", nummer %s") % row.number if row.number else ""
    told = {"title": row.letter.title, "when": f"{day}{at}", "way": f"{way_label(row.way)}{number}"}
    return _("%(title)s skickat %(when)s: %(way)s.") % told
