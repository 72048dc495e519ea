"""The documentation tells what the command does: its examples run, its help is the real one."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "docs/guide.md", "docs/reference/output.md")
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HELP = re.compile(r"^```text\n(Usage: .*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#]+)")


def examples() -> list[tuple[str, str, str]]:
    """Return page, command and the output it shows, for every example of a command."""
    found = []
    for page in PAGES:
        for block in BLOCK.findall((ROOT / page).read_text("utf-8")):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, shown = part.partition("\n")
                if command.startswith("summitry "):
                    found.append((page, command, shown.strip("\n")))
    return found


@pytest.fixture
def examples_folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


@pytest.mark.parametrize(("page", "command", "shown"), examples())
def test_examples_run(run: Run, examples_folder: Path, page: str, command: str, shown: str) -> None:
    line, _, wanted = command.partition("  # exit code ")
    done = run(*shlex.split(line)[1:], cwd=examples_folder)
    assert done.returncode == int(wanted or 0), (page, done.stderr.decode())
    printed = done.stdout.decode() + done.stderr.decode()
    lines = [line.rstrip() for line in printed.splitlines()]
    for expected in shown.splitlines():
        if expected.strip() not in ("", "…"):
            assert expected.rstrip() in lines, (page, printed)


@pytest.mark.parametrize("page", PAGES)
def test_python_examples_run(
    page: str, examples_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for block in PYTHON_BLOCK.findall((ROOT / page).read_text("utf-8")):
        code = block.replace('"examples/', f'"{examples_folder}/examples/')
        exec(compile(code, page, "exec"), {})
    capfd.readouterr()


def test_help_texts_are_the_real_ones(run: Run) -> None:
    page = (ROOT / "docs/reference/cli.md").read_text("utf-8")
    written = {_flat(text) for text in HELP.findall(page)}
    real = {
        _flat(run(*command, "--help").stdout.decode())
        for command in ((), ("read",), ("demo",), ("schema",))
    }
    assert written == real


def _flat(text: str) -> str:
    # Line breaks and the way a type is shown differ between releases of typer.
    return " ".join(re.sub(r" (<[^>]+>|TEXT)(?= )|\[required\]|[{}]|\.\.\.", "", text).split())


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
