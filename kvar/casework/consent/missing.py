"""What is missing where somebody has said yes to a part of what would be told, but not to all of it."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from kvar.casework.consent.carrying import consents_to
from kvar.content.load import load
from kvar.records.models import Consent


def part_missing(
    rows: Iterable[Consent], *, recipient_kind: str, recipient: str, scope: Iterable[str], on: date
) -> str:
    """A sentence with the parts; empty where nobody has said yes to any of it. One person's yes is not another's."""
    wanted, given = frozenset(scope), dict[object, frozenset[str]]()
    for one in consents_to(rows, recipient_kind=recipient_kind, recipient=recipient, on=on):
        given[one.member_id] = given.get(one.member_id, frozenset()) | (wanted & frozenset(one.scope))
    most = max(given.values(), key=len, default=frozenset())
    if not most or most == wanted:
        return ""
    words, joint = load().coordination, _(" och ")
    told = {"missing": joint.join(words.scope_labels(wanted - most)), "given": joint.join(words.scope_labels(most))}
    return _("Samtycke saknas till en del: %(missing)s, men personen har sagt ja till %(given)s.") % told
