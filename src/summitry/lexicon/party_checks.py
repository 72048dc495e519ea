"""The rules that the party files must keep; every breach is listed."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from summitry.lexicon.party_terms import NameKind, expand_terms
from summitry.model import ALL_PARTIES, is_partial_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.lexicon.party_rows import AccessionRow, PartyRows
    from summitry.lexicon.party_terms import PartyTerm

_STATE_CODE = re.compile(r"[A-Z]{3}\Z")
_OTHER_CODE = re.compile(r"[A-Z][A-Z0-9+-]{0,11}\Z")
_SURFACE = re.compile(r"\S+(?: \S+)*\Z")
_CURLY = re.compile("[\u2018\u2019\u02bc]")
_FIRST, _LAST = "0000", "9999-12-31"


def find_faults(rows: PartyRows) -> list[str]:
    """Return every breach of the rules in the rows, in plain words; empty when all is well."""
    codes = [row.code for row in rows.states] + [row.code for row in rows.collectives]
    known = set(codes)
    faults = [f"code {code} is given to {codes.count(code)} parties" for code in _repeated(codes)]
    faults += _code_faults(rows)
    for row in rows.collectives:
        faults += _member_faults(row.code, row.members, known)
    for label, code in _references(rows):
        if code not in known:
            faults.append(f"{label}: no such party {code}")
    for leader in rows.leaders:
        label = leader.names[0] if leader.names else "a leader"
        if not (leader.family and leader.names and leader.offices):
            faults.append(f"{label}: a family name, a full name and an office are needed")
        faults += _period_faults(label, leader.since, leader.until)
    for pattern in rows.patterns:
        if ("{region}" in pattern.pattern) == ("{adjective}" in pattern.pattern):
            faults.append(
                f"pattern {pattern.pattern!r}: one of {{region}}, {{adjective}} is needed"
            )
    return [*faults, *_surface_faults(rows)]


def periods_overlap(
    first: tuple[str | None, str | None], second: tuple[str | None, str | None]
) -> bool:
    """Tell whether two stretches of inclusive partial dates, None for open, share a day for sure.

    Stretches that only touch, on a day or in a year or month given without its day, do not count.
    """
    return (first[0] or _FIRST) < (second[1] or _LAST) and (second[0] or _FIRST) < (
        first[1] or _LAST
    )


def _repeated(values: list[str]) -> list[str]:
    return sorted({value for value in values if values.count(value) > 1})


def _code_faults(rows: PartyRows) -> Iterator[str]:
    for state in rows.states:
        if not _STATE_CODE.match(state.code):
            yield f"{state.name}: {state.code!r} is not a code of three capital letters"
    for row in rows.collectives:
        if not _OTHER_CODE.match(row.code) or row.code == ALL_PARTIES:
            yield f"{row.name}: {row.code!r} is not a code of 1 to 12 capitals, digits, + or -"


def _references(rows: PartyRows) -> Iterator[tuple[str, str]]:
    yield from ((body.name, body.party) for body in rows.bodies)
    for leader in rows.leaders:
        yield (leader.names[0] if leader.names else "a leader"), leader.party
    for shared in rows.ambiguous:
        yield from ((shared.surface, code) for code in shared.codes)


def _member_faults(
    party: str, accessions: tuple[AccessionRow, ...], known: set[str]
) -> Iterator[str]:
    periods: dict[str, list[tuple[str | None, str | None]]] = defaultdict(list)
    for accession in accessions:
        yield from _period_faults(party, accession.since, accession.until)
        for code in accession.codes:
            if code not in known:
                yield f"{party}: no such member {code}"
            if code == party:
                yield f"{party}: a party is no member of itself"
            period = (accession.since, accession.until)
            if any(periods_overlap(period, other) for other in periods[code]):
                yield f"{party}: member {code} is listed twice for the same time"
            periods[code].append(period)


def _period_faults(label: str, since: str | None, until: str | None) -> Iterator[str]:
    for date in (since, until):
        if date is not None and not is_partial_date(date):
            yield f"{label}: {date!r} is not a date such as 2022, 2022-01 or 2022-01-25"
    if since is not None and until is not None and until < since:
        yield f"{label}: ends ({until}) before it begins ({since})"


def _surface_faults(rows: PartyRows) -> Iterator[str]:
    terms = expand_terms(rows)
    by_surface: dict[str, list[PartyTerm]] = defaultdict(list)
    for term in terms:
        by_surface[term.surface.casefold()].append(term)
        if not _SURFACE.match(term.surface) or _CURLY.search(term.surface):
            yield f"{term.surface!r}: single spaces and straight apostrophes are needed"
    exact = {term.surface for term in terms}
    declared = {row.surface: set(row.codes) for row in rows.ambiguous}
    for surface in sorted({row.surface for row in rows.cased} | set(declared)):
        if surface not in exact:
            yield f"{surface!r} is marked, but no party has that name"
    for row in rows.ignored:
        if not any(part in by_surface for part in _parts(row.surface.casefold())):
            yield f"{row.surface!r} is ignored, but contains no party's name"
    for sharing in by_surface.values():
        yield from _clashes(sharing, declared.get(sharing[0].surface, set()))


def _parts(surface: str) -> Iterator[str]:
    """Yield every shorter run of words inside a surface, also with a full stop after it."""
    words = [match.span() for match in re.finditer(r"\w+", surface)]
    for index, (start, _) in enumerate(words):
        for _, end in words[index:]:
            for part in (surface[start:end], surface[start : end + 1].rstrip()):
                if part != surface:
                    yield part


def _clashes(terms: list[PartyTerm], declared: set[str]) -> Iterator[str]:
    surface = terms[0].surface
    codes = {term.code for term in terms}
    if declared and declared != codes:
        yield f"{surface!r} is marked for {_listed(declared)} but stands for {_listed(codes)}"
    for index, first in enumerate(terms):
        for second in terms[index + 1 :]:
            both_lead = first.kind is second.kind is NameKind.LEADER
            if both_lead and not periods_overlap(
                (first.since, first.until), (second.since, second.until)
            ):
                continue
            if first.code == second.code and not both_lead and first.kind is not second.kind:
                yield f"{surface!r} is given to {first.code} as {first.kind} and as {second.kind}"
            elif first.code != second.code and not declared:
                yield f"{surface!r} is given to {_listed({first.code, second.code})}"


def _listed(codes: set[str]) -> str:
    return " and ".join(sorted(code or "no party" for code in codes))
