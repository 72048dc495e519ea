"""Drawing the commitments that a second person reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summitry.comparison import sample_of_stream
from summitry.errors import UsageError
from summitry.model import Commitment, effective
from summitry.storage import finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from summitry.model import Entry, Query
    from summitry.storage import Register

_GROUPS: dict[str, Callable[[Entry, Any], str]] = {
    "document": lambda entry, _: entry.document,
    "theme": lambda _, record: str(record.theme) if isinstance(record, Commitment) else "",
    "force": lambda _, record: record.force.value if isinstance(record, Commitment) else "",
}
GROUPS = tuple(_GROUPS)
"""What a sample can keep the shares of."""


def sample(
    register: Register, query: Query, share_or_number: float, seed: str, by: str = "document"
) -> tuple[str, ...]:
    """Return the ids of a sample of the entries that meet a query, the same for the same seed.

    A whole number is how many, a float which share of them; ``by`` is document, theme or force,
    whose shares the sample keeps as well as its size allows. UsageError for what cannot be meant.
    """
    if by not in _GROUPS:
        raise UsageError(
            f"{by!r} is not possible", where="--by", remedy=f"Use one of {', '.join(GROUPS)}."
        )
    group = _GROUPS[by]
    with register.looking() as view:

        def pairs() -> Iterator[tuple[str, str]]:
            for entry in finding.find(view, query):
                yield entry.id, group(entry, effective(entry))

        return sample_of_stream(pairs, share_or_number, seed)
