"""How far two reviewers agree on a document, and where they differ, on its page and in the API."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from summitry.model import Query, Status
from summitry.workflow import browsing, reviewing

if TYPE_CHECKING:
    from visiting import Site

ONE, TWO = "analyst", "second reader"


@pytest.fixture
def reviewed(site: Site) -> tuple[str, list[str]]:
    """A document of which two people have decided on three entries, and differ on two."""
    item = browsing.documents(site.register, size=1).items[0]
    key = item.document.key
    found = browsing.entries(site.register, Query(document=key), size=3).items
    ids = [one.entry.id for one in found]
    reviewing.decide(site.register, ids, Status.ACCEPTED, ONE)
    reviewing.decide(site.register, [ids[0]], Status.ACCEPTED, TWO)
    reviewing.decide(site.register, [ids[1]], Status.REJECTED, TWO)
    reviewing.edit(site.register, ids[2], {"theme": "water", "force": "exploratory"}, TWO)
    return key, ids


def test_figures_and_differences_stand_side_by_side(
    site: Site, reviewed: tuple[str, list[str]]
) -> None:
    key, ids = reviewed
    page = site.get(f"/documents/{key}/agreement").text
    assert "3 entries were compared" in page
    assert "On 2 of them they differ" in page
    assert re.search(r"span F1.*0\.80", page, re.DOTALL)
    differing = page.partition("Where they differ")[2]
    assert f'href="/documents/{key}#r-{ids[0]}"' not in differing
    for one in ids[1:]:
        assert f'href="/documents/{key}#r-{one}"' in differing
    assert re.search(r"accepted.*rejected", differing, re.DOTALL)
    assert re.search(r">water<", differing)
    assert f"{ONE}, {TWO}" in site.get(f"/documents/{key}").text


def test_the_api_gives_the_same(site: Site, reviewed: tuple[str, list[str]]) -> None:
    key, ids = reviewed
    told = site.get(f"/api/v1/documents/{key}/agreement").json()
    assert told["agreement"]["reviewers"] == [ONE, TWO]
    assert told["agreement"]["spans"][0]["f1"] == pytest.approx(0.8)
    assert {one["field"] for one in told["agreement"]["fields"]} >= {"theme", "status", "deadline"}
    differing = {one["entry"]: one["fields"] for one in told["differing"]}
    assert differing[ids[1]] == [{"field": "status", "said": ["accepted", "rejected"]}]
    assert {"force", "theme"} == {one["field"] for one in differing[ids[2]]}
    assert all(one["said"][0] != one["said"][1] for one in differing[ids[2]])
    assert set(differing) == set(ids[1:])


def test_one_reviewer_is_told_that_another_is_needed(site: Site) -> None:
    item = browsing.entries(site.register, Query(), size=1).items[0]
    reviewing.decide(site.register, [item.entry.id], Status.ACCEPTED, ONE)
    path = f"/documents/{item.entry.document}"
    assert "Nothing to compare yet" in site.get(f"{path}/agreement").text
    assert "how far they agree" not in site.get(path).text
    answer = site.get(f"/api/v1{path}/agreement")
    assert answer.status_code == 422
    assert "two people" in answer.json()["error"]["what"]


def test_three_reviewers_can_be_compared_two_by_two(
    site: Site, reviewed: tuple[str, list[str]]
) -> None:
    key, ids = reviewed
    reviewing.decide(site.register, ids[:2], Status.ACCEPTED, "third reader")
    all_of_them = site.get(f"/documents/{key}/agreement").text
    assert all_of_them.count('name="reviewer"') == 3
    two = site.get(f"/documents/{key}/agreement?reviewer={ONE}&reviewer=third+reader").text
    assert "2 entries were compared" in two
    assert "They agree on all of it" in two
