"""Comparisons of a register at hand for pages: made again when the register has changed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from summitry.errors import ExtraMissing, UsageError
from summitry.exchange.comparisons.report import body_of
from summitry.exchange.comparisons.told import ToldComparison
from summitry.model import Query, Status
from summitry.storage import finding
from summitry.storage.findings import state_of
from summitry.storage.journal import head_of
from summitry.workflow.compared_material import only
from summitry.workflow.comparing import (
    compare,
    material_of_register,
    material_of_view,
    versions,
)

if TYPE_CHECKING:
    from summitry.model import Material
    from summitry.storage import Register, View

MOST = 3000
"""So many entries are compared while somebody waits; more need the command."""

_REMEMBERED = 8


class Comparer:
    """Compares one register, and remembers what it compared while the register stays as it is."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._state = ""
        self._material: Material | None = None
        self._made: OrderedDict[tuple[str, str | None], ToldComparison] = OrderedDict()
        self._pages: dict[int, tuple[ToldComparison, str]] = {}

    def told(self, register: Register, by: str, genre: str | None = None) -> ToldComparison:
        """Return a comparison of a register; UsageError where it is too large, or cannot be."""
        with register.looking() as view:
            state = head_of(view.connection)[1]
            _, live = state_of(view)
        if live > self._most:
            raise UsageError(
                f"{live:,} entries are too many to be compared while you wait",
                remedy=f"Run: summitry compare --by {by} -o report.html",
            )
        with self._lock:
            if state != self._state or self._material is None:
                self._material = material_of_register(register)
                self._state = state
                self._made.clear()
                self._pages.clear()
            key = (by, genre)
            if key not in self._made:
                self._made[key] = _told(self._material, by, genre)
                while len(self._made) > _REMEMBERED:
                    _, old = self._made.popitem(last=False)
                    self._pages.pop(id(old), None)
            self._made.move_to_end(key)
            return self._made[key]

    def page(self, told: ToldComparison) -> str:
        """Return the sections of a page on a comparison, whose quotes lead to their entries."""
        with self._lock:
            known = self._pages.get(id(told))
            # A number may be given again to what came after one that was let go.
            if known is None or known[0] is not told:
                known = told, body_of(told, lambda name: f"/commitments/{quote(name)}")
                self._pages[id(told)] = known
            return known[1]

    def genres(self) -> tuple[str, ...]:
        """Return the kinds of text of the register as it was last compared."""
        texts = self._material.texts if self._material else ()
        return tuple(sorted({one.genre for one in texts if one.genre}))


def _told(material: Material, by: str, genre: str | None = None) -> ToldComparison:
    command = f"summitry compare --by {by}" + (f" --genre '{genre}'" if genre else "")
    found = compare(material, by, genre=genre)
    return ToldComparison(found, only(material, genre), (), command, versions())


def published_comparison(view: View, statuses: tuple[Status, ...]) -> ToldComparison | None:
    """Return dialogues side by side by what is published of them.

    None where nothing is, or more than one page can hold, and where nothing can draw samples.
    """
    ids = {one.id for one in finding.find(view, Query(statuses=statuses))}
    if not 0 < len(ids) <= MOST:
        return None
    material = material_of_view(view)
    promises = tuple(one for one in material.promises if one.id in ids)
    names = {one.text for one in promises}
    if not names:
        return None
    texts = tuple(one for one in material.texts if one.name in names)
    # Other statements of a text are not published: praise is not told of.
    texts = tuple(replace(one, talk=None) for one in texts)
    money = tuple(one for one in material.money if one.id in ids)
    try:
        return _told(replace(material, texts=texts, promises=promises, money=money), "dialogue")
    except ExtraMissing:
        return None
