"""Pages and API of tracing: a life, links, evidence, repeats, totals, versions; all undoable."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from visiting import Site, account, log_in

from summitry.interfaces.web.application import application
from summitry.interfaces.web.frame.settings import Settings
from summitry.model import Status
from summitry.model.people import Role
from summitry.workflow import consulting, reviewing
from summitry.workflow import register as workflow
from summitry.workflow.evidence import kept
from summitry.workflow.finding_apart import Finder
from summitry.workflow.publishing import publish

ONE = """---
date: 2021-05-10
dialogue: Lake Forum
---
Japan will invest 300 million dollars in the Aral water programme by 2025.

Japan will train 80 customs officers in Tajikistan.

Japan will build a clinic in Nukus.

Kazakhstan proposed a permanent office for glacier archives.
"""
TWO = """---
date: 2023-06-12
dialogue: Lake Forum
---
Japan will invest 300 million dollars in the Aral water programme by 2025.

Japan has trained 80 customs officers in Tajikistan since the last meeting.

Japan will open a school in Osh.
"""


@pytest.fixture
def lake(tmp_path: Path) -> Iterator[Site]:
    """The application with two documents of one dialogue."""
    yield from _lake(tmp_path, public=False)


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Site]:
    """The same with accounts."""
    yield from _lake(tmp_path, public=True)


def _lake(folder: Path, *, public: bool) -> Iterator[Site]:
    for name, text in (("one", ONE), ("two", TWO)):
        (folder / f"{name}.md").write_text(text)
    path = folder / "lake.db"
    workflow.create(path, "Tester")
    register = workflow.open_at(path)
    keeping = workflow.Keeping(all_statements=True)
    files = sorted(folder.glob("*.md"))
    assert len(list(workflow.add(register, files, "Tester", keeping=keeping))) == 2
    app = application(register, Settings(str(path), "Tester", public=public))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield Site(client, register)


def ids(site: Site) -> tuple[str, str]:
    (pledge,) = site.get("/api/v1/recycled").json()["recycled"]
    first, second = (one["id"] for one in pledge["members"])
    return first, second


def links(site: Site, entry: str) -> dict[tuple[str, str], str]:
    told = site.get(f"/api/v1/commitments/{entry}/life").json()
    assert told["fresh"]
    return {(one["kind"], one["earlier"]): one["standing"] for one in told["links"]}


def last(site: Site) -> tuple[str, str]:
    entry = next(consulting.log(site.register))
    return entry.act, entry.who


def test_a_life_is_told_and_its_links_decided(lake: Site) -> None:
    first, second = ids(lake)
    page = lake.get(f"/commitments/{second}/life").text
    assert "10 May 2021" in page
    assert "said again" in page
    assert "both promise" in page
    assert "<svg" in page
    form = {"earlier": first, "later": second, "kind": "renewed"}
    address = f"/commitments/{second}/links"
    assert lake.post(address, {**form, "act": "confirm"}).status_code == 303
    assert last(lake) == ("confirm", "Tester")
    assert links(lake, first)["renewed", first] == "confirmed"
    lake.post(address, {**form, "act": "refuse"})
    assert links(lake, first)["renewed", first] == "refused"
    assert "1 refused link" in lake.get(f"/commitments/{second}/life").text
    lake.post("/undo", {"next": "/"})
    assert links(lake, first)["renewed", first] == "confirmed"
    wrong = lake.post(address, {**form, "earlier": second, "later": first, "act": "confirm"})
    assert wrong.status_code == 422
    assert "was said before" in wrong.text
    assert lake.post(address, {**form, "act": "shred"}).status_code == 422
    assert lake.get("/commitments/LF-1999-01/life").status_code == 404
    assert list(consulting.verify(lake.register)) == []


def test_a_silence_is_refused_and_confirmed(lake: Site) -> None:
    workflow_links = {}
    for one in lake.get("/api/v1/commitments").json()["commitments"]:
        told = lake.get(f"/api/v1/commitments/{one['id']}/life").json()["links"]
        workflow_links |= {link["earlier"]: link for link in told if link["kind"] == "silent"}
    ((entry, silence),) = workflow_links.items()
    assert silence["document"]
    body = {"later": silence["document"], "kind": "silent", "decision": "refused"}
    done = lake.write("POST", f"/api/v1/commitments/{entry}/links", body)
    assert done.json() == {"decision": "refused", "changed": True}
    assert links(lake, entry)["silent", entry] == "refused"
    kinds = lake.get("/api/v1/tracing").json()["documents"][0]["kinds"]
    assert kinds["silent"] == 1, "counts are those of the moment in which it was compared"
    lake.post(
        f"/commitments/{entry}/links",
        {"earlier": entry, "later": silence["document"], "kind": "silent", "act": "confirm"},
    )
    assert links(lake, entry)["silent", entry] == "confirmed"
    assert "confirmed silent" in lake.get(f"/commitments/{entry}").text
    lake.post("/undo", {"next": "/"})
    assert links(lake, entry)["silent", entry] == "refused"
    assert list(consulting.verify(lake.register)) == []


def test_evidence_is_accepted_refused_and_added(lake: Site) -> None:
    later = lake.get("/api/v1/documents").json()["documents"][0]["key"]
    address = f"/documents/{later}/evidence"
    page = lake.get(address).text
    assert "Japan has trained 80 customs officers" in page
    passages = lake.get(f"/api/v1{address}").json()["passages"]
    found = next(one for one in passages if "trained" in one["quote"])
    entry, told = found["commitment"], {"passage": found["passage"], "next": address}
    act = f"/commitments/{entry}/evidence"
    done = lake.post(act, {**told, "act": "accept", "says": "progress"})
    assert done.headers["location"] == address
    assert [one.says for one in kept(lake.register, entry)] == ["progress"]
    assert "accepted" in lake.get(address).text
    assert "customs officers in Tajikistan since" in lake.get(f"/commitments/{entry}/life").text
    lake.post(act, {**told, "act": "refuse"})
    assert found["passage"] not in lake.get(address).text
    lake.post("/undo", {"next": "/"})
    assert found["passage"] in lake.get(address).text
    by_hand = {"source": "Report", "quote": "It is done.", "says": "delivered", "date": "2024"}
    assert lake.post(act, {**by_hand, "act": "add"}).status_code == 303
    wrong = lake.post(act, {**by_hand, "date": "soon", "quote": "", "act": "add"})
    assert wrong.status_code == 422
    assert "is no date" in wrong.text
    assert "nothing is said" in wrong.text
    done = lake.write("POST", f"/api/v1{act}", {**by_hand, "quote": "It is open."})
    assert done.json()["changed"]
    body = {"passage": found["passage"], "decision": "refused"}
    assert lake.write("PUT", f"/api/v1/commitments/{entry}/passages", body).json()["changed"]
    assert list(consulting.verify(lake.register)) == []


def test_money_proposals_and_versions(lake: Site) -> None:
    page = lake.get("/tracing/recycled").text
    assert page.count("Japan will invest 300 million dollars") == 2
    assert "12 June 2023" in page
    assert "600,000,000 USD" in page
    (total,) = lake.get("/api/v1/totals").json()["totals"]
    assert (total["amount"], total["repeated"]) == (300_000_000, 300_000_000)
    (line,) = lake.get("/api/v1/totals/USD?left_out=true").json()["lines"]
    assert line["left_out"] == "repeated"
    assert "the same money was announced before" in lake.get("/tracing/totals/USD?left_out").text
    outcomes = lake.get("/api/v1/proposals").json()["proposals"]
    assert [one["outcome"] for one in outcomes] == ["silent"]
    assert "glacier archives" in lake.get("/tracing/proposals").text
    keys = [one["key"] for one in lake.get("/api/v1/documents").json()["documents"]]
    assert keys[1][:12] in lake.get(f"/documents/{keys[0]}/versions").text
    beside = lake.get(f"/documents/{keys[1]}/versions?other={keys[0][:12]}").text
    assert "lacks it" in beside
    pairs = lake.get(f"/api/v1/alignment?first={keys[1]}&second={keys[0]}").json()["pairs"]
    assert sum(bool(one["first"] and one["second"]) for one in pairs) >= 1
    same = lake.get(f"/documents/{keys[1]}/versions?other={keys[1]}")
    assert same.status_code == 422


def test_readers_see_and_do_not_decide(shared: Site) -> None:
    account(shared, "Reader", Role.READER)
    log_in(shared, "Reader")
    first, second = ids(shared)
    page = shared.get(f"/commitments/{second}/life").text
    assert "Confirm" not in page
    form = {"earlier": first, "later": second, "kind": "renewed", "act": "confirm"}
    assert shared.post(f"/commitments/{second}/links", form).status_code == 403
    form = {"source": "a", "quote": "b", "says": "delivered", "act": "add"}
    assert shared.post(f"/commitments/{second}/evidence", form).status_code == 403
    # Without the token of a page nobody decides, whatever the role.
    log_in(shared, "Reader")
    bare = shared.client.post(f"/commitments/{second}/links", data=form)
    assert bare.status_code == 403
    assert kept(shared.register) == ()


def test_a_large_register_is_compared_apart(lake: Site) -> None:
    address = str(lake.register.address.path)
    finder = Finder(address, at_once=0, weight=0)
    try:
        begun = finder.found(lake.register)
        assert (begun.findings, begun.fresh) == (None, False)
        key = lake.get("/api/v1/documents").json()["documents"][0]["key"]
        assert finder.evidence(lake.register, key, None).passages is None
        until = time.monotonic() + 60
        while not (found := finder.found(lake.register)).fresh and time.monotonic() < until:
            time.sleep(0.05)
        assert found.findings is not None
        assert len(found.findings.recycled(0, 5)) == 1
        while finder.evidence(lake.register, key, None).passages is None:
            assert time.monotonic() < until
            time.sleep(0.05)
        lake.post("/decide", {"act": f"reject:{ids(lake)[0]}"})
        late = finder.found(lake.register)
        assert late.findings is not None, "what was found before is shown meanwhile"
        assert not late.fresh
    finally:
        finder.close()


def test_what_cannot_be_compared_is_told(lake: Site, tmp_path: Path) -> None:
    finder = Finder(str(tmp_path / "gone.db"), at_once=0)
    try:
        until = time.monotonic() + 60
        while not (found := finder.found(lake.register)).fault:
            assert time.monotonic() < until
            time.sleep(0.05)
        assert "no register" in found.fault
    finally:
        finder.close()


def test_what_is_published_of_tracing(lake: Site, tmp_path: Path) -> None:
    first, second = ids(lake)
    by_hand = {"source": "Report", "says": "delivered", "act": "add"}
    lake.post(f"/commitments/{first}/evidence", {**by_hand, "quote": "It was paid in full."})
    later = lake.get("/api/v1/documents").json()["documents"][0]["key"]
    passages = lake.get(f"/api/v1/documents/{later}/evidence").json()["passages"]
    refused = next(one for one in passages if one["commitment"] == first)
    body = {"passage": refused["passage"], "decision": "refused"}
    lake.write("PUT", f"/api/v1/commitments/{first}/passages", body)
    reviewing.decide(lake.register, [first], Status.ACCEPTED, "Private Person")
    publish(lake.register, tmp_path / "site")
    page = (tmp_path / "site" / "commitments" / f"{first}.html").read_text()
    assert "It was paid in full." in page
    assert "Private Person" not in page
    assert "Tester" not in page
    assert second not in page, "what is not published is not named either"
    assert "No amount was announced again" in (tmp_path / "site" / "recycled.html").read_text()
    reviewing.decide(lake.register, [second], Status.ACCEPTED, "Private Person")
    form = {"earlier": first, "later": second, "kind": "renewed", "act": "confirm"}
    lake.post(f"/commitments/{first}/links", form)
    publish(lake.register, tmp_path / "site")
    page = (tmp_path / "site" / "commitments" / f"{first}.html").read_text()
    assert f"{second}.html" in page
    assert "confirmed by a person" in page
    assert page.count("<q") == 4, "its words, its two sayings, and one piece of evidence"
    repeated = (tmp_path / "site" / "recycled.html").read_text()
    assert "2021-05-10" in repeated
    assert "600,000,000 USD" in repeated
    assert "300,000,000 USD" in (tmp_path / "site" / "totals.html").read_text()
