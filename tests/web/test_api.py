"""The JSON API: the data of the pages, versions that are matched, one shape for errors."""

from __future__ import annotations

import hashlib

import pytest
from visiting import Site

from summitry.model import Query
from summitry.workflow import browsing, reviewing

ENTRY = {"id", "status", "kind", "version", "quote", "actors", "recipients", "deadline", "theme"}


def first(site: Site) -> browsing.Item:
    return browsing.entries(site.register, Query(), size=1).items[0]


@pytest.mark.parametrize(
    "path",
    [
        "register", "commitments", "commitments/{entry}", "documents", "documents/{document}",
        "dialogues", "dialogues/CC5", "parties", "parties/CHN", "journal", "differences",
        "verification", "me", "accounts",
    ],
)  # fmt: skip
def test_everything_on_pages_is_there(still: Site, path: str) -> None:
    item = first(still)
    filled = path.format(entry=item.entry.id, document=item.entry.document)
    answer = still.get(f"/api/v1/{filled}")
    assert answer.status_code == 200, answer.text
    assert isinstance(answer.json(), dict)


def test_an_entry_has_all_its_fields_and_an_etag(site: Site) -> None:
    item = first(site)
    answer = site.get(f"/api/v1/commitments/{item.entry.id}")
    record = answer.json()
    assert set(record) >= ENTRY | {"machine", "notes", "links", "history"}
    assert answer.headers["etag"] == '"1"'
    known = site.get(f"/api/v1/commitments/{item.entry.id}", headers={"If-None-Match": '"1"'})
    assert (known.status_code, known.content) == (304, b"")
    text = site.get(f"/api/v1/documents/{item.entry.document}").json()["text"]
    assert text[record["start"] : record["end"]] == record["quote"]


def test_edits_name_the_version_they_have_seen(site: Site) -> None:
    path = f"/api/v1/commitments/{first(site).entry.id}"
    body = {"theme": "water", "deadline": {"end": "2031"}}
    assert site.write("PATCH", path, body).status_code == 428
    done = site.write("PATCH", path, body, **{"If-Match": '"1"'})
    assert done.status_code == 200
    assert (done.headers["etag"], done.json()["theme"]) == ('"2"', "water")
    reviewing.note(site.register, first(site).entry.id, "Seen.", "Colleague")
    late = site.write("PATCH", path, {"theme": "trade"}, **{"If-Match": '"1"'})
    assert late.status_code == 412
    told = late.json()["error"]
    assert told["code"] == "entry-changed"
    assert told["version"] == 2
    assert [one["who"] for one in told["changes"]] == ["Tester"]
    assert {"field": "theme", "before": "as read", "after": "water"} in told["changes"][0][
        "changes"
    ]


def test_all_that_is_wrong_comes_in_one_shape(site: Site) -> None:
    path = f"/api/v1/commitments/{first(site).entry.id}"
    body = {"actors": ["Atlantis"], "theme": "magic", "deadline": {"end": "x"}}
    several = site.write("PATCH", path, body, **{"If-Match": '"1"'})
    assert several.status_code == 422
    faults = several.json()["error"]["faults"]
    assert {one["path"] for one in faults} == {"actors", "theme", "deadline"}
    for method, where, status in (
        ("PATCH", path, 422),
        ("GET", "/api/v1/commitments/CC5-2022-999", 404),
        ("GET", "/api/v1/commitments/nothing", 422),
        ("GET", "/api/v1/commitments?force=strong", 422),
        ("GET", "/api/v1/commitments?size=0", 422),
        ("GET", "/api/v1/commitments?sise=1", 422),
        ("GET", "/api/v1/nothing", 404),
        ("DELETE", path, 405),
    ):
        answer = site.write(method, where, {"start": "x"}, **{"If-Match": '"1"'})
        assert answer.status_code == status, (where, answer.text)
        told = answer.json()["error"]
        assert {"code", "what", "path", "remedy", "faults"} <= set(told)


def test_splitting_merging_tagging_and_taking_back(site: Site) -> None:
    item = first(site)
    path = f"/api/v1/commitments/{item.entry.id}"
    words = item.record.quote.split(" ")
    quotes = [" ".join(words[:3]), " ".join(words[3:])]
    parts = site.write("POST", f"{path}/parts", {"quotes": quotes}, **{"If-Match": '"1"'})
    ids = parts.json()["entries"]
    merged = site.write("POST", "/api/v1/merges", {"entries": dict.fromkeys(ids, 1)})
    assert merged.status_code == 200
    (one,) = merged.json()["entries"]
    tagged = site.write("PUT", f"/api/v1/commitments/{one}/tags/later", {})
    assert tagged.json()["tags"] == ["later"]
    untagged = site.write("DELETE", f"/api/v1/commitments/{one}/tags/later", {})
    assert untagged.json()["tags"] == []
    assert site.write("POST", "/api/v1/undo", {}).json()["act"] == "undo"


def test_the_same_question_has_the_same_answer(site: Site) -> None:
    digests = {
        hashlib.sha256(site.get("/api/v1/commitments?party=CHN").content).hexdigest()
        for _ in range(3)
    }
    assert len(digests) == 1
