"""What a program has to send along: a token for changes, and the version it has seen."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Depends, Header, Request

from summitry.errors import SummitryError
from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.visitors import Anybody, check_token

_TAG = re.compile(r'(?:W/)?"(\d{1,9})"\Z')


class NotJson(SummitryError):
    """A change is sent as JSON only, which no page elsewhere can do without being asked."""

    code = "not-json"


class Unmatched(SummitryError):
    """Which version was seen is not told."""

    code = "unmatched"


async def checked_write(
    request: Request,
    visitor: Anybody,
    token: Annotated[str, Header(alias="X-CSRF-Token", max_length=200)] = "",
) -> None:
    """Let a change through: JSON, from a browser with the token of its page."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise NotJson("changes are sent as application/json", where="Content-Type")
    if visitor.program:
        return
    if desk_of(request).settings.public or request.state.had_token:
        check_token(request, visitor, token)


async def seen_version(
    match: Annotated[str, Header(alias="If-Match", max_length=40)] = "",
) -> int:
    """Return the version of an entry that was seen, as If-Match tells."""
    told = _TAG.match(match.strip())
    if told is None:
        raise Unmatched(
            "the version that was seen is not told",
            where="If-Match",
            remedy='Send the ETag of the entry, such as If-Match: "3".',
        )
    return int(told[1])


Write = Annotated[None, Depends(checked_write)]
Seen = Annotated[int, Depends(seen_version)]
