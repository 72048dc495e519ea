"""Where a register is: a file, or a database on a server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summitry.errors import UsageError

if TYPE_CHECKING:
    import os

DEFAULT = "summitry.db"
"""The file in the current folder that is the register unless another is named."""

_FILE = "sqlite:///"
_SERVER = ("postgresql://", "postgres://", "postgresql+psycopg://")


@dataclass(frozen=True, slots=True)
class Address:
    """A file (``path``), or the URL of a PostgreSQL database; exactly one of them is there."""

    path: Path | None = None
    url: str | None = None

    def __str__(self) -> str:
        """Return it as people may read it, without a password."""
        if self.path is not None:
            return str(self.path)
        from sqlalchemy import make_url

        shown = make_url(str(self.url)).render_as_string(hide_password=True)
        return shown.replace("+psycopg", "", 1)


def address_of(text: str | os.PathLike[str]) -> Address:
    """Return the address that a path or URL stands for; UsageError for any other kind of URL."""
    told = str(text)
    if told.startswith(_FILE):
        return Address(path=Path(told.removeprefix(_FILE)))
    if told.startswith(_SERVER):
        return Address(url="postgresql+psycopg://" + told.partition("://")[2])
    if "://" in told:
        raise UsageError(
            "is no address of a register",
            where=told.partition("://")[0] + "://",
            remedy="Name a file, or a database as postgresql://user@host/database.",
        )
    if not told.strip():
        raise UsageError("no register is named", where="--register", remedy="Name a file or a URL.")
    return Address(path=Path(told))
