"""Every format that goes out or comes in."""

from summitry.exchange.formats import FORMATS, Format, format_for, render
from summitry.exchange.schema import output_schema

__all__ = ["FORMATS", "Format", "format_for", "output_schema", "render"]
