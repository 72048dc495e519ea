"""``summitry align``: two versions of one document side by side."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import as_json, opened
from summitry.interfaces.cli.request import takes
from summitry.interfaces.cli.tracing.asking import TracingRequest, aliases_of

if TYPE_CHECKING:
    from summitry.model import AlignedPair, Alignment, Promise
    from summitry.workflow.tracing_records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignRequest(TracingRequest):
    """What was typed after ``summitry align``."""

    first: Annotated[
        str,
        typer.Argument(
            metavar="A",
            help="A text, the JSON of its records, or a document's key in the register.",
        ),
    ]
    second: Annotated[str, typer.Argument(metavar="B", help="The other version, named likewise.")]


@takes(AlignRequest)
def align(request: AlignRequest) -> None:
    """Lay two versions of one document side by side, commitment by commitment."""
    with clean_ends():
        from summitry.workflow.tracing import align as aligned
        from summitry.workflow.tracing import version

        program = as_json(request)
        aliases = aliases_of(request)
        named = request.first, request.second
        if all(Path(one).suffix or Path(one).exists() for one in named):
            first, second = (version(one, None) for one in named)
        else:
            with opened(request) as register:
                first, second = (version(one, register) for one in named)
        found = aligned(first, second, aliases)
        if program:
            _answer(found, first, second)
        else:
            _show(found, first, second)


def _by_id(records: Records) -> dict[str | None, Promise]:
    return {one.id: one for one in records.promises}


def _answer(found: Alignment, first: Records, second: Records) -> None:
    import msgspec

    from summitry.interfaces.cli.register.answering import answer_json

    one, other = _by_id(first), _by_id(second)

    def quoted(pair: AlignedPair) -> dict[str, Any]:
        told: dict[str, Any] = msgspec.to_builtins(pair)
        told["first"] = None if pair.first is None else first.ids.get(pair.first, pair.first)
        told["second"] = None if pair.second is None else second.ids.get(pair.second, pair.second)
        told["first_quote"] = one[pair.first].quote if pair.first is not None else None
        told["second_quote"] = other[pair.second].quote if pair.second is not None else None
        return told

    answer_json({"pairs": [quoted(pair) for pair in found.pairs], "method": found.method})


def _show(found: Alignment, first: Records, second: Records) -> None:
    from summitry.interfaces.cli.register.answering import line, table

    one, other = _by_id(first), _by_id(second)
    names = (", ".join(records.occasions) for records in (first, second))
    rows = (
        (
            _cell(pair.first, one),
            _cell(pair.second, other),
            "; ".join(
                f"{field.field}: {field.earlier or 'none'} / {field.later or 'none'}"
                for field in pair.differences
            ),
        )
        for pair in found.pairs
    )
    table((*(({"": "A"}.get(name, name), {"ratio": 1}) for name in names), "differs"), rows)
    both = sum(pair.first is not None and pair.second is not None for pair in found.pairs)
    alone = [
        sum(pair.second is None for pair in found.pairs),
        sum(pair.first is None for pair in found.pairs),
    ]
    differing = sum(bool(pair.differences) for pair in found.pairs)
    line(
        f"{both} in both, {alone[0]} only in the first, {alone[1]} only in the second; "
        f"{differing} differ."
    )


def _cell(name: str | None, promises: dict[str | None, Promise]) -> str:
    return "" if name is None else f"{name} · {' '.join(promises[name].quote.split())}"
