"""``summitry note``, ``tag``, ``link`` and ``fate``: what people say of entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from summitry.errors import UsageError
from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import ChangeRequest, as_json, opened, who
from summitry.interfaces.cli.request import takes

_ID = typer.Argument(metavar="ID", help="Such as CC5-2022-07.")
_OFF = typer.Option("--off", help="Take it off again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRequest(ChangeRequest):
    """What was typed after ``summitry note``."""

    entry: Annotated[str, _ID]
    text: Annotated[list[str], typer.Argument(metavar="TEXT", show_default=False)]


@takes(NoteRequest)
def note(request: NoteRequest) -> None:
    """Write a note on an entry."""
    with clean_ends():
        from summitry.workflow import reviewing

        as_json(request)
        with opened(request) as register:
            number = reviewing.note(register, request.entry, " ".join(request.text), who(request))
        _say(request, {"note": number}, f"Note {number} is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRequest(ChangeRequest):
    """What was typed after ``summitry tag``."""

    entry: Annotated[str, _ID]
    tags: Annotated[list[str], typer.Argument(metavar="TAG", show_default=False)]
    off: Annotated[bool, _OFF] = False


@takes(TagRequest)
def tag(request: TagRequest) -> None:
    """Put tags on an entry, or take them off."""
    with clean_ends():
        from summitry.workflow import reviewing

        as_json(request)
        with opened(request) as register:
            done = reviewing.tag(
                register, request.entry, request.tags, who(request), on=not request.off
            )
        _say(request, {"changed": len(done)}, "Done." if done else "It was so before.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRequest(ChangeRequest):
    """What was typed after ``summitry link``."""

    entry: Annotated[str, _ID]
    kind: Annotated[str, typer.Argument(metavar="RELATION", help="Such as repeats or follows.")]
    other: Annotated[str, typer.Argument(metavar="ID", help="The other entry.")]
    off: Annotated[bool, _OFF] = False


@takes(LinkRequest)
def link(request: LinkRequest) -> None:
    """Say how an entry is related to another."""
    with clean_ends():
        from summitry.workflow import reviewing

        as_json(request)
        ends = (request.entry, request.other)
        with opened(request) as register:
            done = reviewing.link(register, ends, request.kind, who(request), on=not request.off)
        _say(request, {"changed": int(done is not None)}, "Done." if done else "It was so before.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FateRequest(ChangeRequest):
    """What was typed after ``summitry fate``."""

    entry: Annotated[str, _ID]
    fate: Annotated[
        str, typer.Argument(metavar="FATE", help="offered, accepted, declined, or none.")
    ]


@takes(FateRequest)
def fate(request: FateRequest) -> None:
    """Say what became of a proposal."""
    with clean_ends():
        from summitry.model import Fate
        from summitry.workflow import reviewing

        as_json(request)
        known = [one.value for one in Fate]
        if request.fate not in (*known, "none"):
            raise UsageError(
                f"{request.fate!r} is not possible", remedy=f"Use {', '.join(known)} or none."
            )
        told = None if request.fate == "none" else Fate(request.fate)
        with opened(request) as register:
            done = reviewing.set_fate(register, request.entry, told, who(request))
        _say(request, {"changed": int(done is not None)}, "Done." if done else "It was so before.")


def _say(request: ChangeRequest, answer: dict[str, int], text: str) -> None:
    from summitry.interfaces.cli.register.answering import answer_json, line

    if as_json(request):
        answer_json(answer)
    else:
        line(text)
