"""One JSON document from a file or from standard input (``-``)."""

import json
import sys
from pathlib import Path
from typing import Any

from kvar.cli.swedish import WRONG_USE, Refused

BYTE_ORDER_MARK = "\ufeff"  # some editors write one first in the file


def read_json(name: str) -> Any:
    """The document. Raises Refused (exit 2) for a file that cannot be read or is no JSON."""
    return parsed_json(read_text(name), name)


def read_text(name: str) -> str:
    """The text of a file or of standard input. Raises Refused (exit 2)."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        return text.removeprefix(BYTE_ORDER_MARK)
    except FileNotFoundError as error:
        raise Refused(f"Filen {name} finns inte. Kontrollera sökvägen.", code=WRONG_USE) from error
    except (OSError, UnicodeDecodeError) as error:
        sentence = f"{_called(name)} går inte att läsa som UTF-8-text. Kontrollera filen."
        raise Refused(sentence, code=WRONG_USE) from error


def parsed_json(text: str, name: str) -> Any:
    """Raises Refused (exit 2) for what is no JSON, and for a key that stands twice."""
    try:
        return json.loads(text, object_pairs_hook=_each_key_once)
    except json.JSONDecodeError as error:
        place = f"rad {error.lineno}, tecken {error.colno}"
        raise Refused(f"{_called(name)} är inte giltig JSON ({place}). Rätta det där.", code=WRONG_USE) from error


def _called(name: str) -> str:
    return "Det som kom på standard in" if name == "-" else f"Filen {name}"


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Which of two values was meant, nobody can know."""
    keys = [key for key, _value in pairs]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise Refused(f"Nyckeln {twice} står två gånger i samma objekt. Ta bort den ena.", code=WRONG_USE)
    return dict(pairs)


def print_json(document: Any) -> None:
    """One document, UTF-8, and nothing else."""
    print(json.dumps(document, ensure_ascii=False))
