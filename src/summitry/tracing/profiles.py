"""What a promise speaks of, as weighted terms a report can be searched for."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.model import QuantityRole
from summitry.tracing.party_words import PartyWords, party_words
from summitry.tracing.terms import NAME_MARK, Terms, terms_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.lexicon.tracing_rules import EvidenceRules
    from summitry.model import Promise
    from summitry.tracing.names import Names
    from summitry.tracing.rarity import Rarity

_WORD = re.compile(r"[\w’'-]+")
_PROPER = re.compile(
    r"(?:(?<=\s)|^)[A-Z][\w’'-]+(?:\s+(?:(?:of|on|for|and|in|the|with|to)\s+)*[A-Z][\w’'-]+)+"
)
_MARK_WITHIN = 18
_POINTER_WORDS = 2


@dataclass(frozen=True, slots=True)
class Profile:
    """The terms of a promise with their weights in one report.

    ``own`` are the terms of its act, ``objects`` those of what is promised; ``names`` the
    acronyms it names and ``propers`` the telling words of names written in full; ``unheard``
    is a name that the report lacks, where it lacks every one; ``total`` is the weight of all
    terms but those of who acts.
    """

    promise: Promise
    wording: str
    weights: dict[str, float]
    own: frozenset[str]
    objects: frozenset[str]
    names: frozenset[str]
    propers: tuple[frozenset[str], ...]
    bodies: frozenset[str]
    amounts: frozenset[tuple[float, str]]
    states: frozenset[str]
    served: frozenset[str]
    actors: frozenset[str]
    of_money: bool
    inherits: bool
    unheard: str
    total: float


class Profiler:
    """Makes the profiles of promises, in their order, for one report."""

    def __init__(self, rules: EvidenceRules, names: Names, rarity: Rarity, language: str) -> None:
        self._rules = rules
        self._names = names
        self._rarity = rarity
        self._terms: Terms = terms_of(language)
        self._parties: PartyWords = party_words(language)

    def profiles(self, promises: Sequence[Promise]) -> list[Profile]:
        """Return one profile for each promise; those given must be in reading order."""
        made: list[Profile] = []
        factors: dict[str, float] = {}
        for position, promise in enumerate(promises):
            before = promises[position - 1] if position else None
            profile, factors = self._profile(promise, before, factors)
            made.append(profile)
        return made

    def _profile(
        self, promise: Promise, before: Promise | None, lent: dict[str, float]
    ) -> tuple[Profile, dict[str, float]]:
        rules, commitment = self._rules, promise.commitment
        actors = frozenset(one.code for one in commitment.actors)
        quote = self._names.fold(promise.quote)
        cut = self._act_start(quote)
        bodies = self._parties.bodies_of(actors)
        subject = self._terms.distinct(quote[:cut])
        counted = Counter(term.stem for term in self._terms.of(quote[cut:]))
        own = {stem: 1 + math.log(count) for stem, count in counted.items()}
        for stem in subject:
            named = stem.startswith(NAME_MARK) and stem not in bodies
            own.setdefault(stem, 1.0 if named else rules.subject)
        inherited: dict[str, float] = {}
        said = sum(self._weights(own, promise).values())
        if before and self._points_back(promise, before, quote, said):
            inherited = {
                stem: factor * rules.inherited for stem, factor in lent.items() if stem not in own
            }
        factors = inherited | own
        weights = self._weights(factors, promise)
        act = [weight for stem, weight in weights.items() if stem in counted or stem in inherited]
        money = any(one.role is QuantityRole.MONEY for one in commitment.quantities)
        profile = Profile(
            promise,
            f"{quote} {before.quote}" if inherited and before else quote,
            weights,
            own=frozenset(counted),
            objects=self._objects(counted, promise),
            names=self._own_names(factors, actors, bodies),
            propers=tuple(
                stems for _, stems in self._propers(quote[cut:], promise) if len(stems) > 1
            ),
            bodies=subject & bodies,
            amounts=frozenset((one.value, one.unit) for one in commitment.quantities),
            states=frozenset(one.code for one in commitment.recipients) & self._parties.states,
            served=self._parties.naming(one.code for one in commitment.recipients),
            actors=actors,
            of_money=money,
            inherits=bool(inherited) and said < rules.says_little,
            unheard=self._unheard(quote[cut:], factors, promise),
            total=sum(act) or 1.0,
        )
        return profile, factors

    def _weights(self, factors: dict[str, float], promise: Promise) -> dict[str, float]:
        rules = self._rules
        actors = [one.code for one in promise.commitment.actors]
        naming = self._parties.naming(actors)
        bodies = self._parties.bodies_of(actors)
        served = {one.code for one in promise.commitment.recipients}
        recipients = self._parties.naming(served - self._parties.states)
        states = self._parties.naming(served & self._parties.states) - recipients
        weights: dict[str, float] = {}
        for stem, factor in factors.items():
            weight = factor * self._terms.weight(stem) * self._rarity.of(stem)
            if stem in naming:
                weight *= rules.actor_name
            elif stem in bodies:
                weight *= rules.body_name
            elif stem in recipients:
                weight *= rules.recipient_name
            elif stem in states:
                weight *= rules.recipient_state
            elif stem.startswith(NAME_MARK):
                weight *= rules.name
            weights[stem] = weight
        return weights

    def _own_names(
        self, factors: dict[str, float], actors: frozenset[str], bodies: frozenset[str]
    ) -> frozenset[str]:
        others = self._parties.naming(actors) | bodies | self._parties.acronyms
        return frozenset(stem for stem in factors if stem.startswith(NAME_MARK)) - others

    def _objects(self, counted: Counter[str], promise: Promise) -> frozenset[str]:
        words = self._terms.words
        parties = [*promise.commitment.actors, *promise.commitment.recipients]
        naming = self._parties.naming(one.code for one in parties)
        return frozenset(
            stem
            for stem in list(counted)[1:]
            if stem not in naming and (stem not in words.weak or stem in words.paying)
        )

    def _unheard(self, act: str, factors: dict[str, float], promise: Promise) -> str:
        """Return the name that the report lacks, "" where it has those of the promise."""
        actors = frozenset(one.code for one in promise.commitment.actors)
        names = self._own_names(factors, actors, self._parties.bodies_of(actors))
        if names and not any(self._rarity.heard(name) for name in names):
            return min(names).removeprefix(NAME_MARK).upper()
        for proper, stems in self._propers(act, promise):
            if not any(self._rarity.heard(stem) for stem in stems):
                return proper
        return ""

    def _propers(self, act: str, promise: Promise) -> list[tuple[str, frozenset[str]]]:
        """Return the names written in full, each with its words that tell something."""
        commitment = promise.commitment
        parties = [one.code for one in (*commitment.actors, *commitment.recipients)]
        dull = self._parties.naming(parties) | self._terms.words.weak
        dull |= self._parties.bodies_of(one.code for one in commitment.actors)
        found = [(str(one), self._terms.distinct(one) - dull) for one in _PROPER.findall(act)]
        return [(proper, stems) for proper, stems in found if stems]

    def _act_start(self, quote: str) -> int:
        """Return where the words of who undertakes end, 0 where nothing marks it."""
        words = list(_WORD.finditer(quote))
        low = [word.group().lower() for word in words]
        for position in range(min(len(low), _MARK_WITHIN)):
            for count in (1, 2):
                if tuple(low[position : position + count]) in self._terms.words.marks:
                    return words[min(position + count, len(words)) - 1].end()
        return 0

    def _points_back(self, promise: Promise, before: Promise, quote: str, said: float) -> bool:
        """Tell whether a promise names its subject by pointing to the one before."""
        if promise.occasion.document != before.occasion.document:
            return False
        gap = promise.commitment.span.start - before.commitment.span.end
        low = [word.lower() for word in _WORD.findall(quote)]
        if gap >= self._rules.points_back or not low:
            return False
        words = self._terms.words
        pointing = any(
            tuple(low[position : position + count]) in words.pointers
            for position in range(len(low))
            for count in range(1, _POINTER_WORDS + 1)
        )
        pointing |= said < self._rules.says_little and not words.pronouns.isdisjoint(low)
        return pointing or (0 <= gap <= self._rules.goes_on and low[0] in words.acting)
