"""``summitry schema``: the JSON Schema of what ``summitry read`` writes."""

from __future__ import annotations

from summitry.interfaces.cli.exits import clean_ends


def schema() -> None:
    """Print the JSON Schema of the output."""
    with clean_ends():
        from summitry.exchange import output_schema
        from summitry.exchange.json_document import indented
        from summitry.interfaces.cli.writing import write_standard_output

        write_standard_output(indented(output_schema()) + b"\n")
