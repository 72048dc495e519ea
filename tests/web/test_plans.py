"""The pages and the API of action plans, without scripts."""

from __future__ import annotations

import re

import pytest
from ical.calendar_stream import IcsCalendarStream
from visiting import Enter, Site

from summitry.model.people import Role
from summitry.workflow import consulting
from summitry.workflow.plans import looking


@pytest.fixture
def planned(site: Site) -> Site:
    assert site.post("/plans", {"name": "Plan of the five"}).headers["location"] == "/plans/P1"
    return site


PAGES = (
    "/plans",
    "/plans/P1",
    "/plans/P1?view=board",
    "/plans/P1?view=gantt",
    "/plans/P1?theme=trade&party=CHN&stands=late&page=2",
    "/plans/P1/due",
    "/plans/P1/due?within=4000",
    "/plans/P1/bodies/CHN-trade",
    "/plans/P1/versions",
    "/plans/P1/calendar.ics",
    "/plans/P1/calendar.ics?who=CHN",
    "/actions/P1-003",
    "/actions/p1-003",
)


def test_pages_answer_and_hold_nothing_inline(planned: Site) -> None:
    for path in PAGES:
        answer = planned.get(path)
        assert answer.status_code == 200, (path, answer.text)
        assert not re.search(r"<script(?![^>]+src=)|\sstyle=|\son\w+=", answer.text), path
    assert "Plan of the five" in planned.get("/plans").text


def test_what_is_not_there_is_told(planned: Site) -> None:
    for path in ("/plans/P9", "/plans/water", "/actions/P1-999", "/actions/x", "/plans/P1/x"):
        assert planned.get(path).status_code == 404, path
    assert planned.get("/plans/P1/bodies/nobody").status_code == 422


def test_without_a_plan_one_is_offered(enter: Enter) -> None:
    site = enter()
    assert "No plan yet" in site.get("/plans").text
    assert site.get("/plans/P1").status_code == 404


def test_a_step_is_reported_moved_and_told_wrong(planned: Site) -> None:
    done = {"milestone": "1", "what": "done", "day": "2025-01-10"}
    assert planned.post("/actions/P1-003/report", done).status_code == 303
    moved = {"milestone": "5", "what": "moved", "day": "2031"}
    refused = planned.post("/actions/P1-003/report", moved)
    assert refused.status_code == 422
    assert "needs a reason" in refused.text
    planned.post("/actions/P1-003/report", {**moved, "reason": "land <b>"})
    planned.post("/actions/P1-003/report", {"percent": "12,5", "round": "2025", "text": "Begun."})
    page = planned.get("/actions/P1-003").text
    assert "land &lt;b&gt;" in page
    assert "12.5 %" in page
    for wrong in ({}, {"milestone": "x"}, {"percent": "much"}, {"milestone": "1"}):
        assert planned.post("/actions/P1-003/report", wrong).status_code == 422
    assert planned.post("/actions/P1-003/state", {"state": "suspended"}).status_code == 422
    stopped = {"state": "suspended", "reason": "flood"}
    assert planned.post("/actions/P1-003/state", stopped).status_code == 303
    assert looking.one_action(planned.register, "P1-003").state.value == "suspended"
    assert list(consulting.verify(planned.register)) == []
    assert "report on plan" in planned.get("/journal").text


def test_versions_stand_side_by_side(planned: Site) -> None:
    assert "never adopted" in planned.get("/plans/P1/versions").text
    planned.post("/plans/P1/adopt", {"note": "first summit"})
    assert "They are the same." in planned.get("/plans/P1/versions").text
    moved = {"milestone": "5", "what": "moved", "day": "2031", "reason": "land"}
    planned.post("/actions/P1-003/report", moved)
    page = planned.get("/plans/P1/versions?first=1&second=now").text
    assert "milestone 5 due" in page
    assert "first summit" in page
    assert planned.post("/plans/P1/amend", {"reason": "agreed"}).status_code == 303
    assert planned.get("/plans/P1/versions?first=7").status_code == 404


def test_a_calendar_can_be_subscribed_to(planned: Site) -> None:
    answer = planned.get("/plans/P1/calendar.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert IcsCalendarStream.calendar_from_ics(answer.text).events


def test_pictures_are_drawn(planned: Site) -> None:
    pytest.importorskip("altair")
    for name in ("gantt", "matrix"):
        answer = planned.get(f"/plans/P1/{name}.svg")
        assert answer.headers["content-type"] == "image/svg+xml"
        assert answer.text.startswith("<svg")


def test_the_api_tells_and_takes_the_same(planned: Site) -> None:
    assert planned.get("/api/v1/plans").json()["plans"][0]["plan"] == "P1"
    plan = planned.get("/api/v1/plans/P1").json()
    status = planned.get("/api/v1/plans/P1/status?on=2026-01-15").json()
    assert len(plan["actions"]) == len(status["actions"])
    assert planned.get("/api/v1/plans/P1/due?within=5000").json()["due"]
    told = {"milestone": 1, "done": "2025-01-10", "percent": 20}
    done = planned.write("POST", "/api/v1/actions/P1-003/reports", told)
    assert done.status_code == 200, done.text
    assert planned.get("/api/v1/actions/P1-003").json()["reports"][0]["percent"] == 20
    wrong = planned.write("POST", "/api/v1/actions/P1-003/reports", {"percent": 300})
    assert wrong.status_code == 422
    assert wrong.json()["error"]["faults"][0]["path"].startswith("P1-003")
    assert planned.get("/api/v1/plans/P1/status?on=soon").status_code == 422
    planned.post("/plans/P1/adopt", {})
    assert planned.get("/api/v1/plans/P1/versions").json()["versions"][0]["number"] == 1
    assert planned.get("/api/v1/plans/P1/differences").json()["actions"] == []


def test_who_may_only_read_cannot_report(public: Site) -> None:
    from visiting import account, log_in

    account(public, "reviewer", Role.REVIEWER)
    account(public, "reader", Role.READER)
    log_in(public, "reviewer")
    public.post("/plans", {})
    public.post("/logout", {})
    assert public.get("/plans", follow_redirects=False).status_code == 303
    log_in(public, "reader")
    assert public.get("/actions/P1-003").status_code == 200
    told = {"milestone": "1", "what": "done", "day": "2025-01-10"}
    assert public.post("/actions/P1-003/report", told).status_code == 403
    assert public.post("/plans/P1/adopt", {}).status_code == 403
    assert "Set</button>" not in public.get("/actions/P1-003").text
