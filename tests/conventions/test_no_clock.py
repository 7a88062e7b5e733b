"""Today is an argument. The clock is read in two files, so that any day can be asked about and tested."""

import ast
from pathlib import Path

import pytest

from tests.harness.source import attributes, below, tree

CLOCKS = {Path("kvar/web/ui/clock.py"), Path("kvar/casework/clock.py")}
READS = {
    f"{owner}.{name}"
    for owner in ("date", "datetime", "timezone", "datetime.date", "datetime.datetime", "dt", "dt.datetime", "dt.date")
    for name in ("today", "now", "utcnow", "localdate", "localtime")
} | {"time.time", "time.localtime", "time.gmtime", "time.strftime"}
CONVERTERS = {
    "timezone.localtime",
    "timezone.localdate",
    "localtime",
    "localdate",
}  # of a moment they are given, they read no clock
BY_NAME = {"localdate", "localtime", "now", "time", "Now", "TruncNow"}
CLOCK_MODULES = {"django.utils.timezone", "time", "django.db.models.functions"}
AUTOMATIC = {"auto_now", "auto_now_add"}


USES_A_CONVERTER = "from django.utils.timezone import localdate\nlocaldate(entry.entered_at)"


def clock_reads(module: ast.Module) -> list[str]:
    """Where a module asks what time it is, in any of the ways there are."""
    told = {ast.unparse(node.func) for node in ast.walk(module) if isinstance(node, ast.Call) and node.args}
    converts = told & CONVERTERS
    found = [f"{line}: {name}" for line, name in attributes(module) if name in READS - converts]
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module in CLOCK_MODULES:
            found += [f"{node.lineno}: import {each.name}" for each in node.names if each.name in BY_NAME - converts]
        if isinstance(node, ast.keyword) and node.arg in AUTOMATIC:
            found.append(f"{node.value.lineno}: {node.arg}")
    return found


@pytest.mark.parametrize("path", [path for path in below("kvar", ".py") if path not in CLOCKS], ids=str)
def test_nobody_else_reads_the_clock(path: Path) -> None:
    assert clock_reads(tree(path)) == []


@pytest.mark.parametrize(
    "source",
    [
        "date.today()",
        "x = timezone.now",
        "datetime.datetime.now()",
        "from django.utils.timezone import localdate",
        "from time import time",
        "DateTimeField(auto_now_add=True)",
        "time.time()",
    ],
)
def test_every_way_of_asking_is_seen(source: str) -> None:
    assert len(clock_reads(ast.parse(source))) == 1


@pytest.mark.parametrize(
    "source", ["clock.now()", "clock.today(request)", "timezone.localtime(moment)", USES_A_CONVERTER]
)
def test_asking_our_own_clock_and_converting_are_allowed(source: str) -> None:
    assert clock_reads(ast.parse(source)) == []
