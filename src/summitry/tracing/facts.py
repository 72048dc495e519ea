"""What of a promise is compared: parties, theme, purpose, amounts, dates, made ready once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.lexicon.parties import load_parties
from summitry.model import ALL_PARTIES, PartyKind, Promise, QuantityRole, Remark
from summitry.tracing.party_words import party_words
from summitry.tracing.terms import Terms, terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.model import Aliases, Occasion, Quantity

_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
_MOST_MEMBERS = 40
_SHOWN_DOUBLES = 5


@dataclass(frozen=True, slots=True)
class Facts:
    """A promise or remark made ready for comparison.

    ``actors`` and ``recipients`` are codes of states where a group lists its members.
    ``terms`` are the stems of what is promised, rarest last to be chosen; ``names`` those of
    them written as names. ``money`` and ``counts`` are (value, unit); ``end`` the outer end of
    the deadline. ``edition`` holds the ordinals in the quote.
    """

    source: Promise | Remark
    occasion: Occasion
    actors: frozenset[str]
    recipients: frozenset[str]
    theme: str
    action: str
    terms: tuple[str, ...]
    bag: frozenset[str]
    names: frozenset[str]
    money: tuple[tuple[float, str], ...]
    counts: tuple[tuple[float, str], ...]
    end: str | None
    edition: frozenset[str]
    recurs: bool

    @property
    def id(self) -> str:
        """The name of the promise or remark."""
        return self.source.id


class FactReader:
    """Reads the facts of promises; what is alike between them is kept once."""

    def __init__(self, aliases: Aliases) -> None:
        self._aliases = dict(aliases.parties)
        self._sets: dict[frozenset[str], frozenset[str]] = {}
        self._naming: dict[tuple[str, frozenset[str]], frozenset[str]] = {}
        self._expanded: dict[tuple[str, str], frozenset[str]] = {}

    def of_promise(self, promise: Promise) -> Facts:
        """Return the facts of a promise."""
        commitment = promise.commitment
        deadline = commitment.deadline
        return self._facts(
            promise,
            [one.code for one in commitment.actors],
            [one.code for one in commitment.recipients],
            (commitment.theme, commitment.action),
            commitment.quantities,
            deadline.end if deadline and deadline.resolved else None,
        )

    def of_remark(self, remark: Remark) -> Facts:
        """Return the facts of a remark; whom it is about stands for who acts."""
        statement = remark.statement
        period = statement.period
        return self._facts(
            remark,
            [one.code for one in statement.parties],
            [],
            ("", ""),
            statement.quantities,
            period.end if period and period.resolved else None,
        )

    def _facts(
        self,
        source: Promise | Remark,
        acting: list[str],
        served: list[str],
        kind: tuple[str, str],
        quantities: Iterable[Quantity],
        end: str | None,
    ) -> Facts:
        occasion = source.occasion
        terms = terms_of(occasion.language)
        naming = self._naming_stems(occasion, [*acting, *served])
        dull = naming | terms.words.undertaking
        found = [one for one in terms.of(source.quote) if one.stem not in dull]
        stems = tuple(dict.fromkeys(one.stem for one in found))
        amounts = tuple(quantities)
        return Facts(
            source,
            occasion,
            self._members(acting, occasion),
            self._members(served, occasion),
            kind[0],
            kind[1] or _verb(stems, terms),
            stems,
            self._shared(frozenset(stems)),
            frozenset(one.stem for one in found if one.name),
            tuple((one.value, one.unit) for one in amounts if one.role is QuantityRole.MONEY),
            tuple((one.value, one.unit) for one in amounts if one.role is not QuantityRole.MONEY),
            end,
            _edition(source.quote, terms),
            any(stem in terms.words.recurring for stem in stems),
        )

    def _naming_stems(self, occasion: Occasion, codes: list[str]) -> frozenset[str]:
        key = (occasion.language, frozenset([*codes, *occasion.parties]))
        known = self._naming.get(key)
        if known is None:
            known = party_words(occasion.language).naming(sorted(key[1]))
            self._naming[key] = known
        return known

    def _members(self, codes: list[str], occasion: Occasion) -> frozenset[str]:
        members: set[str] = set()
        for code in codes:
            named = occasion.parties if code == ALL_PARTIES and occasion.parties else (code,)
            for one in named:
                members |= self._expand(self._aliases.get(one, one), occasion.date or "")
        return self._shared(frozenset(members))

    def _expand(self, code: str, on: str) -> frozenset[str]:
        key = (code, on[:4])
        known = self._expanded.get(key)
        if known is None:
            known = frozenset({code})
            try:
                party = load_parties().party(code)
            except UsageError:
                party = None
            if party and party.kind is PartyKind.GROUP:
                members = load_parties().members(code, on[:4] or None)
                known = members if 0 < len(members) <= _MOST_MEMBERS else known
            self._expanded[key] = known
        return known

    def _shared(self, members: frozenset[str]) -> frozenset[str]:
        return self._sets.setdefault(members, members)


def refuse_doubles(sources: Iterable[Promise | Remark]) -> None:
    """Raise UsageError, naming them, when two promises or remarks have one id."""
    counted = Counter(one.id for one in sources)
    doubles = sorted(name for name, count in counted.items() if count > 1)
    if doubles:
        shown = ", ".join(doubles[:_SHOWN_DOUBLES])
        raise UsageError(
            f"several records have the same id: {shown}",
            remedy="Give each record an id of its own, such as its document and its number.",
        )


def _verb(stems: tuple[str, ...], terms: Terms) -> str:
    return next((stem for stem in stems if stem in terms.words.verbs), "")


def _edition(quote: str, terms: Terms) -> frozenset[str]:
    words = {word.strip(".,;:()\"'") for word in quote.lower().split()}
    return frozenset(_ORDINAL.findall(quote)) | (words & terms.words.ordinals)
