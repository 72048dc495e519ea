"""``summitry documents``, ``dialogues``, ``themes`` and ``parties``: what a register knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import (
    ChangeRequest,
    RegisterRequest,
    as_json,
    opened,
    who,
)
from summitry.interfaces.cli.request import takes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsRequest(RegisterRequest):
    """What was typed after ``summitry documents``."""


@takes(DocumentsRequest)
def documents(request: DocumentsRequest) -> None:
    """List the documents of the register."""
    with clean_ends():
        import msgspec

        from summitry.exchange.rows import short_name
        from summitry.interfaces.cli.register.answering import stream_json, table
        from summitry.workflow import consulting

        program = as_json(request)
        with opened(request) as register:
            found = consulting.documents(register)
            if program:
                stream_json("documents", map(msgspec.to_builtins, found))
                return
            rows = (
                (
                    one.key[:12],
                    one.details["date"] or "",
                    one.dialogue or "",
                    one.details["title"] or short_name(one.details["source"]),
                    "withdrawn" if one.withdrawn else "",
                )
                for one in found
            )
            table(
                (("key", {"no_wrap": True}), ("date", {"no_wrap": True}), "dialogue", "title", ""),
                rows,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class DialoguesRequest(ChangeRequest):
    """What was typed after ``summitry dialogues``."""

    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A dialogue to give other letters.")
    ] = None
    series: Annotated[
        str | None,
        typer.Option("--series", metavar="LETTERS", help="What its coming ids begin with."),
    ] = None


@takes(DialoguesRequest)
def dialogues(request: DialoguesRequest) -> None:
    """List dialogues and their meetings, or give the ids of one other letters."""
    with clean_ends():
        from summitry.workflow import consulting, naming

        with opened(request) as register:
            if request.name is not None:
                naming.set_series(register, request.name, request.series, who(request))
            found = consulting.names(register)
        _answer(request, "dialogues", ("name", "series"), found.dialogues)
        if found.meetings and not as_json(request):
            columns = ("number", "dialogue", "date", "place", "level", "parties")
            _answer(request, "meetings", columns, found.meetings)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesRequest(ChangeRequest):
    """What was typed after ``summitry themes``."""

    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="A theme to add, in one word.")
    ] = None
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="Its name.")] = None


@takes(ThemesRequest)
def themes(request: ThemesRequest) -> None:
    """List your own themes, or add one."""
    with clean_ends():
        from summitry.workflow import consulting, naming

        with opened(request) as register:
            if request.code is not None:
                naming.add_theme(register, request.code, request.name, who(request))
            found = consulting.names(register).themes
        _answer(request, "themes", ("code", "name"), found)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartiesRequest(ChangeRequest):
    """What was typed after ``summitry parties``."""

    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="A party to add, such as CITY.")
    ] = None
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="Its name.")] = None
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="state, organisation or group.")
    ] = "organisation"
    members: Annotated[
        str | None, typer.Option("--members", metavar="CODES", help="Of a group: its members.")
    ] = None


@takes(PartiesRequest)
def parties(request: PartiesRequest) -> None:
    """List your own parties, or add one."""
    with clean_ends():
        from summitry.model import OwnParty
        from summitry.workflow import consulting, naming

        with opened(request) as register:
            if request.code is not None:
                members = tuple(one.strip() for one in (request.members or "").split(",") if one)
                party = OwnParty(request.code, request.name or "", request.kind, members)
                naming.add_party(register, party, who(request))
            found = consulting.names(register).parties
        _answer(request, "parties", ("code", "name", "kind", "members"), found)


def _answer(
    request: RegisterRequest, name: str, columns: Sequence[str], found: Iterable[object]
) -> None:
    import msgspec

    from summitry.interfaces.cli.register.answering import answer_json, line, table

    if as_json(request):
        answer_json({name: [msgspec.to_builtins(one) for one in found]})
        return
    rows = ([_text(getattr(one, column)) for column in columns] for one in found)
    if not table(columns, rows):
        line(f"There are no {name} yet.")


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
