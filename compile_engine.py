#!/usr/bin/env python3
"""Compile the engine in place, from the very sources that run uncompiled.

    python3 compile_engine.py          compile, with mypyc and the machine's C compiler
    python3 compile_engine.py remove   run uncompiled again

Installing does the same (``hatch_build.py``). Shared objects lie beside the modules they stand
for, where imports find them first; what they were made of is kept with them, so that none runs
for sources that have changed (:func:`is_stale`). Standard library only, but for mypy and
setuptools where it compiles.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent
SOURCES = ROOT / "src"
BUILD = ROOT / "build" / "engine"
STAMP = BUILD / "made-of.json"
PURE = "SUMMITRY_PURE"
GROUP = "summitry.engine"
# Interpreted stay what reads and writes files, and the nouns: they are what others handle.
COMPILED = (
    "summitry/extraction/*.py",
    "summitry/extraction/chinese/*.py",
    "summitry/extraction/russian/*.py",
    "summitry/lexicon/grammar.py",
    "summitry/lexicon/inflection.py",
    "summitry/lexicon/voices.py",
    "summitry/reading/segment.py",
)
SLOWLY = "the engine runs uncompiled, about a third as fast"


class NotCompiled(Exception):
    """Says why the engine could not be compiled."""


def modules():
    """Return the files that are compiled, relative to the folder of sources."""
    found = {path for pattern in COMPILED for path in SOURCES.glob(pattern)}
    return sorted(
        path.relative_to(SOURCES).as_posix() for path in found if path.name != "__init__.py"
    )


def shared_objects():
    """Return the shared objects of any Python that lie among the sources."""
    return [path for kind in ("so", "pyd") for path in (SOURCES / "summitry").rglob(f"*.{kind}")]


def digest():
    """Return a digest of all that shared objects are made of."""
    total = hashlib.sha256()
    for name in [*modules(), Path(__file__)]:
        content = (SOURCES / name).read_bytes()
        total.update(f"{Path(name).name}:{len(content)}:".encode())
        total.update(content)
    return total.hexdigest()


def is_stale():
    """Tell whether shared objects lie here that were made of other sources."""
    if not shared_objects():
        return False
    made_of = json.loads(STAMP.read_text()) if STAMP.exists() else {}
    return made_of.get("digest") != digest()


def remove():
    """Delete the shared objects, so that the sources run."""
    for path in shared_objects():
        path.unlink()
    STAMP.unlink(missing_ok=True)


def compile_in_place():
    """Compile all modules; NotCompiled says why not, and then no shared object is left."""
    remove()
    if os.environ.get(PURE):
        raise NotCompiled(f"{PURE} is set")
    _require_compiler()
    command = [sys.executable, __file__, "build"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        log = BUILD / "log.txt"
        BUILD.mkdir(parents=True, exist_ok=True)
        log.write_bytes(done.stdout)
        raise NotCompiled(f"compiling failed; {log} says how")
    built = BUILD / "lib"
    made = [path for path in built.rglob("*") if path.is_file()]
    for path in made:
        shutil.copy2(path, SOURCES / path.relative_to(built))
    STAMP.write_text(json.dumps({"digest": digest()}))
    return [SOURCES / path.relative_to(built) for path in made]


def _require_compiler():
    compiler = os.environ.get("CC") or sysconfig.get_config_var("CC") or "cl"
    if shutil.which(compiler.split()[0]) is None:
        raise NotCompiled("there is no C compiler here")
    if not Path(sysconfig.get_path("include"), "Python.h").exists():
        raise NotCompiled("the C headers of this Python are absent")


def build():
    """Compile into the folder of builds; run in a process of its own, as mypyc ends its process."""
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    class InParallel(build_ext):
        """Compiles the C files of the one extension side by side."""

        def build_extensions(self):
            one_by_one = self.compiler.compile

            def side_by_side(sources, **options):
                with ThreadPoolExecutor(os.cpu_count()) as pool:
                    done = pool.map(lambda source: one_by_one([source], **options), sources)
                    return [path for paths in done for path in paths]

            self.compiler.compile = side_by_side
            super().build_extensions()

    shutil.rmtree(BUILD, ignore_errors=True)
    os.chdir(SOURCES)
    extensions = mypycify(
        [f"--cache-dir={BUILD}/cache", "--config-file=", "--ignore-missing-imports", *modules()],
        opt_level="2",
        debug_level="0",
        multi_file=True,
        target_dir=str(BUILD / "c"),
        group_name=GROUP,
    )
    for extension in extensions:  # the headers of a group within a package lie in its folder
        extension.include_dirs.append(str(BUILD / "c" / GROUP.partition(".")[0]))
    command = InParallel(Distribution({"name": "summitry", "ext_modules": extensions}))
    command.build_lib, command.build_temp = str(BUILD / "lib"), str(BUILD / "objects")
    command.ensure_finalized()
    command.run()


def main(arguments):
    """Run a command; return its exit code."""
    if arguments == ["build"]:
        build()
    elif arguments == ["remove"]:
        remove()
    elif arguments:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    else:
        try:
            print(f"Compiled {len(compile_in_place()) - 1} modules of the engine.")
        except NotCompiled as reason:
            print(f"{reason}: {SLOWLY}.", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
