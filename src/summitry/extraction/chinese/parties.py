"""Whom the signs of one document name: codes by its date and by its other names."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

if TYPE_CHECKING:
    from summitry.lexicon.chinese import ChineseWords, LeaderRow


@final
class PartyNames:
    """The parties that wordings stand for in one document."""

    def __init__(self, words: ChineseWords, text: str, date: str | None) -> None:
        self._words = words
        self._text = text
        self._date = date
        self._known: dict[str, tuple[str, ...]] = {}
        self._chosen: dict[tuple[str, ...], str] = {}

    def codes(self, wording: str) -> tuple[str, ...]:
        """Return the codes of the parties a wording names, empty where it names none now."""
        known = self._known.get(wording)
        if known is None:
            known = self._known[wording] = self._find(wording)
        return known

    def is_leader(self, wording: str) -> bool:
        """Tell the name of a person who speaks for a party."""
        return wording in self._words.leaders

    def _find(self, wording: str) -> tuple[str, ...]:
        leaders = self._words.leaders.get(wording)
        if leaders is not None:
            return tuple([one.party for one in leaders if self._in_office(one)][:1])
        codes = [self._chosen_of(choice) for choice in self._words.parties.get(wording, ())]
        return tuple(dict.fromkeys(codes))

    def _chosen_of(self, choice: tuple[str, ...]) -> str:
        """Return which of several parties that share a sign the text names in full."""
        if len(choice) == 1:
            return choice[0]
        chosen = self._chosen.get(choice)
        if chosen is None:
            named = [code for code in choice if self._is_named(code)]
            chosen = self._chosen[choice] = named[0] if named else choice[0]
        return chosen

    def _is_named(self, code: str) -> bool:
        names = self._words.full_names.get(code, ())
        return any(name in self._text for name in names if len(name) > 1)

    def _in_office(self, leader: LeaderRow) -> bool:
        date = self._date
        if date is None:
            return True
        since, until = leader.since, leader.until
        begun = since is None or since[: len(date)] <= date[: len(since)]
        return begun and (until is None or date[: len(until)] <= until[: len(date)])
