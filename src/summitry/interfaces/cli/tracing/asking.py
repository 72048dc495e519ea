"""What the commands of tracing are told beside the register: other names of what is compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from summitry.errors import UsageError
from summitry.interfaces.cli.register.asking import RegisterRequest, opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from summitry.model import Aliases, Notice
    from summitry.workflow.tracing_records import Records

_RENAMED = "{} that goes by another name now; may be repeated."


RenamedDialogues = Annotated[
    list[str] | None,
    typer.Option(
        "--renamed-dialogue",
        metavar="OLD=NEW",
        show_default=False,
        help=_RENAMED.format("A dialogue"),
    ),
]
RenamedParties = Annotated[
    list[str] | None,
    typer.Option(
        "--renamed-party",
        metavar="OLD=NEW",
        show_default=False,
        help=_RENAMED.format("A party (by code)"),
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TracingRequest(RegisterRequest):
    """Which register is meant, and what goes by two names."""

    renamed_dialogue: RenamedDialogues = None
    renamed_party: RenamedParties = None


class Renaming(Protocol):
    """A request that tells what goes by two names."""

    @property
    def renamed_dialogue(self) -> list[str] | None:
        """Return pairs of dialogues as they were typed."""

    @property
    def renamed_party(self) -> list[str] | None:
        """Return pairs of parties as they were typed."""


def aliases_of(request: Renaming) -> Aliases:
    """Return the other names that were told; UsageError for one without its new name."""
    from summitry.model import Aliases

    return Aliases(
        parties=tuple(_pairs("--renamed-party", request.renamed_party or ())),
        dialogues=tuple(_pairs("--renamed-dialogue", request.renamed_dialogue or ())),
    )


def _pairs(option: str, told: Iterable[str]) -> list[tuple[str, str]]:
    pairs = []
    for one in told:
        old, _, new = (part.strip() for part in one.partition("="))
        if not old or not new:
            raise UsageError(f"{one!r} tells no two names", where=option, remedy="Write OLD=NEW.")
        pairs.append((old, new))
    return pairs


def records_of(request: RegisterRequest, files: Sequence[Path] | None) -> Records:
    """Return the records of files, or of the register where no file is named."""
    if files:
        from summitry.workflow.tracing_files import of_files

        return of_files(files)
    from summitry.workflow.tracing_records import of_register

    with opened(request) as register:
        return of_register(register)


def say(notices: Iterable[Notice]) -> None:
    """Write what the reader should know, such as documents without a date."""
    from summitry.interfaces.cli.messages import show_notices

    for one in notices:
        show_notices(one.where, [_without_place(one)])


def _without_place(notice: Notice) -> Notice:
    from dataclasses import replace

    return replace(notice, where="")


def money(value: float, currency: str) -> str:
    """Return an amount as people read it: 20,000,000,000 USD."""
    whole = f"{value:,.2f}".removesuffix(".00")
    return f"{whole} {currency}"
