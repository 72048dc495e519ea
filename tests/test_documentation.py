"""The documentation tells what the command does: its examples run, its help is the real one."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "docs/guide.md")
PYTHON_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#]+)")


def test_examples_print_what_is_written() -> None:
    """Mended by: python docs/refresh_examples.py."""
    command = [sys.executable, str(ROOT / "docs" / "refresh_examples.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def examples_folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_python_examples_run(
    page: str, examples_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for block in PYTHON_BLOCK.findall((ROOT / page).read_text("utf-8")):
        code = block.replace('"examples/', f'"{examples_folder}/examples/')
        exec(compile(code, page, "exec"), {})
    capfd.readouterr()


@pytest.mark.parametrize(
    "page",
    [
        path.relative_to(ROOT).as_posix()
        for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    ],
)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    missing = [link for link in LINK.findall(text) if not ((ROOT / page).parent / link).exists()]
    assert missing == []


def test_every_dependency_is_explained() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    named = [*project["dependencies"], *(name for extra in extras for name in extra)]
    page = (ROOT / "docs/dependencies.md").read_text("utf-8")
    names = {re.split(r"[><=\[; ]", requirement)[0] for requirement in named}
    assert [name for name in sorted(names) if f"| {name} |" not in page] == []
