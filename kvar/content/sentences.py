"""Swedish sentences for what pydantic refuses. Only the types that our shapes can raise are here."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from kvar.content.nearest import nearest
from kvar.content.shape import Shape

DATE = "{field} ska vara ett datum, till exempel 2025-07-01."
WHOLE_NUMBER = "{field} ska vara ett heltal."
LIST = "{field} ska vara en lista. Skriv värdena inom hakparenteser, till exempel [a, b]."
KEYS = "{field} ska ha egna nycklar under sig. Skriv en på varje rad, med mer indrag."
CHOICE = "{field} kan inte vara {input}. {nearest}Välj bland {expected}."

SENTENCES = {
    "missing": "Nyckeln {field} saknas. Lägg till den här.",
    "extra_forbidden": "Nyckeln {field} är okänd. {nearest}Rätta stavningen eller ta bort den.",
    "string_type": "{field} ska vara text. Ser värdet ut som ett tal eller ett datum, så sätt det inom citattecken.",
    "string_too_short": "{field} får inte vara tom. Skriv en text, eller ta bort nyckeln om den inte behövs.",
    "string_pattern_mismatch": "{field} har fel form: {input}. {form}",
    "int_type": WHOLE_NUMBER,
    "int_from_float": WHOLE_NUMBER,
    "bool_type": "{field} ska vara true eller false. Det betyder ja och nej, och skrivs utan citattecken.",
    "date_type": DATE,
    "date_parsing": DATE,
    "date_from_datetime_parsing": DATE,
    "date_from_datetime_inexact": DATE,
    "enum": CHOICE,
    "literal_error": CHOICE,
    "list_type": LIST,
    "tuple_type": LIST,
    "dict_type": KEYS,
    "model_type": KEYS,
    "too_short": "{field} ska ha minst {min_length} rad.",
    "greater_than_equal": "{field} ska vara minst {ge}.",
    "less_than_equal": "{field} ska vara högst {le}.",
}
NO_KEYS = "Filen ska bestå av nycklar med värden, men är tom eller har en annan form. Jämför med en fil som fungerar."
# How each pattern of our shapes is explained.
FORMS = {
    r"^[a-z][a-z0-9_]*$": "Använd små bokstäver a–z, siffror och understreck.",
    r"^([a-z][a-z0-9_]*)?$": "Använd små bokstäver a–z, siffror och understreck.",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "Använd små bokstäver a–z, siffror och bindestreck.",
    r"^[a-z][a-z ]*$": "Använd små bokstäver a–z och mellanslag.",
    r"^[A-Z]\d{2}$": "Skriv listans bokstav och två siffror, till exempel H07.",
    r"^[A-Z]$": "Skriv en enda stor bokstav.",
    r"^S\d{1,2}$": "Skriv S och ett nummer, till exempel S43.",
    r"^[MmLlHhVvCcSsQqTtAaZz0-9 .,-]+$": 'Klistra in det som står i d="…" i SVG-filens path, och inget annat.',
    r"^[A-Za-z0-9]+$": "Använd bokstäver a–z och siffror.",
    r"^https://\S+$": "Skriv hela adressen, med https först.",
    r"^https://\S+$|^$": "Skriv hela adressen, med https först.",
}
LONGEST_SHOWN = 60


def sentence_of(problem: Any) -> str:
    """The sentence for one of pydantic's error details. Our own checks already speak Swedish (``value_error``)."""
    context = problem.get("ctx", {})
    if problem["type"] == "value_error":
        return str(context["error"])
    if problem["type"] == "model_type" and not problem["loc"]:
        return NO_KEYS
    known = {key: str(value).replace(" or ", " eller ").replace("'", "") for key, value in context.items()}
    template = SENTENCES.get(problem["type"], "{field} har ett värde som inte godtas: {input}.")
    said = {"field": _field(problem["loc"]), "input": _shown(problem["input"]), "nearest": _nearest(problem)}
    return template.format(**said | {"form": FORMS.get(context.get("pattern", ""), "")} | known).strip()


def _field(where: tuple[str | int, ...]) -> str:
    """The name a reader finds in the file: the last key, with its place in the list if it is a row."""
    keys = [part for part in where if isinstance(part, str) and part != "[key]"]
    if where and isinstance(where[-1], int):
        return f"Rad {where[-1] + 1} i {keys[-1]}" if keys else f"Rad {where[-1] + 1}"
    return _shown(keys[-1]) if keys else "Filen"


def _shown(value: object) -> str:
    """A whole list is no help in a sentence."""
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _nearest(problem: Any) -> str:
    """The known key or choice that somebody probably meant, with a space after it."""
    if problem["type"] == "extra_forbidden":
        hint = nearest(str(problem["loc"][-1]), _keys(), otherwise="")
    else:
        expected = str(problem.get("ctx", {}).get("expected", "")).replace(" or ", ", ").replace("'", "")
        hint = nearest(str(problem["input"]), expected.split(", "), otherwise="")
    return f"{hint} " if hint else ""


@cache
def _keys() -> tuple[str, ...]:
    """Every key that some file may have."""
    return tuple(sorted({field.alias or name for kind in _kinds(Shape) for name, field in kind.model_fields.items()}))


def _kinds(shape: type[Shape]) -> Iterator[type[Shape]]:
    for kind in shape.__subclasses__():
        yield kind
        yield from _kinds(kind)
