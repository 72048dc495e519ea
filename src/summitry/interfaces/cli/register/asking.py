"""What every command of the register is told: which register, who does it, how to answer."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.workflow.register import Register

FORMATS = ("table", "json")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRequest:
    """Which register is meant, and whether a person or a program reads the answer."""

    register: Annotated[
        str | None,
        typer.Option(
            "--register",
            metavar="PATH|URL",
            help="A file, or postgresql://user@host/database. Without it SUMMITRY_REGISTER, "
            "else summitry.db in this folder.",
        ),
    ] = None
    format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="table, or json for a program.")
    ] = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRequest(RegisterRequest):
    """The same, and who makes the change."""

    who: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="NAME",
            help="Who does this, for the journal. Without it SUMMITRY_USER, else your login.",
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRequest(ChangeRequest):
    """The same, and which version of an entry the person has seen."""

    if_version: Annotated[
        int | None,
        typer.Option(
            "--if-version",
            metavar="NUMBER",
            help="Only if the entry still has this version; else say who changed it.",
        ),
    ] = None


def address(request: RegisterRequest) -> str:
    """Return the address of the register that is meant."""
    from summitry.storage import DEFAULT

    return request.register or os.environ.get("SUMMITRY_REGISTER") or DEFAULT


def who(request: ChangeRequest) -> str:
    """Return the name of who makes a change."""
    if request.who is not None:
        return request.who
    from getpass import getuser

    try:
        return os.environ.get("SUMMITRY_USER") or getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
        return ""


def as_json(request: RegisterRequest) -> bool:
    """Tell whether a program reads the answer; UsageError for a format there is not."""
    if request.format.lower() not in FORMATS:
        raise UsageError(
            f"there is no format {request.format!r} here",
            where="--format",
            remedy=f"Use one of {', '.join(FORMATS)}.",
        )
    return request.format.lower() == "json"


@contextmanager
def opened(request: RegisterRequest) -> Iterator[Register]:
    """Give the register that is meant; whether the format is known is checked first."""
    from summitry.workflow.register import open_at

    as_json(request)
    with open_at(address(request)) as register:
        yield register
