"""A deadline in Swedish: one headline that never sounds surer than we are, and the reasons as sentences."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from django.utils.translation import gettext as _

from kvar import law
from kvar.content.load import load
from kvar.paper.days import journal_day, spoken_day

NOBODY: Mapping[str, str] = MappingProxyType({})
WEEKEND = frozenset({"saturday", "sunday"})  # the day's own name has said it already
CONDOMINIUM = frozenset(  # told in the words of a bostadsrätt
    {"fee_delay", "recovery_period_condominium", "eviction_order_bar_condominium", "disturbance_notice_condominium"}
)
WITHOUT_DAY = frozenset({law.Status.NOT_APPLICABLE, law.Status.NOT_IN_FORCE, law.Status.NOT_STARTED})


def is_sure(deadline: law.Deadline) -> bool:
    """May the day be said as it is? Only when nothing it rests on is missing and no reading gives an earlier one."""
    day = deadline.last_day or deadline.earliest_day
    return day is not None and not deadline.missing and deadline.act_by in (day, None)


def is_settled(deadline: law.Deadline) -> bool:
    """Is it settled that a last day which is a day off moves?"""
    return all(other.because != "not_rolled" for other in deadline.alternatives)


def worded(texts: Mapping[str, str], name: str, deadline: law.Deadline | None) -> str:
    """The words of a name, in those of a bostadsrätt where the deadline is one's; empty when there are none."""
    own = f"{name}_condominium" if deadline and deadline.id in CONDOMINIUM else name
    return texts.get(own) or texts.get(name, "")


def headline_of(deadline: law.Deadline, today: date) -> str:
    """ "Sista dag måndag 30 november", or "Sista dag tidigast … – delgivningsdagen är inte känd. …"."""
    if deadline.status in WITHOUT_DAY:
        return _without_day(deadline)
    if deadline.status is law.Status.MET:
        return _("Klart i tid")
    day = day_of(deadline, today)
    if day is None:
        return missing_of(deadline) or timing_of(deadline) or _("Dagen är inte känd")
    if is_wait(deadline):
        said = _("Tidigast %s") % spoken_day(day, written_on=today)
        return f"{said}{_because(deadline)}" if deadline.missing else said
    if is_sure(deadline):
        return _certain(day, today)
    if deadline.act_by and deadline.act_by < day:
        said = _("Sista dag kan redan ha varit, annars %s") % spoken_day(day, written_on=today)
        return f"{said}{_because(deadline)}"
    return f"{_uncertain(day, today)}{_because(deadline)}"


def day_of(deadline: law.Deadline, today: date | None = None) -> date | None:
    """The day to work to, or the first day a wait leaves free: the earliest that any reading gives.

    With ``today``: a reading that has passed gives way to one that is still to come.
    """
    others = [other.earliest_day for other in deadline.alternatives]
    waits = [day for day in (deadline.earliest_day, *others) if day]
    act_by = deadline.act_by_on(today) if today else deadline.act_by
    return act_by or min(waits, default=None)


def is_wait(deadline: law.Deadline) -> bool:
    """Is it a time during which something may not happen, rather than one to act in?"""
    return deadline.act_by is None and day_of(deadline) is not None


def timing_of(deadline: law.Deadline) -> str:
    """When a duty without a number of days is to be done: "Genast"; empty for everything else."""
    when = [reason.name for reason in deadline.reasons if reason.kind is law.ReasonKind.PERIOD and reason.day is None]
    return load().reasons.periods[when[-1]].split(". ")[0].rstrip(".") if when else ""


def missing_of(deadline: law.Deadline) -> str:
    """What nobody knows yet and whom to ask, the most important first; empty when nothing is missing.

    A reading that has words of its own about it says more than the fact alone.
    """
    texts = load().reasons.missing
    names = (*(other.because for other in deadline.alternatives), *deadline.missing)
    return next((said for said in (worded(texts, name, deadline) for name in names) if said), "")


