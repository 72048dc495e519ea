"""Where pages are looked at: servers of each kind, and browsers that watch what is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from summitry.workflow import register as workflow

# Tests are imported one by one, not as a package; this lets them share the scenes.
sys.path.insert(0, str(Path(__file__).parent))

if TYPE_CHECKING:
    from scenes import Place

Serve = Callable[..., str]


@pytest.fixture(scope="session")
def worked_on(tmp_path_factory: pytest.TempPathFactory, example: Path) -> tuple[Path, Place]:
    """A register of the whole example in which two people have decided."""
    from scenes import fill

    path = tmp_path_factory.mktemp("worked-on") / "summitry.db"
    return path, fill(path, sorted(example.glob("*.md")))


@pytest.fixture(scope="session")
def single(serve: Serve, worked_on: tuple[Path, Place]) -> Place:
    """That register as a single user has it."""
    path, place = worked_on
    return replace(place, address=serve(path))


@pytest.fixture(scope="session")
def several(serve: Serve, tmp_path_factory: pytest.TempPathFactory, example: Path) -> Place:
    """A register with accounts of an administrator, a reviewer and a reader."""
    from scenes import fill, invited

    path = tmp_path_factory.mktemp("several") / "summitry.db"
    place = fill(path, sorted(example.glob("*.md"))[:3])
    invited(path)
    return replace(place, address=serve(path, "--public"))


@pytest.fixture(scope="session")
def empty(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A register in which there is nothing yet."""
    from scenes import Place

    path = tmp_path_factory.mktemp("empty") / "summitry.db"
    workflow.create(path, "Tester")
    return Place(serve(path))


@pytest.fixture(scope="session")
def site_pages(
    worked_on: tuple[Path, Place], tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[str, str]]:
    """The names and addresses of a page of each kind of a published site, on a disk."""
    from scenes import published

    return published(worked_on[0], tmp_path_factory.mktemp("published") / "site")
