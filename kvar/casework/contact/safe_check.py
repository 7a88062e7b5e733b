"""Does a contact, as it is meant, break what somebody has asked of us? Pure: the rules and the contact are given."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from kvar.content.coordination_contact import Match, Needs, SafeRule
from kvar.content.load import load

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
