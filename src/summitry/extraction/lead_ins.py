"""Lead-ins: the line with a colon that governs the list below it.

"China plans to:", "The Parties agreed:", "New initiatives include:" lend their items actor,
force and deadline; an item takes the form the lead-in asks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.extraction.words import Tag, Words
from summitry.model import Force, Period, Span

if TYPE_CHECKING:
    from summitry.lexicon.grammar import Grammar
    from summitry.model import PartyMention

_VERBAL = {
    "will": Force.FIRM,
    "shall": Force.FIRM,
    "agreed": Force.FIRM,
    "agree": Force.FIRM,
    "decided": Force.FIRM,
    "decide": Force.FIRM,
    "commit": Force.FIRM,
    "commits": Force.FIRM,
    "committed": Force.FIRM,
    "pledge": Force.FIRM,
    "pledged": Force.FIRM,
    "undertake": Force.FIRM,
    "undertook": Force.FIRM,
    "undertakes": Force.FIRM,
    "resolve": Force.FIRM,
    "resolved": Force.FIRM,
    "instructed": Force.FIRM,
    "tasked": Force.FIRM,
    "determined": Force.FIRM,
    "promised": Force.FIRM,
    "plan": Force.PLANNED,
    "plans": Force.PLANNED,
    "planned": Force.PLANNED,
    "intend": Force.PLANNED,
    "intends": Force.PLANNED,
    "aim": Force.PLANNED,
    "aims": Force.PLANNED,
    "seek": Force.PLANNED,
    "seeks": Force.PLANNED,
    "ready": Force.PLANNED,
    "willing": Force.PLANNED,
    "prepared": Force.PLANNED,
    "expressed": Force.PLANNED,
    "explore": Force.EXPLORATORY,
    "consider": Force.EXPLORATORY,
    "discuss": Force.EXPLORATORY,
    "examine": Force.EXPLORATORY,
    "study": Force.EXPLORATORY,
}
_NOMINAL = frozenset(
    {"announced", "announces", "announcing", "announce", "launch", "launched", "launches"}
    | {"launching", "providing", "unveiled", "unveiling", "allocating", "contributing"}
    | {"commitments", "deliverables", "pledges", "initiatives", "investments", "announcements"}
    | {"following", "measures", "actions", "steps", "decisions", "outcomes"}
)
_MARKS = 3  # the colon and the marks of emphasis that may stand behind it
_PAST_LISTS = frozenset({"achievements", "results", "principles", "signed", "attended", "adopted"})


@dataclass(frozen=True)
class LeadIn:
    """A governing line: what its items inherit.

    ``verbal`` tells that items may be verbs, ``nominal`` that they may be nouns.
    """

    span: Span
    rule: str
    force: Force
    parties: tuple[PartyMention, ...]
    deadline: Period | None = None
    verbal: bool = True
    nominal: bool = False


@dataclass(frozen=True)
class LeadInWords:
    """The words that make a line a lead-in: where they stand, how firm they are."""

    first: int
    force: Force
    verbal: bool
    nominal: bool


def find_lead_in(words: Words, grammar: Grammar) -> LeadInWords | None:
    """Return the governing words of a line that ends in a colon, or None."""
    if ":" not in words.lower[-_MARKS:]:
        return None
    if _PAST_LISTS & set(words.lower) or grammar.words["denials"] & set(words.lower):
        return None
    if any(tag & Tag.NEGATION for tag in words.tags) or _tells_results(words, grammar):
        return None  # "The sides will not:", "We have worked together to:"
    first: int | None = None
    force = Force.FIRM
    for index, word in enumerate(words.lower):
        if word in _VERBAL and not (word == "will" and words.tags[index - 1] & Tag.DETERMINER):
            if first is None:
                first = index
            force = _weakest(force, _VERBAL[word])
    nominal = bool(_NOMINAL & set(words.lower)) or force is Force.EXPLORATORY
    if first is None and not nominal:
        return None
    if first is None:
        first = next(index for index, word in enumerate(words.lower) if word in _NOMINAL)
    verbal = any(word in _VERBAL for word in words.lower) or "to" in words.lower[-3:]
    return LeadInWords(first, force, verbal or nominal, nominal)


def _tells_results(words: Words, grammar: Grammar) -> bool:
    """Tell a line of what has been done, which its list then tells."""
    perfect = any(
        words.lower[index] in ("has", "have")
        and bool(words.tags[index + 1] & Tag.PARTICIPLE)
        and words.lower[index + 1] not in grammar.words["promising"]
        for index in range(len(words) - 1)
    )
    return perfect and not {"will", "shall"} & set(words.lower)


def _weakest(one: Force, other: Force) -> Force:
    order = list(Force)
    return max(one, other, key=order.index)
