"""``summitry list`` and ``summitry search``: entries of the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import as_json, opened
from summitry.interfaces.cli.register.filters import FilterRequest, query_of
from summitry.interfaces.cli.request import takes

if TYPE_CHECKING:
    from summitry.model import Query
    from summitry.workflow.register import Register

_TABLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRequest(FilterRequest):
    """What was typed after ``summitry list``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest(FilterRequest):
    """What was typed after ``summitry search``."""

    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS",
            show_default=False,
            help="All have to stand in the quote; rail* stands for all that begin so.",
        ),
    ]


@takes(ListRequest)
def list_entries(request: ListRequest) -> None:
    """List the commitments of the register, or other statements."""
    _list(request, "")


@takes(SearchRequest)
def search(request: SearchRequest) -> None:
    """Find commitments by words and filters."""
    _list(request, " ".join(request.words))


def _list(request: FilterRequest, words: str) -> None:
    with clean_ends():
        program = as_json(request)
        query = query_of(request, words, limit=None if program else _TABLE)
        with opened(request) as register:
            (_answer if program else _show)(register, query)


def _answer(register: Register, query: Query) -> None:
    from summitry.interfaces.cli.register.answering import stream_json
    from summitry.model import COMMITMENT
    from summitry.workflow.consulting import records

    stream_json(
        "commitments" if query.kind == COMMITMENT else "statements", records(register, query)
    )


def _show(register: Register, query: Query) -> None:
    from summitry.interfaces.cli.register.answering import line
    from summitry.interfaces.cli.register.entries_shown import show_entries
    from summitry.workflow.consulting import find

    count, last = show_entries(find(register, query))
    if not count:
        line("Nothing was found.")
    elif count == query.limit:
        line(f"{count} shown. Go on with --after {last}.")
    else:
        line(f"{count} found.")
