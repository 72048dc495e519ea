"""What one promise is to an earlier one: renewed, raised, lowered, extended, narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.lexicon.tracing_reasons import reason
from summitry.model import LinkKind
from summitry.tracing.comparison import amount_change, deadline_change
from summitry.tracing.occasions import last_day
from summitry.tracing.terms import terms_of

if TYPE_CHECKING:
    from summitry.tracing.facts import Facts
    from summitry.tracing.likeness import Likenesses

_STAGE = "lineage"
_LITTLE = 0.02
_DAYS = 31
_LATER_HELD = 0.88
_EARLIER_LEFT = 0.62
_SHOWN_TERMS = 4
_YEAR = 4


def kind_of(
    earlier: Facts, later: Facts, likenesses: Likenesses, *, same_meeting: bool, ordered: bool
) -> tuple[LinkKind, str]:
    """Return the kind of a link between two promises and the reason for it."""
    if same_meeting:
        return LinkKind.SAME, reason(_STAGE, "same")
    if not ordered:
        return LinkKind.RELATED, reason(_STAGE, "related")
    change = amount_change(earlier, later)
    days = deadline_change(earlier, later)
    narrowed = _narrowed(earlier, later, likenesses)
    kind = LinkKind.RENEWED
    if change and change[0] > 1 + _LITTLE:
        kind = LinkKind.RAISED
    elif change and change[0] < 1 - _LITTLE and not narrowed:
        kind = LinkKind.LOWERED
    elif days is not None and days >= _DAYS:
        kind = LinkKind.EXTENDED
    elif narrowed:
        return LinkKind.NARROWED, narrowed
    return kind, reason(_STAGE, kind.value)


def is_another_edition(earlier: Facts, later: Facts) -> bool:
    """Tell whether two promises are of what recurs, each of its own time.

    A forum held every year is promised anew each time: other ordinals, or a first deadline that
    had passed when the second promise was made.
    """
    if earlier.edition and later.edition and not earlier.edition & later.edition:
        return True
    if not (earlier.recurs and later.recurs) or not earlier.end or not later.end:
        return False
    if earlier.end[:_YEAR] == later.end[:_YEAR]:
        return False
    said = later.occasion.date
    return said is not None and last_day(earlier.end) <= last_day(said)


def _narrowed(earlier: Facts, later: Facts, likenesses: Likenesses) -> str:
    if later.recipients and later.recipients < earlier.recipients:
        return reason(
            _STAGE,
            "recipients_narrowed",
            earlier=", ".join(sorted(earlier.recipients)),
            later=", ".join(sorted(later.recipients)),
        )
    if earlier.occasion.language != later.occasion.language:
        return ""
    terms = terms_of(earlier.occasion.language)
    first = frozenset(stem for stem in earlier.bag if terms.weight(stem) == 1)
    second = frozenset(stem for stem in later.bag if terms.weight(stem) == 1)
    if not first or not second or len(first - second) < 2:
        return ""
    shared = likenesses.weight(first & second)
    held, left_over = shared / likenesses.weight(second), shared / likenesses.weight(first)
    if held >= _LATER_HELD and left_over <= _EARLIER_LEFT:
        words = terms.words_for(earlier.source.quote)
        left = [words.get(stem, stem) for stem in earlier.terms if stem in first - second]
        return reason(_STAGE, "object_narrowed", terms=", ".join(left[:_SHOWN_TERMS]))
    return ""
