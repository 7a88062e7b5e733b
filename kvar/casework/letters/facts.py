"""What one letter says about one case: facts turned into words, and what stops it. It must never lie, never leak."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.text import capfirst

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.contact.safe_contact import addresses_asked
from kvar.casework.facts import facts_of, with_everything
from kvar.casework.letters.addressees import OUTSIDE, household_lines, lines_of
from kvar.casework.letters.empty_blanks import ways_of_blanks
from kvar.casework.letters.hints import hints
from kvar.casework.letters.stop import Stop, WayOn
from kvar.casework.letters.stops import stops
from kvar.casework.letters.unknown_day import is_day_unknown
from kvar.casework.letters.values import said
from kvar.casework.letters.words import DAYS, FOLLOWS, PASSAGES, WORDS, About, Chosen
from kvar.casework.letters.writing import is_kept, writes
from kvar.content.letter_file import SWEDISH, Letter
from kvar.content.load import load
from kvar.records.models import Case, Notice, User

Words = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class LetterFacts:
    """Everything a letter may say, ready as words. An empty text is *not known*.

    ``amount_known``: the notice states an amount, whether the letter says it or not. ``fixed_date``: the day that the
    fixed block of another language says, None while it is not known. ``hints``: what to look at before it is sent.
    ``swedish``: the blanks in Swedish, for a letter whose Swedish text stands below the other.
    ``day_unknown``: it has a last day in it that is not certain. ``ways``: where each blank is filled in, by its name.
    """

    recipient: tuple[str, ...]
    sender: tuple[str, ...]
    reference: str
    blanks: Words
    passages: frozenset[str]
    stops: tuple[Stop, ...]
    amount_known: bool
    language: str = SWEDISH
    fixed_date: date | None = None
    own_words: str = ""
    hints: tuple[str, ...] = ()
    swedish: Words = field(default_factory=dict)
    day_unknown: bool = False
    ways: Mapping[str, WayOn] = field(default_factory=dict)

    @property
    def hindrances(self) -> tuple[str, ...]:
        """Why it cannot be sent, in Swedish sentences."""
        return tuple(stop.sentence for stop in self.stops)


def letter_facts(*, letter: str, case: Case, by: Actor, today: date, chosen: Chosen | None = None) -> LetterFacts:
    """The facts of a case as this letter may say them; the caseworker is whoever sends it.

    Raises KeyError for an unknown letter.
    """
    told = load().letters[letter]
    return letter_told(told, about_letter(told, case=case, by=by, today=today, chosen=chosen or Chosen()))


def letter_told(letter: Letter, about: About) -> LetterFacts:
    """What has been read of the case, as the letter may say it."""
    head = letter.letterhead
    about = replace(about, written_in=letter.written_in(about.chosen.language))
    return LetterFacts(
        recipient=lines_of(letter, about),
        sender=sender_of(letter, administration=about.by.administration, unit=about.by.unit),
        reference=about.case.reference if head else "",
        blanks=_blanks(letter, about, about.chosen.typed),
        swedish=_blanks(letter, replace(about, written_in=SWEDISH), about.chosen.typed),
        passages=_passages(letter, about, about.chosen.passages),
        stops=tuple(stops(letter, about)),
        hints=tuple(hints(letter, about)),
        day_unknown=is_day_unknown(letter, about),
        ways=ways_of_blanks(letter, about),
        amount_known=any(blank.name == "belopp" for blank in letter.blanks) and bool(_amount(about)),
        language=about.chosen.language,
        fixed_date=_fixed_date(letter, about),
        own_words=" ".join(about.chosen.own_words.split()) if letter.takes_own_words else "",
    )


def about_letter(
    letter: Letter, *, case: Case, by: Actor, today: date, chosen: Chosen, answers: User | None = None
) -> About:
    """The case read anew, as the letter needs it; ``with_chosen`` puts in what is typed later.

    ``answers``: whom the letter says to call, where it is somebody else than whoever sends it.
    """
    fresh = with_everything(Case.objects.filter(pk=case.pk)).get()
    about = about_case(letter, case=fresh, by=by, today=today, chosen=chosen, answers=answers)
    return about if about.only_post_to else replace(about, only_post_to=addresses_asked(fresh))


def about_case(
    letter: Letter, *, case: Case, by: Actor, today: date, chosen: Chosen, answers: User | None = None
) -> About:
    """The same of a case that is read already, ``with_everything``: for many letters at once.

    An address that somebody has asked for is looked for only where the choice has one.
    A unit's own letter also rests on what that unit keeps to itself; every time comes from the shared layer alone.
    """
    shared = facts_of(case)
    plan = law.plan(shared, load().rules)
    office = load().organisation.administration(by.administration)
    return About(
        case=case,
        notice=notice_told(notices_for(letter, case), plan, today=today),
        facts=facts_of(case, unit=by.unit) if is_kept(letter) and writes(by, letter) else shared,
        plan=plan,
        by=by,
        name=answers.name if answers else by.name,
        phone=_phone(answers, by) or office.phone,
        today=today,
        outside=letter.to in OUTSIDE,
        chosen=chosen,
        only_post_to=addresses_asked(case) if chosen.to else {},
    )


def _phone(answers: User | None, by: Actor) -> str:
    return answers.phone if answers else User.objects.values_list("phone", flat=True).get(pk=by.id)


def with_chosen(about: About, chosen: Chosen) -> About:
    """The same case with what has been typed since."""
    return replace(about, chosen=chosen)


def _amount(about: About) -> int | None:
    return about.notice.amount if about.notice else None


def _blanks(letter: Letter, about: About, typed: Mapping[str, object]) -> Words:
    return {
        blank.name: said(_typed(blank.name, about, typed), blank=blank, on=about.today, language=about.language)
        if blank.asked
        else WORDS[blank.name](about)
        for blank in letter.blanks
    }


def _typed(name: str, about: About, typed: Mapping[str, object]) -> object:
    return typed.get(name) or (WORDS[name](about) if name in FOLLOWS else None)


def _fixed_date(letter: Letter, about: About) -> date | None:
    name = letter.fixed_date
    if name is None:
        return None
    typed = about.chosen.typed.get(name)
    return DAYS[name](about) if name in DAYS else typed if isinstance(typed, date) else None


def _passages(letter: Letter, about: About, chosen: frozenset[str]) -> frozenset[str]:
    """Of an unknown name nothing is switched on: only what the letter itself lets somebody choose."""
    return frozenset(
        one.name for one in letter.passages if (one.name in chosen if one.chosen else PASSAGES[one.name](about))
    )


def notices_for(letter: Letter, case: Case) -> tuple[Notice, ...]:
    """The papers that the letter is written for. An early signal starts no clock and is no notice of a debt."""
    kinds = letter.notice_kinds or [kind.id for kind in load().codes.notice_kinds if kind.starts_clock]
    return tuple(
        row for row in case.notices.all() if row.kind in kinds and (not letter.grounds or row.ground in letter.grounds)
    )


def notice_told(fitting: Sequence[Notice], plan: law.Plan, *, today: date) -> Notice | None:
    """The one paper that a letter speaks of: the one whose time still runs and ends first, else the newest."""
    papers = {f"notice:{row.pk}": row for row in fitting}
    clock = plan.running_on(today, of=papers.keys())
    return papers[clock.subject] if clock else next(reversed(fitting), None)


def letter_recipient(case: Case) -> tuple[str, ...]:
    """The tenants and their home, a line each, as the window of the envelope shows them."""
    return household_lines(case)


def letter_sender(by: Actor) -> tuple[str, ...]:
    """Who writes: the administration and the unit."""
    return _sender(by.administration, by.unit)


def sender_of(letter: Letter, *, administration: str, unit: str) -> tuple[str, ...]:
    """Who writes this letter. A creditor is not told which unit has the case: that would say what it is about."""
    if not letter.letterhead:
        return ()
    lines = _sender(administration, unit)
    return lines[:1] if letter.undertakes else lines


def _sender(administration: str, unit: str) -> tuple[str, ...]:
    organisation = load().organisation
    return (organisation.administration(administration).label, capfirst(organisation.unit(unit).label))
