"""The forms of an English verb, from its base form."""

from __future__ import annotations

from enum import IntFlag

_VOWELS = "aeiou"


class Form(IntFlag):
    """Which form of a verb a word can be."""

    BASE = 1
    ING = 2
    PAST = 4
    PARTICIPLE = 8
    THIRD = 16


def forms(
    base: str, irregular: tuple[str, str] | None = None, *, doubled: bool = False
) -> dict[str, Form]:
    """Return every form of a verb with what it can be.

    ``irregular`` gives past and past participle where they do not follow the rule;
    ``doubled`` tells that the last consonant doubles, as in "plan, planning".

    >>> sorted(forms("carry"))
    ['carried', 'carries', 'carry', 'carrying']
    """
    found: dict[str, Form] = {}

    def add(word: str, form: Form) -> None:
        found[word] = found.get(word, Form(0)) | form

    add(base, Form.BASE)
    add(_third(base), Form.THIRD)
    stem = base + base[-1] if doubled else base
    add(_ing(base, stem), Form.ING)
    regular = _past(base, stem)
    past, participle = irregular or (regular, regular)
    add(past, Form.PAST)
    add(participle, Form.PARTICIPLE)
    return found


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _ing(base: str, stem: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) and base != "be":
        return base[:-1] + "ing"
    return stem + "ing"


def _past(base: str, stem: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return stem + "ed"
