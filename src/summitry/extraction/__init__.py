"""From a Document to its commitments and other statements; pure functions."""

from summitry.extraction.extraction import ENGINE, extract

__all__ = ["ENGINE", "extract"]
