"""Finding the shared material: texts with gold records that are not part of the project."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ABSENT = 3
"""The exit code of a benchmark that cannot run for want of the shared material."""

ROOT = Path(__file__).resolve().parent.parent


def shared_folder() -> Path:
    """Return ``$SUMMITRY_SHARED``, or else ``shared`` beside the checkout, there or not."""
    named = os.environ.get("SUMMITRY_SHARED")
    return Path(named) if named else ROOT.parent / "shared"


def require(*parts: str) -> Path:
    """Return a path in the shared material; end with code 3 and a plain message without it."""
    path = shared_folder().joinpath(*parts)
    if not path.exists():
        print(
            f"The shared material is absent: there is no {path}.\n"
            "Set SUMMITRY_SHARED to its folder, or put it beside the checkout as 'shared'.",
            file=sys.stderr,
        )
        raise SystemExit(ABSENT)
    return path
