"""The stages of ``make test``: what each runs, and what is told when it does not run."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import current_thread, main_thread

from tests.harness.environment import PROJECT

PYTEST_CLOSING = re.compile(r"=+ .*\b(passed|failed|error|errors|skipped|no tests ran)\b.* =+")
COUNTED = re.compile(r"(\d+) (passed|failed|errors?|skipped)")
BIN = Path(sys.executable).parent
PYTEST_BROKEN = re.compile(r"(FAILED|ERROR) tests/.*")
NOT_HARMLESS = (
    "DATABASE_URL",
    "DJANGO_SETTINGS_MODULE",
    "KVAR_DATA",
    "KVAR_DEMO",
    "KVAR_HOSTS",
    "KVAR_HTTPS",
    "PGHOST",
)


@dataclass
class Result:
    """What happened in one stage: ``ran`` False means that it did not run, and ``told`` says why."""

    name: str
    ok: bool
    ran: bool = True
    told: str = ""
    seconds: float = 0
    closing: str = ""
    broken: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        return (
            ("godkänd" if self.ok else "UNDERKÄND") if self.ran else ("kördes inte" if self.ok else "KUNDE INTE KÖRAS")
        )


@dataclass(frozen=True)
class Stage:
    """A name, and a function that runs it."""

    name: str
    run: Callable[["Stage"], Result]


def environment(**more: str) -> dict[str, str]:
    """This process's environment without the user's own Kvar settings."""
    return {name: value for name, value in os.environ.items() if name not in NOT_HARMLESS} | more


def run(stage: Stage, *command: str, told: str = "", **env: str) -> Result:
    """Run a command, show its output as it comes, and keep pytest's closing line and the tests that failed."""
    print(f"\n▶ {stage.name}{f' – {told}' if told else ''}", flush=True)
    if not Path(command[0]).exists():
        return left_out(stage, f"{Path(command[0]).name} är inte installerat: kör make setup", ok=False)
    began, closing, broken = time.monotonic(), "", list[str]()
    options = {"cwd": PROJECT, "env": environment(**env), "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, text=True, **options) as process:  # type: ignore[call-overload]
        for line in process.stdout:
            print(f"{_whose(stage)}{line}", end="", flush=True)
            if PYTEST_CLOSING.fullmatch(line.strip()):
                closing = line.strip()
            elif PYTEST_BROKEN.fullmatch(line.strip()):
                broken.append(line.strip())
    ok = process.returncode == 0
    counts = {what.rstrip("s") if what.startswith("error") else what: int(n) for n, what in COUNTED.findall(closing)}
    seconds = time.monotonic() - began
    return Result(stage.name, ok, told=told, seconds=seconds, closing=closing, broken=broken, counts=counts)


def _whose(stage: Stage) -> str:
    """Where several stages run side by side each line says whose it is."""
    return "" if current_thread() is main_thread() else f"{stage.name}: "


def left_out(stage: Stage, why: str, *, ok: bool = True) -> Result:
    """A stage that does not run. ``ok`` False when it should have."""
    print(f"\n▷ {stage.name} körs inte: {why}", flush=True)
    return Result(stage.name, ok, ran=False, told=why)
