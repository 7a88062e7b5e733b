"""The lock names every package and its hashes, and no place: it serves whatever index the machine uses."""

import re
import tomllib

from tests.harness.environment import PROJECT
from tests.harness.source import files

PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==[^\s;]+")
LOCK = "requirements.lock"


def faults_in(lock: str) -> list[str]:
    """What is wrong with a lock: an address in it, or a package without version or hash."""
    faults = [line for line in lock.splitlines() if "://" in line or line.startswith(("-", "git+"))]
    blocks = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"(?m)^\s*#.*\n", "", lock))
    for block in filter(str.strip, blocks):
        if not PINNED.match(block.strip()) or "--hash=sha256:" not in block:
            faults.append(block.splitlines()[0])
    return faults


def _plain(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~!; ]", requirement, maxsplit=1)[0]).lower()


def test_the_lock_names_no_host_and_every_hash() -> None:
    assert faults_in((PROJECT / LOCK).read_text()) == []


def test_everything_asked_for_is_in_the_lock() -> None:
    asked = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    wanted = {_plain(each) for each in (*asked["project"]["dependencies"], *asked["dependency-groups"]["dev"])}
    lock = (PROJECT / LOCK).read_text()
    assert wanted - {_plain(line) for line in lock.splitlines() if PINNED.match(line)} == set()


def test_no_other_lock_is_committed() -> None:
    assert {path.name for path in files()} & {"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"} == set()


def test_the_rule_can_fail() -> None:
    good = "django==5.2.19 \\\n    --hash=sha256:aa\n    # via kvar\n"
    assert faults_in(good) == []
    assert faults_in(good + "attrs==1.0\n") == ["attrs==1.0"]
    assert faults_in("--index-url https://mirror.invalid/simple\n" + good) != []
    assert faults_in("django>=5 --hash=sha256:aa\n") == ["django>=5 --hash=sha256:aa"]
