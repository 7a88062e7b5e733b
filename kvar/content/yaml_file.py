"""Read one YAML file so that every error can name its line."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from kvar.content.finding import ContentError, Finding, Severity
from kvar.content.folder import text_of
from kvar.content.sentences import sentence_of
from kvar.content.yaml_text import tree_of

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
    """Read a file. Raises ContentError for what may not be opened, and for what is not YAML."""
    return YamlFile(name, tree_of(text_of(path, name=name), name=name))


def validated(file: YamlFile, shape: type[Model]) -> Model:
    """The file as its model. Raises ContentError with every finding of the file.

    Strict JSON mode is used because it takes lists as tuples and text as enum members, and still refuses the rest.
    """
    try:
        return shape.model_validate_json(json.dumps(plain(file.tree), default=_as_json), strict=True)
    except ValidationError as error:
        problems = error.errors(include_url=False)
        raise ContentError(file.finding(problem["loc"], sentence_of(problem)) for problem in problems) from error


def _line_in(node: Any, part: str | int) -> int | None:
    data = getattr(getattr(node, "lc", None), "data", None) or {}
    return data[part][0] + 1 if part in data else None


def _as_json(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def plain(node: Any) -> Any:
    """The data without its line memory: dict, list, str, int, bool, date, None."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    return str(node) if isinstance(node, str) else node
