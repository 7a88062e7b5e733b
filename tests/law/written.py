"""Reading YAML quickly: a file that has not changed is remembered as data, since parsing takes longer than testing."""

import pickle
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

ROOT = Path(__file__).parents[2]
REMEMBERED = ROOT / ".pytest_cache" / "yaml"  # never committed; may be removed at any time


def read_yaml(path: Path) -> Any:
    """The file as plain data, the caller's own to change."""
    text = path.read_text(encoding="utf-8")
    remembered = REMEMBERED / sha256(text.encode()).hexdigest()
    if not remembered.exists():
        _remember(remembered, text)
    return pickle.loads(remembered.read_bytes())


def _remember(place: Path, text: str) -> None:
    from ruamel.yaml import YAML  # seldom needed, and slow to import

    place.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, delete=False) as file:
        pickle.dump(YAML(typ="safe", pure=True).load(text), file)
    Path(file.name).replace(place)  # whole or not at all: two runs may read at once
