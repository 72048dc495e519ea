"""What the journal tells of plans, in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("plan", "plan_action", "plan_version")
"""The kinds of things that belong to plans."""

_TOLD = ("history", "reports", "scores", "proposed", "milestones")


def plan_changes(name: str, before: Any, after: Any) -> Iterator[tuple[str, str, str]]:
    """Yield what changed in a thing of a plan: the field, its value before and after, in words."""
    kind = name.partition(":")[0]
    state = after or before
    if kind == "plan_version":
        told = f"version {state['number']}: {state['note']}"
        yield "adopted", *(("", told) if before is None else (told, ""))
        return
    old, new = (_read(kind, one) for one in (before, after))
    title = "title" if kind == "plan_action" else "name"
    if before is None or after is None:
        named = (old or new).get("id", "")
        told = f"{named} {(old or new).get(title, '')}".strip()
        yield kind.replace("_", " "), *(("", told) if before is None else (told, ""))
        return
    yield from _differences(old, new)


def _read(kind: str, state: Any) -> dict[str, Any]:
    if state is None:
        return {}
    read: dict[str, Any] = json.loads(state["body" if kind == "plan_action" else "facts"])
    return read


def _differences(old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    known = set()
    count = len(old.get("history", ()))
    for one in new.get("history", ())[count:]:
        known.add(one["what"].partition(" ")[0])
        yield one["what"], one.get("before") or "to be agreed", one.get("after") or "to be agreed"
    for one in new.get("reports", ())[len(old.get("reports", ())) :]:
        said = (one.get("round"), one.get("percent"), one.get("completion"), one.get("text"))
        yield "report", "", " · ".join(str(x) for x in said if x is not None and x != "")
    for one in new.get("scores", ())[len(old.get("scores", ())) :]:
        yield "mark", "", f"{one['party']} {one['mark']}"
    for field in dict.fromkeys((*old, *new)):
        if field in _TOLD or field in known or old.get(field) == new.get(field):
            continue
        yield field, *_parts(old.get(field), new.get(field))


def _parts(old: Any, new: Any) -> tuple[str, str]:
    """Return two values in words; of lists only what is not in both."""
    if isinstance(old or new, list):
        first, second = old or [], new or []
        gone = [one for one in first if one not in second]
        come = [one for one in second if one not in first]
        return ", ".join(map(_words, gone)), ", ".join(map(_words, come))
    return _words(old), _words(new)


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(str(one) for one in value.values() if not isinstance(one, bool))
    return "" if value is None else str(value)
