"""Amounts of a Russian sentence: money, shares, counts and durations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from summitry.extraction.russian.morphology import Is
from summitry.extraction.russian.numbers import Number, is_number_word, read_number
from summitry.lexicon.russian_measures import russian_calendar, russian_measures
from summitry.model import Bound, Quantity, QuantityRole, Span

if TYPE_CHECKING:
    from summitry.extraction.russian.sentences import Words
    from summitry.model import Period

_SMALL: Final = 12
_NOUN_REACH: Final = 4
_RANGE: Final = frozenset({"-", "–", "—", "до", "и"})
_FACTOR: Final = frozenset({"раз", "раза"})
_HYPHENS: Final = ("-", "‑")
_BETWEEN: Final = frozenset({"и", "«", '"', "-", "–"})
_YEARS: Final = frozenset({"год", "г", "гг"})


class _Unit(NamedTuple):
    name: str
    role: QuantityRole
    after: int


class _Reading(NamedTuple):
    number: Number
    first: int
    unit: _Unit | None


def find_amounts(words: Words, periods: list[Period]) -> list[Quantity]:
    """Return the amounts of a sentence, in reading order; none overlaps a time phrase.

    ``unit`` is an ISO 4217 code, "percent", or the counted noun in its base form.
    """
    taken = [(period.span.start, period.span.end) for period in periods]
    readings: list[_Reading] = []
    index = 0
    while index < len(words):
        number = read_number(words, index) if _may_count(words, index) else None
        if number is None or _is_taken(words, number, taken):
            index = number.after if number else index + 1
            continue
        readings.append(_read(words, number))
        unit = readings[-1].unit
        index = max(number.after, unit.after if unit else 0)
    joined = _joined(words, readings)
    return [_quantity(words, one) for one in joined if _is_amount(words, one)]


def _may_count(words: Words, index: int) -> bool:
    word = words.lower[index]
    return word[0].isdigit() or is_number_word(word)


def _is_taken(words: Words, number: Number, taken: list[tuple[int, int]]) -> bool:
    left, right = words.starts[number.first], words.ends[number.after - 1]
    return any(low < right and left < high for low, high in taken)


def _read(words: Words, number: Number) -> _Reading:
    measures = russian_measures()
    first = number.first
    sign = words.lower[first - 1] if first else ""
    if sign == "$" and words.lower[first - 2 : first - 1] in (["us"], ["сша"]):
        first -= 1
    if sign in measures.signs:
        unit = _Unit(measures.signs[sign], QuantityRole.MONEY, number.after)
        named = _unit(words, number)
        repeated = named is not None and named.name == unit.name
        return _Reading(number, first - 1, named if repeated else unit)
    return _Reading(number, number.first, _unit(words, number))


def _unit(words: Words, number: Number) -> _Unit | None:
    """Return what a number counts: a sign or an abbreviation beside it, or a noun near it."""
    lower, index = words.lower, number.after
    if index >= len(lower):
        return None
    short = _abbreviated(lower, index)
    if short is not None:
        return short
    for each in range(index, min(len(lower), index + _NOUN_REACH)):
        unit = _measure(words, each) or _currency(words, each)
        if unit is not None:
            return unit
        form = words.form(each)
        tags = form.tags
        # "до 100 км железных дорог": adjectives stand between, little else does.
        if tags & Is.NOUN and not (tags & Is.ADJECTIVE and words.tags(each + 1) & Is.NOUN):
            return _Unit(form.noun, QuantityRole.COUNT, each + 1)
        if not tags & (Is.ADJECTIVE | Is.NUMBER) and lower[each] not in _BETWEEN:
            break
    return None


def _abbreviated(lower: list[str], index: int) -> _Unit | None:
    measures, word = russian_measures(), lower[index]
    if word in measures.signs:
        return _Unit(measures.signs[word], QuantityRole.MONEY, index + 1)
    if word in measures.abbreviations and word != "м":
        return _Unit(measures.abbreviations[word], QuantityRole.COUNT, index + 1)
    if word in ("кв", "куб"):
        return _Unit(word, QuantityRole.COUNT, min(index + 3, len(lower)))
    return None


def _measure(words: Words, index: int) -> _Unit | None:
    measures, form = russian_measures(), words.form(index)
    if words.lower[index] == "%" or not measures.shares.isdisjoint(form.lemmas):
        return _Unit("percent", QuantityRole.SHARE, index + 1)
    for lemma in form.lemmas:
        if lemma in measures.durations and not form.tags & Is.ADJECTIVE:
            return _Unit(measures.durations[lemma], QuantityRole.DURATION, index + 1)
    return None


def _currency(words: Words, index: int) -> _Unit | None:
    known = russian_measures().currencies
    for lemma in (words.lower[index], *words.form(index).lemmas):
        if lemma not in known:
            continue
        around = {
            each
            for place in (index - 1, index + 1, index + 2)
            if 0 <= place < len(words)
            for each in (*words.form(place).lemmas, words.lower[place])
        }
        many = known[lemma]
        chosen = next((one for one in many if not around.isdisjoint(one.of.split())), None)
        chosen = chosen or next((one for one in many if one.plain), None)
        if chosen is None:
            return None
        after = index + 1
        if after < len(words) and words.lower[after] == "." and words.lower[index] in (
            "долл", "руб",
        ):  # fmt: skip
            after += 1
        told = words.form(after).lemmas if after < len(words) else ()
        named = {*told, words.lower[after]} if after < len(words) else set()
        if not named.isdisjoint(chosen.of.split()):
            after += 1
        return _Unit(chosen.code, QuantityRole.MONEY, after)
    return None


def _joined(words: Words, readings: list[_Reading]) -> list[_Reading]:
    """Let the two ends of a range share their unit and scale: "10–15 млн долларов"."""
    joined = list(readings)
    for place in range(len(joined) - 1):
        low, high = joined[place], joined[place + 1]
        between = words.lower[low.number.after : high.first]
        bare = low.unit is None or low.unit.after >= high.first
        if not bare or not between or any(word not in _RANGE for word in between):
            continue
        number = low.number
        if number.scale == 1 and number.mantissa <= high.number.mantissa:
            number = number._replace(scale=high.number.scale)
        unit = high.unit
        if unit is not None:
            unit = unit._replace(after=number.after)
        joined[place] = low._replace(number=number, unit=unit)
    return joined


def _is_amount(words: Words, reading: _Reading) -> bool:
    number, unit = reading.number, reading.unit
    if _is_name(words, reading):
        return False
    if unit is None:
        raised = not number.words and words.lower[number.first - 1 : number.first] == ["до"]
        return number.scale > 1 or raised
    if unit.role is not QuantityRole.COUNT:
        return True
    measures = russian_measures()
    if unit.name in measures.party_nouns and number.scale == 1 and number.value <= _SMALL:
        return False
    return not (number.words and number.value == 1 and number.scale == 1)


def _is_name(words: Words, reading: _Reading) -> bool:
    """Tell a number that names something: an article, a date, a year, "2-й"."""
    number, labels = reading.number, russian_measures().labels
    first = number.first
    if first and words.lower[first - 1] in labels:
        return True
    if number.words:
        return False
    labelled = first > 0 and not labels.isdisjoint(words.form(first - 1).lemmas)
    return labelled or _is_part_of_word(words, number) or _is_date(words, reading)


def _is_part_of_word(words: Words, number: Number) -> bool:
    """ "2-й", "Т-34", "С5+1"."""
    text, start, end = words.text, words.starts[number.first], words.ends[number.after - 1]
    if text[end : end + 1] in _HYPHENS and text[end + 1 : end + 2].isalpha():
        return True
    before = text[start - 1] if start else " "
    if before in _HYPHENS:
        return text[start - 2 : start - 1].isalpha()
    return before.isalpha() or before in "+/"


def _is_date(words: Words, reading: _Reading) -> bool:
    number = reading.number
    following = words.lower[number.after] if number.after < len(words) else ""
    months = russian_calendar()["months"]
    if any(following.startswith(one) and len(following) <= len(one) + 2 for one in months):
        return True
    year = 1900 <= number.value <= 2100 and number.scale == 1 and number.mantissa % 1 == 0
    named = following in _YEARS or not _YEARS.isdisjoint(
        words.form(number.after).lemmas if number.after < len(words) else ()
    )
    return year and (named or reading.unit is None)


def _quantity(words: Words, reading: _Reading) -> Quantity:
    number, unit = reading.number, reading.unit
    after = max(number.after, unit.after if unit else 0)
    span = Span(words.starts[reading.first], words.ends[after - 1])
    name, role = (unit.name, unit.role) if unit else ("", QuantityRole.COUNT)
    factor = words.lower[number.after] if number.after < len(words) else ""
    if factor in _FACTOR:
        name = "раз"
    bound = _bound(words, reading.first)
    return Quantity(span, span.of(words.text), number.value, name, bound, role)


def _bound(words: Words, first: int) -> Bound:
    bounds = russian_measures().bounds
    before = words.lower[first - 1] if first else ""
    further = words.lower[first - 2] if first > 1 else ""
    if further == "не" and before == "менее":
        return Bound.AT_LEAST
    if further == "не" and before in ("более", "свыше"):
        return Bound.AT_MOST
    for name, bound in (
        ("at_least", Bound.AT_LEAST),
        ("at_most", Bound.AT_MOST),
        ("about", Bound.ABOUT),
    ):
        if before in bounds[name]:
            return bound
    return Bound.EXACT
