"""Fixtures for content: our own library, and a folder that may be broken."""

from pathlib import Path

import pytest

from kvar.content.library import Library
from kvar.content.load import load
from tests.content.folders import Folder, copied


@pytest.fixture
def library() -> Library:
    return load()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return copied(tmp_path / "content")
