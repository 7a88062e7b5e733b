"""The repository names no machine: no absolute folder of somebody's, no host but this one and public sources."""

import re
from pathlib import Path

import pytest

from tests.harness.environment import PROJECT
from tests.harness.source import files

FOLDERS = re.compile(r"(?<![\w.~-])/(?:work|root|home|Users|mnt|srv)/\w+|[A-Z]:\\\\?Users")
HOST = re.compile(r"\b[a-z][a-z0-9+.-]*://(?:[^\s/@\"'<>]*@)?(\[[^\]]+\]|[a-z0-9._-]+)", re.IGNORECASE)
HERE = {"127.0.0.1", "localhost", "[::1]"}
RESERVED = (".invalid", ".example", ".test", "example.com", "example.org", "example.se")  # names nobody can own

# Public sources that texts link to, and names that are identifiers, not addresses. Each was read by a person.
PUBLIC = {
    "riksdagen.se",
    "lagen.nu",
    "domstol.se",
    "jo.se",
    "socialstyrelsen.se",
    "kunskapsguiden.se",
    "news.cision.com",
    "fastighetstidningen.se",
    "proletaren.se",
    "fgj.se",
    "mitti.se",
    "vartgoteborg.se",
    "kronofogden.se",
    "goteborg.se",
    "malmo.se",
    "sil.org",
    "skatteverket.se",
    "digg.se",
    "ei.se",
    "europa.eu",
    "rkrattsbaser.gov.se",
    "svenskforfattningssamling.se",
    "w3.org",
    "openxmlformats.org",
    "vega.github.io",
    "github.com",
    "pypi.org",
}
WITHOUT_TEXT = {".lock", ".png", ".woff2", ".ico", ".pdf"}
# The patterns themselves, and the test that they work.
EXCEPT = {Path("tests/conventions/test_no_machine_paths.py")}


def _is_public(host: str) -> bool:
    host = host.lower().strip(".")
    return (
        host in HERE or host.endswith(RESERVED) or any(host == known or host.endswith(f".{known}") for known in PUBLIC)
    )


def names_of_machines(text: str) -> list[str]:
    """Folders and hosts in a text that belong to somebody's machine."""
    hosts = [found[1] for found in HOST.finditer(text) if "." in found[1] or found[1] == "localhost"]
    return [found[0] for found in FOLDERS.finditer(text)] + [host for host in hosts if not _is_public(host)]


def test_no_file_names_a_machine() -> None:
    readable = [path for path in files() if path.suffix not in WITHOUT_TEXT and path not in EXCEPT]
    found = {str(path): names_of_machines((PROJECT / path).read_text(errors="replace")) for path in readable}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "text", ["see /root/kvar", "cd /home/anna", "https://mirror.company.se/simple", "x://db.intern:1/"]
)
def test_names_of_machines_are_seen(text: str) -> None:
    assert len(names_of_machines(text)) == 1


@pytest.mark.parametrize(
    "text",
    ["http://127.0.0.1:8000", "https://www.riksdagen.se/a", "postgresql://anna@db.example/x", "kvar/web/home/page"],
)
def test_public_and_local_names_are_let_through(text: str) -> None:
    assert names_of_machines(text) == []
