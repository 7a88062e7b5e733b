"""The same-day confirmation of a time (SoF 11:3): made ready, and done only by proof that it was sent."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import is_ahead, now
from kvar.casework.consent.consents import disclose
from kvar.casework.employment import staff
from kvar.casework.enforcement.course import recipients_of
from kvar.casework.errors import ActRefused
from kvar.casework.facts_of_enforcement import AUTHORITY, HOLDERS, HOUSEHOLD, that_count
from kvar.casework.journal import enter
from kvar.casework.letters.facts import LetterFacts, letter_recipient, letter_sender
from kvar.casework.letters.issuing import LetterDraft, draft_letter, store_letter
from kvar.casework.letters.languages import language_name
from kvar.casework.letters.sending import require_safe_letter
from kvar.casework.letters.stop import LetterStopped, Stop, stop, there
from kvar.casework.letters.values import and_in, hours
from kvar.casework.plans import rewrite_open_steps
from kvar.casework.reports import tell_what_followed
from kvar.content.letter_file import SWEDISH
from kvar.content.letter_file import Letter as LetterTold
from kvar.content.load import load
from kvar.paper.days import spoken_day, spoken_time
from kvar.records.models import Case, Confirmation, Letter, Member, Notice, User

LETTERS = {AUTHORITY: "bekraftelse_kfm", HOUSEHOLD: "bekraftelse_kopia"}
GROUND = "confirmation"  # of coordination.yaml: why we may tell Kronofogden


def letter_to(recipient: str) -> LetterTold:
    """The letter that this recipient gets."""
    return load().letters[LETTERS[recipient]]


def draft_confirmation(
    *, notice: Notice, recipient: str, by: Actor, today: date, answers: User, language: str = SWEDISH
) -> LetterDraft:
    """The letter as it would be sent now. The copy says what the confirmation says, and no more, in the language asked.

    Raises KeyError for a language that no letter has.
    """
    letter = letter_to(recipient)
    told = _told(letter, notice=notice, by=by, today=today, answers=answers, language=language)
    return draft_letter(letter=letter.id, told=told, today=today)


def _told(letter: LetterTold, *, notice: Notice, by: Actor, today: date, answers: User, language: str) -> LetterFacts:
    case = notice.case
    assert case is not None and notice.eviction_at is not None
    told: dict[str, Any] = {"notice": notice, "by": by, "today": today, "answers": answers}
    return LetterFacts(
        recipient=(_("Kronofogdemyndigheten"),) if letter.id == LETTERS[AUTHORITY] else _copy_to(case),
        sender=letter_sender(by),
        reference=case.reference,
        blanks=_words(case, **told, language=letter.written_in(language)),
        swedish=_words(case, **told, language=SWEDISH),
        passages=frozenset(),
        stops=_stops(notice, case),
        amount_known=False,
        language=language,
        fixed_date=localtime(notice.eviction_at),
    )


def _words(case: Case, *, notice: Notice, by: Actor, today: date, answers: User, language: str) -> Mapping[str, str]:
    """What the confirmation says, in the language that its text is written in."""
    office = load().organisation.administration(by.administration)
    on: dict[str, Any] = {"written_on": today, "language": language}
    return {
        "inkom_dag": spoken_day(notice.arrived_on, **on),
        "malnummer": notice.reference,
        "namn": "" if notice.reference or case.household.protected else _names(case, language),
        "tid": spoken_time(localtime(notice.eviction_at), **on),
        "handlaggare": answers.name,
        "telefon": answers.phone or office.phone,
        "telefontid": hours(office.phone_hours, language=language),
    }


def _names(case: Case, language: str = SWEDISH) -> str:
    holders = Member.objects.filter(household=case.household_id, role__in=HOLDERS, until=None)
    return and_in(language).join(holders.values_list("person__name", flat=True))


def _copy_to(case: Case) -> tuple[str, ...]:
    """Names and address; of a protected household the names only, for the address is nobody's to print."""
    return (_names(case),) if case.household.protected else letter_recipient(case)


def _stops(notice: Notice, case: Case) -> tuple[Stop, ...]:
    if notice.reference or not case.household.protected:
        return ()
    sentence = _("Målnumret saknas, och namnet får inte stå i brevet.")
    way = there(_("Fråga Kronofogden efter målnumret, och fyll i det"), "case:correct", case.pk, "reference", notice.pk)
    return (stop("no_case_number", sentence, way),)


@dataclass(frozen=True, kw_only=True)
class SendingTold:
    """The proof as it is typed in. ``answers``: the colleague whom the letter names. ``language``: of the letter."""

    answers: UUID
    way: str
    sent_to: str
    sent_on: date
    sent_at: time
    language: str = SWEDISH


def record_sending(*, notice: Notice, by: Actor, today: date, recipient: str, told: SendingTold) -> Confirmation:
    """The proof: way, time, to whom, by whom. Nothing else makes the confirmation done; each time needs its own."""
    case = _case_of(notice, recipient)
    _require_possible(notice=notice, case=case, recipient=recipient, told=told, today=today)
    try:
        with transaction.atomic():
            require(by, Act.CONFIRM_TIME, case)
            if proof_of(notice, recipient):
                raise ActRefused(_already(notice, recipient))
            if recipient == HOUSEHOLD:
                _require_copy(notice, case, told)
            sent, title = _store(notice=notice, case=case, by=by, recipient=recipient, told=told)
            _tell_of_it(sent, by=by, today=today, title=_titled(title, told.language))
            _tell_report(sent)
            rewrite_open_steps(case)
    except IntegrityError as error:
        raise ActRefused(_already(notice, recipient)) from error
    return sent


