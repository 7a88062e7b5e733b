"""A paper as other systems write it: the JSON of ``kvar law notice``. Amounts are whole öre, days are ISO text."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

from kvar.law.errors import FactsRefused
from kvar.law.kinds import Ground, Tenure
from kvar.law.notices.forms import BlankKind, PaperForm, blanks_of
from kvar.law.notices.paper import Claim, FieldState, Paper, PaperField
from kvar.law.payments import Payment

AnyKind = TypeVar("AnyKind", bound=StrEnum)
WRITTEN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_notice(document: Any) -> Paper:
    """One document of the contract as a Paper; a blank that is absent is not known.

    Raises FactsRefused, which names the key and says in Swedish what is wrong: an unknown form, blank or key, another
    state than the three, a value that cannot be read.
    """
    keys = _keys("NOTICE", document, ("form", "fields", "known"))
    form = _one_of(PaperForm, "form", keys.get("form"))
    known = _keys("known", _or(keys.get("known"), {}), ("payments", "notice_on", "tenure", "ground"))
    return Paper(
        form=form,
        fields=MappingProxyType(dict(_fields(form, _or(keys.get("fields"), {})))),
        payments=_payments(_or(known.get("payments"), [])),
        notice_on=_maybe(_day, "notice_on", known.get("notice_on")),
        tenure=_maybe(_tenure, "tenure", known.get("tenure")),
        ground=_maybe(_ground, "ground", known.get("ground")),
    )


def _fields(form: PaperForm, told: Any) -> list[tuple[str, PaperField]]:
    blanks = {blank.name: blank.kind for blank in blanks_of(form)}
    any_name = form is PaperForm.FREE
    named = _keys("fields", told, None if any_name else tuple(blanks))
    return [(name, _field(name, blanks.get(name), stated)) for name, stated in named.items() if stated is not None]


def _field(name: str, kind: BlankKind | None, told: Any) -> PaperField:
    """``kind`` is None on a free paper, whose values nobody reads."""
    keys = _keys(name, told, ("state", "value"))
    state, value = _one_of(FieldState, f"{name}: state", keys.get("state")), keys.get("value")
    if state is not FieldState.VALUE:
        if value not in (None, "", []):
            raise FactsRefused(name, f"{name} är {state.value} men har ett värde. Ta bort det, eller skriv value.")
        return PaperField(state)
    if kind is None:
        return PaperField(state, text=str(value))
    return READERS[kind](name, value)


def _text(name: str, value: Any) -> PaperField:
    """A number of rooms may be a number."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not text:
        raise FactsRefused(name, f"{name} ska vara text, inte {value!r}. Skriv missing när uppgiften saknas.")
    return PaperField(FieldState.VALUE, text=text)


def _amount_field(name: str, value: Any) -> PaperField:
    return PaperField(FieldState.VALUE, amount=_amount(name, value))


def _day_field(name: str, value: Any) -> PaperField:
    return PaperField(FieldState.VALUE, day=_day(name, value))


def _claims(name: str, value: Any) -> PaperField:
    rows = [_keys(name, row, ("amount", "due_on")) for row in _rows(name, value)]
    if not rows:
        raise FactsRefused(name, f"{name} är en tom lista. Skriv missing när beloppet saknas.")
    claims = (
        Claim(_amount(name, row.get("amount")), _maybe(_day, f"{name}: due_on", row.get("due_on"))) for row in rows
    )
    return PaperField(FieldState.VALUE, claims=tuple(claims))


READERS: Mapping[BlankKind, Callable[[str, Any], PaperField]] = {
    BlankKind.TEXT: _text,
    BlankKind.AMOUNT: _amount_field,
    BlankKind.AMOUNTS: _claims,
    BlankKind.DAY: _day_field,
}


def _payments(told: Any) -> tuple[Payment, ...]:
    rows = [_keys("payments", row, ("on", "amount")) for row in _rows("payments", told)]
    return tuple(
        Payment(on=_day("payments: on", row.get("on")), amount=_amount("payments: amount", row.get("amount")))
        for row in rows
    )


def _rows(name: str, value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise FactsRefused(name, f"{name} ska vara en lista, inte {value!r}.")
    return list(value)


def _keys(name: str, value: Any, allowed: tuple[str, ...] | None) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise FactsRefused(name, f"{name} ska vara ett JSON-objekt, inte {value!r}.")
    unknown = [key for key in value if allowed is not None and key not in allowed]
    if unknown:
        raise FactsRefused(str(unknown[0]), f"{unknown[0]} finns inte i {name}. Välj bland {', '.join(allowed or ())}.")
    return value


def _amount(name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise FactsRefused(name, f"{name} ska vara hela ören, minst 0, inte {value!r}. 21 569 kronor är 2156900.")
    return value


def _day(name: str, value: Any) -> date:
    if type(value) is date:
        return value
    try:
        if isinstance(value, str) and WRITTEN_DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        raise FactsRefused(name, f"{name} är {value!r}, och det finns inget sådant datum.") from None
    raise FactsRefused(name, f"{name} ska vara ett datum som 2026-11-03, inte {value!r}.")


def _tenure(name: str, value: Any) -> Tenure:
    return _one_of(Tenure, name, value)


def _ground(name: str, value: Any) -> Ground:
    return _one_of(Ground, name, value)


AnyValue = TypeVar("AnyValue")


def _maybe(read: Callable[[str, Any], AnyValue], name: str, value: Any) -> AnyValue | None:
    return None if value is None else read(name, value)


def _or(value: Any, nothing: Any) -> Any:
    return nothing if value is None else value


def _one_of(kind: type[AnyKind], name: str, value: Any) -> AnyKind:
    if value not in list(kind):
        raise FactsRefused(name, f"{name} kan inte vara {value!r}. Välj bland {', '.join(kind)}.")
    return kind(value)
