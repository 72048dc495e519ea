"""Turns what leaders promise at summits into a plan that can be checked.

>>> import summitry
>>> reading = summitry.read("declaration.txt", date="2022-01-25")  # doctest: +SKIP
>>> reading.commitments[0].quote  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from summitry.version import __version__

if TYPE_CHECKING:
    from summitry.errors import (
        LanguageError,
        LexiconError,
        SourceEmpty,
        SourceError,
        SourceMissing,
        SourceTooLarge,
        SourceUndecodable,
        SourceUnreachable,
        SourceUnreadable,
        SummitryError,
        UsageError,
    )
    from summitry.model import (
        Commitment,
        Document,
        Failure,
        Notice,
        PartyMention,
        Period,
        Quantity,
        Reading,
        Reason,
        Span,
        Statement,
    )
    from summitry.reading import ReadOptions
    from summitry.workflow import Progress, read, read_many

_HOMES = {
    "summitry.errors": (
        "LanguageError",
        "LexiconError",
        "SourceEmpty",
        "SourceError",
        "SourceMissing",
        "SourceTooLarge",
        "SourceUndecodable",
        "SourceUnreachable",
        "SourceUnreadable",
        "SummitryError",
        "UsageError",
    ),
    "summitry.model": (
        "Commitment",
        "Document",
        "Failure",
        "Notice",
        "PartyMention",
        "Period",
        "Quantity",
        "Reading",
        "Reason",
        "Span",
        "Statement",
    ),
    "summitry.reading": ("ReadOptions",),
    "summitry.workflow": ("Progress", "read", "read_many"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Commitment",
    "Document",
    "Failure",
    "LanguageError",
    "LexiconError",
    "Notice",
    "PartyMention",
    "Period",
    "Progress",
    "Quantity",
    "ReadOptions",
    "Reading",
    "Reason",
    "SourceEmpty",
    "SourceError",
    "SourceMissing",
    "SourceTooLarge",
    "SourceUndecodable",
    "SourceUnreachable",
    "SourceUnreadable",
    "Span",
    "Statement",
    "SummitryError",
    "UsageError",
    "__version__",
    "read",
    "read_many",
]


def __getattr__(name: str) -> object:
    # Importing summitry stays cheap: a name is fetched from its home when it is first used.
    if name not in _HOME_OF:
        raise AttributeError(f"module 'summitry' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
