"""A register of the example and the application on it, as one person or as several."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from summitry.interfaces.web.application import application
from summitry.interfaces.web.frame.settings import Settings
from summitry.workflow import register as workflow

if TYPE_CHECKING:
    from visiting import Enter, Site

# Tests are imported one by one, not as a package; this lets them share what visits pages.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def example_register(tmp_path_factory: pytest.TempPathFactory, example: Path) -> Path:
    """A register file with three documents of the example; tests take copies."""
    path = tmp_path_factory.mktemp("web") / "summitry.db"
    workflow.create(path, "Tester")
    with workflow.open_at(path) as register:
        found = list(workflow.add(register, sorted(example.glob("*.md"))[:3], "Tester"))
    assert len(found) == 3
    return path


@pytest.fixture
def enter(example_register: Path, tmp_path: Path) -> Iterator[Enter]:
    """Open the application on a register of one's own; ``public`` asks for accounts."""
    from visiting import Site

    with ExitStack() as stack:

        def open_site(*, public: bool = False, empty: bool = False, **more: object) -> Site:
            path = tmp_path / f"{len(list(tmp_path.iterdir()))}.db"
            if empty:
                workflow.create(path, "Tester")
            else:
                shutil.copy(example_register, path)
            register = workflow.open_at(path)
            settings = Settings(str(path), "Tester", public=public, **more)  # type: ignore[arg-type]
            app = application(register, settings)
            client = stack.enter_context(TestClient(app, base_url="http://127.0.0.1"))
            return Site(client, register)

        yield open_site


@pytest.fixture(scope="session")
def still(example_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The application as one person has it, for tests that do not mind what others do to it."""
    from visiting import Site

    path = tmp_path_factory.mktemp("still") / "summitry.db"
    shutil.copy(example_register, path)
    register = workflow.open_at(path)
    app = application(register, Settings(str(path), "Tester"))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield Site(client, register)


@pytest.fixture
def site(enter: Enter) -> Site:
    """The application as one person has it on their own machine."""
    return enter()


@pytest.fixture
def public(enter: Enter) -> Site:
    """The application with accounts, and nobody logged in."""
    return enter(public=True)
