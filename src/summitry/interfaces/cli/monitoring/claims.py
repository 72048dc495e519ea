"""``summitry claims``: claims of fact, held against figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import RegisterRequest, as_json, opened
from summitry.interfaces.cli.request import takes

if TYPE_CHECKING:
    from summitry.workflow.claims import CheckedClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsRequest(RegisterRequest):
    """What was typed after ``summitry claims``."""

    entry: Annotated[str | None, typer.Argument(metavar="[ID]", help="Only this statement.")] = None


@takes(ClaimsRequest)
def claims(request: ClaimsRequest) -> None:
    """Hold claims of fact against the series bound to them.

    They are there when documents were added with --all-statements.
    """
    with clean_ends():
        from summitry.interfaces.cli.register.answering import line, stream_json, table
        from summitry.workflow.claims import claims as checked
        from summitry.workflow.monitoring_records import claim_row

        program = as_json(request)
        with opened(request) as register:
            found = checked(register, request.entry)
        if program:
            stream_json("claims", map(claim_row, found))
            return
        heads = (("id", {"no_wrap": True}), "claim", "said", "verdict", "because")
        if not table(heads, map(_row, found)):
            line(
                "There are no claims of fact. They are there when documents are added with "
                "--all-statements."
            )
            return
        for one in found:
            for figure in one.check.figures:
                line(f"{one.entry}, {figure.reporter} ({figure.vintage}): {figure.working}")


def _row(one: CheckedClaim) -> tuple[str, ...]:
    text = " ".join(one.check.claim.text.split())
    check = one.check
    return one.entry, text, check.claim.said or "", check.verdict.value, check.reason
