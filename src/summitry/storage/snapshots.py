"""What providers sent, byte for byte, so that figures can be read again without them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from summitry.storage import kinds
from summitry.storage.schema_monitoring import SNAPSHOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summitry.storage.register import Change, View


@dataclass(frozen=True, slots=True)
class KeptPayload:
    """One payload; ``number`` is None before it is kept, ``accessed`` an ISO 8601 day."""

    provider: str
    address: str
    accessed: str
    checksum: str
    size: int
    licence: str
    redistributable: bool | None
    body: bytes
    number: int | None = None


def latest(view: View, provider: str, address: str) -> KeptPayload | None:
    """Return what a provider sent last for an address, None where nothing was kept."""
    query = select(SNAPSHOT).where(SNAPSHOT.c.provider == provider, SNAPSHOT.c.address == address)
    row = view.connection.execute(query.order_by(SNAPSHOT.c.id.desc()).limit(1)).first()
    return None if row is None else _read(row)


def every(view: View) -> Iterator[KeptPayload]:
    """Yield all that was kept, in the order it came."""
    query = select(SNAPSHOT).order_by(SNAPSHOT.c.id)
    for row in view.connection.execute(query, execution_options={"yield_per": 20}):
        yield _read(row)


def keep(change: Change, payloads: Sequence[KeptPayload]) -> dict[str, int]:
    """Keep payloads and return their numbers by checksum; the same one is kept only once."""
    numbers: dict[str, int] = {}
    for one in payloads:
        known = latest(change, one.provider, one.address)
        if known is not None and known.number is not None and known.checksum == one.checksum:
            numbers[one.checksum] = known.number
            continue
        number = change.next_number("snapshot")
        allowed = one.redistributable
        row: dict[str, Any] = {
            "id": number,
            "provider": one.provider,
            "address": one.address,
            "accessed": one.accessed,
            "checksum": one.checksum,
            "size": one.size,
            "licence": one.licence,
            "redistributable": None if allowed is None else int(allowed),
            "body": one.body,
        }
        change.bring(kinds.SNAPSHOT, [row])
        numbers[one.checksum] = number
    return numbers


def _read(row: Any) -> KeptPayload:
    allowed = None if row.redistributable is None else bool(row.redistributable)
    told = ("provider", "address", "accessed", "checksum", "size", "licence")
    shared = {name: getattr(row, name) for name in told}
    return KeptPayload(**shared, redistributable=allowed, body=bytes(row.body), number=row.id)
