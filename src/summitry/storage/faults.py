"""What the database says went wrong, told as errors of summitry."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from summitry.errors import (
    RegisterBusy,
    RegisterDamaged,
    RegisterError,
    RegisterForeign,
    RegisterFull,
    RegisterMissing,
    RegisterReadOnly,
    RegisterUnreachable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.storage.address import Address

_AS_IT_WAS = "The register is as it was before."
_BUSY = (
    RegisterBusy,
    "somebody else is writing to the register",
    "Nothing was changed. Try again when the other command has ended.",
)
_FULL = (RegisterFull, "there is no room left on the disk", f"{_AS_IT_WAS} Make room, try again.")
_READ_ONLY = (
    RegisterReadOnly,
    "can only be read here",
    "Ask for the right to write, or work on a backup in a folder of your own.",
)
_UNREACHABLE = (
    RegisterUnreachable,
    "the database does not let us in",
    "Check the address, the name and the password, and whether the server runs.",
)
_FOREIGN = (
    RegisterForeign,
    "is no register of summitry, or is damaged",
    "Name another file, or restore a backup.",
)
_SQLITE = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR": (
        RegisterFull,
        "the disk does not take what is written",
        f"{_AS_IT_WAS} Check the room left on the disk and the limits set for you.",
    ),
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_CANTOPEN": (
        RegisterReadOnly,
        "cannot be opened",
        "Check that its folder is there and that you may write to it.",
    ),
    "SQLITE_NOTADB": _FOREIGN,
    "SQLITE_CORRUPT": _FOREIGN,
}
_STATES = {
    "55P03": _BUSY,
    "40001": _BUSY,
    "40P01": _BUSY,
    "53100": _FULL,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "3D000": (
        RegisterMissing,
        "there is no such database",
        "Make it on the server first (createdb), then run summitry init.",
    ),
}
_APPEND_ONLY = "append-only"


@contextmanager
def told(address: Address) -> Iterator[None]:
    """Turn what the database says into an error that tells what, where and what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _error(error, address) from error


def _error(error: DBAPIError, address: Address) -> RegisterError:
    cause = error.orig
    where = str(address)
    if _APPEND_ONLY in str(cause):
        return RegisterDamaged(
            "what is kept for good cannot be changed", where=where, remedy=_AS_IT_WAS
        )
    known = _known(cause)
    if known is None:
        words = str(cause).strip().partition("\n")[0]
        return RegisterError(f"the database refused ({words})", where=where, remedy=f"{_AS_IT_WAS}")
    kind, what, remedy = known
    return kind(what, where=where, remedy=remedy)


def _known(cause: object) -> tuple[type[RegisterError], str, str] | None:
    name = getattr(cause, "sqlite_errorname", None)
    if name:
        return next((_SQLITE[one] for one in _SQLITE if name.startswith(one)), None)
    state = getattr(cause, "sqlstate", None)
    if state:
        if state.startswith(("08", "28", "57P")):
            return _UNREACHABLE
        return _STATES.get(state)
    if type(cause).__name__ == "OperationalError" and "sqlite" not in type(cause).__module__:
        text = str(cause)
        return _STATES["3D000"] if "does not exist" in text and "database" in text else _UNREACHABLE
    return None
