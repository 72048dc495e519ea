"""A commitment or another statement, together with where and when it was made."""

from __future__ import annotations

from dataclasses import dataclass

from summitry.model.commitment import Commitment, Statement  # noqa: TC001 - schema
from summitry.model.document import BlockKind  # noqa: TC001 - read by the schema at run time
from summitry.model.quantity import Quantity  # noqa: TC001 - read by the schema at run time
from summitry.model.span import Span  # noqa: TC001 - read by the schema at run time


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is known of the document in which something was said.

    ``document`` names it uniquely among the documents compared. ``date`` is ISO 8601 in reduced
    precision or None; ``dialogue`` the series of meetings and ``meeting`` the single one, where
    they are known; ``parties`` the codes of the parties to the document.
    """

    document: str
    date: str | None = None
    dialogue: str | None = None
    meeting: str | None = None
    parties: tuple[str, ...] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment with a name of its own and the occasion on which it was made."""

    id: str
    commitment: Commitment
    occasion: Occasion

    @property
    def quote(self) -> str:
        """The words that state it."""
        return self.commitment.quote


@dataclass(frozen=True, slots=True)
class Remark:
    """A statement that is no commitment (an achievement, a proposal …) with its occasion."""

    id: str
    statement: Statement
    occasion: Occasion

    @property
    def quote(self) -> str:
        """The words that make it."""
        return self.statement.quote


@dataclass(frozen=True, slots=True)
class Aliases:
    """Other names of what is compared, as (other name, name used) pairs.

    ``parties`` are codes, for a party that changed its name or was succeeded by another;
    ``dialogues`` are names of series of meetings, for a dialogue that was renamed.
    """

    parties: tuple[tuple[str, str], ...] = ()
    dialogues: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or a piece of one in a document, with the amounts that stand in it.

    ``block`` is the position of its block in the document, from 0; ``section`` the position of
    the heading that it stands under, None before the first heading.
    """

    span: Span
    block: int
    kind: BlockKind
    section: int | None = None
    quantities: tuple[Quantity, ...] = ()
