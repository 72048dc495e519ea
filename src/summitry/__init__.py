"""Turns what leaders promise at summits into a plan that can be checked."""

from summitry.version import __version__

__all__ = ["__version__"]
