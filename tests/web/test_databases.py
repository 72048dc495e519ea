"""The pages are the same whichever database the register is in."""

from __future__ import annotations

from starlette.testclient import TestClient
from visiting import Site, account, log_in

from summitry.interfaces.web.application import application
from summitry.interfaces.web.frame.settings import Settings
from summitry.model import Query, Reading
from summitry.model.people import Role
from summitry.workflow import browsing
from summitry.workflow import register as workflow

PATHS = (
    "/", "/dialogues", "/dialogues/{series}", "/documents", "/documents/{key}", "/commitments",
    "/commitments?q=dollars&party=CHN&due_to=2031&unit=USD&amount_from=1", "/commitments/{id}",
    "/commitments/{id}/edit", "/parties", "/parties/CHN", "/journal", "/differences", "/people",
    "/feed.atom", "/api/v1/register",
)  # fmt: skip


def test_every_page_answers_on_every_database(address: str, full_reading: Reading) -> None:
    workflow.create(address, "Tester")
    register = workflow.open_at(address)
    list(workflow.add_readings(register, [full_reading], "Tester"))
    entry = browsing.entries(register, Query(), size=5).items[0].entry
    series = browsing.dialogues(register)[0].dialogue.series
    names = {"id": entry.id, "key": entry.document, "series": series}
    settings = Settings(address, "Tester", public=True)
    with TestClient(application(register, settings), base_url="http://127.0.0.1") as client:
        site = Site(client, register)
        account(site, "Analyst", Role.ADMIN)
        assert log_in(site, "Analyst").status_code == 303
        for path in PATHS:
            answer = site.get(path.format(**names))
            assert answer.status_code == 200, (path, answer.text)
        done = site.post("/decide", {"act": f"accept:{entry.id}", f"version.{entry.id}": "1"})
        assert done.status_code == 303
        late = site.post("/decide", {"act": f"reject:{entry.id}", f"version.{entry.id}": "1"})
        assert late.status_code == 409
        assert "Analyst" in late.text
        assert site.post("/undo", {}).status_code == 303
        site.post("/commitments/views", {"name": "Mine", "query": "party=CHN"})
        assert "Mine" in site.get("/commitments").text
        assert site.get("/api/v1/verification").json() == {"faults": []}
