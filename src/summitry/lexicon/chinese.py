"""The words of official Chinese: what each does in a clause, validated and ready for use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import permutations
from typing import Any, Final

from summitry.errors import LexiconError
from summitry.lexicon.loader import load_entries, load_table
from summitry.lexicon.parties import load_parties

_WHERE = "zh/"
FORCES = ("exploratory", "planned", "firm")

# What a word may do in a clause; one word may do several things.
TRIGGER: Final = 1
VERB: Final = 0x2
JOINT: Final = 0x4
WE: Final = 0x8
MEETING: Final = 0x10
EVENT: Final = 0x20
OFFICE: Final = 0x40
ADVERB: Final = 0x80
PREPOSITION: Final = 0x100
CLOSER: Final = 0x200
OPENING: Final = 0x400
CONTINUING: Final = 0x800
MARK: Final = 0x1000
LISTING: Final = 0x2000
REPORTING: Final = 0x4000
POSITION: Final = 0x8000
PRAISE: Final = 0x10000
CALL: Final = 0x20000
DUTY: Final = 0x40000
COULD: Final = 0x80000
PAST: Final = 0x100000
DONE: Final = 0x200000
NEGATION: Final = 0x400000
PURPOSE: Final = 0x800000
PARTY: Final = 0x1000000
COMMA: Final = 0x2000000
STOP: Final = 0x4000000
COLON: Final = 0x8000000
PAUSE: Final = 0x10000000
OPENS: Final = 0x20000000
QUOTED: Final = 0x40000000
SEMICOLON: Final = 0x80000000

_SECTIONS = {
    ("subjects", "joint"): JOINT,
    ("subjects", "we"): WE,
    ("subjects", "meeting"): MEETING,
    ("subjects", "event"): EVENT,
    ("offices", "words"): OFFICE,
    ("adverbs", "words"): ADVERB,
    ("prepositions", "words"): PREPOSITION,
    ("prepositions", "closers"): CLOSER,
    ("connectives", "opening"): OPENING,
    ("connectives", "continuing"): CONTINUING,
    ("connectives", "marks"): MARK,
    ("connectives", "listing"): LISTING,
    ("speech", "reporting"): REPORTING,
    ("positions", "position"): POSITION,
    ("positions", "praise"): PRAISE,
    ("positions", "call"): CALL,
    ("positions", "duty"): DUTY,
    ("positions", "could"): COULD,
    ("past", "marks"): PAST,
    ("past", "after_verb"): DONE,
    ("negations", "words"): NEGATION,
    ("purposes", "opening"): PURPOSE,
    ("swallowed", "wordings"): 0,
}
_PUNCTUATION = {
    COMMA: "，,",
    SEMICOLON: "；;",
    STOP: "。！？!?",
    COLON: "：:",
    PAUSE: "、",
    OPENS: "“「『《〈（(【",
}


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """A way of wording an undertaking; see ``data/zh/undertakings.toml``."""

    rule: str
    words: str
    force: str
    gloss: str
    example: str
    takes: str = "act"
    subject: str = "own"


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """A person who speaks for a party while in office (partial dates)."""

    party: str
    names: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class ChineseWords:
    """All wordings, and what each does (a sum of the flags above).

    ``triggers`` and ``verbs`` are by wording, a verb with its class; ``parties`` gives the codes
    a wording may stand for, and ``leaders`` the terms of those who speak for one.
    """

    flags: dict[str, int]
    triggers: dict[str, TriggerRow]
    verbs: dict[str, str]
    traits: dict[str, frozenset[str]]
    parties: dict[str, tuple[tuple[str, ...], ...]]
    full_names: dict[str, tuple[str, ...]]
    leaders: dict[str, tuple[LeaderRow, ...]]


@cache
def load_chinese() -> ChineseWords:
    """Return the words of Chinese; LexiconError tells what is wrong with the data."""
    flags: dict[str, int] = {}
    triggers, verbs = _triggers(), _verbs()
    words = load_table(f"{_WHERE}words.toml")
    for (section, name), flag in _SECTIONS.items():
        for word in words[section][name].split("|"):
            flags[word] = flags.get(word, 0) | flag
    for found, flag in ((triggers, TRIGGER), (verbs, VERB)):
        for word in found:
            flags[word] = flags.get(word, 0) | flag
    table = load_table(f"{_WHERE}parties.toml")
    leaders = _leaders()
    parties = _parties(table)
    for word in (*parties, *leaders):
        flags[word] = flags.get(word, 0) | PARTY
    for section in ("ignored", "places"):
        for word in table[section]["wordings"].split("|"):
            flags.setdefault(word, 0)
    for flag, signs in _PUNCTUATION.items():
        flags.update(dict.fromkeys(signs, flag))
    return ChineseWords(
        flags=flags,
        triggers=triggers,
        verbs=verbs,
        traits=_traits(verbs),
        parties=parties,
        full_names={code: tuple(names.split("|")) for code, names in table["names"].items()},
        leaders=leaders,
    )


def _triggers() -> dict[str, TriggerRow]:
    file = f"{_WHERE}undertakings.toml"
    rows = load_entries(file, "trigger", TriggerRow)
    faults = [
        f"{row.rule}: {what}"
        for row in rows
        for what, wrong in (
            (f"no force {row.force!r}", row.force not in FORCES),
            ("the example holds none of its words", _absent(row)),
        )
        if wrong
    ]
    if faults:
        raise LexiconError("; ".join(faults), where=file)
    return {word: row for row in rows for word in row.words.split("|")}


def _absent(row: TriggerRow) -> bool:
    return not any(word in row.example for word in row.words.split("|"))


def _verbs() -> dict[str, str]:
    file = f"{_WHERE}verbs.toml"
    table = load_table(file)
    verbs: dict[str, str] = {}
    twice: list[str] = []
    for name in ("deliver", "direct", "explore"):
        for verb in table[name]:
            if verb in verbs:
                twice.append(verb)
            verbs[verb] = name
    if twice:
        raise LexiconError(f"verbs in two classes: {', '.join(twice)}", where=file)
    return verbs


def _traits(verbs: dict[str, str]) -> dict[str, frozenset[str]]:
    file = f"{_WHERE}verbs.toml"
    traits = {
        name: frozenset(words.split("|")) for name, words in load_table(file)["traits"].items()
    }
    unknown = sorted({word for words in traits.values() for word in words} - verbs.keys())
    unknown = [word for word in unknown if word not in ("着力", "积极", "继续")]
    if unknown:
        raise LexiconError(f"traits of verbs in no class: {', '.join(unknown)}", where=file)
    return traits


def _parties(table: dict[str, Any]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the parties of each wording: for each one named, the codes it may be."""
    known = load_parties()
    unknown = [
        code for name in ("names", "short") for code in table[name] if not known.is_known(code)
    ]
    if unknown:
        raise LexiconError(f"no such party: {', '.join(unknown)}", where=f"{_WHERE}parties.toml")
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    short: dict[str, list[str]] = {}
    for code, sign in table["short"].items():
        short.setdefault(sign, []).append(code)
    codes = {sign: tuple(listed) for sign, listed in short.items()}
    joined = table["joined"]
    for sign in joined["first"].split("|"):
        found[f"{sign}方"] = (codes[sign],)
    for signs in _together(joined):
        found["".join(signs)] = tuple(codes[sign] for sign in signs)
    for code, names in table["names"].items():
        for name in names.split("|"):
            found[name] = ((code,),)
    return found


def _together(joined: dict[str, str]) -> list[tuple[str, ...]]:
    pairs = [("中", sign) for sign in joined["with"].split("|") if sign != "中"]
    pairs += [*permutations(joined["pairs"].split("|"), 2)]
    triples = [("中", *two) for two in permutations(joined["triples"].split("|"), 2)]
    return [*pairs, *triples]


def _leaders() -> dict[str, tuple[LeaderRow, ...]]:
    found: dict[str, list[LeaderRow]] = {}
    for row in load_entries(f"{_WHERE}parties.toml", "leader", LeaderRow):
        if not load_parties().is_known(row.party):
            raise LexiconError(f"no such party {row.party}", where=f"{_WHERE}parties.toml")
        for name in row.names.split("|"):
            found.setdefault(name, []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}
