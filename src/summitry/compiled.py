"""Whether the engine runs compiled, and whether what was compiled is what is written."""

from __future__ import annotations

import importlib.util
from importlib.machinery import PathFinder
from pathlib import Path

import summitry


def is_compiled() -> bool:
    """Tell whether the engine runs as shared objects; its output is the same either way."""
    # Looked for by its folder: by its name, all of the package would be loaded for every command.
    folder = Path(summitry.__file__).parent / "extraction"
    found = PathFinder.find_spec("engine", [str(folder)])
    return found is not None and not str(found.origin).endswith(".py")


def is_outdated() -> bool:
    """Tell a checkout whose sources have changed since they were compiled.

    An installed package is never outdated: what compiles it does not come with it.
    """
    script = Path(summitry.__file__).parents[2] / "compile_engine.py"
    if not is_compiled() or not script.exists():
        return False
    spec = importlib.util.spec_from_file_location(script.stem, script)
    if spec is None or spec.loader is None:
        return False
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return bool(module.is_stale())
