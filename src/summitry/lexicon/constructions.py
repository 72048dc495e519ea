"""The ways in which a language words an undertaking, as the lexicon lists them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from summitry.errors import LexiconError
from summitry.model import Force

ABSOLUTE: Final = "absolute"
POSSESSOR: Final = "possessor"
WELCOMED: Final = "welcomed"
TOLD: Final = "told"
INHERITED: Final = "inherit"
_TAKES = frozenset(
    {"base", "ing", "noun", "money", "event", "announced", "launched", "body"}
    | {"objectto", "to", "into", "none", "sum", "purpose", "scheduled", "participle", "gerunds"}
    | {"date", "resulting", "acted"}
)
_SUBJECTS = frozenset({"own", POSSESSOR, WELCOMED, "none", ABSOLUTE, TOLD, INHERITED})


@dataclass(frozen=True, slots=True)
class Construction:
    """One way English words an undertaking; see ``data/en/undertakings.toml``.

    ``act`` tells that the words themselves hold the verb of the act; ``keep`` that they
    belong to the quote.
    """

    rule: str
    words: str
    takes: str
    force: str
    subject: str = "own"
    act: bool = False
    keep: bool = True


@cache
def complements(takes: str) -> tuple[str, ...]:
    """Return what may follow a construction, in the order it is tried."""
    return tuple(takes.split())


def check_constructions(constructions: tuple[Construction, ...], where: str) -> None:
    """Raise LexiconError for everything that is wrong with constructions."""
    faults: list[str] = []
    seen: set[str] = set()
    for entry in constructions:
        if entry.rule in seen:
            faults.append(f"{entry.rule}: the name is used twice")
        seen.add(entry.rule)
        unknown = set(complements(entry.takes)) - _TAKES
        if unknown:
            faults.append(f"{entry.rule}: unknown complement {', '.join(sorted(unknown))}")
        if entry.subject not in _SUBJECTS:
            faults.append(f"{entry.rule}: unknown subject {entry.subject}")
        if entry.force not in {*Force, INHERITED}:
            faults.append(f"{entry.rule}: unknown force {entry.force}")
    if faults:
        raise LexiconError("; ".join(faults), where=where)
