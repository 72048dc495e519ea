"""From bytes to a Document: sources, formats, encodings, details, segmentation."""

from summitry.reading.document import ReadResult, read_document
from summitry.reading.options import ReadOptions
from summitry.reading.sources import Expansion, expand_sources

__all__ = ["Expansion", "ReadOptions", "ReadResult", "expand_sources", "read_document"]
