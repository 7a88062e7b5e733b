"""An undefined variable in one of our templates fails the test that rendered it."""

import sys
from typing import Any

import pytest
from django.template import Origin, engines
from django.template.base import Node

from tests.harness.environment import PROJECT

OURS = str(PROJECT / "kvar")


def _rendering() -> str:
    """The template whose node is being rendered now, found by walking up the stack."""
    frame = sys._getframe(2)
    while frame is not None:
        node = frame.f_locals.get("self")
        origin = getattr(node, "origin", None)
        if isinstance(node, Node) and isinstance(origin, Origin):
            return str(origin.name)
        frame = frame.f_back
    return ""


class Undefined(str):
    """What Django prints for a name it cannot find. ``{% if %}`` never asks for it, so asking stays allowed."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"  # makes Django hand us the variable's name

    def __mod__(self, variable: Any) -> str:
        if (template := _rendering()).startswith(OURS):
            pytest.fail(f"undefined template variable {{{{ {variable} }}}} in {template}")
        return ""

    def __str__(self) -> str:
        return self % "?"


def refuse_undefined_variables() -> None:
    engines["django"].engine.string_if_invalid = Undefined("undefined")
