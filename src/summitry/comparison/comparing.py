"""Groups side by side: measures, intervals, places, strata, and what cannot be told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from summitry.comparison import fairness
from summitry.comparison.counts import Columns, sentence_counts
from summitry.comparison.estimating import Estimate, estimated
from summitry.comparison.grouping import WHOLE_TEXTS, Members, grouped
from summitry.comparison.misreading import drawn_misreading
from summitry.comparison.ranking import holm, pairs_tested, rank_interval
from summitry.comparison.resampling import over_sentences, over_texts
from summitry.comparison.rules import index_rules, measure_rules, quality_rules
from summitry.comparison.substance import sensitivity
from summitry.errors import UsageError
from summitry.model import (
    Apart,
    Comparison,
    ComparisonBasis,
    ComparisonMethod,
    Group,
    Grouping,
    MeasureShown,
    Stratum,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.random import Generator
    from numpy.typing import NDArray

    from summitry.comparison.misreading import Misreading
    from summitry.comparison.ranking import PairTest
    from summitry.model import Material, Measured, Sensitivity

ROUNDS = 1000
SEED = 1
_SURE = 0.05


@dataclass(frozen=True, slots=True)
class _Setting:
    """What all groups of one comparison are measured with."""

    material: Material
    by: Grouping
    rounds: int
    seed: int
    columns: Columns
    misreading: Misreading

    def random(self, what: str, counts: Iterable[NDArray[np.float64]] = ()) -> Generator:
        """Return random numbers that hang on the seed, on what they are for, and on counts.

        Names have no part in it: a group of another name with the same counts gets the same.
        """
        key = crc32(what.encode("utf-8"))
        for one in counts:
            key = crc32(one.tobytes(), key)
        return np.random.default_rng([self.seed, key])


def compare(
    material: Material, by: Grouping, *, rounds: int = ROUNDS, seed: int = SEED
) -> Comparison:
    """Return what is compared, group by group, the same for the same material and seed.

    Groups with few commitments are shown and not ranked; strata hold the same measures among
    texts of one genre or one band of length, wherever two groups have such. Raises UsageError
    when there is no text, and for rounds or a seed that cannot be.
    """
    if not material.texts:
        raise UsageError("there is no text to compare", remedy="Add texts, or name some.")
    if rounds < 100:
        raise UsageError("less than 100 rounds show no interval", remedy="1,000 are usual.")
    if seed < 0:
        raise UsageError("a seed is no negative number", remedy="Such as 1.")
    setting = _setting(material, by, rounds, seed)
    drawn = [_group(setting, members) for members in grouped(material, by)]
    groups = [group for group, _ in drawn]
    estimates = {group.name: found for group, found in drawn}
    pairs = _pairs(groups, estimates)
    groups = [_placed(one, groups, pairs) for one in groups]
    return Comparison(
        by=by,
        groups=tuple(groups),
        measures=_shown(),
        weights=index_rules().weights,
        method=_method(setting, len(pairs)),
        apart=tuple(
            Apart(one.measure, one.higher, one.lower, one.difference, one.p)
            for one in pairs
            if one.p < _SURE
        ),
        sensitivity=_sensitivity(setting, groups),
        strata=_strata(setting),
        remarks=fairness.remarks(material, groups, by),
        as_of=material.as_of,
    )


def _setting(material: Material, by: Grouping, rounds: int, seed: int) -> _Setting:
    columns = Columns(sorted({one.theme for one in material.promises}))
    random = np.random.default_rng([seed, crc32(b"misreading")])
    misreading = drawn_misreading(quality_rules(), rounds, random)
    return _Setting(material, by, rounds, seed, columns, misreading)


def _group(setting: _Setting, members: Members) -> tuple[Group, dict[str, Estimate]]:
    rules = measure_rules()
    if setting.by not in WHOLE_TEXTS:
        # The words and the praise of a text cannot be divided among parties or themes.
        texts = tuple(replace(one, words=None, talk=None) for one in members.texts)
        members = Members(members.name, texts, members.promises)
    counts = sentence_counts(members, setting.columns)
    enough = len(members.texts) >= rules.fewest_texts
    if enough:
        totals = _across(setting, members, counts)
    else:
        totals = over_sentences(counts, setting.rounds, setting.random("sentences", counts))
    misreading = None
    if fairness.misreading_known(members):
        misread = setting.random("misread", counts)
        misreading = setting.misreading.of_texts(len(members.texts), misread)
    random = setting.random("unseen", counts)
    whole = np.sum([one.sum(axis=0) for one in counts], axis=0)
    found = estimated(
        members,
        (whole, totals),
        setting.columns,
        misreading,
        random,
    )
    words = [one.words for one in members.texts]
    group = Group(
        name=members.name,
        texts=tuple(one.name for one in members.texts),
        promises=tuple(one.id for one in members.promises),
        words=None if None in words else sum(one or 0 for one in words),
        basis=ComparisonBasis.TEXTS if enough else ComparisonBasis.SENTENCES,
        measures=tuple(one.measured for one in found.values()),
        money=fairness.money(setting.material, members),
        forces=_often(one.force for one in members.promises),
        themes=_often(one.theme for one in members.promises),
        genres=_often(one.genre or "" for one in members.texts),
        languages=_often(one.language for one in members.texts),
        dates=tuple(sorted(one.date for one in members.texts if one.date)),
        balance=fairness.balance(members),
        rankable=len(members.promises) >= rules.fewest_promises,
        remarks=fairness.group_remarks(members, setting.by),
    )
    return group, found


def _across(
    setting: _Setting, members: Members, counts: Sequence[NDArray[np.float64]]
) -> NDArray[np.float64]:
    """Return the totals with texts drawn again; groups that share texts draw the same ones."""
    if setting.by in WHOLE_TEXTS:
        return over_texts(counts, setting.rounds, setting.random("texts", counts))
    own = {text.name: one for text, one in zip(members.texts, counts, strict=True)}
    none = np.zeros((1, setting.columns.width))
    every = [own.get(text.name, none) for text in setting.material.texts]
    return over_texts(every, setting.rounds, setting.random("texts"))


def _often(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda one: (-one[1], one[0])))


def _ranked(groups: Iterable[Group], measure: str) -> dict[str, Measured]:
    """Return the groups that have a place in a measure."""
    measured = {one.name: one.measured(measure) for one in groups if one.rankable}
    return {name: one for name, one in measured.items() if one.value is not None}


def _pairs(groups: Sequence[Group], estimates: dict[str, dict[str, Estimate]]) -> list[PairTest]:
    pairs: list[PairTest] = []
    for shown in _shown():
        if shown.ranked:
            ranked = _ranked(groups, shown.name)
            draws = {name: estimates[name][shown.name].draws for name in ranked}
            scale = "number" if shown.name == index_rules().id else shown.scale
            pairs += pairs_tested(shown.name, ranked, draws, scale)
    return holm(pairs)


def _placed(group: Group, groups: Sequence[Group], pairs: Sequence[PairTest]) -> Group:
    """Return a group with the places that it can have in each measure."""
    measures = []
    ranked = {one.name for one in _shown() if one.ranked}
    for one in group.measures:
        others = _ranked(groups, one.measure) if one.measure in ranked else {}
        if group.name in others and len(others) > 1:
            surely = [x for x in pairs if x.measure == one.measure and x.p < _SURE]
            one = replace(one, ranks=rank_interval(group.name, len(others), surely))  # noqa: PLW2901
        measures.append(one)
    return replace(group, measures=tuple(measures))


def _sensitivity(setting: _Setting, groups: Sequence[Group]) -> tuple[Sensitivity, ...]:
    rules = index_rules()
    parts = {}
    for group in groups:
        values = [group.measured(name).value for name in rules.weights]
        if group.rankable and None not in values:
            parts[group.name] = [value or 0.0 for value in values]
    if len(parts) < 2:
        return ()
    return sensitivity(parts, rules.weightings, setting.random("weights"))


def _strata(setting: _Setting) -> tuple[Stratum, ...]:
    strata = []
    for kind, name, material in fairness.like_texts(setting.material):
        members = [one for one in grouped(material, setting.by) if one.promises]
        if len(members) > 1:
            like = replace(setting, material=material)
            groups = tuple(_group(like, one)[0] for one in members)
            strata.append(Stratum(kind, name, groups))
    return tuple(strata)


def _shown() -> tuple[MeasureShown, ...]:
    index = index_rules()
    every = [
        MeasureShown(one.name, one.title, one.plain, one.scale, one.ranked)
        for one in measure_rules().measure
    ]
    return (*every, MeasureShown(index.id, index.title, index.plain, "share", ranked=True))


def _method(setting: _Setting, pairs: int) -> ComparisonMethod:
    rules, index, quality = measure_rules(), index_rules(), quality_rules()
    return ComparisonMethod(
        rounds=setting.rounds,
        seed=setting.seed,
        level=rules.level,
        measures_version=rules.version,
        index_id=index.id,
        index_version=index.version,
        quality_id=f"{quality.id} {quality.version}",
        quality_texts=len(quality.text),
        pairs_tested=pairs,
        fewest_promises=rules.fewest_promises,
        fewest_texts=rules.fewest_texts,
    )
