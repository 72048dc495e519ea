from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.errors import UsageError
from summitry.lexicon.parties import NameKind, load_parties
from summitry.model import PartyKind

_CASES = tomllib.loads((Path(__file__).parent / "party_names.toml").read_text(encoding="utf-8"))
_NAMES = [(name, code) for code, names in _CASES["names"].items() for name in names]
_TERMS = [(surface, key) for key, surfaces in _CASES["terms"].items() for surface in surfaces]
_SURFACES = {term.surface for term in load_parties().terms}


@pytest.mark.parametrize(("name", "code"), _NAMES)
def test_a_name_or_a_code_resolves(name: str, code: str) -> None:
    assert load_parties().resolve(name) == code


@pytest.mark.parametrize(("surface", "key"), _TERMS)
def test_a_wording_stands_for_its_party(surface: str, key: str) -> None:
    found = {f"{term.kind} {term.code}" for term in load_parties().terms if term.surface == surface}
    assert key in found


@pytest.mark.parametrize("name", ["Congo", "Atlantis", "", "the", "Kazakh", "ALL", "President"])
def test_what_names_no_single_party_does_not_resolve(name: str) -> None:
    assert load_parties().resolve(name) is None


@pytest.mark.parametrize(
    ("misspelt", "name"),
    [
        ("Kazakstan", "Kazakhstan"),
        ("Uzbekstan", "Uzbekistan"),
        ("Europaen Union", "European Union"),
    ],
)
def test_a_misspelt_name_gets_suggestions(misspelt: str, name: str) -> None:
    assert load_parties().suggest(misspelt)[0] == name
    assert load_parties().suggest("qqqqqq") == ()


def test_an_unknown_code_says_what_to_do() -> None:
    with pytest.raises(UsageError) as raised:
        load_parties().party("KAZH")
    assert "Kazakhstan" in raised.value.remedy
    assert not load_parties().is_known("KAZH")


@given(st.text())
def test_resolve_and_suggest_stand_any_text(name: str) -> None:
    lexicon = load_parties()
    code = lexicon.resolve(name)
    assert code is None or lexicon.is_known(code)
    assert len(lexicon.suggest(name[:40])) <= 3


@given(st.sampled_from(_NAMES), st.sampled_from([str.upper, str.lower, str.title]), st.booleans())
def test_case_articles_and_spaces_do_not_matter(
    case: tuple[str, str], change: object, article: bool
) -> None:
    name, code = case
    assert callable(change)
    changed = change(name.removeprefix("the ").removeprefix("The "))
    padded = f"  {'The ' if article else ''}{changed.replace(' ', '  ')} "
    assert load_parties().resolve(padded) == code


def test_every_code_and_name_of_a_party_resolves_to_it() -> None:
    lexicon = load_parties()
    for party in lexicon.parties():
        assert lexicon.resolve(party.code) == party.code
        assert lexicon.resolve(party.name) == party.code
        assert lexicon.party(party.code) is party


def test_all_members_of_the_united_nations_are_known() -> None:
    states = [party for party in load_parties().parties() if party.kind is PartyKind.STATE]
    assert len(states) >= 193 + len(["COK", "NIU", "PSE", "VAT", "XKX", "HKG", "MAC", "TWN"])


def test_surfaces_are_written_the_way_the_scanner_folds() -> None:
    for surface in _SURFACES:
        assert surface == " ".join(surface.split())
        assert not set("’‘ʼ") & set(surface)


@pytest.mark.parametrize(
    "surface", ["US", "IDB", "WHO", "AU", "KfW", "Chad", "Turkey", "Polish", "May"]
)
def test_words_of_english_and_acronyms_keep_their_case(surface: str) -> None:
    terms = [term for term in load_parties().terms if term.surface == surface]
    assert all(term.case_sensitive for term in terms)
    assert bool(terms) != (surface == "May"), "a common family name needs its title"


@pytest.mark.parametrize("surface", ["Kazakhstan", "United States", "Central Asian countries"])
def test_plain_names_may_stand_in_capitals(surface: str) -> None:
    assert not any(t.case_sensitive for t in load_parties().terms if t.surface == surface)


def test_an_ambiguous_surface_has_a_term_for_each_party() -> None:
    shared = [term for term in load_parties().terms if term.ambiguous]
    assert {t.code for t in shared if t.surface == "Congo"} == {"COD", "COG"}
    for surface in {term.surface for term in shared}:
        assert len({t.code for t in shared if t.surface == surface}) > 1


def test_only_leaders_have_time_in_office_and_only_offices_lack_a_party() -> None:
    for term in load_parties().terms:
        assert (term.kind in (NameKind.OFFICE, NameKind.IGNORED)) == (term.code == "")
        if term.kind is not NameKind.LEADER:
            assert (term.since, term.until) == (None, None)
        else:
            assert term.since is not None


@pytest.mark.parametrize(
    ("party", "date", "member", "expected"),
    [
        ("EU", "2019", "GBR", True),
        ("EU", "2020", "GBR", True),
        ("EU", "2020-01-31", "GBR", True),
        ("EU", "2020-02", "GBR", False),
        ("EU", None, "GBR", False),
        ("EU", "2003", "POL", False),
        ("EU", "2004", "POL", True),
        ("SCO", "2017-06-08", "IND", False),
        ("SCO", "2022", "IRN", False),
        ("SCO", "2024-07-04", "BLR", True),
        ("EAEU", "2015-08", "KGZ", True),
        ("CSTO", "2013", "UZB", False),
        ("OTS", "2022", "UZB", True),
        ("BRICS", "2023", "ARE", False),
        ("G20", "2023-09-10", "AU", True),
        ("NATO", "2022", "FIN", False),
        ("ASEAN", "2022", "TLS", False),
        ("OPEC", "2019-01-02", "QAT", False),
        ("PIF", "2022-12", "KIR", False),
        ("PIF", "2023", "KIR", True),
        ("C5+1", "2023", "USA", True),
        ("CA5", None, "AFG", False),
        ("KAZ", None, "KAZ", True),
    ],
)
def test_membership_depends_on_the_date(
    party: str, date: str | None, member: str, expected: bool
) -> None:
    assert (member in load_parties().members(party, date)) is expected


@pytest.mark.parametrize(
    ("party", "count"),
    [("EU", 27), ("ASEAN", 11), ("NATO", 32), ("APEC", 21), ("G7", 8), ("CA5", 5), ("AFR", 54),
     ("LAC", 33), ("PIC", 14), ("PIF", 18), ("GCC", 6), ("SCO", 10), ("BRICS", 10), ("LLDC", 32),
     ("CARICOM", 15), ("UNDP", 0)],
)  # fmt: skip
def test_the_number_of_present_members(party: str, count: int) -> None:
    assert len(load_parties().members(party)) == count


def test_parties_of_the_same_circles_are_told_from_others() -> None:
    lexicon = load_parties()
    assert lexicon.same_memberships("NLD", "LUX", "2024")
    assert lexicon.same_memberships("EST", "LTU", "2024")
    assert not lexicon.same_memberships("EST", "POL", "2024")
    assert not lexicon.same_memberships("KAZ", "CHN", "2024")
    assert lexicon.memberships("TKM", "2024") >= {"CA5", "C5+1", "IFAS"}
