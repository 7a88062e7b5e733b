"""A content file with one thing changed: text in, text out. Comments, order and line breaks of the rest stay."""

import re
from collections.abc import Mapping
from io import StringIO
from textwrap import wrap
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import FoldedScalarString

WIDTH = 118
FLOWING = ("due", "when", "unless", "sources", "same_as")  # written on one line


def with_step(text: str, id: str, fields: Mapping[str, Any]) -> str:
    """The file with these fields of a step as told; None takes a field away. Raises KeyError for a step not there."""
    yaml, tree = _read(text)
    step = next((step for step in tree["steps"] if step["id"] == id), None)
    if step is None:
        raise KeyError(id)
    _change(step, fields)
    return _written(yaml, tree)


def with_new_step(text: str, fields: Mapping[str, Any]) -> str:
    """The file with one step more, last. ``fields`` holds its id."""
    yaml, tree = _read(text)
    step = CommentedMap({name: _node(name, value) for name, value in fields.items() if value not in (None, ())})
    tree["steps"].append(step)
    tree["steps"].yaml_set_comment_before_after_key(len(tree["steps"]) - 1, before="\n")
    return _written(yaml, tree)


def with_passage(text: str, number: int, *, title: str, body: str) -> str:
    """The chapter with the words of its ``number``-th wording (from 0) as told. Raises IndexError where it is not."""
    headings = list(re.finditer(r"^## (?P<title>.+?) \{#(?P<id>[a-z0-9-]+)\}$", text, re.MULTILINE))
    heading = headings[number]
    end = headings[number + 1].start() if number + 1 < len(headings) else len(text)
    after = "\n" if end == len(text) else "\n\n"
    return f"{text[: heading.start()]}## {title} {{#{heading['id']}}}\n\n{body.strip()}{after}{text[end:]}"


def _change(step: CommentedMap, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        if value is None or value == ():
            step.pop(name, None)
        elif name in step:
            if _plain(step[name]) != value:
                step[name] = _node(name, value)
        else:  # not last: the empty line before the next step hangs on the last key
            step.insert(len(step) - 1, name, _node(name, value))


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return tuple(str(value) for value in node)
    return str(node) if isinstance(node, str) else node


def _node(name: str, value: Any) -> Any:
    if name == "text":
        return _folded(value)
    value = _plain(value)
    if name not in FLOWING:
        return value
    node = CommentedMap(value) if isinstance(value, Mapping) else CommentedSeq(value)
    node.fa.set_flow_style()
    return node


def _folded(text: str) -> Any:
    """Words over several lines (``>-``), broken where a line is full."""
    lines = wrap(" ".join(text.split()), width=WIDTH - 6)
    folded: Any = FoldedScalarString(" ".join(lines))
    places, place = [], -1
    for line in lines[:-1]:
        place += len(line) + 1
        places.append(place)
    folded.fold_pos = places
    return folded


def _read(text: str) -> tuple[YAML, Any]:
    yaml = YAML(typ="rt", pure=True)
    yaml.width, yaml.preserve_quotes = WIDTH, True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml, yaml.load(text)


def _written(yaml: YAML, tree: Any) -> str:
    out = StringIO()
    yaml.dump(tree, out)
    return out.getvalue()
