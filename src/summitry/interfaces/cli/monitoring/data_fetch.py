"""``summitry data search`` and ``fetch``: figures from the official interfaces of providers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

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

Base = Annotated[
    str,
    typer.Option(
        "--base", metavar="URL", help="Another address of the provider; of a CSV, the table itself."
    ),
]
Offline = Annotated[
    bool, typer.Option("--offline", help="Read what was sent before; nothing is asked of anybody.")
]
Timeout = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", help="How long one try may take.")
]
Tries = Annotated[int, typer.Option("--tries", metavar="NUMBER", help="How often to try.")]
Source = Annotated[
    str,
    typer.Argument(metavar="PROVIDER", help="worldbank, comtrade, imf, eurostat, adb or csv."),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDataRequest(RegisterRequest):
    """What was typed after ``summitry data search``."""

    provider: Source
    words: Annotated[
        list[str], typer.Argument(metavar="WORD", show_default=False, help="Words of the title.")
    ]
    base: Base = ""
    offline: Offline = False
    timeout: Timeout = 30.0
    tries: Tries = 4


@takes(SearchDataRequest)
def search(request: SearchDataRequest) -> None:
    """Search what a provider can be asked for, by the words of its titles."""
    with clean_ends():
        import msgspec

        from summitry.interfaces.cli.register.answering import line, stream_json, table
        from summitry.statistics.fetching import FetchOptions
        from summitry.workflow.fetching_data import Fetching, search_data

        program = as_json(request)
        options = FetchOptions(timeout=request.timeout, tries=max(1, request.tries))
        fetching = Fetching(request.base, request.offline, options=options)
        with opened(request) as register:
            found = search_data(register, request.provider, " ".join(request.words), fetching)
        if program:
            stream_json("found", map(msgspec.to_builtins, found))
            return
        rows = ((one.code, one.title, one.note) for one in found)
        if not table((("code", {"no_wrap": True}), "title", "note"), rows):
            line("Nothing there has all these words in its title.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRequest(ChangeRequest):
    """What was typed after ``summitry data fetch``."""

    provider: Source
    reporter: Annotated[
        str, typer.Option("--reporter", metavar="CODE", help="Who counts, such as KAZ.")
    ] = ""
    partner: Annotated[
        str, typer.Option("--partner", metavar="CODE", help="With whom, for trade.")
    ] = ""
    indicator: Annotated[
        str, typer.Option("--indicator", metavar="CODE", help="The provider's code; see search.")
    ] = ""
    flow: Annotated[
        str, typer.Option("--flow", metavar="FLOW", help="exports or imports, for trade.")
    ] = ""
    start: Annotated[int | None, typer.Option("--from", metavar="YEAR", help="The first year.")] = (
        None
    )
    end: Annotated[int | None, typer.Option("--to", metavar="YEAR", help="The last year.")] = None
    dataflow: Annotated[
        str, typer.Option("--dataflow", metavar="NAME", help="Another SDMX dataflow.")
    ] = ""
    frequency: Annotated[
        str, typer.Option("--frequency", metavar="A|Q|M", help="By year, quarter or month.")
    ] = "A"
    mirror: Annotated[
        bool, typer.Option("--mirror", help="The same flow as the partner counts it, with it.")
    ] = False
    base: Base = ""
    offline: Offline = False
    timeout: Timeout = 30.0
    tries: Tries = 4


@takes(FetchRequest)
def fetch(request: FetchRequest) -> None:
    """Fetch series and keep them with what was sent and its checksum, or nothing at all.

    A key goes into the surroundings, such as SUMMITRY_COMTRADE_KEY; it is never kept.
    """
    with clean_ends():
        import msgspec

        from summitry.interfaces.cli.monitoring.data import counted
        from summitry.interfaces.cli.monitoring.monitor import waiting
        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.statistics.fetching import FetchOptions
        from summitry.workflow.fetching_data import Fetching, SeriesRequest, fetch_data

        program = as_json(request)
        wanted = SeriesRequest(
            request.reporter.upper(),
            request.indicator,
            request.partner.upper(),
            request.flow,
            request.start,
            request.end,
            request.dataflow,
            request.frequency.upper(),
        )
        options = FetchOptions(timeout=request.timeout, tries=max(1, request.tries))
        fetching = Fetching(request.base, request.offline, request.mirror, options)
        asking = waiting(f"Asking {request.provider}…", quiet=program or request.offline)
        with opened(request) as register, asking:
            done = fetch_data(register, request.provider, wanted, fetching, who(request))
        if program:
            answer_json(
                {
                    "series": [one.id for one in done.series],
                    "taken": msgspec.to_builtins(done.taken),
                    "snapshots": msgspec.to_builtins(done.snapshots),
                    "offline": done.offline,
                }
            )
            return
        for one in done.series:
            line(f"{one.id}, {one.reporter}: {counted(len(one.observations), 'figure')}.")
        taken = done.taken
        line(
            f"{counted(taken.figures, 'figure')} new, {taken.unchanged} there already; "
            f"{'read from' if done.offline else 'kept with'} "
            f"{counted(len(done.snapshots), 'snapshot')}."
        )
