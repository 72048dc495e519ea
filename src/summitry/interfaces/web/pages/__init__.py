"""The pages: one module each, with a router, and its place in the navigation if it has one.

To add one, write a module with ``router`` (and ``NAVIGATION``: path, label, role) and list it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.interfaces.web.pages import (
    actions,
    agreement,
    claims,
    commitment,
    commitments,
    comparing,
    deciding,
    dialogues,
    differences,
    documents,
    editing,
    evidence,
    feed,
    help_page,
    journal,
    lives,
    parties,
    people,
    plans,
    series,
    sessions,
    start,
    targets,
    tokens,
    tracing,
    upload,
    versions,
    views,
)

if TYPE_CHECKING:
    from types import ModuleType

PAGES: tuple[ModuleType, ...] = (
    start,
    dialogues,
    documents,
    agreement,
    # Its own paths come before those that take the id of an entry.
    views,
    commitments,
    commitment,
    editing,
    deciding,
    lives,
    tracing,
    comparing,
    evidence,
    versions,
    parties,
    targets,
    claims,
    series,
    plans,
    actions,
    upload,
    differences,
    journal,
    people,
    sessions,
    tokens,
    feed,
    help_page,
)
