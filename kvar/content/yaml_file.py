"""Read one YAML file so that every error can name its line."""

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError

from kvar.content.finding import ContentError, Finding, Severity
from kvar.content.sentences import sentence_of

Where = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class YamlFile:
    """``name`` is the path below the content folder, ``tree`` the round-trip data that remembers its lines."""

    name: str
    tree: Any

    def line(self, where: Where) -> int:
        """The line of the deepest node on the path that exists, counted from 1."""
        node, line = self.tree, 1
        for part in where:
            found = _line_in(node, part)
            if found is None:
                return line
            line, node = found, node[part]
        return line

    def finding(self, where: Where, sentence: str, *, severity: Severity = Severity.ERROR) -> Finding:
        return Finding(file=self.name, line=self.line(where), sentence=sentence, severity=severity)


def read_yaml(path: Path, *, name: str) -> YamlFile:
    """Read a file. Raises ContentError for bad YAML, a repeated key, or bytes that are not UTF-8."""
    try:
        return YamlFile(name, _tree(path.read_text(encoding="utf-8")))
    except DuplicateKeyError as error:
        key = re.search(r'duplicate key "([^"]*)"', error.problem or "")
        sentence = f"Nyckeln {key.group(1) if key else ''} står två gånger. Ta bort den ena."
        raise ContentError([_at_mark(name, error, sentence)]) from error
    except MarkedYAMLError as error:
        raise ContentError([_at_mark(name, error, "Filen går inte att läsa som YAML här.")]) from error
    except UnicodeDecodeError as error:
        raise ContentError([Finding(file=name, line=1, sentence="Filen är inte sparad som UTF-8.")]) from error


def validated(file: YamlFile, shape: type[Model]) -> Model:
    """The file as its model. Raises ContentError with every finding of the file.

    Strict JSON mode is used because it takes lists as tuples and text as enum members, and still refuses the rest.
    """
    try:
        return shape.model_validate_json(json.dumps(file.tree, default=_as_json), strict=True)
    except ValidationError as error:
        problems = error.errors(include_url=False)
        raise ContentError(file.finding(problem["loc"], sentence_of(problem)) for problem in problems) from error


@lru_cache(maxsize=64)  # a draft that differs from us in one file is read in a moment; nobody changes a tree
def _tree(text: str) -> Any:
    return YAML(typ="rt", pure=True).load(text)


def _line_in(node: Any, part: str | int) -> int | None:
    data = getattr(getattr(node, "lc", None), "data", None) or {}
    return data[part][0] + 1 if part in data else None


def _at_mark(name: str, error: MarkedYAMLError, sentence: str) -> Finding:
    mark = error.problem_mark or error.context_mark
    return Finding(file=name, line=mark.line + 1 if mark else 1, sentence=sentence)


def _as_json(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def plain(node: Any) -> Any:
    """The data without its line memory: dict, list, str, int, bool, date, None."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    return str(node) if isinstance(node, str) else node
