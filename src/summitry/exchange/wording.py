"""How a record reads in plain words, the same in every format that people look at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summitry.exchange.rows import deadline_basis, plain_number
from summitry.lexicon.parties import load_parties
from summitry.model import ALL_PARTIES, Basis, Bound, QuantityRole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.model import Commitment, Document, PartyMention, Period, Quantity

_BLANKS = re.compile(r"\s+")
# Control characters steer terminals and break pages; a lone surrogate has no UTF-8 form.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
# Control characters that only part words and lines.
_PARTING = re.compile("[\x1c-\x1f\x85]")
# Embeddings and overrides of the direction of writing reach beyond the words they stand in.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
LARGE = (("trillion", 10**12), ("billion", 10**9), ("million", 10**6))
"""The words for large numbers, the largest first."""
_BOUNDS = {Bound.EXACT: "", Bound.AT_LEAST: "at least ", Bound.AT_MOST: "at most "}
_TAKEN_FROM = {
    Basis.LEAD_IN: "the lead-in of the list",
    Basis.HEADING: "the heading above",
    Basis.PREVIOUS_SENTENCE: "the sentence before",
    Basis.DOCUMENT: "the parties of the document",
    Basis.SPEAKER: "the speaker of the document",
    Basis.PERSON: "the decision of a person",
}
_BRIEFLY = {
    Basis.LEAD_IN: "the lead-in",
    Basis.DOCUMENT: "the document’s parties",
    Basis.SPEAKER: "the speaker",
    Basis.PERSON: "a person",
}


def shown(text: str) -> str:
    """Return text with a replacement sign for every character that cannot be shown.

    As long as before, so that offsets stay true; line ends and tabs are kept.

    >>> shown("a\\x1b[1m\\tb")
    'a\ufffd[1m\\tb'
    """
    return _UNPRINTABLE.sub("\ufffd", _PARTING.sub(" ", text))


def one_line(text: str) -> str:
    """Return text on one line that neither steers a terminal nor turns what stands after it.

    >>> one_line(" two\\n lines\\u202e ")
    'two lines'
    """
    return _BLANKS.sub(" ", _TURNING.sub("", shown(_BLANKS.sub(" ", text)))).strip()


def amount_words(quantity: Quantity) -> str:
    """Return an amount briefly and exactly: 70 billion USD, at least 15%; counts as worded."""
    bound = _BOUNDS.get(quantity.bound, f"{quantity.bound.value} ")
    return bound + _measured(quantity)


def _measured(quantity: Quantity) -> str:
    value = quantity.value
    if quantity.role in (QuantityRole.COUNT, QuantityRole.DURATION):
        return one_line(quantity.text)
    return measure_words(value, quantity.unit)


def measure_words(value: float, unit: str) -> str:
    """Return a number in its unit briefly and exactly.

    >>> measure_words(70e9, "USD"), measure_words(15, "percent"), measure_words(1200, "USD")
    ('70 billion USD', '15%', '1,200 USD')
    """
    if unit == "percent":
        return f"{plain_number(value):,}%"
    for name, size in LARGE:
        if value >= size and round(value / size, 3) * size == value:
            return f"{plain_number(round(value / size, 3)):,} {name} {unit}".strip()
    return f"{plain_number(value):,} {unit}".strip()


def deadline_words(period: Period | None) -> str:
    """Return the dates of a deadline, or its wording where no date could be worked out.

    An open end is left out: ``by 2030``, ``from 2026``, ``2022 to 2025``.
    """
    if period is None:
        return ""
    if period.start and period.end:
        return period.end if period.start == period.end else f"{period.start} to {period.end}"
    if period.end:
        return f"by {period.end}"
    if period.start:
        return f"from {period.start}"
    words = one_line(period.text)
    return words if period.resolved else f"“{words}” (no date to count from)"


def party_name(code: str) -> str:
    """Return the English name of a party, or the code of one that the lexicon lacks.

    >>> party_name("KAZ"), party_name("ALL"), party_name("?")
    ('Kazakhstan', 'all parties together', '?')
    """
    if code == ALL_PARTIES:
        return "all parties together"
    parties = load_parties()
    return parties.party(code).name if parties.is_known(code) else code


def codes(mentions: tuple[PartyMention, ...]) -> str:
    """Return the codes of parties, with commas."""
    return ", ".join(mention.code for mention in mentions)


def taken_from(basis: Basis) -> str:
    """Return in plain words what a field was inferred from, empty where the text has it."""
    return "" if basis is Basis.TEXT else _TAKEN_FROM.get(basis, basis.value)


def briefly_from(basis: Basis) -> str:
    """Return the same in as few words as a narrow column has room for."""
    return _BRIEFLY.get(basis, taken_from(basis))


def remarks(found: Commitment, document: Document) -> Iterator[str]:
    """Yield what the columns of a table do not show: conditions, reporters, repeats, lead-ins."""
    for condition in found.conditions:
        yield f"conditional: “{one_line(condition.of(document.text))}”"
    if found.reporter is not None:
        yield f"reported by {found.reporter.code}"
    if found.repeats is not None:
        yield f"repeats no. {found.repeats}"
    if found.deadline is not None and deadline_basis(found.why) is not Basis.TEXT:
        yield f"date from {taken_from(deadline_basis(found.why))}"


def marks(found: Commitment) -> Iterator[str]:
    """Yield the same in as few words as a narrow column has room for."""
    if found.conditions:
        yield "conditional"
    if found.reporter is not None:
        yield f"reported by {found.reporter.code}"
    if found.repeats is not None:
        yield f"repeats no. {found.repeats}"
    if found.deadline is not None and deadline_basis(found.why) is not Basis.TEXT:
        yield f"date from {briefly_from(deadline_basis(found.why))}"


def inferences(found: Commitment) -> Iterator[str]:
    """Yield what parties were taken from where the words of the commitment do not name them."""
    for role, mentions in (("who", found.actors), ("for whom", found.recipients)):
        # Each source once, in the order of the parties.
        for basis in dict.fromkeys(mention.basis for mention in mentions):
            if basis is not Basis.TEXT:
                yield f"{role} from {taken_from(basis)}"


def sentence(words: str) -> str:
    """Return words as a sentence: with a capital letter, and one mark at its end.

    >>> sentence("there is no entry"), sentence("Wait."), sentence("")
    ('There is no entry.', 'Wait.', '')
    """
    told = words.strip()
    if not told:
        return ""
    return told[0].upper() + told[1:] + ("" if told[-1] in ".!?…:" else ".")
