"""What may be tried: an edition, a draft or a proposal; and a rule that moves postal codes to an administration."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from kvar.casework.access import Actor, may, require
from kvar.casework.access_table import Act
from kvar.casework.editions.drafts import drafts_begun
from kvar.casework.editions.in_force import edition_in_force, published
from kvar.casework.editions.store import library_of
from kvar.casework.editions.switching import editions_proposed
from kvar.casework.editions.trial import library_of_draft
from kvar.casework.errors import ActRefused
from kvar.content.finding import ContentError
from kvar.content.library import Library
from kvar.content.load import load
from kvar.content.organisation import District, Districts
from kvar.records.models import ContentDraft, PublishedEdition

TRIED = "tried"  # the id of the district that a rule makes
WHOLE = ("00", "99")  # how the codes of an area begin and end


@dataclass(frozen=True, kw_only=True)
class DistrictRule:
    """The postal codes from ``first`` to ``last``, five digits each, belong to ``administration``."""

    first: str
    last: str
    administration: str


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """``id``: the word in the address. ``what`` is ``edition``, ``proposal`` or ``draft``."""

    id: str
    what: str
    label: str


def candidates_for(actor: Actor, *, today: date) -> tuple[Candidate, ...]:
    """Editions that two people switched on, but the one in force; to those who change the content also what waits."""
    require(actor, Act.TRY_RULES)
    return tuple(Candidate(id=str(row.pk), what=what, label=row.label) for what, row in _rows(actor, today))


def library_for(actor: Actor, id: str, *, today: date) -> Library:
    """The content of a candidate. Raises ActRefused for one that is not there, not for this actor, or has faults."""
    row = next((row for _what, row in _rows(actor, today) if str(row.pk) == id), None)
    if row is None:
        raise ActRefused(_("Utgåvan finns inte längre. Välj en annan."), field="edition")
    try:
        return library_of_draft(row) if isinstance(row, ContentDraft) else library_of(row.digest)
    except ContentError as error:
        raise ActRefused(_("Utgåvan går inte att läsa. Välj en annan."), field="edition") from error


def _rows(actor: Actor, today: date) -> Iterator[tuple[str, ContentDraft | PublishedEdition]]:
    standing = edition_in_force(today)
    yield from (("edition", row) for row in published() if row != standing)
    if may(actor, Act.CHANGE_CONTENT):
        yield from (("proposal", row) for row in editions_proposed(actor).filter(seconded_at=None, ended_at=None))
        yield from (("draft", row) for row in drafts_begun(actor))


def library_with(actor: Actor, library: Library, rule: DistrictRule) -> Library:
    """The content with the rule. Raises ActRefused.

    Whoever sees the whole city tries whole areas alone, those of a code's first three digits: each is thousands of
    homes. With any border she likes she could move it home by home, and see at which of them a number changes.
    """
    if may(actor, Act.CHANGE_CONTENT) and (rule.first[-2:], rule.last[-2:]) != WHOLE:
        sentence = _("Du ser hela staden. Välj hela områden, från 00 till 99, till exempel 417 00 till 418 99.")
        raise ActRefused(sentence, field="fran")
    districts = districts_with(library.organisation.districts, rule)
    return replace(library, organisation=library.organisation.model_copy(update={"districts": districts}))


def districts_with(districts: Districts, rule: DistrictRule) -> Districts:
    """The list as it would read with the rule: the codes are taken from whoever had them."""
    if rule.first > rule.last:
        raise ActRefused(_("Postnumret till är lägre än postnumret från. Byt plats på dem."), field="last")
    kept = [(area, tuple(_without(area.postal_codes, rule))) for area in districts.areas]
    left = [area.model_copy(update={"postal_codes": those}) for area, those in kept if those]
    label = load().organisation.administration(rule.administration).label
    codes = ((rule.first, rule.last),)
    tried = District(id=TRIED, label=label, administration=rule.administration, postal_codes=codes)
    return districts.model_copy(update={"areas": (*left, tried)})


def _without(ranges: tuple[tuple[str, str], ...], rule: DistrictRule) -> Iterator[tuple[str, str]]:
    for first, last in ranges:
        before, after = (first, min(last, _next(rule.first, -1))), (max(first, _next(rule.last, 1)), last)
        yield from (one for one in (before, after) if one[0] <= one[1])


def _next(postal_code: str, step: int) -> str:
    """Five digits always: what would pass the ends stays beyond every code."""
    return f"{int(postal_code) + step:05d}" if 0 <= int(postal_code) + step <= 99_999 else "" if step < 0 else "~"
