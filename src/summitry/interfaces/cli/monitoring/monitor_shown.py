"""What monitoring found, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summitry.exchange.measures import about_words, counted_words
from summitry.interfaces.cli.register.answering import answer_json, line, table
from summitry.workflow.monitoring_records import commitment_record, overview, verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import EvidenceItem, Outlook
    from summitry.workflow.monitoring import Monitored, MonitoredTarget

_UNSAID = ("not-asked",)
_SIDES = {True: "for", False: "against", None: "neither"}


def answer_all(found: Sequence[Monitored]) -> None:
    """Write the overview as JSON."""
    answer_json(overview(found))


def answer_one(one: Monitored) -> None:
    """Write all that is known of one commitment as JSON."""
    answer_json(commitment_record(one))


def answer_verdict(one: Monitored, number: int | None) -> None:
    """Write the verdicts on one commitment as JSON."""
    answer_json({"commitment": one.id, "changed": number is not None, **verdict(one)})


def show_all(found: Sequence[Monitored]) -> None:
    """Write a line for every target, reporter and vintage."""
    heads = (
        ("id", {"no_wrap": True}),
        ("target", {"min_width": 12}),
        "by",
        ("reporter", {"min_width": 11}),
        ("vintage", {"min_width": 9}),
        ("status", {"no_wrap": True}),
        ("first met", {"no_wrap": True}),
        ("latest", {"min_width": 9}),
        ("chance", {"min_width": 6}),
    )
    rows = [
        _row(one, target, place)
        for one in found
        for target in one.targets
        for place in range(len(target.rows))
    ]
    if not table(heads, rows):
        line("No commitment names a number to be reached.")
        return
    unbound = sum(not target.numbers for one in found for target in one.targets)
    every = sum(len(one.targets) for one in found)
    line(f"{every} targets; {unbound} have no series bound (summitry bind suggest).")
    without = any(fault.code == "extra-missing" for fault in _faults(found))
    if without:
        line("Chances need a part that is installed apart: pip install 'summitry[statistics]'.")


def _faults(found: Sequence[Monitored]) -> list[Any]:
    return [
        fault
        for one in found
        for target in one.targets
        for ahead in target.watched.outlooks
        for fault in ahead.faults
    ]


def _row(one: Monitored, target: MonitoredTarget, place: int) -> tuple[str, ...]:
    row = target.rows[place]
    latest = target.watched.progress[place].latest if target.watched.progress else None
    return (
        one.id,
        counted_words(target.target.value, target.target.unit),
        row.deadline or "no date",
        row.reporter or "",
        row.vintage or "",
        row.status,
        row.first_met or "",
        f"{latest.wording} in {latest.period.text}" if latest else "",
        chance(row.probability),
    )


def chance(probability: float | None) -> str:
    """Return a chance in per cent, never as certain as 0 or 100."""
    if probability is None:
        return ""
    share = round(100 * probability)
    return "below 1 %" if share < 1 else "above 99 %" if share > 99 else f"{share} %"


def show_one(one: Monitored) -> None:
    """Write all that is known of one commitment."""
    made = one.promise.occasion.date or "undated"
    line(f"{one.id} · {made} · “{' '.join(one.promise.quote.split())}”")
    for target in one.targets:
        _show_target(target)
    if not one.targets:
        line("It names no number that could be reached.")
    show_verdict(one)


def _show_target(target: MonitoredTarget) -> None:
    due = f" by {target.target.deadline}" if target.target.deadline else ", no deadline"
    line("")
    line(f"Target: {counted_words(target.target.value, target.target.unit)}{due}")
    if not target.numbers:
        line("Not measurable: no series is bound to it (summitry bind suggest).", indented=True)
        return
    heads = ("reporter", "vintage", "status", "first met", "chance", "because", "differs by")
    results = zip(target.differences(), target.watched.outlooks, strict=True)
    table(
        heads,
        (
            (
                row.reporter,
                row.vintage,
                row.status,
                row.first_met,
                chance(ahead.probability),
                f"{row.why} ({row.method})",
                row.differs,
            )
            for row, ahead in results
        ),
    )
    for told, whose in _told(target).items():
        line(f"{'; '.join(whose)}: {told}", indented=True)


def _told(target: MonitoredTarget) -> dict[str, list[str]]:
    """Return what is said of figures, each once, with whose it is said of."""
    told: dict[str, list[str]] = {}
    for result, ahead in zip(target.watched.progress, target.watched.outlooks, strict=True):
        lines = [f"{one.reason} ({one.method} {one.version})" for one in result.results]
        lines.append(_ahead(ahead, target.target.unit))
        faults = {one.what: one for one in (*result.faults, *ahead.faults)}.values()
        lines += [f"{one.what}. {one.remedy}".rstrip() for one in faults if one.code not in _UNSAID]
        for words in filter(None, lines):
            told.setdefault(words, []).append(f"{result.reporter}, {result.vintage}")
    return told


def _ahead(ahead: Outlook, unit: str) -> str:
    if ahead.probability is None or not ahead.points:
        return ""
    last = ahead.points[-1]
    share = ""
    if ahead.reference_share > 0:
        share = f", {100 * ahead.reference_share:.0f} % of the errors are those of other series"
    low, high = about_words(last.low80, unit), about_words(last.high80, unit)
    return (
        f"in {last.period} about {about_words(last.value, unit)}, in 80 of 100 cases {low} to "
        f"{high} ({ahead.method} {ahead.version}{share})"
    )


def show_verdict(one: Monitored) -> None:
    """Write what speaks for and against a commitment, and both verdicts."""
    found = one.assessment
    rows = [_evidence(item) for item in found.evidence]
    if not rows:
        line("")
    else:
        table(("speaks", "what", "source", "date"), rows)
    line(f"Calculated: {found.calculated} – {found.reason} ({found.method} {found.version}).")
    if found.assigned is None:
        line("Assigned: nobody has given a verdict (summitry assess).")
        return
    for kept in one.history[:-1]:
        line(f"Earlier: {kept.truth}, {kept.who}, {kept.at[:10]} – {kept.reason}")
    given = found.assigned
    mark = ", which differs" if found.differs else ""
    line(f"Assigned: {given.truth}{mark}, {given.by}, {given.at[:10]} – {given.reason}")


def _evidence(item: EvidenceItem) -> tuple[str, ...]:
    return _SIDES[item.supports], item.what, item.reporter or item.source, item.date or ""
