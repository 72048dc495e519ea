"""Names of programmes and bodies: an acronym and its words are one name, whichever is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ACRONYM = re.compile(r"\(\s*[\"“]?(?:the\s+)?([A-Z0-9][A-Za-z0-9&-]{1,11})[\"”]?\s*\)")
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_MOST_WORDS = 12
_NEAR = 200
_SMALL = frozenset(("of", "the", "for", "on", "in", "and", "with", "to", "at", "by"))


class Names:
    """The acronyms explained in some texts; folds the words of each into the acronym."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: dict[str, str] = {}
        for text in texts:
            for found in _ACRONYM.finditer(text):
                words = _expansion(text[max(0, found.start() - _NEAR) : found.start()], found[1])
                if words:
                    self._words.setdefault(words, found[1])
        self._pattern = self._compiled()

    def fold(self, wording: str) -> str:
        """Return a wording with each explained name as its acronym, once."""
        if self._pattern is None:
            return wording
        return self._pattern.sub(self._acronym, wording)

    def _compiled(self) -> re.Pattern[str] | None:
        if not self._words:
            return None
        ordered = sorted(self._words, key=lambda words: (-len(words), words))
        names = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in ordered)
        return re.compile(
            rf"(?<!\w)({names})(?:\s*\([A-Za-z0-9&’'-]{{2,14}}\))?(?!\w)", re.IGNORECASE
        )

    def _acronym(self, match: re.Match[str]) -> str:
        words = " ".join(match[1].split()).lower()
        return self._words.get(words, match[0])


def _expansion(before: str, acronym: str) -> str:
    """Return the words just before an acronym whose first letters it is made of, or ""."""
    letters = [letter.lower() for letter in acronym if letter.isalnum()]
    words = list(_WORD.finditer(before))[-_MOST_WORDS:]
    for count in range(2, len(words) + 1):
        first = words[-count]
        if first[0].lower() in _SMALL or first[0][0].lower() != letters[0]:
            continue
        if _spelled(letters, [word[0].lower() for word in words[-count:]]):
            return " ".join(before[first.start() :].split()).lower()
    return ""


def _spelled(letters: list[str], words: list[str]) -> bool:
    position = 0
    for word in words:
        figures = re.match(r"\d+", word)
        heads = figures[0] if figures else [part[0] for part in re.split(r"[-’']", word) if part]
        for head in heads:
            if position < len(letters) and head == letters[position]:
                position += 1
    wanted = len(letters)
    return position >= wanted or (wanted >= 4 and position >= wanted - 1)
