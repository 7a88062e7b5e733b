"""The household as the case page shows it: who, in what role, what has been said and how sure it is."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kvar.casework.facts import in_layer
from kvar.casework.households import role_label
from kvar.content.load import load
from kvar.records.models import Case, Member, Statement

ORDER = ("tenant", "cotenant", "adult", "child")
LINKS = {
    "yes": gettext_lazy("folkbokförd här"),
    "no": gettext_lazy("inte folkbokförd här"),
    "full_time": gettext_lazy("hela tiden"),
    "alternating": gettext_lazy("växelvis"),
    "visiting": gettext_lazy("på umgänge"),
    "elsewhere": gettext_lazy("bor någon annanstans"),
}


@dataclass(frozen=True, kw_only=True)
class StatementShown:
    """One thing said about a child's link to the home. ``words``: *växelvis, enligt hyresvärden, inte bekräftat*."""

    about: str
    value: str
    words: str
    link: str
    source: str
    certainty: str
    confirmed: bool
    said_on: date


@dataclass(frozen=True, kw_only=True)
class MemberShown:
    """A person in the household. ``age`` in whole years is None when it cannot be told from what is known."""

    id: UUID
    person: UUID
    name: str
    role: str
    role_label: str
    age: int | None
    birth_year: int | None
    number: str
    number_state: str
    phone: str
    language: str
    protected: bool
    said: tuple[StatementShown, ...]

    @property
    def child(self) -> bool:
        return self.role == "child"


@dataclass(frozen=True, kw_only=True)
class ChildrenShown:
    """How many children, and how sure. ``count`` is None while nobody has answered whether children are affected."""

    count: int | None
    sentence: str


def members_of(case: Case, *, today: date) -> tuple[MemberShown, ...]:
    """Those who are in the household now, tenants first; the case comes from ``with_everything``."""
    here = [member for member in case.household.members.all() if member.until is None]
    return tuple(member_shown(member, today=today) for member in sorted(here, key=_reading_order))


def _reading_order(member: Member) -> tuple[int, int, date]:
    """By role, the oldest first; those whose age is not known last."""
    person = member.person
    year = person.birth_year or (person.born_on.year if person.born_on else date.max.year)
    return (ORDER.index(member.role), year, person.born_on or date.max)


def children_of(case: Case, members: tuple[MemberShown, ...], *, unit: str) -> ChildrenShown:
    """The count with its certainty, or that it is not known; a *no* only when somebody has answered.

    ``unit``: whose own layer is read beside the shared one.
    """
    children = [member for member in members if member.child]
    if children:
        return ChildrenShown(count=len(children), sentence=_how_sure(children))
    about = [answer for answer in case.answers.all() if answer.question == "children_affected"]
    answers = [answer for answer in about if in_layer(answer, unit)]
    if not answers:
        return ChildrenShown(count=None, sentence=_("inte känt om barn berörs"))
    source = load().codes.answer_source(answers[-1].source).label
    if answers[-1].yes:
        return ChildrenShown(count=None, sentence=_("ja, men inte hur många (%s)") % source)
    return ChildrenShown(count=0, sentence=_("inga (%s)") % source)


def _how_sure(children: list[MemberShown]) -> str:
    """Such as *3 (2 folkbokförda, 1 växelvis, enligt hyresvärden, inte bekräftat)*."""
    told = dict(sorted(Counter(_link_of(child) for child in children).items()))
    parts = (
        ngettext("%(n)s folkbokförd", "%(n)s folkbokförda", n) % {"n": n} if not w else f"{n} {w}"
        for w, n in told.items()
    )
    return f"{len(children)} ({', '.join(parts)})"


def _link_of(child: MemberShown) -> str:
    """How one child is tied to the home; empty for the plainest case: registered here, and nothing said against it."""
    newest = {said.about: said for said in child.said}
    registered, lives = newest.get("registered"), newest.get("lives")
    if registered and registered.value == "yes" and (lives is None or lives.value == "full_time"):
        return ""
    said = lives or registered
    return said.words if said else _("inte känt hur barnet bor")


def member_shown(member: Member, *, today: date) -> MemberShown:
    """One person with what stands about her or him."""
    person = member.person
    return MemberShown(
        id=member.pk,
        person=person.pk,
        name=person.name,
        role=member.role,
        role_label=role_label(member.role),
        age=age_on(person.born_on, today) if person.born_on else None,
        birth_year=person.birth_year,
        number=f"{person.personal_number[:8]}-{person.personal_number[8:]}" if person.personal_number else "",
        number_state=person.number_state,
        phone=person.phone,
        language=person.language,
        protected=person.protected,
        said=tuple(_statement(row) for row in _newest(member)),
    )


def _newest(member: Member) -> list[Statement]:
    """The newest statement of each kind, in the order registered, lives."""
    newest = {row.about: row for row in member.statements.all()}
    return [newest[about] for about in ("registered", "lives") if about in newest]


def _statement(row: Statement) -> StatementShown:
    codes = load().codes
    link = str(LINKS[row.value])
    source, certainty = codes.answer_source(row.source).label, codes.certainty(row.certainty).label
    return StatementShown(
        about=row.about,
        value=row.value,
        words=_in_words(link, source, confirmed=row.certainty == "confirmed"),
        link=link,
        source=source,
        certainty=certainty,
        confirmed=row.certainty == "confirmed",
        said_on=row.said_on,
    )


def _in_words(link: str, source: str, *, confirmed: bool) -> str:
    said = _("%(link)s, enligt %(source)s") % {"link": link, "source": source}
    return said if confirmed else _("%s, inte bekräftat") % said


def age_on(born_on: date, day: date) -> int:
    """Whole years lived on a day."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
