"""Groups side by side: every number with its interval and the ids behind it."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request

from summitry.interfaces.web.api.shapes import REFUSALS
from summitry.interfaces.web.frame.comparing import comparer_of
from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.visitors import Reader
from summitry.model import Grouping

router = APIRouter(responses=REFUSALS, tags=["comparison"])


@router.get("/comparison")
def comparison(
    request: Request,
    visitor: Reader,
    by: Grouping = Grouping.DIALOGUE,
    genre: Annotated[str | None, Query(max_length=300)] = None,
) -> dict[str, Any]:
    """Put dialogues, meetings, documents, parties, years or themes side by side.

    ``genre`` compares texts of one kind alone. A register that is too large for it is refused.
    """
    told = comparer_of(request).told(desk_of(request).register, by.value, genre or None)
    return {
        "command": told.command,
        "versions": told.versions,
        "comparison": msgspec.to_builtins(told.comparison),
    }
