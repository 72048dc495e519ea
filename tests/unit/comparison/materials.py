"""Texts and promises to compare, made of a few words each."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from summitry.model import ComparedPromise, ComparedText, Material

THEMES = ("trade", "water", "energy", "health")


def text(name: str, **told: Any) -> ComparedText:
    """Return a text of a thousand words in forty sentences, in one dialogue."""
    known: dict[str, Any] = {
        "words": 1000, "sentences": 40, "talk": (1, 2), "dialogue": "Lake Forum",
        "meeting": name, "date": "2022-05-01", "genre": "declaration",
    }  # fmt: skip
    return ComparedText(name, **{**known, **told})


def promise(id_: str, in_text: str, sentence: int = 0, **told: Any) -> ComparedPromise:
    """Return a firm promise of Japan that says nothing that can be checked."""
    known: dict[str, Any] = {
        "quote": f"words of {id_}", "actors": ("JPN",), "recipients": ("UZB",), "force": "firm",
        "theme": "trade", "verifiable": False, "amount": False, "deadline": False,
    }  # fmt: skip
    return ComparedPromise(id_, in_text, sentence, **{**known, **told})


def drawn(shares: dict[str, float], *, texts: int = 6, each: int = 12, seed: int = 1) -> Material:
    """Return dialogues whose promises can be checked, and name amounts, with such a chance."""
    chance = Random(seed)
    made_texts, promises = [], []
    for dialogue, share in shares.items():
        for number in range(texts):
            name = f"{dialogue} {number}"
            made_texts.append(text(name, dialogue=dialogue))
            for at in range(each):
                told = {
                    "verifiable": chance.random() < share,
                    "amount": chance.random() < share,
                    "theme": chance.choice(THEMES),
                }
                promises.append(promise(f"{name}#{at}", name, chance.randrange(40), **told))
    return Material(tuple(made_texts), tuple(promises))


def turned(material: Material, swap: dict[str, str]) -> Material:
    """Return the same with parties exchanged."""

    def codes(told: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(swap.get(one, one) for one in told)

    return replace(
        material,
        promises=tuple(
            replace(one, actors=codes(one.actors), recipients=codes(one.recipients))
            for one in material.promises
        ),
    )
