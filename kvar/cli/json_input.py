"""One JSON document from a file or from standard input (``-``)."""

import json
import sys
from pathlib import Path
from typing import Any

from kvar.cli.swedish import WRONG_USE, Refused


def read_json(name: str) -> Any:
    """The document. Raises Refused (exit 2) for a file that cannot be read or is no JSON."""
    where = "Det som kom på standard in" if name == "-" else f"Filen {name}"
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise Refused(f"Filen {name} finns inte. Kontrollera sökvägen.", code=WRONG_USE) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{where} går inte att läsa som UTF-8-text. Kontrollera filen.", code=WRONG_USE) from error
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"rad {error.lineno}, tecken {error.colno}"
        raise Refused(f"{where} är inte giltig JSON ({place}). Rätta det där.", code=WRONG_USE) from error


def print_json(document: Any) -> None:
    """One document, UTF-8, and nothing else."""
    print(json.dumps(document, ensure_ascii=False))
