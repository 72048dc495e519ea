"""What the journal tells, in words: which field a person changed, from what to what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summitry.exchange.wording import shown
from summitry.model import Act
from summitry.storage.encoding import parsed
from summitry.workflow.amounts import shown_amount
from summitry.workflow.plans.telling import KINDS, plan_changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summitry.model import JournalEntry

_LONGEST = 300
_MONITORING = {"assessment": "verdict", "binding": "figures", "outcome": "outcome"}
_COUNTED = {
    "statistic": "series",
    "observation": "figures",
    "outcome": "reported outcomes",
    "data_source": "sources of figures",
    "factor": "factors",
    "snapshot": "snapshots",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that changed: its field, and its value before and after, in words."""

    field: str
    before: str
    after: str


def told(entry: JournalEntry) -> tuple[Told, ...]:
    """Return what an entry of the journal changed, field by field."""
    if "undoes" in entry.body:
        return (Told("undo", "", f"no. {entry.body['undoes']} ({entry.body.get('act', '')})"),)
    if entry.body.get("source"):
        name = entry.body.get("title") or entry.body["source"]
        return (Told("document", "", _short(str(name))),)
    if entry.act in (Act.IMPORT_DATA.value, Act.FETCH_DATA.value):
        return (Told("figures", "", _counted(entry)),)
    changes: list[Told] = []
    for name, (before, after) in entry.states.items():
        changes += _of(name, before, after)
    return tuple(changes)


def since(history: Sequence[JournalEntry], version: int) -> tuple[JournalEntry, ...]:
    """Return the entries of a history that made an entry newer than a version."""
    return tuple(one for one in history if _newest(one) > version)


def _newest(entry: JournalEntry) -> int:
    after = [state[1] for name, state in entry.states.items() if name.startswith("entry:")]
    return max((one.get("version", 0) for one in after if one), default=0)


def _of(name: str, before: Any, after: Any) -> Iterator[Told]:
    kind, _, key = name.partition(":")
    if kind in KINDS:
        for field, old, new in plan_changes(name, before, after):
            yield Told(field, _short(old), _short(new))
    elif kind == "tag":
        tag = key.partition(":")[2]
        yield Told("tag", tag if before is not None else "", tag if after is not None else "")
    elif kind == "link":
        _, relation, _ = key.split(":", 2)
        yield Told("link", "", relation)
    elif kind in _MONITORING:
        yield Told(_MONITORING[kind], _monitored(kind, before), _monitored(kind, after))
    elif before is None or after is None:
        state = after or before
        words = state.get("text") or state.get("name")
        if words:
            yield Told(kind, "", _short(str(words)))
    else:
        for field in after:
            if field != "version" and before.get(field) != after[field]:
                yield from _field(field, before.get(field), after[field])


def _counted(entry: JournalEntry) -> str:
    """Return how many things of each kind came with figures, which are too many to be listed."""
    counts = Counter(name.partition(":")[0] for name in entry.states)
    told = (f"{counts[kind]} {words}" for kind, words in _COUNTED.items() if counts[kind])
    return ", ".join(told)


def _monitored(kind: str, state: Any) -> str:
    if state is None:
        return ""
    if kind == "assessment":
        return _short(f"{state['truth']}: {state['reason']}")
    if kind == "binding":
        return _short(f"series {state['statistic_id']} for {state['target']}: {state['decision']}")
    return _short(f"{state['pledge']}: {state['speaks'] or 'not linked'}")


def _field(field: str, before: Any, after: Any) -> Iterable[Told]:
    if field != "changes":
        return (Told(field, value_words(before), value_words(after)),)
    old = parsed(before) if before else {}
    new = parsed(after) if after else {}
    names = [name for name in dict.fromkeys((*old, *new)) if old.get(name) != new.get(name)]
    shown_names = [name for name in names if name not in ("start", "end")]
    # A value that a person has not set is the machine's, which the journal does not repeat.
    return tuple(
        Told(
            name,
            value_words(old[name]) if name in old else "as read",
            value_words(new[name]) if name in new else "as read",
        )
        for name in shown_names
    )


def value_words(value: Any) -> str:
    """Return the value of a field, as changes tell it, in words."""
    if isinstance(value, list):
        return ", ".join(map(value_words, value)) or "none"
    if isinstance(value, dict):
        if "unit" in value:
            return shown_amount(value)
        return " to ".join(str(value[end]) for end in ("start", "end") if value.get(end))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else _short(str(value))


def _short(text: str) -> str:
    plain = shown(text)
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
