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
        EntryChanged,
        ImportRefused,
        LanguageError,
        LexiconError,
        RegisterError,
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
        Entry,
        Failure,
        Notice,
        PartyMention,
        Period,
        Quantity,
        Query,
        Reading,
        Reason,
        Span,
        Statement,
        Status,
    )
    from summitry.reading import ReadOptions
    from summitry.workflow import Progress, read, read_many
    from summitry.workflow.arriving import import_file
    from summitry.workflow.consulting import find, show, verify
    from summitry.workflow.exporting import export_register
    from summitry.workflow.register import Register, add
    from summitry.workflow.register import create as create_register
    from summitry.workflow.register import open_at as open_register
    from summitry.workflow.reviewing import decide, edit

_HOMES = {
    "summitry.errors": (
        "EntryChanged",
        "ImportRefused",
        "LanguageError",
        "LexiconError",
        "RegisterError",
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
        "Entry",
        "Failure",
        "Notice",
        "PartyMention",
        "Period",
        "Quantity",
        "Query",
        "Reading",
        "Reason",
        "Span",
        "Statement",
        "Status",
    ),
    "summitry.reading": ("ReadOptions",),
    "summitry.workflow": ("Progress", "read", "read_many"),
    "summitry.workflow.arriving": ("import_file",),
    "summitry.workflow.consulting": ("find", "show", "verify"),
    "summitry.workflow.exporting": ("export_register",),
    "summitry.workflow.register": ("Register", "add", "create_register", "open_register"),
    "summitry.workflow.reviewing": ("decide", "edit"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
# At home, where it is clear what is made and opened, these have shorter names.
_AT_HOME = {"create_register": "create", "open_register": "open_at"}

__all__ = [
    "Commitment",
    "Document",
    "Entry",
    "EntryChanged",
    "Failure",
    "ImportRefused",
    "LanguageError",
    "LexiconError",
    "Notice",
    "PartyMention",
    "Period",
    "Progress",
    "Quantity",
    "Query",
    "ReadOptions",
    "Reading",
    "Reason",
    "Register",
    "RegisterError",
    "SourceEmpty",
    "SourceError",
    "SourceMissing",
    "SourceTooLarge",
    "SourceUndecodable",
    "SourceUnreachable",
    "SourceUnreadable",
    "Span",
    "Statement",
    "Status",
    "SummitryError",
    "UsageError",
    "__version__",
    "add",
    "create_register",
    "decide",
    "edit",
    "export_register",
    "find",
    "import_file",
    "open_register",
    "read",
    "read_many",
    "show",
    "verify",
]


def __getattr__(name: str) -> object:
    # Importing summitry stays cheap: a name is fetched from its home when it is first used.
    if name not in _HOME_OF:
        raise AttributeError(f"module 'summitry' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), _AT_HOME.get(name, name))
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
