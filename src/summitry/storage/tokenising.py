"""The tokens by which an entry is found: its words, and a token for each filter it meets."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from summitry.lexicon.russian_forms import base_forms
from summitry.lexicon.tokens import tokens
from summitry.model import ALL_PARTIES, Commitment, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.model import Commitment as CommitmentNoun
    from summitry.model import Quantity

DECADES = range(-6, 31)
"""Powers of ten that amounts are sorted into; what lies beyond goes into the outermost."""


def entry_tokens(
    record: CommitmentNoun | Statement,
    *,
    standing: Iterable[str],
    tags: Iterable[str] = (),
) -> list[str]:
    """Return the tokens of an entry, each once, in order.

    ``standing`` are the tokens of what is not in the record (kind, status, fate, dialogue).
    """
    found = dict.fromkeys(form for word in tokens(record.quote) for form in word_tokens(word))
    found.update(dict.fromkeys(standing))
    for one in tags:
        found[filter_token("tag", one)] = None
    for quantity in record.quantities:
        found[filter_token("unit", quantity.unit)] = None
        found[amount_token(quantity)] = None
    if isinstance(record, Commitment):
        parties = [("actor", one.code) for one in record.actors]
        parties += [("recipient", one.code) for one in record.recipients]
        parties += [("theme", str(record.theme)), ("force", record.force.value)]
        parties.append(("verifiable", "yes" if record.verifiable else "no"))
        deadline = record.deadline
    else:
        parties = [("actor", one.code) for one in record.parties]
        deadline = record.period
    for name, value in parties:
        found[filter_token(name, value)] = None
    if deadline is not None and deadline.end:
        found[filter_token("year", deadline.end[:4])] = None
    return list(found)


def word_tokens(word: str) -> tuple[str, ...]:
    """Return what a word is found by: itself, and in Russian the base forms it can belong to.

    >>> word_tokens("fund"), word_tokens("договоров")
    (('fund',), ('договоров', 'договор'))
    """
    if word.isascii():
        return (word,)
    return tuple(dict.fromkeys((word, *base_forms(word))))


def all_tokens(record: CommitmentNoun | Statement, parties: Iterable[str]) -> list[str]:
    """Return the tokens of the parties of a document, where a record is about all of them."""
    if isinstance(record, Commitment):
        named = (*record.actors, *record.recipients)
    else:
        named = record.parties
    if all(one.code != ALL_PARTIES for one in named):
        return []
    return [filter_token("together", code) for code in parties]


_LETTERS = {
    "actor": "a",
    "amount": "m",
    "dialogue": "d",
    "fate": "o",
    "force": "f",
    "kind": "k",
    "recipient": "r",
    "status": "s",
    "tag": "g",
    "theme": "t",
    "together": "p",
    "unit": "u",
    "verifiable": "v",
    "year": "y",
}


@lru_cache(maxsize=4096)
def filter_token(name: str, value: object) -> str:
    """Return the token of a filter: a letter, a colon, and the value as one plain word.

    >>> filter_token("unit", "power plant"), filter_token("theme", "trade")
    ('u:power_plant', 't:trade')
    """
    word = "_".join(tokens(str(value))) or "none"
    return f"{_LETTERS[name]}:{word}"


def amount_token(quantity: Quantity) -> str:
    """Return the token of the power of ten an amount lies in."""
    unit = filter_token("unit", quantity.unit)[2:]
    return f"m:{unit}:{decade(quantity.value)}"


def amount_tokens(unit: str, low: float | None, high: float | None) -> list[str]:
    """Return the tokens of all powers of ten that amounts between two bounds can lie in."""
    word = filter_token("unit", unit)[2:]
    first = DECADES[0] if low is None else decade(low)
    last = DECADES[-1] if high is None else decade(high)
    return [f"m:{word}:{one}" for one in range(first, last + 1)]


def decade(value: float) -> int:
    """Return the power of ten a value lies in; what is not above zero lies in the lowest."""
    if not value > 0:
        return DECADES[0]
    if math.isinf(value):
        return DECADES[-1]
    return min(max(math.floor(math.log10(value)), DECADES[0]), DECADES[-1])
