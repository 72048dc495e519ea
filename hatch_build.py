"""Compiles the engine when the package is built; without a compiler it stays as it is."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from types import ModuleType


class CompilingHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts shared objects beside the sources, and into the wheel where one is built."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, or say why not; hatchling calls it before it gathers the files."""
        compile_engine = _load(Path(self.root, "compile_engine.py"))
        try:
            made = compile_engine.compile_in_place()
        except compile_engine.NotCompiled as reason:
            self.app.display_warning(f"summitry: {reason}: {compile_engine.SLOWLY}.")
            return
        self.app.display_info(f"summitry: compiled {len(made) - 1} modules of the engine.")
        if version != "editable":
            build_data["pure_python"] = False
            build_data["infer_tag"] = True
            places = [path.relative_to(self.root).as_posix() for path in made]
            build_data["artifacts"] += [f"/{place}" for place in places]


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
