"""``kvar law deadlines`` and ``kvar law day``: the law floor for other systems. Neither Django nor a database."""

from argparse import Namespace
from datetime import date, timedelta
from typing import Any

from kvar import law
from kvar.cli.json_input import print_json, read_json
from kvar.cli.swedish import NO, WRONG_USE, Refused
from kvar.content.load import load

HOLIDAYS_SINCE = date(1990, 1, 1)  # lag (1989:253)
DAY = timedelta(days=1)


def deadlines(told: Namespace) -> int:
    """Every rule that can be computed from the facts; for an array of objects an array in the same order."""
    document = read_json(told.file)
    objects = document if isinstance(document, list) else [document]
    found = [law.deadlines_of(_facts(keys, number, objects), load().law) for number, keys in enumerate(objects, 1)]
    if told.json:
        answers = [{"deadlines": [law.deadline_data(row) for row in rows]} for rows in found]
        print_json(answers if isinstance(document, list) else answers[0])
    else:
        print("\n\n".join("\n".join(_line(row) for row in rows if _is_worth_a_line(row)) for rows in found))
    return 0


def _facts(keys: Any, number: int, objects: list[Any]) -> law.Facts:
    where = f"Objekt {number}: " if len(objects) > 1 else ""
    if not isinstance(keys, dict):
        raise Refused(f"{where}Uppgifterna ska vara ett JSON-objekt, inte {keys!r}.", code=WRONG_USE)
    try:
        return law.read_facts(keys)
    except law.FactsRefused as refused:
        raise Refused(f"{where}{refused.sentence}", code=WRONG_USE) from refused


def _is_worth_a_line(row: law.Deadline) -> bool:
    return row.status is not law.Status.NOT_APPLICABLE


def _line(row: law.Deadline) -> str:
    """*R04 Återvinningsfrist: senast 2026-11-24. Tiden löper.*"""
    texts = load().reasons
    days = [f"senast {row.last_day}"] if row.last_day else []
    days += [f"tidigast {row.earliest_day}"] if row.earliest_day else []
    if row.act_by and row.act_by != row.last_day:
        days.append(f"arbeta mot {row.act_by}")
    missing = (texts.missing[name] for name in row.missing if name in texts.missing)
    others = (f"{one.last_day or one.earliest_day}: {texts.alternatives[one.because]}" for one in row.alternatives)
    said = " ".join([texts.statuses[row.status], *missing, *others])
    return f"{row.rule:4} {row.label}: {', '.join(days) or 'ingen dag'}. {said} ({row.source.paragraph})"


def day(told: Namespace) -> int:
    """Is it a working day, and if not: until when may an act wait (2 § lag 1930:173)?"""
    asked = told.day
    if asked < HOLIDAYS_SINCE:
        # Lag (1989:253) had no row yet: say so, never guess.
        return _say_day(told, {"date": asked, "working_day": None, "act_may_wait_until": None, "why": ["not_in_force"]})
    until = law.next_working_day(asked)
    off = [asked + number * DAY for number in range((until - asked).days)]
    names = load().reasons.days
    why = [f"{one} är {names[law.why_day_off(one) or '']}." for one in off] or [f"{asked} är en arbetsdag."]
    sources = [load().source(id).paragraph for id in ("lbt-2", "helg-1")]
    answer = {"date": asked, "working_day": until == asked, "act_may_wait_until": until, "why": [*why, *sources]}
    return _say_day(told, answer)


def _say_day(told: Namespace, answer: dict[str, Any]) -> int:
    written = {key: value.isoformat() if isinstance(value, date) else value for key, value in answer.items()}
    if told.json:
        print_json(written)
    elif written["act_may_wait_until"] is None:
        print(f"{written['date']}: ingen regel gällde den dagen. Kvar räknar lediga dagar från {HOLIDAYS_SINCE}.")
    else:
        print(*written["why"], f"En åtgärd får vänta till {written['act_may_wait_until']}.", sep="\n")
    return NO if written["working_day"] is None else 0
