"""Lets the tests of the formats share their tables and rows."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

NAMES = {"jsonl": "every.jsonl", "csv": "every.zip", "xlsx": "every.xlsx", "parquet": "every"}


@pytest.fixture(params=sorted(NAMES))
def kind(request: pytest.FixtureRequest) -> str:
    """Each format in turn."""
    return str(request.param)


@pytest.fixture
def target(kind: str, tmp_path: Path) -> Path:
    """Where a file of the format goes."""
    return tmp_path / NAMES[kind]
