"""``summitry enter``: what the machine did not find, added by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import as_json, opened, who
from summitry.interfaces.cli.register.setting import FieldsRequest, values_of
from summitry.interfaces.cli.request import takes


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterRequest(FieldsRequest):
    """What was typed after ``summitry enter``."""

    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="The start of the document's key.")
    ]
    quote: Annotated[
        str, typer.Argument(metavar="QUOTE", help="The words, as they stand in the document.")
    ]
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="commitment, proposal, position …")
    ] = "commitment"


@takes(EnterRequest)
def enter(request: EnterRequest) -> None:
    """Add an entry that the machine did not find, at words of a document."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.workflow import reviewing

        program = as_json(request)
        values = {**values_of(request), "quote": request.quote}
        with opened(request) as register:
            made = reviewing.add_by_hand(
                register, request.document, values, who(request), kind=request.kind
            )
        if program:
            answer_json({"made": [made]})
        else:
            line(f"{made} is added.")