def why_not_sure(deadline: law.Deadline) -> str:
    """What nobody knows yet and whom to ask, else the reading that gives the day; empty for a sure day."""
    readings = [one.because for one in deadline.alternatives if one.last_day and one.last_day == deadline.act_by]
    if deadline.missing or is_sure(deadline) or not readings:
        return missing_of(deadline)
    return worded(load().reasons.alternatives, readings[0], deadline)


def as_counted(deadline: law.Deadline) -> str:
    """Why the counted last day could hold, where another reading gives an earlier one to work to."""
    worked_to = day_of(deadline)
    by = next((other.because for other in deadline.alternatives if other.last_day == worked_to), "")
    return {
        "not_rolled": _("Om dagen flyttas till nästa arbetsdag."),
        "another_notice": _("Räknat från den här underrättelsen."),
    }.get(by, _("Om alla uppgifter stämmer."))


def sentences_of(
    deadline: law.Deadline, *, today: date | None = None, names: Mapping[str, str] = NOBODY
) -> tuple[str, ...]:
    """The reasons, each once and in order. ``names``: the tenants' names by subject (``person:<id>``)."""
    said = (sentence_of(reason, today=today, names=names, of=deadline) for reason in deadline.reasons)
    return tuple(dict.fromkeys(said))


def sentence_of(
    reason: law.Reason,
    *,
    today: date | None = None,
    names: Mapping[str, str] = NOBODY,
    of: law.Deadline | None = None,
) -> str:
    """One reason as a sentence, in the words of ``reasons.yaml``; several tenants are told apart by name.

    ``of``: the deadline it is a reason of, whose words it takes.
    """
    said = _template(reason, of).format(
        day=_day(reason.day, today),
        until=_day(reason.until, today),
        name=_name(reason),
        length=reason.length or "",
    )
    who = names.get(reason.text or "", "") if len(names) > 1 else ""
    return f"{who}: {said}" if who else f"{said[:1].upper()}{said[1:]}"


def _template(reason: law.Reason, of: law.Deadline | None) -> str:
    texts = load().reasons
    if reason.kind is law.ReasonKind.ROLL:
        return _roll(reason, settled=of is None or is_settled(of))
    if reason.kind is law.ReasonKind.SOURCE:
        return texts.source
    listed = {
        law.ReasonKind.FACT: texts.facts,
        law.ReasonKind.MISSING: texts.missing,
        law.ReasonKind.PERIOD: texts.periods,
        law.ReasonKind.CONDITION: texts.conditions,
        law.ReasonKind.CHANGED: texts.changed,
    }
    return worded(listed[reason.kind], reason.name, of) or texts.unknown_fact


def _roll(reason: law.Reason, *, settled: bool) -> str:
    texts = load().reasons
    said = texts.roll_weekend if reason.name in WEEKEND else texts.roll
    if settled:
        return said
    day_off = said.split(". ")[0]
    return f"{day_off}. {_('Om regeln gäller här flyttas sista dagen till {until}. Det är inte avgjort.')}"


def _name(reason: law.Reason) -> str:
    """What fills ``{name}``: a paragraph, or a day off as it is called."""
    if reason.kind is law.ReasonKind.SOURCE:
        return reason.text or load().source(reason.name).paragraph
    return load().reasons.days.get(reason.name, reason.name)


def _day(day: date | None, today: date | None) -> str:
    if day is None:
        return _("en dag som inte är känd")
    return spoken_day(day, written_on=today) if today else journal_day(day)


def _certain(day: date, today: date) -> str:
    said = spoken_day(day, written_on=today)
    return _("Sista dag %s") % said if day >= today else _("Sista dag var %s") % said


def _uncertain(day: date, today: date) -> str:
    said = spoken_day(day, written_on=today)
    return _("Sista dag tidigast %s") % said if day >= today else _("Sista dag kan redan ha varit, tidigast %s") % said


def _because(deadline: law.Deadline) -> str:
    why = why_not_sure(deadline)
    return f" – {why[:1].lower()}{why[1:]}" if why else "."


def _without_day(deadline: law.Deadline) -> str:
    if deadline.status is law.Status.NOT_STARTED:
        return _("Ingen tid löper")
    if deadline.status is law.Status.NOT_IN_FORCE:
        return _("Ingen regel gällde då")
    return _("Gäller inte här")
