"""The use cases, composed of the stages; the only package that knows several of them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summitry.workflow.reading import OptionFields, Progress, failure_of, read, read_many

__all__ = ["OptionFields", "Progress", "failure_of", "read", "read_many"]


def __getattr__(name: str) -> object:
    # Who looks something up in a register need not load all that reads documents.
    if name not in __all__:
        raise AttributeError(f"module 'summitry.workflow' has no attribute {name!r}")
    return getattr(import_module("summitry.workflow.reading"), name)
