"""Keep the examples in the documentation true.

    python docs/refresh_examples.py           run every example and write what it prints
    python docs/refresh_examples.py --check   only tell which pages would change (exit code 1)

An example is a line ``$ summitry …`` in a ```console block, with what it prints below it. A line
``…`` stands for the part left out: as many lines are kept before and after it as there are now.
``# exit code 1`` after the command says how it ends, where that is not 0. Examples run in a
folder that holds a copy of ``examples`` only.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "docs/guide.md", "docs/reference/cli.md", "docs/reference/output.md")
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
LEFT_OUT = "…"
EXIT_CODE = re.compile(r"\s+# exit code (\d+)\Z")
# Releases of typer differ in how they show types and break lines.
SHOWN_TYPE = re.compile(r" <[^>]+>|(?<=\w) TEXT\b|[{}]|\.\.\.|\[required\]")


def main(arguments: list[str]) -> int:
    """Check or rewrite every page; return the exit code."""
    stale = []
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        for name in PAGES:
            page = ROOT / name
            written = page.read_text(encoding="utf-8")
            fresh = BLOCK.sub(lambda block: _refreshed(block[0], folder), written)
            if fresh == written:
                continue
            stale.append(name)
            if "--check" not in arguments:
                page.write_text(fresh, encoding="utf-8")
    for name in stale:
        print(f"{name}: its examples {'print' if '--check' in arguments else 'printed'} other text")
    return 1 if stale and "--check" in arguments else 0


def _refreshed(block: str, folder: str) -> str:
    first, *examples = re.split(r"^\$ ", block, flags=re.MULTILINE)
    return first + "".join(f"$ {_example(example, folder)}" for example in examples)


def _example(example: str, folder: str) -> str:
    command, _, shown = example.partition("\n")
    if not command.startswith("summitry "):
        return example
    code = EXIT_CODE.search(command)
    printed = _run(EXIT_CODE.sub("", command), int(code[1]) if code else 0, folder)
    lines = shown.splitlines()
    if not shown.strip():
        return example
    if command.endswith("--help") and _flat(shown) == _flat("\n".join(printed)):
        return example
    if LEFT_OUT in lines:
        before = lines.index(LEFT_OUT)
        after = len(lines) - before - 1
        printed = [*printed[:before], LEFT_OUT, *(printed[-after:] if after else [])]
    return f"{command}\n" + "".join(f"{line}\n" for line in printed)


def _run(command: str, code: int, folder: str) -> list[str]:
    surroundings = {**os.environ, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    surroundings["PYTHONPATH"] = str(ROOT / "src")
    # As in a terminal, warnings stand where they come up, not before all that was buffered.
    surroundings["PYTHONUNBUFFERED"] = "1"
    done = subprocess.run(
        [sys.executable, "-m", *shlex.split(command)],
        cwd=folder,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    printed = done.stdout.decode("utf-8")
    if done.returncode != code:
        raise SystemExit(f"{command} ended with {done.returncode}, not {code}:\n{printed}")
    lines = [line.rstrip() for line in printed.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _flat(text: str) -> str:
    return " ".join(SHOWN_TYPE.sub("", text).split())


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
