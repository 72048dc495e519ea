"""``summitry init``: a new register, or an older one brought up to date."""

from __future__ import annotations

from dataclasses import dataclass

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import ChangeRequest, address, as_json, who
from summitry.interfaces.cli.request import takes


@dataclass(frozen=True, slots=True, kw_only=True)
class InitRequest(ChangeRequest):
    """What was typed after ``summitry init``."""


@takes(InitRequest)
def init(request: InitRequest) -> None:
    """Make a register, or bring one of an older version up to date."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.storage import address_of
        from summitry.workflow.register import create

        program = as_json(request)
        made = create(address(request), who(request))
        shown = str(address_of(address(request)))
        if program:
            answer_json({"register": shown, "made": made})
        else:
            line(f"{shown} is ready." if made else f"{shown} is there and up to date.")
