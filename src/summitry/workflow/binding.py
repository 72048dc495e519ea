"""Which series tell of which numbers in a register: proposed with reasons, decided by people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.errors import EntryMissing, UsageError
from summitry.model import KeptBinding
from summitry.monitoring.binding import judge, propose
from summitry.monitoring.rules import rule_table
from summitry.monitoring.targets import target_name
from summitry.storage import bindings, figures, outcomes
from summitry.workflow.claims import claim_name, claim_target, claims_for
from summitry.workflow.monitoring import targets_for
from summitry.workflow.register import person
from summitry.workflow.tracing_records import of_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summitry.model import Binding, Factor, KeptSeries, Target
    from summitry.storage import Register, View
    from summitry.workflow.tracing_records import Records

_FILE = "binding.toml"


@dataclass(frozen=True, slots=True)
class Question:
    """A number of a commitment or a claim that a series may tell of; ``name`` names it there."""

    entry: str
    name: str
    quote: str
    target: Target
    is_claim: bool = False


@dataclass(frozen=True, slots=True)
class Proposed:
    """A series proposed for a number, with the reasons; ``confirmed`` once a person agreed."""

    question: Question
    series: KeptSeries
    binding: Binding
    confirmed: bool = False


def questions(records: Records, entry_id: str | None = None) -> list[Question]:
    """Return the numbers of commitments and claims, of one entry or of all."""
    wanted = entry_id.strip().casefold() if entry_id else None
    found = []
    for promise in records.promises:
        if wanted in (None, promise.id.casefold()):
            for target in targets_for(promise):
                name = target_name(target)
                found.append(Question(promise.id, name, promise.quote, target))
    for remark in records.remarks:
        if wanted in (None, remark.id.casefold()):
            for claim in claims_for(remark):
                target = claim_target(remark, claim)
                name = claim_name(claim)
                found.append(Question(remark.id, name, remark.quote, target, is_claim=True))
    known = {one.id.casefold() for one in records.promises}
    known |= {one.id.casefold() for one in records.remarks}
    if wanted is not None and wanted not in known:
        raise EntryMissing(
            f"there is no entry {entry_id} that counts",
            remedy="summitry list shows those there are.",
        )
    return found


def suggest(register: Register, entry_id: str | None = None) -> list[Proposed]:
    """Return the series proposed for each number, the best first; refused ones are left out."""
    with register.looking() as view:
        return suggested(view, of_view(view), entry_id)


def suggested(view: View, records: Records, entry_id: str | None = None) -> list[Proposed]:
    """Return what :func:`suggest` does, of one look at a register."""
    series = list(figures.kept_series(view))
    decided = _decided(view, entry_id)
    factors = outcomes.kept_factors(view)
    return [
        one
        for question in questions(records, entry_id)
        for one in _for_question(question, series, decided, factors)
    ]


def _decided(view: View, entry_id: str | None) -> dict[tuple[str, str], dict[int, bool]]:
    decided: dict[tuple[str, str], dict[int, bool]] = defaultdict(dict)
    for one in bindings.kept_bindings(view, entry_id):
        decided[one.entry, one.target][one.series] = one.confirmed
    return decided


def _for_question(
    question: Question,
    series: Sequence[KeptSeries],
    decided: dict[tuple[str, str], dict[int, bool]],
    factors: Sequence[Factor],
) -> Iterator[Proposed]:
    known = decided.get((question.entry, question.name), {})
    by_key = {one.series.key: one for one in series}
    for binding in propose(question.target, (one.series for one in series), factors):
        found = by_key[binding.series]
        said = known.get(found.number)
        if said is not False:
            yield Proposed(question, found, binding, confirmed=bool(said))


def decide(
    register: Register,
    entry_id: str,
    series: Sequence[str],
    who: str,
    *,
    confirm: bool = True,
    number: str | None = None,
) -> list[KeptBinding]:
    """Confirm or refuse series for a number of an entry, all or none; return what was new.

    ``number`` says which is meant where an entry has several, as proposals name it. Every fault
    is told at once.
    """
    with register.changing(person(who)) as change:
        records = of_view(change)
        asked = questions(records, entry_id)
        if not asked:
            raise UsageError(
                "names no number that figures could tell of",
                where=entry_id,
                remedy="Only commitments with an amount, and claims, can be bound to a series.",
            )
        factors = outcomes.kept_factors(change)
        faults: list[UsageError | EntryMissing] = []
        told = []
        for name in series:
            try:
                kept = figures.series_named(change, name)
                question = _meant(asked, kept, number, factors)
                told.append(_binding(question, kept, factors, confirm=confirm))
            except (UsageError, EntryMissing) as error:
                faults.append(error)
        if faults:
            raise ExceptionGroup("series cannot be bound", faults)
        return [one for one in told if bindings.decide(change, one) is not None]


def _meant(
    asked: Sequence[Question], series: KeptSeries, number: str | None, factors: Sequence[Factor]
) -> Question:
    """Return the number of an entry that is meant for a series."""
    chosen = list(asked)
    if number is not None:
        wanted = number.strip().casefold()
        chosen = [
            one for one in asked if one.name.casefold() == wanted or _digits(one.name) == wanted
        ]
    elif len(asked) > 1:
        chosen = [one for one in asked if propose(one.target, [series.series], factors)]
    if len(chosen) != 1:
        names = "; ".join(one.name for one in asked)
        raise UsageError(
            f"series {series.series.id} may be meant for several of its numbers"
            if number is None
            else f"has no number {number}",
            where=asked[0].entry,
            remedy=f"Say which with --number: {names}.",
        )
    return chosen[0]


def _digits(name: str) -> str:
    return name.partition(" ")[0].replace(",", "")


def _binding(
    question: Question, kept: KeptSeries, factors: Sequence[Factor], *, confirm: bool
) -> KeptBinding:
    rules = rule_table(_FILE)
    reasons = judge(question.target, kept.series, factors)
    return KeptBinding(
        number=0,
        entry=question.entry,
        series=kept.number,
        target=question.name,
        confirmed=confirm,
        score=sum(one.weight for one in reasons),
        reasons=reasons,
        method=rules["id"],
        version=rules["version"],
    )


def kept(register: Register, entry_id: str | None = None) -> list[KeptBinding]:
    """Return what people confirmed and refused, of one entry or of all."""
    with register.looking() as view:
        return list(bindings.kept_bindings(view, entry_id))
