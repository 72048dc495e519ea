"""Who is put side by side: which texts and which promises belong to which group."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.model import ALL_PARTIES, Grouping

if TYPE_CHECKING:
    from summitry.model import ComparedPromise, ComparedText, Material

UNKNOWN = "not known"
TOGETHER = "all parties together"

WHOLE_TEXTS = frozenset({Grouping.DIALOGUE, Grouping.MEETING, Grouping.DOCUMENT, Grouping.YEAR})
"""Groupings in which each text belongs to one group, with all its words."""


@dataclass(frozen=True, slots=True)
class Members:
    """The texts of a group in the order of the material, and its promises by text."""

    name: str
    texts: tuple[ComparedText, ...]
    promises: tuple[ComparedPromise, ...]


def grouped(material: Material, by: Grouping) -> tuple[Members, ...]:
    """Return the groups in the order of their names, those not known last.

    A promise of several parties is counted with each of them, so that groups of parties overlap.
    """
    texts = {one.name: one for one in material.texts}
    of_group: dict[str, list[ComparedPromise]] = defaultdict(list)
    names: dict[str, set[str]] = defaultdict(set)
    if by in WHOLE_TEXTS:
        for text in material.texts:
            names[_of_text(text, by)].add(text.name)
    for promise in material.promises:
        for name in _of_promise(promise, texts[promise.text], by):
            of_group[name].append(promise)
            names[name].add(promise.text)
    return tuple(
        Members(
            name,
            tuple(one for one in material.texts if one.name in names[name]),
            tuple(of_group[name]),
        )
        for name in sorted(names, key=lambda one: (one == UNKNOWN, one.casefold(), one))
    )


def _of_text(text: ComparedText, by: Grouping) -> str:
    if by is Grouping.DIALOGUE:
        return text.dialogue or UNKNOWN
    if by is Grouping.MEETING:
        return text.meeting or UNKNOWN
    if by is Grouping.YEAR:
        return text.date[:4] if text.date else UNKNOWN
    return text.name


def _of_promise(promise: ComparedPromise, text: ComparedText, by: Grouping) -> set[str]:
    if by is Grouping.PARTY:
        return {TOGETHER if one == ALL_PARTIES else one for one in promise.actors} or {UNKNOWN}
    if by is Grouping.THEME:
        return {promise.theme}
    return {_of_text(text, by)}
