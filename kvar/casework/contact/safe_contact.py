"""What people have asked of us, read before each contact: a forbidden way is refused, a hard rule always."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.contact.safe_check import CALLS, HOURS, PROTECTED, Contact, RuleShown, broken_by, digits
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.journal import enter
from kvar.casework.plans import rewrite_open_steps
from kvar.content.coordination_contact import Match, Needs, SafeRule
from kvar.content.load import load
from kvar.records.models import Answer, Case, Member, SafeContact

POST_ONLY_TO = "post_only_to"


def rules_of(case: Case, *, members: Iterable[UUID] = (), roles: Collection[str] = ()) -> tuple[RuleShown, ...]:
    """What holds for these members or these roles, or for the whole household when none is named: two queries."""
    here = Member.objects.filter(household=case.household_id, until=None).select_related("person")
    chosen = set(members)
    named = [member for member in here if (not chosen or member.pk in chosen) and (not roles or member.role in roles)]
    of_person = {member.person_id: member for member in named}
    rows = SafeContact.objects.filter(person__in=list(of_person), ended_on=None)
    asked = [_shown(row, of_person[row.person_id]) for row in rows]
    return (*(_of_protection(member) for member in named if member.person.protected), *asked)


def addresses_asked(case: Case) -> dict[UUID, str]:
    """By person of the household: the one address that she has asked us to write to. One query."""
    here = {"person__memberships__household": case.household_id, "person__memberships__until": None}
    rows = SafeContact.objects.filter(rule=POST_ONLY_TO, ended_on=None, **here).order_by("-recorded_at")
    return dict(rows.values_list("person_id", "value"))


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


def may_go_past(rules: Iterable[RuleShown]) -> bool:
    """Is there a rule that may be gone past with a reason? Then the page asks for one."""
    words = load().coordination.contact
    return any(not rule.hard and words.safe_rule(rule.rule).match is not Match.NEVER for rule in rules)


def may_be_reached(members: Iterable[Member], rules: Iterable[RuleShown], *, way: str) -> list[Member]:
    """Those whom no hard rule keeps us from reaching this way. A number is asked about when it is known."""
    told = [rule for rule in rules if rule.hard]
    return [member for member in members if not broken_by(_about(member, told), _to(member, way))]


def _about(member: Member, rules: list[RuleShown]) -> list[RuleShown]:
    return [rule for rule in rules if rule.member == member.pk]


def _to(member: Member, way: str) -> Contact:
    return Contact(way=way, to=member.person.phone if way in CALLS else "")


def may_go_against(rules: Iterable[RuleShown]) -> bool:
    """Is there a rule that a contact already made may have broken? Then the page asks why."""
    words = load().coordination.contact
    return any(rule.rule == PROTECTED or words.safe_rule(rule.rule).match is not Match.NEVER for rule in rules)


def require_safe(
    case: Case, contact: Contact, *, members: Iterable[UUID] = (), anyway: str = "", made: bool = False
) -> None:
    """Refuse a contact that somebody has asked us not to make. ``anyway``: why, where the rule may be gone past.

    ``made``: it has been made already, and what happened is always written down, with the reason.
    """
    broken = broken_by(rules_of(case, members=members), contact)
    hard = [rule for rule in broken if rule.hard]
    if hard and not made:
        raise ActRefused(_("%s Välj ett annat sätt.") % _said(hard), field="way")
    if not broken or anyway.strip():
        return
    if made:
        raise ActRefused(_("%s Skriv varför ni gjorde så ändå, så sparas kontakten.") % _said(broken), field="anyway")
    raise ActRefused(_("%s Välj ett annat sätt, eller skriv varför du gör så ändå.") % _said(broken), field="anyway")


def _said(rules: Iterable[RuleShown]) -> str:
    """*Det här gäller Amina Warsame: ”Ring bara 070-000 00 00.”*, each person once."""
    told: dict[str, list[str]] = {}
    for rule in rules:
        quoted = told.setdefault(rule.name, [])
        if rule.sentence not in quoted:
            quoted.append(rule.sentence)
    words = _("Det här gäller %(name)s: ”%(rules)s”")
    return " ".join(words % {"name": name, "rules": " ".join(rules)} for name, rules in told.items())


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
            if code.answers:
                _answer(case=case, by=by, today=today, question=code.answers)
    except IntegrityError as error:
        raise ActRefused(_("Regeln finns redan. Ladda om sidan."), field="rule") from error
    return row


def _answer(*, case: Case, by: Actor, today: date, question: str) -> None:
    """What the person has asked for is also what the plan wants to know."""
    recorded = {"said_on": today, "recorded_at": now(), "recorded_by_id": by.id}
    Answer.objects.create(case=case, question=law.Question(question), yes=True, source="tenant", **recorded)
    rewrite_open_steps(case)


def _require_value(code: SafeRule, value: str) -> None:
    if code.needs is Needs.NOTHING:
        return
    if code.needs is Needs.NUMBER and len(digits(value)) < 5:
        raise ActRefused(_("Skriv numret som regeln gäller."), field="value")
    if code.needs is Needs.WAY and value not in {way.id for way in load().codes.contact_ways}:
        raise ActRefused(_("Välj det sätt som regeln gäller."), field="way")
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
