"""Names of parties → their codes, the same way wherever a person wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.lexicon.parties import load_parties

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class NamedParties:
    """The codes of the names that are known; the other names, and the names closest to those."""

    codes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    closest: tuple[str, ...] = ()

    @property
    def fault(self) -> str:
        """What is wrong, where a name is unknown."""
        return f"no party is called {', '.join(self.unknown)}"

    @property
    def remedy(self) -> str:
        """What to do about it."""
        if self.closest:
            return f"Perhaps: {', '.join(self.closest)}."
        return "Give ISO 3166-1 codes or names."


def resolve_parties(names: Iterable[str]) -> NamedParties:
    """Return the codes of parties given by code or name, each once, in order.

    >>> resolve_parties(["kaz", "European Union", "Kazakhstan"]).codes
    ('KAZ', 'EU')
    """
    wanted = dict.fromkeys(name.strip() for name in names if name.strip())
    if not wanted:
        return NamedParties()
    known = load_parties()
    codes = {name: known.resolve(name) for name in wanted}
    unknown = tuple(name for name, code in codes.items() if code is None)
    return NamedParties(
        tuple(dict.fromkeys(code for code in codes.values() if code is not None)),
        unknown,
        tuple(dict.fromkeys(found for name in unknown for found in known.suggest(name))),
    )
