"""Where people differ on one document, entry by entry and field by field, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.model import Commitment, Status, effective, plain_values
from summitry.workflow.telling import value_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summitry.comparison import Decision
    from summitry.model import Entry

MARKED = frozenset({Status.PROPOSED, Status.ACCEPTED})
"""What counts as a commitment in the eyes of who decided."""


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field on which people differ; ``said`` has what each said, in the order of the names."""

    field: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryDifference:
    """An entry on which people differ, by the words of who marked it first."""

    entry: str
    quote: str
    fields: tuple[FieldDifference, ...]


def differences(
    names: Sequence[str],
    states: Mapping[str, Mapping[int, Entry]],
    ratings: Mapping[int, Mapping[str, Decision]],
) -> Iterator[EntryDifference]:
    """Yield the entries on which people differ.

    ``states`` are the entries compared as each person last decided on them, by their numbers;
    ``ratings`` what those who take one for a commitment say of it.
    """
    for number in sorted({one for known in states.values() for one in known}):
        told = {name: states[name].get(number) for name in names}
        known = next(one for one in told.values() if one is not None)
        found = tuple(_fields(told, ratings.get(number, {})))
        if found:
            yield EntryDifference(known.id, effective(known).quote, found)


def _fields(
    told: Mapping[str, Entry | None], ratings: Mapping[str, Decision]
) -> Iterator[FieldDifference]:
    marked = {name: one for name, one in told.items() if one is not None and one.status in MARKED}
    if len(marked) < len(told):
        if marked:
            yield FieldDifference("status", tuple(map(_judgement, told.values())))
        return
    records = [effective(one) for one in marked.values()]
    if len({record.span for record in records}) > 1:
        yield FieldDifference("quote", tuple(record.quote for record in records))
    plain = [plain_values(record) for record in records if isinstance(record, Commitment)]
    for name in ratings[next(iter(marked))].ratings:
        if len({one.ratings[name] for one in ratings.values()}) > 1:
            field = "quantities" if name == "amount" else name
            yield FieldDifference(field, tuple(value_words(values[field]) for values in plain))


def _judgement(entry: Entry | None) -> str:
    if entry is None:
        return "none"
    return (Status.ACCEPTED if entry.status in MARKED else Status.REJECTED).value
