"""What reading one document gave."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summitry.model.commitment import Commitment, Statement  # noqa: TC001 - schema
from summitry.model.document import Document  # noqa: TC001 - read by the schema at run time
from summitry.model.span import Span  # noqa: TC001 - read by the schema at run time


class Severity(StrEnum):
    """How much a notice matters."""

    NOTE = "note"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader should know although the reading went on.

    ``code`` is a stable name; ``where`` in plain words (a line, a page); ``remedy`` what to do.
    """

    severity: Severity
    code: str
    what: str
    where: str = ""
    remedy: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, what was found in it, and by which engine and lexicon."""

    document: Document
    commitments: tuple[Commitment, ...]
    statements: tuple[Statement, ...] = ()
    notices: tuple[Notice, ...] = ()
    engine: str = ""
    lexicon: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """One source that could not be read: what is wrong, where, and what to do."""

    source: str
    code: str
    what: str
    remedy: str = ""
