from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from summitry.reading import ReadOptions, ReadResult, read_document

if TYPE_CHECKING:
    from making import ReadBytes

# Tests are imported one by one, not as a package; this lets them share what makes their files.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def read_bytes(tmp_path: Path) -> ReadBytes:
    """Write some bytes under a name and read them."""

    def read(data: bytes, name: str = "text.txt", **options: object) -> ReadResult:
        path = tmp_path / name
        path.write_bytes(data)
        return read_document(str(path), ReadOptions(**options))  # type: ignore[arg-type]

    return read
