"""Two process leaders, and a place on disk of each test's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from kvar.casework.access import Actor


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, settings: Any, db: None) -> Path:
    from kvar.casework.editions import store

    settings.EDITIONS_ROOT = tmp_path / "editions"
    store._read.cache_clear()
    return tmp_path / "editions"


@pytest.fixture
def leader() -> Actor:
    from tests import factories

    return factories.make_process_leader(name="Ines Falk")


@pytest.fixture
def second() -> Actor:
    from tests import factories

    return factories.make_process_leader(name="Milo Ek")
