"""What others report of a pledge, and where figures can be had, as tables tell it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportedOutcome:
    """What a source tells of one pledge or claim, in the words of its table.

    ``status_guess`` is a first reading and no verdict; ``confidence`` how sure that is. ``row``
    is the line of the file.
    """

    pledge: str
    actor: str
    target: str
    deadline: str
    outcome: str
    outcome_date: str
    status_guess: str
    source_title: str
    source_url: str
    confidence: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class DataSource:
    """A place where figures can be fetched, with what it asks for and allows."""

    source: str
    endpoint: str
    shape: str
    access: str
    limits: str
    licence: str
    covers: str
    note: str = ""
    row: int | None = None
