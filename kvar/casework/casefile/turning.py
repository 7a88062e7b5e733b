"""What would change that a step is asked for: what makes it done, what takes it away, what moves its day."""

from django.utils.translation import gettext as _

from kvar import law
from kvar.content.load import load

MOVED_BY = frozenset({law.DueFrom.KNOWN, law.DueFrom.NEVER})  # a day that no other fact moves


def turns_of(rule: law.StepRule) -> tuple[str, ...]:
    """As sentences, from what is written of the step; nothing is computed."""
    said = load().reasons.conditions
    found = []
    if rule.done_when:
        found.append(_("Blir klart av sig självt: %s") % _lowered(said[rule.done_when]))
    found += [_("Försvinner: %s") % _lowered(said[name]) for name in rule.unless]
    found += [_("Gäller bara så länge: %s") % _lowered(said[name]) for name in rule.when if name != "always"]
    if rule.due.counted_from not in MOVED_BY:
        found.append(_("Dagen räknas om när uppgiften den räknas från rättas."))
    return tuple(found)


def _lowered(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}"
