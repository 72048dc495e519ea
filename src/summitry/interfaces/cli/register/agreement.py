"""``summitry agreement`` and ``summitry sample``: how far two people come to the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.errors import UsageError
from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import RegisterRequest, as_json, opened
from summitry.interfaces.cli.register.filters import FilterRequest, query_of
from summitry.interfaces.cli.request import takes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.workflow.agreeing import DocumentAgreement


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRequest(RegisterRequest):
    """What was typed after ``summitry agreement``."""

    document: Annotated[
        str,
        typer.Argument(
            metavar="DOCUMENT", help="The start of its key; summitry documents shows it."
        ),
    ]
    reviewers: Annotated[
        list[str] | None,
        typer.Option(
            "--reviewers",
            metavar="NAMES",
            show_default=False,
            help="Whose decisions, with commas between the names; may be repeated. Without it "
            "all who decided on the document.",
        ),
    ] = None


@takes(AgreementRequest)
def agreement(request: AgreementRequest) -> None:
    """Tell how far people agree on a document: on what is a commitment, and on each field.

    Each counts with the decision last made on an entry: the values it had then, or that it is
    none. Compared are the entries on which all have decided, and those that people added
    themselves. Groups count as their members; of several amounts, the first.
    """
    with clean_ends():
        import msgspec

        from summitry.interfaces.cli.register.answering import answer_json
        from summitry.workflow.agreeing import agreement_on

        program = as_json(request)
        told = [name.strip() for one in request.reviewers or () for name in one.split(",")]
        with opened(request) as register:
            found = agreement_on(register, request.document, [one for one in told if one])
        if program:
            answer_json(msgspec.to_builtins(found))
        else:
            _show(found)


def _show(found: DocumentAgreement) -> None:
    from summitry.interfaces.cli.register.answering import line, table

    for one in found.agreement.spans:
        f1 = "undefined, since nothing was marked" if one.f1 is None else f"{one.f1:.2f}"
        line(
            f"{one.first} marked {one.marked_by_first}, {one.second} {one.marked_by_second}, both "
            f"{one.matched}: span F1 {f1}."
        )
    rows = [
        (
            one.field,
            str(one.alpha.units),
            _figure(one.share),
            _figure(one.kappa.value),
            _figure(one.alpha.value),
            one.alpha.reason or one.kappa.reason,
        )
        for one in found.agreement.fields
    ]
    heads = ("field", "compared", "the same", "Cohen’s kappa", "Krippendorff’s alpha")
    table((*heads, "why undefined"), rows)
    for text in _undecided(found):
        line(text)


def _undecided(found: DocumentAgreement) -> Iterator[str]:
    for name, count in found.undecided.items():
        if count:
            entries = "1 entry" if count == 1 else f"{count} entries"
            yield f"{name} left {entries} undecided that others decided on; not compared."


def _figure(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.2f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRequest(FilterRequest):
    """What was typed after ``summitry sample``."""

    seed: Annotated[
        str,
        typer.Option("--seed", metavar="SEED", help="Any word or number; the same draws the same."),
    ]
    share: Annotated[
        float | None,
        typer.Option("--share", metavar="SHARE", help="Which share, such as 0.1 (a tenth)."),
    ] = None
    number: Annotated[
        int | None, typer.Option("--number", metavar="NUMBER", help="How many, instead of a share.")
    ] = None
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="GROUPS",
            help="document, theme or force: each is drawn from by its share.",
        ),
    ] = "document"


@takes(SampleRequest)
def sample(request: SampleRequest) -> None:
    """Draw commitments that a second person reviews, the same for the same seed."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.workflow.drawing import sample as draw

        program = as_json(request)
        if (request.share is None) is (request.number is None):
            raise UsageError(
                "tell either a share or a number", where="--share", remedy="Such as --share 0.1."
            )
        wanted = request.number if request.number is not None else float(request.share or 0)
        query = query_of(request, limit=None)
        with opened(request) as register:
            ids = draw(register, query, wanted, request.seed, request.by)
        if program:
            answer_json({"seed": request.seed, "by": request.by, "sample": list(ids)})
            return
        for one in ids:
            line(one)
