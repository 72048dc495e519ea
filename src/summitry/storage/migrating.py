"""Bringing the tables of a register up to date, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, select, text

from summitry.errors import RegisterForeign, RegisterOutdated, RegisterTooNew
from summitry.storage.schema import SETTING

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from summitry.storage.address import Address

HEAD = "0006"
"""The step that this version of summitry works with."""

NEEDS = "0.1.0"
"""The oldest version of summitry that can work with a register after the last step."""

OWN_STEPS = Path(__file__).parent / "migrations" / "versions"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a register stands: the step it was brought to (None: none), the version it needs."""

    step: str | None
    needs: str


def standing(connection: Connection) -> Standing:
    """Return where a register stands."""
    if not inspect(connection).has_table("alembic_version"):
        return Standing(None, "")
    step = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    needs = connection.execute(select(SETTING.c.value).where(SETTING.c.name == "needs")).scalar()
    return Standing(step, needs or "")


def check_standing(connection: Connection, address: Address) -> None:
    """Raise a RegisterError unless this version of summitry can work with the register."""
    from summitry.version import __version__

    found = standing(connection)
    where = str(address)
    if found.step is None:
        raise RegisterForeign(
            "holds no register of summitry",
            where=where,
            remedy="Make one with summitry init, or name another with --register.",
        )
    if found.step > HEAD:
        raise RegisterTooNew(
            f"was made by a newer version: it needs summitry {found.needs}, this is {__version__}",
            where=where,
            remedy=f"Install summitry {found.needs} or later.",
        )
    if found.step < HEAD:
        raise RegisterOutdated(
            "was made by an older version of summitry",
            where=where,
            remedy="Make a backup, then bring it up to date with summitry init.",
        )


def upgrade(connection: Connection, steps: tuple[Path, ...] = (OWN_STEPS,)) -> None:
    """Run the steps that a register lacks, inside the transaction of the connection.

    What was interrupted leaves nothing behind, and the next call begins again. ``steps`` are the
    folders with the steps.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(OWN_STEPS.parent).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(str, steps)).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
