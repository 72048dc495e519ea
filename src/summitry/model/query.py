"""What is looked for in a register."""

from __future__ import annotations

from dataclasses import dataclass

from summitry.model.register import COMMITMENT, LIVE, Status


@dataclass(frozen=True, slots=True)
class Query:
    """Words and filters, all of which an entry has to meet; empty ones let everything through.

    ``words`` must all stand in the quote; one that ends in ``*`` stands for all that begin so.
    ``party`` is actor or recipient, by itself, in a group it is in, or as one of all parties of
    the document; ``only_named`` leaves it to where it is named itself. Amounts count with
    ``unit`` only (an ISO 4217 code, percent, or the counted noun). ``due_from`` and ``due_to``
    are ISO 8601 dates of reduced precision, and bound the end of the deadline, both inclusive.
    ``document`` is the start of a content key. ``after`` is the id to go on behind, ``limit`` the
    most entries wanted; with ``before`` and a limit, those are wanted that stand last before it.
    """

    words: str = ""
    dialogue: str | None = None
    party: str | None = None
    only_named: bool = False
    actor: str | None = None
    recipient: str | None = None
    theme: str | None = None
    force: str | None = None
    verifiable: bool | None = None
    unit: str | None = None
    amount_from: float | None = None
    amount_to: float | None = None
    due_from: str | None = None
    due_to: str | None = None
    tag: str | None = None
    fate: str | None = None
    document: str | None = None
    kind: str | None = COMMITMENT
    statuses: tuple[Status, ...] = LIVE
    after: str | None = None
    before: str | None = None
    limit: int | None = None
