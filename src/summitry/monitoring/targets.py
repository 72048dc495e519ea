"""Reads the numeric targets out of a commitment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summitry.model import ALL_PARTIES, Direction, Nature, QuantityRole, Target
from summitry.monitoring.words import binding_words, parties_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import Commitment, Quantity

_AFTER = 24
"""How many characters after an amount are looked through for "a year"."""


def targets_of(
    commitment: Commitment, made: str | None, parties: Sequence[str] = ()
) -> tuple[Target, ...]:
    """Return a target for every amount that a commitment wants reached, in the order of the text.

    An amount to change *by* ("by 30 per cent") is no level and gives none, nor do lengths of time.
    ``made`` is the date of the document, ``parties`` the codes of its parties, which stand in where
    the commitment names only one side.
    """
    named = dict.fromkeys(mention.code for mention in (*commitment.actors, *commitment.recipients))
    codes = [code for code in named if code != ALL_PARTIES]
    written = parties_in(_without(commitment, commitment.quantities))
    if len(written) > 1:
        codes = sorted(written)  # "trade between A and B" is about them, whoever promises it
    if len(codes) < 2:
        codes += [code for code in parties if code not in codes]
    falls = commitment.action in binding_words().falling
    deadline = commitment.deadline
    return tuple(
        Target(
            quantity.value,
            quantity.unit,
            deadline.end if deadline else None,
            made,
            Direction.FALL if falls else Direction.RISE,
            deadline.earliest_end if deadline else None,
            quantity.bound,
            _nature(commitment, quantity),
            tuple(codes),
            commitment.theme,
            _object(commitment, quantity),
            commitment.key,
        )
        for quantity in commitment.quantities
        if quantity.role is not QuantityRole.DURATION and not _is_change(commitment, quantity)
    )


def target_name(target: Target) -> str:
    """Return the words by which a number of a commitment is named, the same wherever it is.

    >>> target_name(Target(70e9, "USD")), target_name(Target(100, ""))
    ('70,000,000,000 USD', '100')
    """
    return f"{amount(target.value)} {target.unit}".strip()


def amount(value: float) -> str:
    """Return a number in full, without digits that say nothing.

    >>> amount(1200.0), amount(0.5)
    ('1,200', '0.5')
    """
    return f"{value:,.0f}" if value == int(value) and abs(value) < 1e15 else f"{value:,.15g}"


def _is_change(commitment: Commitment, quantity: Quantity) -> bool:
    """Tell whether an amount is by how much something changes, not where it should get."""
    start = quantity.span.start - commitment.span.start
    before = commitment.quote[: max(0, start)].casefold().split()
    return bool(before) and before[-1] == "by"


def _nature(commitment: Commitment, quantity: Quantity) -> Nature:
    """Return flow where the amount is so much a year, else what nobody said."""
    start = quantity.span.end - commitment.span.start
    after = commitment.quote[max(0, start) : max(0, start) + _AFTER].casefold().strip()
    yearly = any(re.match(rf"{re.escape(words)}\b", after) for words in binding_words().yearly)
    return Nature.FLOW if yearly else Nature.UNKNOWN


def _object(commitment: Commitment, quantity: Quantity) -> str:
    """Return the words of the commitment without its amount and its deadline."""
    unit = quantity.text.lstrip("0123456789,. ")
    return " ".join(f"{_without(commitment, (quantity,))} {unit}".split())


def _without(commitment: Commitment, quantities: Sequence[Quantity]) -> str:
    """Return the quote without amounts, whose "US dollars" name no party, and the deadline."""
    text = commitment.quote
    deadline = commitment.deadline.text if commitment.deadline else ""
    for words in (*(quantity.text for quantity in quantities), deadline):
        text = text.replace(words, " ") if words else text
    return text
