"""Reads the units of tables: "bn USD" is 10^9 US dollars, "pairs" counts pairs."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from summitry.lexicon.measures import unit_words


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted, and how many of it one stands for."""

    name: str
    factor: Decimal

    def plain(self, value: Decimal) -> float:
        """Return the plain number of a value in this unit."""
        return float(value * self.factor)


@cache
def rule_table(file: str) -> dict[str, Any]:
    """Return the contents of a rule file of this stage."""
    source = resources.files("summitry.statistics").joinpath("data", file)
    return tomllib.loads(source.read_text(encoding="utf-8"))


def read_unit(text: str) -> Unit:
    """Return the unit that a cell names; ValueError where it names none.

    Currencies become ISO 4217 codes, counted nouns their singular.

    >>> read_unit("bn USD").name, read_unit("pairs").name, read_unit("thousand TEU").factor
    ('USD', 'pair', Decimal('1000'))
    """
    rules = rule_table("units.toml")
    words = text.split()
    factor = Decimal(1)
    while len(words) > 1 and (scale := rules["scales"].get(words[0].casefold())):
        factor *= scale
        words = words[1:]
    rest = " ".join(words)
    if not rest or rest.casefold() in rules["scales"]:
        raise ValueError(f"{text!r} does not say what is counted")
    if known := rules["abbreviations"].get(rest.casefold()):
        return Unit(known[0], factor * known[1])
    return Unit(_currencies().get(rest.casefold()) or _singular(rest), factor)


@cache
def _currencies() -> dict[str, str]:
    """Return the code of each currency by its code, and by its words in singular and plural."""
    found = {}
    for currency in unit_words().currencies:
        for word in currency.words:
            found[word] = currency.code
            found[f"{word}s"] = currency.code
        found[currency.code.casefold()] = currency.code
    return found


def _singular(text: str) -> str:
    head, _, last = text.rpartition(" ")
    lower = last.casefold()
    plurals = unit_words().nouns.plurals
    if lower in plurals:
        last = plurals[lower]
    elif lower in rule_table("units.toml")["words"]["unchanged"] or not last.isalpha():
        return text
    elif lower.endswith("ies") and len(lower) > 4:
        last = last[:-3] + "y"
    elif lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        last = last[:-1]
    return f"{head} {last}".strip()