def _store(*, notice: Notice, case: Case, by: Actor, recipient: str, told: SendingTold) -> tuple[Confirmation, str]:
    """The letter and its proof; and the letter's title."""
    user = _colleague(told.answers, by, today=told.sent_on)
    proof = asdict(told) | {"answers": user}
    language = {"language": proof.pop("language")}
    draft = draft_confirmation(notice=notice, recipient=recipient, by=by, today=told.sent_on, answers=user, **language)
    if draft.stops:
        raise LetterStopped(*draft.stops)
    sent = Confirmation.objects.create(
        case=case,
        notice=notice,
        recipient=recipient,
        letter=store_letter(case=case, by=by, today=told.sent_on, draft=draft, channel=told.way),
        sent_by_id=by.id,
        recorded_at=now(),
        **proof,
    )
    return sent, draft.title


def _case_of(notice: Notice, recipient: str) -> Case:
    if notice.case is None or not notice.eviction_at or recipient not in recipients_of(notice):
        raise ActRefused(_("Underrättelsen har ingen tid att bekräfta. Ladda om sidan."))
    return notice.case


def _require_possible(*, notice: Notice, case: Case, recipient: str, told: SendingTold, today: date) -> None:
    if told.sent_on > today:
        raise ActRefused(_("Bekräftelsen kan inte vara skickad efter idag. Kontrollera dagen."), field="sent_on")
    if is_ahead(told.sent_on, told.sent_at, today=today):
        raise ActRefused(_("Klockslaget har inte varit än. Skriv när bekräftelsen skickades."), field="sent_at")
    if told.sent_on < notice.arrived_on:
        raise ActRefused(_("Bekräftelsen kan inte vara skickad innan beskedet kom."), field="sent_on")
    way = load().coordination.enforcement.sending_way(told.way)
    if recipient not in way.to:
        raise ActRefused(_("Så kan den inte skickas till den mottagaren. Välj ett annat sätt."), field="way")


def _require_copy(notice: Notice, case: Case, told: SendingTold) -> None:
    """A copy is of what Kronofogden got. How it may reach them is read now: the page may be an hour old."""
    way = load().coordination.enforcement.sending_way(told.way)
    if case.household.protected and not way.away_from_home:
        sentence = _("Uppgifterna är skyddade. Lämna kopian i handen eller genom Skatteverkets förmedling.")
        raise ActRefused(sentence, field="way")
    require_safe_letter(case, told.way, field="way")
    if proof_of(notice, AUTHORITY) is None:
        raise ActRefused(_("Skicka först bekräftelsen till Kronofogden. Kopian är av den."))


def proof_with(letter: Letter) -> Confirmation | None:
    """The proof that a letter was sent with; None of a letter that is no confirmation."""
    return letter.confirmations.first()


def proof_of(notice: Notice, recipient: str) -> Confirmation | None:
    """The proof that counts where the paper is now, or None while nobody has sent it."""
    sent = Confirmation.objects.filter(notice=notice, recipient=recipient).select_related("sent_by")
    return that_count(sent).first()


def _tell_report(sent: Confirmation) -> None:
    """The report of a time that was not confirmed in its day says when it was."""
    if sent.recipient == AUTHORITY:
        words = _("Sedan rapporten skrevs: bevis på att bekräftelsen skickades %(day)s kl. %(at)s.")
        day = spoken_day(sent.sent_on, written_on=sent.sent_on)
        report = sent.case.deviations.filter(notice=sent.notice_id).first()
        tell_what_followed(report, words=words % {"day": day, "at": sent.sent_at.strftime("%H.%M")})


def _colleague(user: UUID, by: Actor, *, today: date) -> User:
    found = staff(on=today, administration=by.administration, unit=by.unit, pk=user).first()
    if found is None:
        raise ActRefused(_("Välj någon som arbetar i din enhet."), field="answers")
    return found


def _tell_of_it(sent: Confirmation, *, by: Actor, today: date, title: str) -> None:
    """The journal, and for what leaves the household also the log of what we have told."""
    case = sent.case
    if sent.recipient == AUTHORITY:
        what = _("Bekräftelse av tid.")
        disclose(case=case, by=by, today=today, recipient_kind=AUTHORITY, what=what, scope=["contact"], ground=GROUND)
    shown = {"confirmation": str(sent.pk), "notice": str(sent.notice_id), "recipient": sent.recipient}
    enter(case=case, by=by, today=today, kind="confirmation", text=sending_text(sent, title), shown=shown)


def _titled(title: str, language: str) -> str:
    """As the journal says it; another language than Swedish is named."""
    if language == SWEDISH:
        return title
    return _("%(title)s, på %(language)s,") % {"title": title, "language": language_name(language).lower()}


def sending_text(sent: Confirmation, title: str) -> str:
    """What the journal says; a late one says so."""
    way = load().coordination.enforcement.sending_way(sent.way).label
    day, at = spoken_day(sent.sent_on, written_on=sent.sent_on), sent.sent_at.strftime("%H.%M")
    words = _("%(title)s skickad %(day)s kl. %(at)s: %(way)s. Svarar hos oss: %(name)s.")
    text = words % {"title": title, "day": day, "at": at, "way": way, "name": sent.answers.name}
    late = (sent.sent_on - sent.notice.arrived_on).days
    if late <= 0:
        return text
    said = ngettext("Den skickades %d dag för sent.", "Den skickades %d dagar för sent.", late) % late
    return f"{text} {said}"


def _already(notice: Notice, recipient: str) -> str:
    first = proof_of(notice, recipient)
    return _("%s har redan skrivit in att den är skickad.") % (first.sent_by.name if first else _("En kollega"))
