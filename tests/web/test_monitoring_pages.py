"""Targets, claims and figures on pages and in the API; verdicts by people, which can be undone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from visiting import Site, account, log_in

from summitry.exchange.static_site import Imprint
from summitry.interfaces.web.application import application
from summitry.interfaces.web.frame.settings import Settings
from summitry.model import Act, Status
from summitry.model.people import Role
from summitry.storage import figures
from summitry.workflow import assessing, binding, claims, consulting, data, reviewing
from summitry.workflow import register as workflow
from summitry.workflow.publishing import publish
from summitry.workflow.register import Keeping

PAGES = (
    "/targets", "/targets/CC5-2022-01", "/targets/CC5-2022-01?reporter=CHN",
    "/targets/CC5-2022-01?reporter=CHN&vintage=restated%202025-06", "/targets/CC5-2022-14",
    "/targets/CC5-2022-08", "/targets/CC5-2022-04", "/claims", "/series", "/series/1",
    "/api/v1/targets", "/api/v1/targets/CC5-2022-01", "/api/v1/targets/CC5-2022-04",
    "/api/v1/claims", "/api/v1/series", "/api/v1/series/1", "/api/v1/bindings/proposed",
)  # fmt: skip


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    """A register file with one document of the example, its figures, and two targets bound."""
    path = tmp_path_factory.mktemp("followed") / "summitry.db"
    folder = checkout / "examples" / "central-asia"
    workflow.create(path, "Tester")
    with workflow.open_at(path) as register:
        text = folder / "documents" / "2022-01-china-online-summit.md"
        list(workflow.add(register, [text], "Tester", keeping=Keeping(all_statements=True)))
        for table in sorted((folder / "data").glob("*.csv")):
            data.import_data(register, table, "Tester")
        for entry in ("CC5-2022-01", "CC5-2022-14"):
            found = [str(one.series.number) for one in binding.suggest(register, entry)]
            binding.decide(register, entry, found, "Tester")
    return path


@pytest.fixture
def site(followed: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Site]:
    """The application on a copy of one's own."""
    path = tmp_path / "own.db"
    shutil.copy(followed, path)
    with ExitStack() as stack:
        register = workflow.open_at(path)
        public = getattr(request, "param", False)
        app = application(register, Settings(str(path), "Tester", public=public))
        client = stack.enter_context(TestClient(app, base_url="http://127.0.0.1"))
        yield Site(client, register)


def test_pages_and_answers(site: Site) -> None:
    for path in PAGES:
        answer = site.get(path)
        assert answer.status_code == 200, (path, answer.text)
    for path in ("/targets/CC5-2022-999", "/series/999", "/series/x", "/api/v1/series/999"):
        assert site.get(path).status_code == 404


def test_the_trade_target_says_who_and_when(site: Site) -> None:
    page = site.get("/targets/CC5-2022-01").text
    assert "<svg" in page
    assert 'fill="var(--chart-first)"' in page
    assert "restated: 2022: 69.8 bn USD instead of 70.2 bn USD" in page
    one_side = site.get("/targets/CC5-2022-01?reporter=CHN").text
    assert "EDB (CA5 statistics) counts otherwise" not in one_side
    rows = site.get("/api/v1/targets").json()["targets"]
    found = [(one["reporter"], one["first_met"]) for one in rows if one["target"] == 70e9]
    assert found == [("CHN", "2022"), ("CHN", "2023"), ("EDB (CA5 statistics)", None)]


def test_a_verdict_is_kept_and_taken_back(site: Site) -> None:
    path = "/targets/CC5-2022-01"
    told = {"truth": "true", "reason": "China's customs say so"}
    assert site.post(f"{path}/assess", told).status_code == 303
    assert "Tester: kept" in site.get(path).text
    assert site.post("/undo", {"next": path}).status_code == 303
    assert "Tester: kept" not in site.get(path).text
    assert site.post(f"{path}/assess", {"truth": "true", "reason": ""}).status_code == 422
    answer = site.write("POST", "/api/v1/targets/CC5-2022-01/assessments", told)
    assert answer.json()["assigned"]["truth"] == "true"
    assert answer.json()["differs"] is True
    wrong = {"truth": "perhaps", "reason": "x"}
    address = "/api/v1/targets/CC5-2022-01/assessments"
    assert site.write("POST", address, wrong).status_code == 422
    assert list(consulting.verify(site.register)) == []


