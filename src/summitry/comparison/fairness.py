"""Like with like: genres, lengths, languages and dates, and what the reader should know of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from summitry.comparison.grouping import UNKNOWN, WHOLE_TEXTS
from summitry.comparison.rules import measure_rules, quality_rules
from summitry.model import Grouping, Material, MoneySum

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summitry.comparison.grouping import Members
    from summitry.model import ComparedText, Group

GENRE, LENGTH = "genre", "length"
_NOBODY = ""


def like_texts(material: Material) -> Iterator[tuple[str, str, Material]]:
    """Yield the material of each genre and of each band of length: its kind, its name, itself."""
    for kind, of in ((GENRE, lambda one: one.genre), (LENGTH, _band)):
        strata: dict[str, list[ComparedText]] = defaultdict(list)
        for text in material.texts:
            if name := of(text):
                strata[name].append(text)
        for name in sorted(strata):
            if len(strata[name]) < len(material.texts):
                yield kind, name, _only(material, strata[name])


def _band(text: ComparedText) -> str | None:
    if text.words is None:
        return None
    first, second = measure_rules().bands
    if text.words < first:
        return f"under {first:,} words"
    return f"{first:,} to {second:,} words" if text.words < second else f"over {second:,} words"


def _only(material: Material, texts: Sequence[ComparedText]) -> Material:
    names = {one.name for one in texts}
    promises = tuple(one for one in material.promises if one.text in names)
    ids = {one.id for one in promises}
    money = tuple(one for one in material.money if one.id in ids)
    return Material(tuple(texts), promises, money, material.as_of)


def misreading_known(members: Members) -> bool:
    """Tell whether the reader was measured in the languages of all texts of a group."""
    return {one.language for one in members.texts} == {quality_rules().language}


def money(material: Material, members: Members) -> tuple[MoneySum, ...]:
    """Return the money that a group announces, in the order of currencies."""
    ids = {one.id for one in members.promises}
    once: dict[str, float] = defaultdict(float)
    again: dict[str, float] = defaultdict(float)
    behind: dict[str, list[str]] = defaultdict(list)
    for one in material.money:
        if one.id in ids:
            (again if one.repeated else once)[one.currency] += one.value
            behind[one.currency].append(one.id)
    return tuple(
        MoneySum(code, once[code], once[code] + again[code], tuple(dict.fromkeys(behind[code])))
        for code in sorted(behind)
    )


def balance(members: Members) -> tuple[tuple[str, str, int], ...]:
    """Return who undertakes how much toward whom; a recipient is "" where none is named."""
    pairs = Counter(
        (actor, recipient)
        for one in members.promises
        for actor in one.actors
        for recipient in one.recipients or (_NOBODY,)
    )
    ordered = sorted(pairs.items(), key=lambda one: (-one[1], one[0]))
    return tuple((actor, recipient, often) for (actor, recipient), often in ordered)


def group_remarks(members: Members, by: Grouping) -> tuple[str, ...]:
    """Return what the reader should know before comparing a group, in sentences."""
    rules = measure_rules()
    said = []
    promises, texts = len(members.promises), len(members.texts)
    if not promises:
        said.append("No commitment was found in it.")
    if promises < rules.fewest_promises:
        count = "1 commitment" if promises == 1 else f"{promises} commitments"
        said.append(f"Too few to rank: {count}, {rules.fewest_promises} are needed.")
    if texts < rules.fewest_texts:
        # A document is all that there is of itself.
        count = "One text" if texts == 1 else f"{texts} texts"
        if by is not Grouping.DOCUMENT:
            said.append(f"{count}: the intervals are of these texts alone.")
    genres = {one.genre for one in members.texts}
    if len(genres) == 1 and None not in genres and by is not Grouping.DOCUMENT:
        said.append(f"All of it is of one kind: {next(iter(genres))}.")
    if missing := [one.name for one in members.texts if one.genre is None]:
        said.append(f"What kind of text it is, nobody said of {_listed(missing)}.")
    if missing := [one.name for one in members.texts if not one.date]:
        said.append(f"No date is known of {_listed(missing)}.")
    languages = sorted({one.language for one in members.texts})
    if len(languages) > 1:
        said.append(f"Languages are mixed: {', '.join(languages)}; words differ in length.")
    if not misreading_known(members):
        said.append("The reader was not measured in this language: intervals hold sampling alone.")
    return tuple(said)


def remarks(material: Material, groups: Sequence[Group], by: Grouping) -> tuple[str, ...]:
    """Return what the reader should know of the comparison as a whole, in sentences."""
    said = []
    if len(groups) == 1:
        said.append(f"There is one {by.value} only: nothing is compared.")
    ranked = sum(one.rankable for one in groups)
    if len(groups) > 1 and ranked < 2:
        said.append("Too few to rank: less than two groups have enough commitments.")
    genres = [set(one.genres) - {""} for one in groups]
    if by in WHOLE_TEXTS and by is not Grouping.DOCUMENT and len(groups) > 1:
        alone = [
            one.name
            for at, one in enumerate(groups)
            if not any(genres[at] & other for place, other in enumerate(genres) if place != at)
        ]
        if alone:
            said.append(f"No other has texts of the kinds that {_listed(alone)} has.")
    if by not in WHOLE_TEXTS:
        what = "themes" if by is Grouping.THEME else "parties"
        said.append(f"Words and praise of a text are not divided among {what}.")
    if by is Grouping.PARTY and any(len(one.actors) > 1 for one in material.promises):
        said.append("A commitment of several parties is counted with each of them.")
    if any(one.name == UNKNOWN for one in groups):
        said.append(f"What has no {by.value} stands under “{UNKNOWN}”.")
    return tuple(said)


def _listed(names: Sequence[str]) -> str:
    first = ", ".join(names[:5])
    return first if len(names) <= 5 else f"{first} and {len(names) - 5} more"
