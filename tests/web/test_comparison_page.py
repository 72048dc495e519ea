"""The comparison on its page, in the API and on a published site, each number with its quotes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from summitry.errors import UsageError
from summitry.exchange.static_site import Imprint
from summitry.model import Query, Status
from summitry.workflow import browsing, reviewing
from summitry.workflow.compared_register import Comparer
from summitry.workflow.publishing import publish

if TYPE_CHECKING:
    from visiting import Site


def test_numbers_lead_to_quotes_and_quotes_to_their_entries(site: Site) -> None:
    page = html.fromstring(site.get("/comparison").text)
    places = {one.get("id") for one in page.iter() if one.get("id")}
    sides = page.xpath("//section[@id='sides']//td/a/@href")
    assert len(sides) > 20
    assert {one[1:] for one in sides} <= places
    entry = page.xpath("//ol[@id='g0-all']/li//a/@href")[0]
    assert site.get(entry).status_code == 200


@pytest.mark.parametrize(
    ("query", "named"),
    [("by=party", "Kazakhstan"), ("by=year", ">2022<"), ("by=theme", ">transport<")],
)
def test_anything_can_be_put_side_by_side(site: Site, query: str, named: str) -> None:
    assert named in site.get(f"/comparison?{query}").text


def test_what_cannot_be_compared_is_said(site: Site) -> None:
    page = site.get("/comparison?genre=poem")
    assert page.status_code == 200
    assert "Nothing to compare" in page.text
    assert "no text is a" in page.text
    with pytest.raises(UsageError, match="too many"):
        Comparer(most=1).told(site.register, "dialogue")


def test_a_decision_is_seen_at_once(site: Site) -> None:
    def counted() -> int:
        page = html.fromstring(site.get("/comparison?by=document").text)
        return len(page.xpath("//ol[contains(@id,'-all')]/li//a"))

    before = counted()
    item = browsing.entries(site.register, Query(), size=1).items[0]
    reviewing.decide(site.register, [item.entry.id], Status.REJECTED, "analyst")
    assert counted() < before


def test_the_api_gives_the_same_figures(site: Site) -> None:
    told = site.get("/api/v1/comparison?by=dialogue").json()
    assert told["command"] == "summitry compare --by dialogue"
    group = told["comparison"]["groups"][0]
    assert len(group["promises"]) == sum(group["forces"].values())
    assert site.get("/api/v1/comparison?by=colour").status_code == 422
    assert site.get("/api/v1/comparison?genre=poem").status_code == 422


def test_only_what_is_published_is_compared_on_the_site(site: Site, tmp_path: Path) -> None:
    items = browsing.entries(site.register, Query(), size=4).items
    ids = [one.entry.id for one in items]
    reviewing.decide(site.register, ids, Status.ACCEPTED, "analyst")
    publish(site.register, tmp_path / "site", Imprint("Promises"))
    page = (tmp_path / "site" / "comparison.html").read_text()
    links = re.findall(r'href="(commitments/[^"]+)"', page)
    assert {Path(one).stem for one in links} == set(ids)
    assert all((tmp_path / "site" / one).is_file() for one in links)
    assert 'href="comparison.html"' in (tmp_path / "site" / "index.html").read_text()
