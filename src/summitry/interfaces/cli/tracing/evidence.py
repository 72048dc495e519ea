"""``summitry evidence``: what later texts say of commitments, proposed and decided on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summitry.errors import UsageError
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
    from collections.abc import Sequence

    from summitry.workflow.evidence import Suggested

_SAYS = "delivered, partly, progress, reaffirmed or amended."


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestRequest(RegisterRequest):
    """What was typed after ``summitry evidence suggest``."""

    commitments: Annotated[
        Path | None,
        typer.Option(
            "--commitments",
            metavar="FILE",
            help="A text, or the JSON of its records, instead of the register; needs --report.",
        ),
    ] = None
    report: Annotated[
        str | None,
        typer.Option(
            "--report",
            metavar="FILE|KEY",
            help="The later text: a file, or a document of the register by the start of its key. "
            "Without it each document is held against those before it in its dialogue.",
        ),
    ] = None
    full: Annotated[
        bool,
        typer.Option(
            "--full", help="In JSON also quotes, names of passages, amounts, reasons and method."
        ),
    ] = False


@takes(SuggestRequest)
def suggest(request: SuggestRequest) -> None:
    """Propose passages of later texts as evidence for earlier commitments."""
    with clean_ends():
        program = as_json(request)
        ids: dict[str, int | str] = {}
        if request.commitments is None:
            from summitry.workflow.evidence import suggest as proposed

            with opened(request) as register:
                found = sorted(proposed(register, request.report), key=_place)
        else:
            found, ids = _of_files(request.commitments, request.report)
        if program:
            _answer(found, ids, full=request.full)
        else:
            _show(found)


def _of_files(
    commitments: Path, report: str | None
) -> tuple[list[Suggested], dict[str, int | str]]:
    if report is None:
        raise UsageError("there is no report", where="--report", remedy="Name the later text.")
    from summitry.interfaces.cli.tracing.asking import say
    from summitry.workflow.evidence import report_document, suggest_from
    from summitry.workflow.tracing_files import of_file

    records = of_file(commitments)
    say(records.undated())
    text = report_document(report)
    return suggest_from(records, text, Path(report).name), dict(records.ids)


def _answer(found: Sequence[Suggested], ids: dict[str, int | str], *, full: bool) -> None:
    from summitry.interfaces.cli.register.answering import answer_json

    def record(one: Suggested) -> dict[str, Any]:
        told = {
            "commitment": ids.get(one.found.promise, one.found.promise),
            "start": one.found.span.start,
            "end": one.found.span.end,
            "says": one.found.says.value,
            "score": one.found.score,
        }
        return {**told, **_rest(one)} if full else told

    answer_json([record(one) for one in found])


def _rest(one: Suggested) -> dict[str, Any]:
    import msgspec

    return {
        "quote": one.found.quote,
        "report": one.report,
        "date": one.date,
        "passage": one.passage or None,
        "accepted": one.accepted,
        "quantities": msgspec.to_builtins(one.found.quantities),
        "reasons": list(one.found.reasons),
        "method": one.found.method,
    }


def _show(found: Sequence[Suggested]) -> None:
    from summitry.interfaces.cli.register.answering import line, table

    heads = ("says", "score", "date", ("passage", {"no_wrap": True}), "quote")
    for name, group in groupby(found, key=lambda one: one.found.promise):
        passages = list(group)
        promise = passages[0].promise
        line(f"{name} · {promise.occasion.date or 'undated'} · “{promise.quote}”")
        table(heads, map(_row, passages))
    told = "1 passage is proposed." if len(found) == 1 else f"{len(found)} passages are proposed."
    line(told if found else "Nothing in it speaks of these commitments.")


def _place(one: Suggested) -> tuple[str, str, int, str, str]:
    promise = one.promise
    said = promise.occasion
    number = promise.commitment.number
    return said.date or "~", said.document, number, promise.id, one.date or "~"


def _row(one: Suggested) -> tuple[str, ...]:
    span = one.found.span
    says = one.found.says.value + (" (accepted)" if one.accepted else "")
    where = one.passage or f"{span.start}-{span.end}"
    quote = " ".join(one.found.quote.split())
    return says, f"{one.found.score:.2f}", one.date or "", where, f"{quote} ({one.report})"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideEvidenceRequest(ChangeRequest):
    """What was typed after ``summitry evidence accept`` or ``refuse``."""

    entry: Annotated[str, typer.Argument(metavar="ID", help="The commitment.")]
    passage: Annotated[
        str,
        typer.Argument(
            metavar="PASSAGE", help="As suggest shows it: the document's key, then START-END."
        ),
    ]
    says: Annotated[
        str | None,
        typer.Option("--says", metavar="WHAT", help=f"What it says, if not as proposed: {_SAYS}"),
    ] = None


@takes(DecideEvidenceRequest)
def accept(request: DecideEvidenceRequest) -> None:
    """Accept a passage as evidence for a commitment."""
    _decide(request, accept=True)


@takes(DecideEvidenceRequest)
def refuse(request: DecideEvidenceRequest) -> None:
    """Refuse a passage; it is not proposed again."""
    _decide(request, accept=False)


def _decide(request: DecideEvidenceRequest, *, accept: bool) -> None:
    with clean_ends():
        from summitry.workflow.evidence import decide_evidence

        with opened(request) as register:
            number = decide_evidence(
                register,
                request.entry,
                request.passage,
                who(request),
                accept=accept,
                says=request.says,
            )
        _say(request, number, "accepted" if accept else "refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEvidenceRequest(ChangeRequest):
    """What was typed after ``summitry evidence add``."""

    entry: Annotated[str, typer.Argument(metavar="ID", help="The commitment.")]
    source: Annotated[str, typer.Option("--source", metavar="SOURCE", help="What says it.")]
    quote: Annotated[str, typer.Option("--quote", metavar="WORDS", help="Its words.")]
    says: Annotated[str, typer.Option("--says", metavar="WHAT", help=_SAYS)]
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="When the source is from.")
    ] = None


@takes(AddEvidenceRequest)
def add(request: AddEvidenceRequest) -> None:
    """Add evidence by hand: its source, date, quote and what it says."""
    with clean_ends():
        from summitry.model import KeptEvidence
        from summitry.workflow.evidence import add_evidence

        told = KeptEvidence(
            number=0,
            entry=request.entry,
            accepted=True,
            says=request.says,
            source=request.source,
            quote=request.quote,
            date=request.date,
        )
        with opened(request) as register:
            number = add_evidence(register, told, who(request))
        _say(request, number, "added")


def _say(request: ChangeRequest, number: int | None, done: str) -> None:
    from summitry.interfaces.cli.register.answering import answer_json, line

    if as_json(request):
        answer_json({"evidence": number, "changed": number is not None})
    else:
        line(f"Evidence {number} is {done}." if number else "That was so already.")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRequest(RegisterRequest):
    """What was typed after ``summitry evidence list``."""

    entry: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Only for this commitment.")
    ] = None


@takes(KeptRequest)
def list_kept(request: KeptRequest) -> None:
    """List the evidence that people have accepted, refused or added."""
    with clean_ends():
        import msgspec

        from summitry.interfaces.cli.register.answering import line, stream_json, table
        from summitry.workflow.evidence import kept

        program = as_json(request)
        with opened(request) as register:
            found = kept(register, request.entry)
        if program:
            rows: list[dict[str, Any]] = [msgspec.to_builtins(one) for one in found]
            stream_json("evidence", rows)
            return
        count = table(
            ("no.", ("for", {"no_wrap": True}), "decided", "says", "date", "quote", "who"),
            (
                (
                    str(one.number),
                    one.entry,
                    "accepted" if one.accepted else "refused",
                    one.says,
                    one.date or "",
                    f"{' '.join(one.quote.split())} ({one.source})",
                    one.who,
                )
                for one in found
            ),
        )
        if not count:
            line("There is no evidence yet.")
