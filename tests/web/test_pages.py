"""Every page answers, works without scripts, and tells who was there first."""

from __future__ import annotations

import re

import pytest
from visiting import Enter, Site

from summitry.model import Query
from summitry.workflow import browsing, consulting, reviewing

PAGES = (
    "/", "/dialogues", "/dialogues/CC5", "/documents", "/documents/{document}", "/commitments",
    "/commitments?party=China&status=all&kind=all", "/commitments/{entry}",
    "/commitments/{entry}/edit", "/commitments/{entry}/split", "/parties", "/parties/CHN",
    "/parties/nobody", "/upload", "/journal", "/journal?who=Tester", "/differences", "/people",
    "/tracing", "/tracing?start=20", "/tracing/recycled", "/tracing/totals", "/tracing/totals/USD",
    "/tracing/totals/USD?left_out", "/tracing/totals/nothing", "/tracing/proposals",
    "/tracing/proposals?dialogue=CC5", "/tracing/evidence", "/documents/{document}/evidence",
    "/documents/{document}/versions", "/commitments/{entry}/life",
    "/help", "/feed.atom", "/api/v1/openapi.json",
)  # fmt: skip


def first(site: Site) -> dict[str, str]:
    page = browsing.entries(site.register, Query(), size=1)
    return {"entry": page.items[0].entry.id, "document": page.items[0].entry.document}


@pytest.mark.parametrize("path", PAGES)
def test_pages_answer(still: Site, path: str) -> None:
    answer = still.get(path.format(**first(still)))
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    # Nothing inline, which the policy would refuse to run.
    assert not re.search(r"<script(?![^>]+src=)|\sstyle=|\son\w+=", answer.text)


@pytest.mark.parametrize(
    "path", ["/nothing", "/documents/ffffffffffff", "/commitments/CC5-2022-999"]
)
def test_what_is_not_there_is_told_on_a_page(still: Site, path: str) -> None:
    answer = still.get(path)
    assert answer.status_code == 404
    assert "<h1>" in answer.text


def test_an_empty_register_offers_the_example(enter: Enter) -> None:
    site = enter(empty=True)
    assert "Take the example" in site.get("/").text
    assert site.post("/example", {}).status_code == 303
    assert "Where the register stands" in site.get("/").text
    for path in ("/dialogues", "/documents", "/commitments", "/parties"):
        assert site.get(path).status_code == 200


def test_filters_stand_in_the_address_and_pages_go_both_ways(site: Site) -> None:
    page = browsing.entries(site.register, Query(), size=10)
    assert page.exact
    total = page.count
    seen, address = [], "/api/v1/commitments?size=7"
    while address:
        answer = site.get(address).json()
        assert answer["count"] == total
        seen += [one["id"] for one in answer["commitments"]]
        last, address = answer, answer["next"]
    assert len(seen) == len(set(seen)) == total
    back = site.get(last["previous"]).json()
    assert [one["id"] for one in back["commitments"]] == seen[-len(last["commitments"]) - 7 :][:7]
    found = site.get("/commitments?party=China&theme=trade").text
    assert "with China" in found
    assert "theme trade" in found
    wrong = site.get("/commitments?due_from=soon")
    assert wrong.status_code == 200
    assert "is no date" in wrong.text


def test_a_decision_goes_through_a_form_and_into_the_journal(site: Site) -> None:
    entry = first(site)["entry"]
    done = site.post("/decide", {"act": f"accept:{entry}", f"version.{entry}": "1", "next": "/"})
    assert done.headers["location"] == "/"
    assert "1 accepted." in site.get("/").text
    assert "1 accepted." not in site.get("/").text
    last = next(consulting.log(site.register))
    assert (last.act, last.subject, last.who) == ("accept", entry, "Tester")
    assert site.post("/undo", {"next": "/"}).status_code == 303
    assert consulting.show(site.register, entry).entry.status == "proposed"


def test_the_second_person_is_told_who_was_first(site: Site) -> None:
    entry = first(site)["entry"]
    reviewing.edit(site.register, entry, {"theme": "water"}, "Colleague", expected=1)
    late = site.post("/decide", {"act": f"reject:{entry}", f"version.{entry}": "1"})
    assert late.status_code == 409
    assert "Colleague" in late.text
    assert "water" in late.text
    assert consulting.show(site.register, entry).entry.status == "proposed"


