"""Accounts: nobody comes in without one, each may do what the role says, and no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from visiting import PASSWORD, Enter, Site, account, log_in

from summitry.model import Query
from summitry.model.people import Role
from summitry.storage.people import People
from summitry.workflow import browsing, consulting, people
from summitry.workflow.register import backup, open_at

PRIVATE = ("/", "/documents", "/commitments", "/people", "/upload", "/feed.atom", "/journal")


@pytest.mark.parametrize("path", PRIVATE)
def test_without_an_account_there_is_only_the_door(public: Site, path: str) -> None:
    answer = public.get(path, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/login?next={path}"
    assert public.get("/api/v1/commitments").status_code == 401


def test_an_invitation_makes_one_account(public: Site) -> None:
    token = people.invite(public.register, Role.ADMIN, "Tester")
    path = f"/join/{token}"
    told = {"name": "Analyst", "password": PASSWORD, "again": PASSWORD}
    short = public.post(path, {**told, "password": "short", "again": "short"}, of=path)
    assert short.status_code == 422
    assert public.post(path, told, of=path).headers["location"] == "/"
    assert "Where the register stands" in public.get("/").text
    assert public.get(path).status_code == 422
    assert [one.name for one in people.accounts(public.register)] == ["Analyst"]


def test_logging_in_begins_another_session_and_logging_out_ends_it(public: Site) -> None:
    account(public, "Analyst", Role.REVIEWER)
    public.get("/login")
    before = public.client.cookies["summitry"]
    assert log_in(public, "analyst").status_code == 303
    inside = public.client.cookies["summitry"]
    assert inside != before
    # Whoever planted the token before has nothing of the session that began.
    public.client.cookies.set("summitry", before, domain="127.0.0.1")
    assert public.get("/", follow_redirects=False).status_code == 303
    public.client.cookies.clear()
    public.client.cookies.set("summitry", inside)
    assert public.get("/").status_code == 200
    public.post("/logout", {})
    public.client.cookies.clear()
    public.client.cookies.set("summitry", inside)
    assert public.get("/", follow_redirects=False).status_code == 303


def test_guessing_is_slowed_down_whether_the_name_is_there_or_not(public: Site) -> None:
    account(public, "Analyst", Role.READER)
    for name in ("Analyst", "Nobody"):
        told = [log_in(public, name, f"wrong password {n}") for n in range(6)]
        assert [one.status_code for one in told] == [403] * 6
        assert "do not belong together" in told[0].text
        assert "too many tries" in told[-1].text
    assert "too many tries" in log_in(public, "ANALYST").text


def test_a_cookie_is_for_this_site_and_not_for_scripts(enter: Enter) -> None:
    plain = enter(public=True).get("/login").headers["set-cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    secure = enter(public=True, secure=True).get("/login").headers
    assert secure["set-cookie"].startswith("__Host-summitry=")
    assert "Secure" in secure["set-cookie"]
    assert "max-age" in secure["strict-transport-security"]


MAY = {
    Role.READER: (),
    Role.REVIEWER: ("decide",),
    Role.SECRETARY: ("decide", "upload"),
    Role.ADMIN: ("decide", "upload", "people"),
}


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_what_it_says(public: Site, role: Role) -> None:
    account(public, "Analyst", role)
    log_in(public, "Analyst")
    entry = browsing.entries(public.register, Query(), size=1).items[0].entry.id
    may = MAY[role]
    decided = public.post("/decide", {"act": f"accept:{entry}", f"version.{entry}": "1"})
    assert (decided.status_code == 303) is ("decide" in may)
    body = {"status": "rejected"}
    path = f"/api/v1/commitments/{entry}/status"
    written = public.write("PUT", path, body, **{"If-Match": '"2"'})
    assert (written.status_code == 200) is ("decide" in may)
    files = {"files": ("a.txt", b"China will build 3 hospitals by 2031.", "text/plain")}
    sent = public.post("/upload", {}, files=files)
    assert (sent.status_code == 200) is ("upload" in may)
    assert (public.get("/people").status_code == 200) is ("people" in may)
    assert (public.get("/api/v1/accounts").status_code == 200) is ("people" in may)
    for one in consulting.log(public.register):
        if one.act in ("accept", "reject"):
            assert one.who == "Analyst"


def test_a_closed_account_is_out_at_once_and_one_admin_stays(public: Site) -> None:
    for name, role in (("Analyst", Role.ADMIN), ("Reviewer", Role.REVIEWER)):
        account(public, name, role)
    log_in(public, "Reviewer")
    numbers = {one.name: one.number for one in people.accounts(public.register)}
    people.set_role(public.register, numbers["Reviewer"], Role.REVIEWER, closed=True)
    assert public.get("/", follow_redirects=False).status_code == 303
    assert log_in(public, "Reviewer").status_code == 403
    log_in(public, "Analyst")
    kept = public.post(f"/people/{numbers['Analyst']}", {"role": "reader"})
    assert kept.status_code == 422
    invited = public.post("/people/invitations", {"role": "reader"}).text
    assert re.search(r"http://127\.0\.0\.1/join/[\w-]{20,}", invited)


def test_a_new_password_ends_other_sessions(public: Site) -> None:
    account(public, "Analyst", Role.READER)
    known = People(public.register).known("Analyst")
    assert known is not None
    assert known.password.startswith("$argon2id$")
    other = people.begin_session(public.register, known.account)
    log_in(public, "Analyst")
    new = "another long walk by the river"
    wrong = {"old": "no", "password": new, "again": new}
    assert public.post("/password", wrong, of="/password").status_code == 422
    told = {"old": PASSWORD, "password": new, "again": new}
    assert public.post("/password", told, of="/password").status_code == 303
    assert people.session_of(public.register, other) is None
    assert public.get("/").status_code == 200


def test_accounts_never_leave_with_a_copy(public: Site, tmp_path: Path) -> None:
    account(public, "Analyst", Role.ADMIN)
    backup(public.register, tmp_path / "copy.db")
    with open_at(tmp_path / "copy.db") as copy:
        assert people.accounts(copy) == []
    assert b"$argon2id$" not in (tmp_path / "copy.db").read_bytes()
    told = "".join(str(one.body) for one in consulting.log(public.register))
    assert "argon2" not in told
