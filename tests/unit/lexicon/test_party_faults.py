from __future__ import annotations

from dataclasses import replace

import pytest

from summitry.errors import LexiconError
from summitry.lexicon.parties import NameKind, build_parties
from summitry.lexicon.party_checks import find_faults, periods_overlap
from summitry.lexicon.party_rows import (
    AccessionRow,
    AmbiguousRow,
    BodyRow,
    GroupRow,
    LeaderRow,
    OfficeRow,
    OrganisationRow,
    PartyRows,
    PatternRow,
    StateRow,
    SurfaceRow,
    load_rows,
)

_SOUND = PartyRows(
    states=(StateRow("FRA", "France", demonyms=("French",)), StateRow("ITA", "Italy")),
    organisations=(OrganisationRow("EU", "European Union"),),
)


def _leader(since: str | None, until: str | None, party: str = "FRA") -> LeaderRow:
    return LeaderRow(("Hollande",), ("François Hollande",), party, ("President",), since, until)


_FAULTY = {
    "a code twice": (
        replace(_SOUND, groups=(GroupRow("FRA", "Franks"),)),
        "code FRA is given to 2 parties",
    ),
    "a state's code": (replace(_SOUND, states=(StateRow("Fra", "France"),)), "'Fra' is not a code"),
    "a group's code": (replace(_SOUND, groups=(GroupRow("g 7", "Seven"),)), "'g 7' is not a code"),
    "the code of all": (replace(_SOUND, groups=(GroupRow("ALL", "Seven"),)), "'ALL' is not a code"),
    "one name for two": (
        replace(_SOUND, groups=(GroupRow("G", "italy"),)),
        "'Italy' is given to G and ITA",
    ),
    "one name in two kinds": (
        replace(_SOUND, states=(StateRow("FRA", "France", capitals=("France",)),)),
        "given to FRA as capital and as name",
    ),
    "an office that is a party": (
        replace(_SOUND, offices=(OfficeRow("Italy"),)),
        "'Italy' is given to ITA and no party",
    ),
    "an unknown member": (
        replace(_SOUND, groups=(GroupRow("G", "Two", members=(AccessionRow(("FRA", "XYZ")),)),)),
        "G: no such member XYZ",
    ),
    "itself a member": (
        replace(_SOUND, groups=(GroupRow("G", "Two", members=(AccessionRow(("G",)),)),)),
        "no member of itself",
    ),
    "a member twice": (
        replace(
            _SOUND,
            groups=(
                GroupRow(
                    "G",
                    "Two",
                    members=(AccessionRow(("FRA",), "2001"), AccessionRow(("FRA",), None, "2005")),
                ),
            ),
        ),
        "member FRA is listed twice",
    ),
    "no date": (
        replace(_SOUND, leaders=(_leader("2012-13", None),)),
        "'2012-13' is not a date",
    ),
    "an end before the beginning": (
        replace(_SOUND, leaders=(_leader("2017", "2012"),)),
        "ends (2012) before it begins (2017)",
    ),
    "a leader of nobody": (replace(_SOUND, leaders=(_leader("2012", None, "XYZ"),)), "party XYZ"),
    "a leader without a name": (
        replace(_SOUND, leaders=(LeaderRow((), (), "FRA", ()),)),
        "an office are needed",
    ),
    "two leaders of one name": (
        replace(_SOUND, leaders=(_leader("2012", "2017"), _leader("2015", None, "ITA"))),
        "'Hollande' is given to FRA and ITA",
    ),
    "a body of nobody": (replace(_SOUND, bodies=(BodyRow("Sénat", "XYZ"),)), "no such party XYZ"),
    "a curly apostrophe": (
        replace(_SOUND, bodies=(BodyRow("Quai d’Orsay", "FRA"),)),
        "straight apostrophes",
    ),
    "two spaces": (replace(_SOUND, bodies=(BodyRow("Two  spaces", "FRA"),)), "single spaces"),
    "a marked stranger": (
        replace(_SOUND, cased=(SurfaceRow("Spain"),)),
        "'Spain' is marked, but no party has that name",
    ),
    "an ambiguity that is none": (
        replace(_SOUND, ambiguous=(AmbiguousRow("Italy", ("FRA", "ITA")),)),
        "marked for FRA and ITA but stands for ITA",
    ),
    "ignored without need": (
        replace(_SOUND, ignored=(SurfaceRow("Red Sea"),)),
        "'Red Sea' is ignored, but contains no party's name",
    ),
    "a pattern without a slot": (
        replace(_SOUND, patterns=(PatternRow("countries"),)),
        "pattern 'countries'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", _FAULTY)
def test_a_fault_is_named(case: str) -> None:
    rows, words = _FAULTY[case]
    faults = find_faults(rows)
    assert any(words in fault for fault in faults), faults
    with pytest.raises(LexiconError) as raised:
        build_parties(rows)
    assert words in raised.value.what


def test_all_faults_are_listed_at_once() -> None:
    rows = replace(
        _SOUND,
        bodies=(BodyRow("Sénat", "XYZ"),),
        leaders=(_leader("2017", "2012"),),
        cased=(SurfaceRow("Spain"),),
    )
    assert len(find_faults(rows)) == 3


def test_the_shipped_rows_keep_every_rule() -> None:
    assert find_faults(load_rows()) == []
    assert find_faults(_SOUND) == []


def test_one_name_may_pass_from_a_leader_to_another() -> None:
    rows = replace(_SOUND, leaders=(_leader("2012", "2017"), _leader("2017", None, "ITA")))
    surfaces = [(t.code, t.since) for t in build_parties(rows).terms if t.surface == "Hollande"]
    assert surfaces == [("FRA", "2012"), ("ITA", "2017")]


def test_a_common_family_name_counts_only_after_a_title() -> None:
    rows = replace(_SOUND, leaders=(replace(_leader("2012", None), common=True),))
    leaders = {t.surface for t in build_parties(rows).terms if t.kind is NameKind.LEADER}
    assert leaders == {"François Hollande", "President Hollande"}


def test_patterns_are_filled_with_regions_and_adjectives() -> None:
    group = GroupRow("G", "Two", regions=("Gaul",), adjectives=("Gallic",))
    patterns = (PatternRow("{adjective} states"), PatternRow("countries of {region}"))
    terms = build_parties(replace(_SOUND, groups=(group,), patterns=patterns)).terms
    assert {t.surface for t in terms if t.kind is NameKind.GROUP} == {
        "Two", "Gaul", "Gallic states", "countries of Gaul",
    }  # fmt: skip
    assert {t.surface for t in terms if t.kind is NameKind.GROUP_ADJECTIVE} == {"Gallic"}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((None, None), (None, None), True),
        (("2001", "2005"), ("2005", None), False),
        (("2001", "2005"), ("2004", None), True),
        ((None, "2005-03"), ("2005-03-02", None), False),
        ((None, "2005-03-02"), ("2005-03-02", None), False),
    ],
)
def test_periods_that_share_a_day(
    first: tuple[str | None, str | None], second: tuple[str | None, str | None], expected: bool
) -> None:
    assert periods_overlap(first, second) is expected
    assert periods_overlap(second, first) is expected