def test_series_are_bound_and_outcomes_linked(site: Site) -> None:
    numbers = {one["series"]: one["number"] for one in site.get("/api/v1/series").json()["series"]}
    told = {"entry": "CC5-2022-01", "series": str(numbers["trade_ca5_cn_partner"])}
    told |= {"act": "refuse", "next": "/targets/CC5-2022-01"}
    assert site.post("/bindings", told).status_code == 303
    rows = site.get("/api/v1/targets/CC5-2022-01").json()
    assert {one["reporter"] for one in rows["rows"]} == {"CHN"}
    assert rows["calculated"]["truth"] == "true"
    page = site.get("/targets/CC5-2022-08").text
    assert "Government scholarships" in page
    outcome = next(
        one.number
        for one in data.all_outcomes(site.register)
        if one.outcome.pledge == "Government scholarships"
    )
    linked = {"entry": "CC5-2022-08", "speaks": "against"}
    assert site.post(f"/outcomes/{outcome}/link", linked).status_code == 303
    assert site.write("POST", f"/api/v1/outcomes/{outcome}/link", linked).json() == {
        "changed": False
    }
    found = site.get("/api/v1/targets/CC5-2022-08").json()
    assert found["calculated"]["truth"] == "false"
    body = {"entry": "CC5-2022-14", "series": numbers["sister_cities"], "confirmed": False}
    assert site.write("POST", "/api/v1/bindings", body).json() == {"changed": True}


@pytest.mark.parametrize("site", [True], indirect=True)
def test_readers_decide_nothing(site: Site) -> None:
    account(site, "Aida", Role.READER)
    log_in(site, "Aida")
    page = site.get("/targets/CC5-2022-01")
    assert page.status_code == 200
    assert "Keep my verdict" not in page.text
    told = {"truth": "true", "reason": "so"}
    assert site.post("/targets/CC5-2022-01/assess", told).status_code == 403
    assert site.post("/bindings", {"entry": "CC5-2022-01"}).status_code == 403


def test_targets_claims_and_figures_are_published(site: Site, tmp_path: Path) -> None:
    assessing.assess(
        site.register, "CC5-2022-01", "contested", "two sides", who="Aida", today="2026-02-28"
    )
    claim = next(one for one in claims.claims(site.register) if one.check.claim.value == 12000)
    binding.decide(site.register, claim.entry, ["cre_trips"], "Tester")
    ids = ["CC5-2022-01", "CC5-2022-08", claim.entry]
    reviewing.decide(site.register, ids, Status.ACCEPTED, "Tester")
    publish(site.register, tmp_path / "site", Imprint())
    files = {
        one.relative_to(tmp_path / "site").as_posix(): one.read_text()
        for one in (tmp_path / "site").rglob("*.*")
    }
    assert {one for one in files if one.startswith("targets/")} == {
        *("targets/CC5-2022-01.html", "targets/CC5-2022-08.html"),
    }
    page = files["targets/CC5-2022-01.html"]
    assert "69.8 bn USD instead of 70.2 bn USD" in page
    assert "<svg" in page
    assert "two sides" in page
    assert not [name for name, text in files.items() if "Aida" in text or "Tester" in text]
    assert "not measurable" in files["targets/CC5-2022-08.html"]
    assert "15000 trips in 2021" in files["claims.html"]
    assert "China Today" in files["series/1.html"]
    assert "../targets/CC5-2022-01.html" in files["commitments/CC5-2022-01.html"]
    told = json.loads(files["data/targets.json"])["targets"]
    assert [(one["reporter"], one["first_met"]) for one in told if one["target"] == 70e9] == [
        *(("CHN", "2022"), ("CHN", "2023"), ("EDB (CA5 statistics)", None)),
    ]
    assert not publish(site.register, tmp_path / "site", Imprint()).written


def test_what_must_not_be_passed_on_stays_out(site: Site, tmp_path: Path) -> None:
    kept = data.one_series(site.register, "trade_cn_ca5").series
    closed = replace(
        kept, id="closed", origin=replace(kept.origin, redistributable=False, source="Closed")
    )
    with site.register.changing("Tester") as change:
        figures.take_in(change, [closed])
        change.write(Act.FETCH_DATA, "comtrade")
    binding.decide(site.register, "CC5-2022-01", ["closed"], "Tester")
    assert len(site.get("/api/v1/targets/CC5-2022-01").json()["rows"]) == 5
    reviewing.decide(site.register, ["CC5-2022-01"], Status.ACCEPTED, "Tester")
    publish(site.register, tmp_path / "site", Imprint())
    told = json.loads((tmp_path / "site" / "data" / "targets.json").read_text())["targets"]
    assert {one["series"] for one in told} == {"trade_cn_ca5", "trade_ca5_cn_partner"}
