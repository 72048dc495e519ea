"""The words each theme is known by."""

from __future__ import annotations

from functools import cache

from summitry.errors import LexiconError
from summitry.lexicon.loader import load_table
from summitry.model import Theme

STRONG, WEAK = 3, 1


@cache
def load_themes(language: str) -> dict[str, tuple[tuple[Theme, float], ...]]:
    """Return for each wording the themes it speaks for, with weights.

    Raises LexiconError when a section is no theme.
    """
    where = f"{language}/themes.toml"
    wordings: dict[str, dict[Theme, float]] = {}
    for name, section in load_table(where).items():
        if name not in set(Theme):
            raise LexiconError(f"{name} is no theme", where=where)
        yields = float(section.get("yields", 1.0))
        for key, weight in (("strong", STRONG * yields), ("words", WEAK * yields)):
            for wording in section.get(key, "").split("|"):
                known = wordings.setdefault(" ".join(wording.split()), {})
                known[Theme(name)] = max(weight, known.get(Theme(name), 0))
    wordings.pop("", None)
    return {wording: tuple(found.items()) for wording, found in sorted(wordings.items())}
