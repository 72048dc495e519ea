"""Two promises side by side in words: fields, what changed, and the reasons for a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.lexicon.tracing_reasons import reason
from summitry.model import Agreement, FieldComparison
from summitry.tracing.occasions import last_day
from summitry.tracing.terms import terms_of

if TYPE_CHECKING:
    from summitry.tracing.facts import Facts
    from summitry.tracing.likeness import Likeness, Likenesses

_STAGE = "lineage"
_SHOWN_TERMS = 5
_AGREES = 0.85
_LITTLE = 0.02


def compare_fields(
    earlier: Facts, later: Facts, found: Likeness, likenesses: Likenesses
) -> tuple[FieldComparison, ...]:
    """Return every field of two promises side by side."""
    shared = shared_words(earlier, later, likenesses)
    return (
        _field("actors", _codes(earlier.actors), _codes(later.actors), found.actors),
        _field(
            "recipients", _codes(earlier.recipients), _codes(later.recipients), found.recipients
        ),
        _field("theme", earlier.theme, later.theme, found.theme),
        _field("object", shared, shared, found.object),
        _field("action", earlier.action, later.action, found.action),
        _amount_field(earlier, later, found.amounts),
        _deadline_field(earlier, later),
    )


def shared_words(earlier: Facts, later: Facts, likenesses: Likenesses) -> str:
    """Return the words two promises share, the most telling first."""
    words = terms_of(earlier.occasion.language).words_for(earlier.source.quote)
    shared = earlier.bag & later.bag
    order = {stem: at for at, stem in enumerate(earlier.terms)}
    telling = sorted(shared, key=lambda stem: (-likenesses.rarity[stem], order[stem]))
    shown = dict.fromkeys(words.get(stem, stem) for stem in telling)
    return ", ".join(list(shown)[:_SHOWN_TERMS])


def reasons_for(
    earlier: Facts, later: Facts, fields: tuple[FieldComparison, ...]
) -> tuple[str, ...]:
    """Return in words why two promises are linked, by the fields that agree or changed."""
    by_name = {field.field: field for field in fields}
    told: list[str] = []
    shared = earlier.actors & later.actors
    if shared:
        whole = by_name["actors"].agreement is Agreement.AGREES
        told.append(reason(_STAGE, "actors" if whole else "actors_partly", parties=_codes(shared)))
    if by_name["recipients"].agreement is Agreement.AGREES:
        told.append(reason(_STAGE, "recipients", parties=by_name["recipients"].earlier))
    if by_name["object"].earlier and by_name["object"].score:
        told.append(reason(_STAGE, "terms", terms=by_name["object"].earlier))
    if by_name["theme"].agreement is Agreement.AGREES:
        told.append(reason(_STAGE, "theme", theme=earlier.theme))
    amounts, deadline = by_name["amounts"], by_name["deadline"]
    if amounts.agreement is Agreement.AGREES:
        told.append(reason(_STAGE, "amount", amount=amounts.earlier))
    elif amounts.change is not None:
        told.append(reason(_STAGE, "amount_changed", earlier=amounts.earlier, later=amounts.later))
    if deadline.agreement is Agreement.AGREES:
        told.append(reason(_STAGE, "deadline", deadline=deadline.earlier))
    elif deadline.change is not None:
        told.append(
            reason(_STAGE, "deadline_moved", earlier=deadline.earlier, later=deadline.later)
        )
    if earlier.occasion.language != later.occasion.language:
        told.append(reason(_STAGE, "other_language"))
    return tuple(told)


def amount_change(earlier: Facts, later: Facts) -> tuple[float, str, str, str] | None:
    """Return later over earlier for the amounts that answer each other, with both and the unit.

    Equal amounts win; else the largest of the first unit both have. None without one.
    """
    pairs = [
        (value, other, unit)
        for value, unit in earlier.money + earlier.counts
        for other, other_unit in later.money + later.counts
        if unit == other_unit and value > 0
    ]
    if not pairs:
        return None
    equal = [pair for pair in pairs if pair[0] == pair[1]]
    value, other, unit = max(equal) if equal else max(pairs)
    return other / value, _plain(value, unit), _plain(other, unit), unit


def deadline_change(earlier: Facts, later: Facts) -> int | None:
    """Return by how many days the outer end of the deadline moved; None where one has none."""
    if not earlier.end or not later.end:
        return None
    return (last_day(later.end) - last_day(earlier.end)).days


def amounts_of(facts: Facts) -> str:
    """Return every amount of a promise in plain figures."""
    return "; ".join(_plain(value, unit) for value, unit in facts.money + facts.counts)


def _field(name: str, first: str, second: str, score: float | None) -> FieldComparison:
    if score is None:
        missing = Agreement.ABSENT if not first and not second else Agreement.ONE_SIDED
        return FieldComparison(name, missing, first, second)
    if score >= _AGREES:
        return FieldComparison(name, Agreement.AGREES, first, second, round(score, 4))
    agreement = Agreement.PARTLY if score > 0 and name != "theme" else Agreement.DIFFERS
    return FieldComparison(name, agreement, first, second, round(score, 4))


def _amount_field(earlier: Facts, later: Facts, score: float | None) -> FieldComparison:
    change = amount_change(earlier, later)
    if change is None:
        first, second = amounts_of(earlier), amounts_of(later)
        if first and second:
            return FieldComparison("amounts", Agreement.DIFFERS, first, second, 0.0)
        return _field("amounts", first, second, None)
    ratio, first, second, _ = change
    same = abs(ratio - 1) <= _LITTLE
    agreement = Agreement.AGREES if same else Agreement.DIFFERS
    moved = None if same else round(ratio, 6)
    return FieldComparison("amounts", agreement, first, second, round(score or 0.0, 4), moved)


def _deadline_field(earlier: Facts, later: Facts) -> FieldComparison:
    days = deadline_change(earlier, later)
    first, second = earlier.end or "", later.end or ""
    if days is None:
        return _field("deadline", first, second, None)
    if days == 0:
        return FieldComparison("deadline", Agreement.AGREES, first, second, 1.0)
    return FieldComparison("deadline", Agreement.DIFFERS, first, second, 0.0, float(days))


def _codes(codes: frozenset[str]) -> str:
    return ", ".join(sorted(codes))


def _plain(value: float, unit: str) -> str:
    return f"{value:,.15g} {unit}".rstrip()
