"""How Russian words an undertaking: triggers, nouns of will, verbs and closed classes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from summitry.errors import LexiconError
from summitry.lexicon.loader import load_entries, load_table
from summitry.model import Force

_UNDERTAKINGS = "ru/undertakings.toml"
_VERBS = "ru/verbs.toml"
VERB_CLASSES = ("deliver", "direct", "explore")
_TAKES = frozenset(
    {"infinitive", "noun", "about", "kdat", "po", "nacc", "gen", "deed", "that", "dated"}
    | {"counted", "agreement", "obligation", "thing"}
)
_FORMS = frozenset({"", "any", "short", "past", "present", "future"})
_SUBJECTS = frozenset({"own", "none", "anyone", "owner"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """One wording of an undertaking; see the head of ``data/ru/undertakings.toml``."""

    rule: str
    words: str
    takes: str
    force: str
    gloss: str
    example: str
    form: str = ""
    subject: str = "own"


@dataclass(frozen=True, slots=True)
class RussianGrammar:
    """The lexicon of Russian undertakings; base forms are in lower case, with "е" for "ё"."""

    triggers: dict[str, tuple[Trigger, ...]]
    wills: dict[str, Trigger]
    telling: frozenset[str]
    verb_class: dict[str, str]
    traits: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]

    @property
    def entries(self) -> tuple[Trigger, ...]:
        """Every trigger and noun of will, each once."""
        listed = [one for many in self.triggers.values() for one in many]
        return tuple(dict.fromkeys([*listed, *self.wills.values()]))


@cache
def load_russian() -> RussianGrammar:
    """Return the lexicon of Russian; LexiconError lists everything wrong with its data."""
    triggers = load_entries(_UNDERTAKINGS, "trigger", Trigger)
    wills = load_entries(_UNDERTAKINGS, "will", Trigger)
    _check((*triggers, *wills))
    opened: dict[str, list[Trigger]] = {}
    for one in triggers:
        for first in plain(one.words).split()[0].split("|"):
            opened.setdefault(first, []).append(one)
    table = load_table(_VERBS)
    telling = load_table(_UNDERTAKINGS)["telling"]["verbs"]
    return RussianGrammar(
        triggers={
            first: tuple(sorted(many, key=lambda one: -len(one.words.split())))
            for first, many in opened.items()
        },
        wills={plain(one.words): one for one in wills},
        telling=_set(telling),
        verb_class=_classes(table["classes"]),
        traits={name: _set(words) for name, words in table["traits"].items()},
        words={
            name: _set(words)
            for section in load_table("ru/words.toml").values()
            for name, words in section.items()
        },
    )


def plain(words: str) -> str:
    """Return words with "е" for "ё", as forms are compared."""
    return words.lower().replace("ё", "е")


def _set(words: str) -> frozenset[str]:
    return frozenset(plain(words).split())


def _classes(listed: dict[str, str]) -> dict[str, str]:
    verb_class: dict[str, str] = {}
    twice: set[str] = set()
    for name in VERB_CLASSES:
        for verb in _set(listed[name]):
            if verb in verb_class:
                twice.add(f"{verb} ({verb_class[verb]} and {name})")
            verb_class[verb] = name
    if twice:
        raise LexiconError(f"verbs in two classes: {', '.join(sorted(twice))}", where=_VERBS)
    return verb_class


def _check(entries: tuple[Trigger, ...]) -> None:
    faults: list[str] = []
    seen: set[str] = set()
    for one in entries:
        if one.rule in seen:
            faults.append(f"{one.rule}: the name is used twice")
        seen.add(one.rule)
        unknown = set(one.takes.split()) - _TAKES
        if unknown or not one.takes:
            faults.append(f"{one.rule}: unknown complement {', '.join(sorted(unknown))}")
        if one.force not in set(Force):
            faults.append(f"{one.rule}: unknown force {one.force}")
        if one.form not in _FORMS or one.subject not in _SUBJECTS:
            faults.append(f"{one.rule}: unknown form {one.form} or subject {one.subject}")
        if not (one.gloss and one.example):
            faults.append(f"{one.rule}: a gloss and an example are needed")
    if faults:
        raise LexiconError("; ".join(faults), where=_UNDERTAKINGS)
