"""What people have asked of us, read before each contact: a forbidden way is refused, a hard rule always."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.journal import enter
from kvar.content.coordination_contact import Match, Needs, SafeRule
from kvar.content.load import load
from kvar.records.models import Case, Member, SafeContact

PROTECTED = "protected"
HOURS = re.compile(r"(\d{1,2})[.:](\d\d)\s*[-–]\s*(\d{1,2})[.:](\d\d)")
CALLS = ("phone", "sms")


@dataclass(frozen=True, kw_only=True)
class RuleShown:
    """One thing to know before a contact. ``hard``: nobody may go past it. ``id`` None: it follows from protection."""

    id: UUID | None
    member: UUID
    name: str
    rule: str
    value: str
    sentence: str
    note: str
    hard: bool


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A contact as it is meant. ``to``: the number or the address; empty where nobody has said."""

    way: str
    at: time | None = None
    to: str = ""


def rules_of(case: Case, *, members: Iterable[UUID] = (), role: str = "") -> tuple[RuleShown, ...]:
    """What holds for these members or this role, or for the whole household when none is named: two queries."""
    here = Member.objects.filter(household=case.household_id, until=None).select_related("person")
    chosen = set(members)
    named = [member for member in here if (not chosen or member.pk in chosen) and role in ("", member.role)]
    of_person = {member.person_id: member for member in named}
    rows = SafeContact.objects.filter(person__in=list(of_person), ended_on=None)
    asked = [_shown(row, of_person[row.person_id]) for row in rows]
    return (*(_of_protection(member) for member in named if member.person.protected), *asked)


def adults_of(case: Case) -> list[Member]:
    """Those in the household whom one may reach: no children."""
    rows = Member.objects.filter(household=case.household_id, until=None).exclude(role="child")
    return list(rows.select_related("person").order_by("since", "pk"))


def rules_in(cases: Iterable[Case]) -> dict[UUID, tuple[RuleShown, ...]]:
    """What to know before a contact, by household, for a list of cases: two queries."""
    homes = [case.household_id for case in cases]
    rows = SafeContact.objects.filter(person__memberships__household__in=homes, ended_on=None).distinct()
    asked: dict[UUID, list[SafeContact]] = {}
    for row in rows:
        asked.setdefault(row.person_id, []).append(row)
    found: dict[UUID, tuple[RuleShown, ...]] = {}
    for member in Member.objects.filter(household__in=homes, until=None).select_related("person"):
        of_member = [_shown(row, member) for row in asked.get(member.person_id, ())]
        protected = [_of_protection(member)] if member.person.protected else []
        found[member.household_id] = (*found.get(member.household_id, ()), *protected, *of_member)
    return found


def _shown(row: SafeContact, member: Member) -> RuleShown:
    code = load().coordination.contact.safe_rule(row.rule)
    value = load().codes.contact_way(row.value).label.lower() if code.needs is Needs.WAY else row.value
    return RuleShown(
        id=row.pk,
        member=member.pk,
        name=member.person.name,
        rule=row.rule,
        value=row.value,
        sentence=code.sentence.replace("{value}", value),
        note=row.note,
        hard=code.hard,
    )


def _of_protection(member: Member) -> RuleShown:
    sentence = load().coordination.contact.protected_sentence
    return RuleShown(
        id=None,
        member=member.pk,
        name=member.person.name,
        rule=PROTECTED,
        value="",
        sentence=sentence,
        note="",
        hard=True,
    )


def broken_by(rules: Iterable[RuleShown], contact: Contact) -> tuple[RuleShown, ...]:
    """The rules that this contact would break."""
    return tuple(rule for rule in rules if _breaks(rule, contact))


def _breaks(shown: RuleShown, contact: Contact) -> bool:
    words = load().coordination.contact
    if shown.rule == PROTECTED:
        return contact.way in words.protected_ways
    rule = words.safe_rule(shown.rule)
    if contact.way not in rule.ways or rule.match is Match.NEVER:
        return False
    if rule.match is Match.ALWAYS:
        return True
    same = _is_the_same(rule, shown.value, contact)
    if same is None:
        return True  # nobody has said where or when: then nobody can tell that it is safe
    return same if rule.match is Match.THE_SAME else not same


def _is_the_same(rule: SafeRule, value: str, contact: Contact) -> bool | None:
    """Is the contact what the rule was told with? None when the contact does not say."""
    if rule.needs is Needs.WAY:
        return contact.way == value
    if rule.needs is Needs.TIME:
        return _within(value, contact.at) if contact.at else None
    if not contact.to:
        return None
    fold = digits if rule.needs is Needs.NUMBER else _folded
    return fold(contact.to) == fold(value)


