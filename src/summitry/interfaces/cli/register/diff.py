"""``summitry diff``: what a newer engine reads differently, and taking it over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summitry.errors import UsageError
from summitry.interfaces.cli.exits import SOME_FAILED, clean_ends
from summitry.interfaces.cli.register.asking import ChangeRequest, as_json, opened, who
from summitry.interfaces.cli.request import takes

if TYPE_CHECKING:
    from summitry.model import Difference
    from summitry.workflow.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffRequest(ChangeRequest):
    """What was typed after ``summitry diff``."""

    documents: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DOCUMENT]...",
            show_default=False,
            help="Starts of documents' keys; without any, all that read differently.",
        ),
    ] = None
    accept: Annotated[
        bool, typer.Option("--accept", help="Take the differences over; decisions stay.")
    ] = False
    decline: Annotated[
        bool, typer.Option("--decline", help="Leave all as it is, and do not ask again.")
    ] = False


@takes(DiffRequest)
def diff(request: DiffRequest) -> None:
    """Show how documents read differently since they were added; exit code 1 if any does."""
    code = 0
    with clean_ends():
        if request.accept and request.decline:
            raise UsageError("--accept and --decline cannot both be meant")
        as_json(request)
        with opened(request) as register:
            if request.accept or request.decline:
                _settle(request, register)
            else:
                code = SOME_FAILED if _show(request, register) else 0
    raise typer.Exit(code)


def _settle(request: DiffRequest, register: Register) -> None:
    from summitry.interfaces.cli.register.answering import answer_json, line
    from summitry.workflow.reviewing import settle_all_differences, settle_differences

    name, take = who(request), request.accept
    if request.documents:
        settled = settle_differences(register, request.documents, name, take=take)
        done = [one.subject for one in settled]
    else:
        done = settle_all_differences(register, name, take=take)
    if as_json(request):
        answer_json({"documents": done})
    else:
        told = "taken over" if request.accept else "declined"
        line(f"The differences of {len(done)} documents are {told}.")


def _show(request: DiffRequest, register: Register) -> int:
    from summitry.interfaces.cli.register.answering import line, stream_json, table
    from summitry.workflow.consulting import pending_differences

    found = (
        one
        for document in request.documents or (None,)
        for one in pending_differences(register, document)
    )
    if as_json(request):
        return stream_json("differences", map(_record, found))
    rows = (
        (one.change, one.entry or "", _quote(one)[:120], ", ".join(one.fields), one.document[:12])
        for one in found
    )
    count = table(("change", ("id", {"no_wrap": True}), "what", "fields", "document"), rows)
    line(f"{count} differences; --accept takes them over." if count else "Nothing differs.")
    return count


def _quote(one: Difference) -> str:
    record = one.after or one.before
    return record.quote if record else ""


def _record(one: Difference) -> dict[str, Any]:
    import msgspec

    record: dict[str, Any] = msgspec.to_builtins(one)
    return record
