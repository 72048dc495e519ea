#!/usr/bin/env python3
"""Set summitry up in a folder of its own (.venv) and run it; nothing else on the machine changes.
Only on a machine for continuous integration (CI=true, root, Debian) do the tests install Chromium.

    python3 start.py demo    install, then read the example and write a report
    python3 start.py test    install with the test tools, then run the tests
    python3 start.py compile install again, which compiles the engine

What stands after the command is handed on: ``python3 start.py demo --folder reports``. Needs
Python 3.11 or later and its standard library only. Running it again is quick.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import compile_engine

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
SCRIPTS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
INSTALLED = ENVIRONMENT / ".installed"
OLDEST = (3, 11)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
NO_VENV = """This Python can make no environment of its own: it has neither ensurepip nor pip.
On Debian and Ubuntu:  apt-get install python3-venv
Elsewhere:             install Python from python.org or your package manager.
Then run the same command again."""


def main(arguments):
    """Run a command; return its exit code."""
    if sys.version_info < OLDEST:
        return _stop("summitry needs Python 3.11 or later; this is " + sys.version.split()[0])
    commands = {
        "demo": ("", [str(PYTHON), "-m", "summitry", "demo"]),
        "test": ("[test]", [str(PYTHON), "-m", "pytest"]),
        "compile": ("", [str(PYTHON), "-m", "summitry", "--version"]),
    }
    if not arguments or arguments[0] not in commands:
        return _stop(__doc__.strip())
    extra, command = commands[arguments[0]]
    try:
        installer = _environment()
        again = arguments[0] == "compile"
        if not again:
            _set_stale_aside()
        _install(installer, extra, again=again)
    except subprocess.CalledProcessError as error:
        return _stop("Setting up failed; the messages above say why.", error.returncode or 2)
    except FileNotFoundError as error:
        return _stop(str(error))
    tests = arguments[0] == "test"
    if tests:
        _provide_browser()
    return subprocess.call(command + arguments[1:], cwd=ROOT if tests else None)


def _environment():
    """Make .venv unless it is there and works; return the pip command that installs into it."""
    with_pip = importlib.util.find_spec("ensurepip") is not None
    if not _works():
        if not with_pip and importlib.util.find_spec("pip") is None:
            raise FileNotFoundError(NO_VENV)
        print("Making an environment in", ENVIRONMENT, flush=True)
        options = ["--clear"] if with_pip else ["--clear", "--without-pip"]
        subprocess.check_call([sys.executable, "-m", "venv", *options, str(ENVIRONMENT)])
    if subprocess.call([str(PYTHON), "-c", "import pip"], stderr=subprocess.DEVNULL) == 0:
        return [str(PYTHON), "-m", "pip"]
    # Debian ships pip apart from ensurepip; its pip can install into another environment.
    return [sys.executable, "-m", "pip", "--python", str(PYTHON)]


def _works():
    check = "import sys; raise SystemExit(sys.version_info < (3, 11))"
    return PYTHON.exists() and subprocess.call([str(PYTHON), "-c", check]) == 0


def _set_stale_aside():
    """Let no shared objects run that were compiled from other sources than lie here."""
    if compile_engine.is_stale():
        compile_engine.remove()
        print(
            "The sources of the engine have changed since they were compiled, so they run as they "
            "stand.\nTo compile them again:  python3 start.py compile",
            flush=True,
        )


def _install(installer, extra, *, again):
    """Install the project as it lies here, unless this was done for the same pyproject.toml.

    ``again`` installs it with what was installed before.
    """
    state = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    known = INSTALLED.read_text().split() if INSTALLED.exists() else []
    if again:
        extra = "".join(known[1:])
    elif known and known[0] == state and (not extra or extra in known):
        return
    tools = " and its test tools" if extra else ""
    print(f"Installing summitry{tools}, compiling its engine where that can be done", flush=True)
    options = ["install", "--quiet", "--disable-pip-version-check", "--editable"]
    subprocess.check_call([*installer, *options, str(ROOT) + extra])
    INSTALLED.write_text(" ".join([state, extra]))
    if not compile_engine.shared_objects():
        print("Nothing was compiled:", compile_engine.SLOWLY, flush=True)


def _provide_browser():
    """See to a browser for the tests of the page; without one these are skipped, and say so."""
    if os.environ.get("CHROMIUM") or any(map(shutil.which, CHROMIUM)):
        return
    bare = os.environ.get("CI") == "true" and hasattr(os, "geteuid") and os.geteuid() == 0
    if not bare or shutil.which("apt-get") is None:
        print("No Chromium here: the tests in a browser will be skipped.", flush=True)
        return
    print("Installing Chromium for the tests in a browser", flush=True)
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        done = subprocess.run(
            ["apt-get", "-qq", *step], env=surroundings, stdout=subprocess.DEVNULL, check=False
        )
        if done.returncode:
            print("Chromium could not be installed; its tests will be skipped.", flush=True)
            return


def _stop(message, code=2):
    print(message, file=sys.stderr)
    return code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
