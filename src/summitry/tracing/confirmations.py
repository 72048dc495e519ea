"""What people confirm must make a history: a promise cannot continue what continues it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from summitry.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.model import LineageLink


def refuse_circles(confirmed: Iterable[LineageLink]) -> None:
    """Raise UsageError, naming the promises, when confirmed links lead back to their beginning.

    Links that say two documents report one meeting, or that have no later record, have no
    direction and are left out. Time is linear in the links.
    """
    after: dict[str, list[str]] = defaultdict(list)
    for link in confirmed:
        if link.later and link.ordered:
            after[link.earlier].append(link.later)
    done: set[str] = set()
    for start in sorted(after):
        circle = _circle(start, after, done)
        if circle:
            raise UsageError(
                f"the confirmed links go round in a circle: {' → '.join(circle)}",
                remedy="Refuse one of them.",
            )


def _circle(start: str, after: dict[str, list[str]], done: set[str]) -> list[str]:
    path: list[str] = []
    on_path: set[str] = set()
    stack: list[tuple[str, bool]] = [(start, False)]
    while stack:
        name, leaving = stack.pop()
        if leaving:
            path.pop()
            on_path.discard(name)
            done.add(name)
            continue
        if name in on_path:
            return [*path[path.index(name) :], name]
        if name in done:
            continue
        path.append(name)
        on_path.add(name)
        stack.append((name, True))
        stack += [(later, False) for later in sorted(after.get(name, ()), reverse=True)]
    return []
