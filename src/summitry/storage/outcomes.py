"""What others report of pledges, where figures can be had, and factors between units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from summitry.errors import EntryMissing, ImportFaults
from summitry.model import Act, DataSource, Factor, KeptOutcome, ReportedOutcome, Speaks
from summitry.storage import kinds
from summitry.storage.entries import id_of, number_of
from summitry.storage.schema_monitoring import DATA_SOURCE, FACTOR, OUTCOME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import JournalEntry
    from summitry.storage.kinds import Kind
    from summitry.storage.register import Change, View

_OUTCOME = tuple(ReportedOutcome.__dataclass_fields__)
_SOURCE = tuple(DataSource.__dataclass_fields__)
_FACTOR = tuple(Factor.__dataclass_fields__)


def kept_outcomes(view: View, entry_id: str | None = None) -> tuple[KeptOutcome, ...]:
    """Return what is reported, of one entry or all of it, in the order it came."""
    query = select(OUTCOME).order_by(OUTCOME.c.id)
    if entry_id is not None:
        query = query.where(OUTCOME.c.entry_id == number_of(view, entry_id))
    return tuple(_outcome(view, row) for row in view.connection.execute(query).all())


def outcome_of(view: View, number: int) -> KeptOutcome:
    """Return one reported outcome; EntryMissing when there is none of that number."""
    row = view.connection.execute(select(OUTCOME).where(OUTCOME.c.id == number)).first()
    if row is None:
        raise EntryMissing(
            f"there is no reported outcome {number}",
            remedy="summitry data outcomes shows those there are.",
        )
    return _outcome(view, row)


def _outcome(view: View, row: Any) -> KeptOutcome:
    told = ReportedOutcome(**{name: getattr(row, name) for name in _OUTCOME})
    entry = None if row.entry_id is None else id_of(view, row.entry_id)
    speaks = None if row.speaks is None else Speaks(row.speaks)
    return KeptOutcome(row.id, told, row.file, entry, speaks, row.who, row.at)


def link(change: Change, number: int, entry_id: str, speaks: Speaks) -> JournalEntry | None:
    """Say of which entry an outcome tells, and how; None where that was so already."""
    known = outcome_of(change, number)
    entry = number_of(change, entry_id)
    if (known.entry, known.speaks) == (id_of(change, entry), speaks):
        return None
    name = kinds.OUTCOME.named(number)
    state = kinds.OUTCOME.read(change.connection, name) or {}
    told = {"entry_id": entry, "speaks": speaks.value, "who": change.who, "at": change.at}
    change.put(name, {**state, **told})
    return change.write(Act.LINK_OUTCOME, id_of(change, entry))


def take_outcomes(change: Change, told: Sequence[ReportedOutcome], file: str) -> tuple[int, int]:
    """Take in outcomes that are not there yet; return how many were new and how many were not."""
    return _take(change, kinds.OUTCOME, _OUTCOME, (told, file))


def take_sources(change: Change, told: Sequence[DataSource], file: str) -> tuple[int, int]:
    """Take in sources of figures that are not there yet; return how many were new and were not."""
    return _take(change, kinds.DATA_SOURCE, _SOURCE, (told, file))


def _take(
    change: Change, kind: Kind, names: tuple[str, ...], given: tuple[Sequence[Any], str]
) -> tuple[int, int]:
    told, file = given
    same = tuple(name for name in names if name != "row")
    rows = change.connection.execute(select(kind.table)).all()
    known = {tuple(getattr(row, name) for name in same) for row in rows}
    new = [one for one in told if tuple(getattr(one, name) for name in same) not in known]
    if new:
        first = change.next_number(kind.name, len(new))
        blank = dict.fromkeys(column.name for column in kind.table.columns)
        change.bring(
            kind,
            [
                {
                    **blank,
                    **{name: getattr(one, name) for name in names},
                    "id": number,
                    "file": file,
                }
                for number, one in enumerate(new, start=first)
            ],
        )
    return len(new), len(told) - len(new)


def kept_sources(view: View) -> tuple[DataSource, ...]:
    """Return where figures can be had, as tables told."""
    rows = view.connection.execute(select(DATA_SOURCE).order_by(DATA_SOURCE.c.id))
    return tuple(DataSource(**{name: getattr(row, name) for name in _SOURCE}) for row in rows)


def kept_factors(view: View) -> tuple[Factor, ...]:
    """Return the factors between units, as tables told."""
    rows = view.connection.execute(select(FACTOR).order_by(FACTOR.c.id))
    return tuple(Factor(**{name: getattr(row, name) for name in _FACTOR}) for row in rows)


def take_factors(change: Change, told: Sequence[Factor], file: str) -> tuple[int, int]:
    """Take in factors; another rate for the same units and year is a fault (ImportFaults)."""
    known = {(one.unit, one.into, one.period): one for one in kept_factors(change)}
    faults = [
        f"{one.unit} into {one.into}, {one.period or 'any year'}: {one.rate:g} here and "
        f"{known[one.unit, one.into, one.period].rate:g} in the register. Keep one of them; "
        "summitry undo takes the earlier import back."
        for one in told
        if (before := known.get((one.unit, one.into, one.period))) and before.rate != one.rate
    ]
    if faults:
        raise ImportFaults(tuple(faults), where=file)
    new = [one for one in told if (one.unit, one.into, one.period) not in known]
    if new:
        first = change.next_number("factor", len(new))
        rows = [
            {"id": number, **{name: getattr(one, name) for name in _FACTOR}}
            for number, one in enumerate(new, start=first)
        ]
        change.bring(kinds.FACTOR, rows)
    return len(new), len(told) - len(new)