def test_an_edit_that_comes_late_keeps_what_was_typed(site: Site) -> None:
    entry = first(site)["entry"]
    form = site.get(f"/commitments/{entry}/edit").text
    seen = dict(re.findall(r'name="(seen\.\w+)" value="([^"]*)"', form))
    reviewing.edit(site.register, entry, {"theme": "water"}, "Colleague", expected=1)
    told = {name.removeprefix("seen."): value for name, value in seen.items()}
    mine = {**seen, **told, "deadline_end": "2031", f"version.{entry}": "1"}
    late = site.post(f"/commitments/{entry}/edit", mine)
    assert late.status_code == 409
    assert "Colleague" in late.text
    assert 'value="2031"' in late.text
    again = dict(re.findall(r'name="(seen\.\w+|version\.[\w-]+)" value="([^"]*)"', late.text))
    told = {name.removeprefix("seen."): value for name, value in again.items() if "seen." in name}
    done = site.post(f"/commitments/{entry}/edit", {**again, **told, "deadline_end": "2031"})
    assert done.status_code == 303, done.text
    record = consulting.show(site.register, entry).record
    assert (record.theme, record.deadline.end) == ("water", "2031")


def test_wrong_fields_are_told_all_at_once(site: Site) -> None:
    entry = first(site)["entry"]
    wrong = {"actors": "Atlantis", "quantities": "much", "deadline_end": "x", "theme": "trade"}
    answer = site.post(f"/commitments/{entry}/edit", {**wrong, f"version.{entry}": "1"})
    assert answer.status_code == 422
    assert "no amount" in answer.text
    answer = site.post(
        f"/commitments/{entry}/edit", {**wrong, "quantities": "", f"version.{entry}": "1"}
    )
    assert "Atlantis" in answer.text
    assert "is no date" in answer.text


def test_splitting_merging_notes_tags_and_views(site: Site) -> None:
    shown = browsing.document(site.register, first(site)["document"])
    (one, record), (two, _) = shown.items[:2]
    words = record.quote.split(" ")
    parts = [" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])]
    split = site.post(f"/commitments/{one.id}/split", {"part": parts, f"version.{one.id}": "1"})
    assert split.status_code == 303, split.text
    assert consulting.show(site.register, one.id).entry.status == "split"
    rest = browsing.document(site.register, first(site)["document"]).items
    ids = [entry.id for entry, _ in rest[:2]]
    merged = site.post("/decide", {"act": "merge", "entry": ids, "next": "/documents"})
    assert "#r-" in merged.headers["location"]
    site.post(f"/commitments/{two.id}/notes", {"text": "Ask the ministry."})
    site.post(f"/commitments/{two.id}/tags", {"tag": "#check later"})
    page = site.get(f"/commitments/{two.id}").text
    assert "Ask the ministry." in page
    assert "#check" in page
    assert "#later" in page
    site.post("/commitments/views", {"name": "Trade", "query": "theme=trade&after=CC5-2022-01"})
    assert '/commitments?theme=trade">Trade' in site.get("/commitments").text


def test_the_journal_takes_back_and_verifies(site: Site) -> None:
    entry = first(site)["entry"]
    site.post("/decide", {"act": f"accept:{entry}", f"version.{entry}": "1"})
    number = next(consulting.log(site.register)).number
    assert site.post(f"/journal/{number}/undo", {}).status_code == 303
    assert "taken back" in site.get("/journal").text
    assert "as its journal tells" in site.post("/journal/verify", {}).text


def test_counts_agree_with_what_is_there(site: Site) -> None:
    entry = first(site)["entry"]
    reviewing.edit(site.register, entry, {"theme": "water", "actors": ["KAZ"]}, "Tester")
    reviewing.decide(site.register, [entry], reviewing.Status.REJECTED, "Tester")
    reviewing.undo(site.register, "Tester")
    for known in browsing.parties(site.register):
        for side, counts in (("actor", known.owes), ("recipient", known.owed)):
            query = Query(**{side: known.code})
            assert sum(counts.values()) == sum(1 for _ in consulting.find(site.register, query))
