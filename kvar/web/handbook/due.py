"""When a step is due, in words and outside any case: *senast 3 arbetsdagar efter ankomstdagen*."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvar.content.load import load
from kvar.law import DueFrom, DueRule, Origin, StepRule


def due_in_words(step: StepRule) -> str:
    """The rule as a phrase; a step without a day of its own says so."""
    rule, event = step.due, load().reasons.due_events[step.due.counted_from]
    if rule.counted_from is DueFrom.NEVER:
        return event
    if step.origin is Origin.LAW and rule == DueRule(counted_from=DueFrom.KNOWN):
        return _("genast")
    if step.at:
        days = ", ".join(map(str, step.at[:-1])) + _(" och ") + str(step.at[-1])
        return _("%(days)s dagar efter %(event)s") % {"days": days, "event": event}
    return _counted(rule.working_days, rule.days, rule.months, event)


def _counted(working_days: int | None, days: int | None, months: int | None, event: str) -> str:
    if working_days:
        number = abs(working_days)
        before = ngettext("senast %(n)s arbetsdag före %(event)s", "senast %(n)s arbetsdagar före %(event)s", number)
        after = ngettext("senast %(n)s arbetsdag efter %(event)s", "senast %(n)s arbetsdagar efter %(event)s", number)
        return (before if working_days < 0 else after) % {"n": number, "event": event}
    if days:
        return _("senast %(n)s dagar efter %(event)s") % {"n": days, "event": event}
    if months:
        return _("senast %(n)s månader efter %(event)s") % {"n": months, "event": event}
    return _("senast %(event)s") % {"event": event}
