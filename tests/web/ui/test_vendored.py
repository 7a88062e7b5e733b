"""What others made is what its manifest says, and nothing asks another server for anything."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

STATIC = Path("kvar/web/ui/static")
MANIFEST: list[dict[str, Any]] = YAML(typ="safe").load((STATIC / "VENDORED.yaml").read_text())
VENDORED = {row["file"] for row in MANIFEST}
OWN = sorted(path for path in STATIC.iterdir() if path.name not in VENDORED | {"VENDORED.yaml"})
SOMEBODY_ELSE_S = re.compile(r"copyright|licen[cs]e|@version|node_modules|sourceMappingURL", re.IGNORECASE)


@pytest.mark.parametrize("row", MANIFEST, ids=lambda row: row["file"])
def test_a_vendored_file_is_the_one_in_the_manifest(row: dict[str, Any]) -> None:
    assert hashlib.sha256((STATIC / row["file"]).read_bytes()).hexdigest() == row["sha256"]
    assert all(row[key] for key in ("version", "licence", "origin", "made"))


def test_every_licence_is_kept_beside_its_file() -> None:
    assert [row["file"] for row in MANIFEST if not (STATIC / row.get("licence_file", row["file"])).exists()] == []


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_what_is_not_in_the_manifest_is_our_own(path: Path) -> None:
    """Own files are text that somebody can read; what others made says so, and belongs in the manifest."""
    assert path.suffix in (".css", ".js", ".svg")
    content = path.read_text(encoding="utf-8")
    assert not SOMEBODY_ELSE_S.search(content)
    assert len(content.splitlines()) <= 250


def test_the_typeface_is_small() -> None:
    assert (STATIC / "noto-sans-latin.woff2").stat().st_size <= 120_000


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_no_stylesheet_fetches_from_elsewhere(path: Path) -> None:
    fetched = re.findall(r"(?:url\(|@import)\s*[\"']?([^\"')\s]+)", path.read_text())
    used_by_us = [address for address in fetched if not address.startswith("data:")]
    assert [address for address in used_by_us if "//" in address] == []
    assert path.name == "designsystemet.css" or len(used_by_us) == len(fetched)