def digits(number: str) -> str:
    """A number without its signs, with a zero for Sweden's +46."""
    bare = re.sub(r"\D", "", number)
    return "0" + bare.removeprefix("0046").removeprefix("46") if bare.startswith(("46", "0046")) else bare


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace(",", " ").split())


def _within(hours: str, at: time) -> bool:
    found = HOURS.search(hours)
    if not found:
        return False
    first, last = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    return first <= at <= last


def require_safe(case: Case, contact: Contact, *, members: Iterable[UUID] = (), anyway: str = "") -> None:
    """Refuse a contact that somebody has asked us not to make. ``anyway``: why, where the rule may be gone past."""
    broken = broken_by(rules_of(case, members=members), contact)
    hard = [rule for rule in broken if rule.hard]
    if hard:
        raise ActRefused(_("%s Välj ett annat sätt.") % _said(hard), field="way")
    if broken and not anyway.strip():
        raise ActRefused(
            _("%s Välj ett annat sätt, eller skriv varför du gör så ändå.") % _said(broken), field="anyway"
        )


def _said(rules: Iterable[RuleShown]) -> str:
    return " ".join(dict.fromkeys(f"{rule.name}: {rule.sentence}" for rule in rules))


def ask_safe_contact(
    *, case: Case, by: Actor, today: date, member: Member, rule: str, value: str = "", note: str = ""
) -> SafeContact:
    """Keep what a person has asked of us. It holds from now on, in every contact and letter."""
    code, value = load().coordination.contact.safe_rule(rule), value.strip()
    _require_value(code, value)
    kept = value if code.needs is not Needs.NOTHING else ""
    try:
        with transaction.atomic():
            require(by, Act.ASK_SAFE_CONTACT, case)
            row = SafeContact.objects.create(
                person_id=member.person_id,
                rule=rule,
                value=kept[:200],
                note=note[:300],
                since=today,
                recorded_at=now(),
                recorded_by_id=by.id,
            )
            text = _("Säker kontakt, %(name)s: %(rule)s") % {
                "name": member.person.name,
                "rule": _shown(row, member).sentence,
            }
            enter(case=case, by=by, today=today, kind="safe_contact", text=text, shown={"safe_contact": str(row.pk)})
    except IntegrityError as error:
        raise ActRefused(_("Regeln finns redan. Ladda om sidan."), field="rule") from error
    return row


def _require_value(code: SafeRule, value: str) -> None:
    if code.needs is Needs.NOTHING:
        return
    if code.needs is Needs.NUMBER and len(digits(value)) < 5:
        raise ActRefused(_("Skriv numret som regeln gäller."), field="value")
    if code.needs is Needs.WAY and value not in {way.id for way in load().codes.contact_ways}:
        raise ActRefused(_("Välj det sätt som regeln gäller."), field="value")
    if code.needs is Needs.TIME and not HOURS.search(value):
        raise ActRefused(_("Skriv mellan vilka klockslag, till exempel 09.00–15.00."), field="value")
    if not value:
        raise ActRefused(_("Skriv vad regeln gäller: språket, adressen eller namnet."), field="value")


def safe_contact_for(case: Case, safe: UUID) -> SafeContact:
    """A rule of somebody in this case's household. Raises Unseen."""
    here = Member.objects.filter(household=case.household_id).values("person")
    found = SafeContact.objects.select_related("person").filter(pk=safe, person__in=here).first()
    if found is None:
        raise Unseen
    return found


def end_safe_contact(*, case: Case, by: Actor, today: date, row: SafeContact, reason: str) -> SafeContact:
    """The person does not ask it of us any longer. Refuses without a reason: somebody else may want it gone."""
    if not reason.strip():
        raise ActRefused(_("Skriv vem som har sagt att regeln inte gäller längre."), field="reason")
    with transaction.atomic():
        require(by, Act.ASK_SAFE_CONTACT, case)
        if not SafeContact.objects.filter(pk=row.pk, ended_on=None).update(ended_on=today):
            raise ActRefused(_("Regeln är redan borttagen. Ladda om sidan."))
        row.refresh_from_db()
        label = load().coordination.contact.safe_rule(row.rule).label
        text = _("Gäller inte längre: %(rule)s. %(reason)s") % {"rule": label, "reason": reason}
        enter(case=case, by=by, today=today, kind="safe_contact", text=text, shown={"safe_contact": str(row.pk)})
    return row
