"""Synthetic content for the gallery, from ``samples.yaml``. Nobody there exists."""

from functools import cache
from pathlib import Path
from typing import Any

from django.utils.safestring import mark_safe
from ruamel.yaml import YAML

FILE = Path(__file__).with_name("samples.yaml")


@cache
def everything() -> dict[str, Any]:
    """The gallery's context but for its forms; ``typed`` is what was typed in the refused one."""
    shown: dict[str, Any] = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
    shown["figure"]["svg"] = mark_safe(shown["figure"]["svg"])
    return shown
