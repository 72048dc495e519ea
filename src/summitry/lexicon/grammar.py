"""What we know of the wording of undertakings in one language, validated and ready for use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, final

from summitry.errors import LexiconError
from summitry.lexicon.constructions import Construction, check_constructions
from summitry.lexicon.inflection import Form, forms
from summitry.lexicon.loader import load_entries, load_table

VERB_CLASSES = ("deliver", "direct", "explore", "state", "speak")


@final
class VerbForm:
    """A word as a verb: its base form, and which forms it can be."""

    __slots__ = ("base", "form")

    def __init__(self, base: str, form: Form) -> None:
        self.base = base
        self.form = form


@final
class Node:
    """A state of the recogniser of constructions: where each next word leads."""

    __slots__ = ("construction", "gap", "possessor", "progressive", "words")

    def __init__(self) -> None:
        self.words: dict[str, Node] = {}
        self.gap: Node | None = None
        self.progressive: Node | None = None
        self.possessor: Node | None = None
        self.construction: Construction | None = None


@dataclass(frozen=True)
class Grammar:
    """Verbs, closed classes, constructions and subjects of one language."""

    language: str
    verbs: dict[str, VerbForm]
    verb_class: dict[str, str]
    traits: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]
    phrases: tuple[tuple[str, ...], ...]
    constructions: tuple[Construction, ...]
    vocabulary: dict[str, frozenset[str]]
    root: Node


@cache
def load_grammar(language: str) -> Grammar:
    """Return the grammar of a language; LexiconError lists everything wrong with its data."""
    table = load_table(f"{language}/verbs.toml")
    classes = {name: table["classes"].get(name, "").split() for name in VERB_CLASSES}
    verb_class = _verb_classes(classes, f"{language}/verbs.toml")
    doubled = frozenset(table["inflection"]["doubled"].split())
    verbs = _verb_forms(verb_class, table.get("irregular", {}), doubled)
    traits = {name: frozenset(words.split()) for name, words in table["traits"].items()}
    _check_traits(traits, verb_class, f"{language}/verbs.toml")
    vocabulary = _vocabulary(load_table(f"{language}/undertakings.toml"), verbs)
    closed = load_table(f"{language}/words.toml")
    constructions = load_entries(f"{language}/undertakings.toml", "construction", Construction)
    check_constructions(constructions, f"{language}/undertakings.toml")
    return Grammar(
        language=language,
        verbs=verbs,
        verb_class=verb_class,
        traits=traits,
        words=_word_sets(closed),
        phrases=tuple(tuple(phrase.split()) for phrase in closed["closers"]["phrases"].split("|")),
        constructions=constructions,
        vocabulary=vocabulary,
        root=_recogniser(constructions, verbs, vocabulary),
    )


def _verb_classes(classes: dict[str, list[str]], where: str) -> dict[str, str]:
    verb_class: dict[str, str] = {}
    twice: list[str] = []
    for name, bases in classes.items():
        for base in bases:
            if base in verb_class:
                twice.append(f"{base} ({verb_class[base]} and {name})")
            verb_class[base] = name
    if twice:
        raise LexiconError(f"verbs in two classes: {', '.join(twice)}", where=where)
    return verb_class


def _verb_forms(
    verb_class: dict[str, str], irregular: dict[str, str], doubled: frozenset[str]
) -> dict[str, VerbForm]:
    verbs: dict[str, VerbForm] = {}
    for base in dict.fromkeys((*verb_class, *irregular)):
        past_forms: tuple[str, str] | None = None
        if base in irregular:
            past, _, participle = irregular[base].partition(", ")
            past_forms = (past, participle or past)
        for word, form in forms(base, past_forms, doubled=base in doubled).items():
            verbs.setdefault(word, VerbForm(base, form))
    return verbs


def _check_traits(
    traits: dict[str, frozenset[str]], verb_class: dict[str, str], where: str
) -> None:
    unknown = sorted({word for words in traits.values() for word in words} - verb_class.keys())
    if unknown:
        raise LexiconError(f"traits of verbs in no class: {', '.join(unknown)}", where=where)


def _word_sets(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    sets: dict[str, frozenset[str]] = {}
    for section in table.values():
        for name, words in section.items():
            if name != "phrases":
                sets[name] = frozenset(words.split())
    return sets


def _vocabulary(table: dict[str, Any], verbs: dict[str, VerbForm]) -> dict[str, frozenset[str]]:
    """Return the named lists of words; a base form in braces stands for all its forms."""
    every_form = _every_form(verbs)
    named: dict[str, frozenset[str]] = {}
    for name, words in table.get("vocabulary", {}).items():
        found: set[str] = set()
        for word in words.split():
            found |= set(_forms_of(word, every_form)) if word.startswith("{") else {word}
        named[name] = frozenset(found)
    return named


def _every_form(verbs: dict[str, VerbForm]) -> dict[str, list[str]]:
    every_form: dict[str, list[str]] = {}
    for word, verb in verbs.items():
        every_form.setdefault(verb.base, []).append(word)
    return every_form


def _forms_of(element: str, every_form: dict[str, list[str]]) -> list[str]:
    base = element.strip("{}")
    if base not in every_form:
        raise LexiconError(f"no verb {base} in the lexicon", where="undertakings.toml")
    return every_form[base]


def _recogniser(
    constructions: tuple[Construction, ...],
    verbs: dict[str, VerbForm],
    vocabulary: dict[str, frozenset[str]],
) -> Node:
    """Return one tree over all constructions, so that a text is walked once.

    The words of a named list share their branch. So what is spelled out is laid down first:
    else it would hold for every word of a list.
    """
    every_form = _every_form(verbs)
    root = Node()
    for entry in sorted(constructions, key=lambda one: "<" in one.words):
        nodes = [root]
        for element in entry.words.split():
            nodes = _extend(nodes, element, every_form, vocabulary)
        for node in nodes:
            node.construction = entry
    return root


def _extend(
    nodes: list[Node],
    element: str,
    every_form: dict[str, list[str]],
    vocabulary: dict[str, frozenset[str]],
) -> list[Node]:
    if element == "...":
        return [_gap(node) for node in nodes]
    if element == "PROGRESSIVE":
        return [_progressive(node) for node in nodes]
    if element == "POSSESSOR":
        return [_possessor(node) for node in nodes]
    if element.startswith("<"):
        return _share(nodes, element.strip("<>"), vocabulary)
    if element.startswith("{"):
        alternatives = _forms_of(element, every_form)
    else:
        alternatives = element.strip("[]").split("|")
    return [node.words.setdefault(word, Node()) for node in nodes for word in alternatives]


def _share(nodes: list[Node], name: str, vocabulary: dict[str, frozenset[str]]) -> list[Node]:
    if name not in vocabulary:
        raise LexiconError(f"no list of words {name}", where="undertakings.toml [vocabulary]")
    branches: dict[int, Node] = {}
    for node in nodes:
        shared = Node()
        for word in sorted(vocabulary[name]):
            branch = node.words.setdefault(word, shared)
            branches[id(branch)] = branch
    return list(branches.values())


def _gap(node: Node) -> Node:
    if node.gap is None:
        node.gap = Node()
    return node.gap


def _possessor(node: Node) -> Node:
    if node.possessor is None:
        node.possessor = Node()
    return node.possessor


def _progressive(node: Node) -> Node:
    if node.progressive is None:
        node.progressive = Node()
    return node.progressive
