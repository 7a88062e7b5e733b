"""Swedish sentences for what pydantic refuses. Only the types that our shapes can raise are here."""

from typing import Any

DATE = "{field} ska vara ett datum, till exempel 2025-07-01."
WHOLE_NUMBER = "{field} ska vara ett heltal."
LIST = "{field} ska vara en lista."
KEYS = "{field} ska ha egna nycklar under sig."
CHOICE = "{field} kan inte vara {input}. Välj bland {expected}."

SENTENCES = {
    "missing": "Nyckeln {field} saknas.",
    "extra_forbidden": "Nyckeln {field} är okänd. Kontrollera stavningen eller ta bort den.",
    "string_type": "{field} ska vara text.",
    "string_too_short": "{field} får inte vara tom.",
    "string_pattern_mismatch": "{field} har fel form: {input}.",
    "int_type": WHOLE_NUMBER,
    "int_from_float": WHOLE_NUMBER,
    "bool_type": "{field} ska vara true eller false.",
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


def sentence_of(problem: Any) -> str:
    """The sentence for one of pydantic's error details. Our own checks already speak Swedish (``value_error``)."""
    context = problem.get("ctx", {})
    if problem["type"] == "value_error":
        return str(context["error"])
    known = {key: str(value).replace(" or ", " eller ").replace("'", "") for key, value in context.items()}
    template = SENTENCES.get(problem["type"], "{field} har ett värde som inte godtas: {input}.")
    return template.format(**{"field": _field(problem["loc"]), "input": problem["input"]} | known)


def _field(where: tuple[str | int, ...]) -> str:
    """The name a reader finds in the file: the last key, with its place in the list if it is a row."""
    keys = [part for part in where if isinstance(part, str)]
    if where and isinstance(where[-1], int):
        return f"Rad {where[-1] + 1} i {keys[-1]}" if keys else f"Rad {where[-1] + 1}"
    return keys[-1] if keys else "Filen"
