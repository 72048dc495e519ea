"""``summitry trace``: what became of promises, from meeting to meeting."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - typer reads it at run time
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.errors import UsageError
from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import ChangeRequest, as_json, opened, who
from summitry.interfaces.cli.request import takes
from summitry.interfaces.cli.tracing.asking import (
    RenamedDialogues,
    RenamedParties,
    aliases_of,
    say,
)

if TYPE_CHECKING:
    from summitry.model import LinkKind
    from summitry.workflow.tracing import Traced

_CONFIRM, _REFUSE = "confirm", "refuse"
# So much of a key is needed to name a document.
_KEY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceRequest(ChangeRequest):
    """What was typed after ``summitry trace``."""

    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID | confirm ID ID | refuse ID ID",
            show_default=False,
            help="One commitment, whose life is told; or a link to decide on, the earlier first. "
            "The second of silent is the key of the document that passes it over.",
        ),
    ] = None
    dialogue: Annotated[
        str | None,
        typer.Option("--dialogue", metavar="NAME", help="Of this dialogue: its name, or CC5."),
    ] = None
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="What the later is to the earlier: same, renewed, raised, lowered, extended, "
            "narrowed, split, merged, fulfilled-by-report, silent or related. "
            "Without it as proposed.",
        ),
    ] = None
    picture: Annotated[
        Path | None,
        typer.Option(
            "--picture",
            metavar="FILE",
            help="With an ID: draw its life to a file .svg, .png or .html.",
        ),
    ] = None
    renamed_dialogue: RenamedDialogues = None
    renamed_party: RenamedParties = None


@takes(TraceRequest)
def trace(request: TraceRequest) -> None:
    """Tell what is new, renewed, raised or passed over; or the life of one commitment.

    With confirm or refuse, decide on a proposed link between two entries.
    """
    with clean_ends():
        words = request.words or []
        if words and words[0].casefold() in (_CONFIRM, _REFUSE):
            _decide(request, words)
        elif len(words) > 1:
            raise UsageError("one id is traced at a time", where=" ".join(words))
        elif request.kind is not None:
            raise UsageError("a kind needs confirm or refuse", where="--kind")
        elif words:
            _tell_life(request, words[0])
        elif request.picture is not None:
            raise UsageError("a picture needs an id", where="--picture")
        else:
            _tell_documents(request)


def _tell_documents(request: TraceRequest) -> None:
    from summitry.interfaces.cli.tracing.shown import answer_documents, show_documents
    from summitry.workflow.tracing import by_document, dialogues_meant
    from summitry.workflow.tracing import trace as traced

    program, aliases = as_json(request), aliases_of(request)
    with opened(request) as register:
        meant = dialogues_meant(register, request.dialogue, aliases) if request.dialogue else None
        found = traced(register, aliases)
    say(found.notices)
    told = by_document(found, meant)
    (answer_documents if program else show_documents)(told)


def _tell_life(request: TraceRequest, name: str) -> None:
    from summitry.interfaces.cli.tracing.shown import answer_life, show_life
    from summitry.workflow.evidence import kept
    from summitry.workflow.tracing import life_of
    from summitry.workflow.tracing import trace as traced

    program = as_json(request)
    if request.picture is not None:
        from summitry.exchange.lineage_picture import check_picture
        from summitry.interfaces.cli.writing import check_writable

        check_picture(request.picture)
        check_writable(request.picture)
    with opened(request) as register:
        life = life_of(traced(register, aliases_of(request)), name)
        evidence = [one for one in kept(register, life.promise.id) if one.accepted]
    if request.picture is not None:
        from summitry.interfaces.cli.tracing.shown import drawn
        from summitry.interfaces.cli.writing import write_file

        write_file(request.picture, drawn(life, request.picture))
    (answer_life if program else show_life)(life, evidence)


def _decide(request: TraceRequest, words: list[str]) -> None:
    if len(words) != 3:
        raise UsageError("two ids are needed", where=words[0], remedy="The earlier one first.")
    from summitry.interfaces.cli.register.answering import answer_json, line
    from summitry.workflow.tracing import trace as traced
    from summitry.workflow.tracing_decisions import decide_link

    confirm = words[0].casefold() == _CONFIRM
    earlier, later = words[1:]
    with opened(request) as register:
        kind = _kind(request.kind) or _proposed(
            traced(register, aliases_of(request)), earlier, later.casefold()
        )
        done = decide_link(register, (earlier, later), kind, who(request), confirm=confirm)
    said = "confirmed" if confirm else "refused"
    if as_json(request):
        answer_json({"kind": kind.value, "decision": said, "changed": done is not None})
    elif done is None:
        line("That was decided so already.")
    else:
        line(f"{later} {kind.value} {earlier}: {said}.")


def _kind(told: str | None) -> LinkKind | None:
    from summitry.model import LinkKind

    if told is None:
        return None
    allowed = [one.value for one in LinkKind]
    if told not in allowed:
        raise UsageError(
            f"{told!r} is not possible", where="--kind", remedy=f"Use one of {', '.join(allowed)}."
        )
    return LinkKind(told)


def _proposed(found: Traced, earlier: str, later: str) -> LinkKind:
    keys = found.records.keys
    for one in found.links:
        link = one.link
        if link.earlier.casefold() != earlier.casefold():
            continue
        silent = not link.later and len(later) >= _KEY and keys[link.document].startswith(later)
        if silent or link.later.casefold() == later:
            return link.kind
    raise UsageError(
        f"no link from {earlier} to {later} is proposed",
        remedy="Say with --kind what the later one is to the earlier.",
    )
