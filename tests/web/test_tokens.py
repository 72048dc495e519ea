"""Access tokens: a program works in the name of a person, no further than the token says."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from visiting import PASSWORD, Site, account, log_in

from summitry.errors import UsageError
from summitry.model import Query
from summitry.model.people import Account, Role
from summitry.storage.people import People
from summitry.storage.schema_people import ACCESS_TOKEN
from summitry.workflow import access, browsing, consulting, people


def person(site: Site, name: str, role: Role) -> Account:
    account(site, name, role)
    known = People(site.register).known(name)
    assert known is not None
    return known.account


def asked(site: Site, token: str, method: str = "GET", path: str = "/api/v1/me", **more: object):  # type: ignore[no-untyped-def]
    headers = {"Authorization": f"Bearer {token}", **more.pop("headers", {})}  # type: ignore[dict-item]
    site.client.cookies.clear()
    return site.client.request(method, path, headers=headers, follow_redirects=False, **more)  # type: ignore[arg-type]


def decided(site: Site, token: str, status: str = "accepted") -> int:
    entry = browsing.entries(site.register, Query(), size=1).items[0].entry
    path = f"/api/v1/commitments/{entry.id}/status"
    version = {"If-Match": f'"{entry.version}"'}
    answer = asked(site, token, "PUT", path, json={"status": status}, headers=version)
    return int(answer.status_code)


def test_a_program_works_in_the_name_of_its_person(public: Site) -> None:
    person(public, "Analyst", Role.REVIEWER)
    log_in(public, "Analyst")
    page = public.post("/tokens", {"name": "nightly", "role": "reviewer", "days": "30"}).text
    (token,) = re.findall(r"summitry_[\w-]{43}", page)
    assert token not in public.get("/tokens").text
    assert asked(public, token).json()["name"] == "Analyst"
    assert decided(public, token) == 200
    (told,) = (one for one in consulting.log(public.register) if one.act == "accept")
    assert told.who == "Analyst"
    assert asked(public, token, path="/feed.atom").status_code == 200
    log_in(public, "Analyst")
    (known,) = public.get("/api/v1/tokens").json()["tokens"]
    assert known["used"]
    assert token not in str(known)
    assert public.post(f"/tokens/{known['number']}/revoke", {}).status_code == 303
    answer = asked(public, token)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_may_no_more_than_it_says_and_no_more_than_its_person(public: Site) -> None:
    analyst = person(public, "Analyst", Role.REVIEWER)
    reading = access.make_token(public.register, analyst, "reads", Role.READER, 30)
    writing = access.make_token(public.register, analyst, "writes", Role.REVIEWER, 30)
    assert asked(public, reading).status_code == 200
    assert decided(public, reading) == 403
    assert decided(public, writing) == 200
    with pytest.raises(UsageError, match="more than you may"):
        access.make_token(public.register, analyst, "too much", Role.ADMIN, 30)
    person(public, "Secretary", Role.ADMIN)
    people.set_role(public.register, analyst.number, Role.READER)
    assert decided(public, writing, "rejected") == 403
    people.set_role(public.register, analyst.number, Role.READER, closed=True)
    assert asked(public, writing).status_code == 401


@pytest.mark.parametrize(
    "told", ["", "x", "summitry_", "summitry_" + "A" * 43, "Я", "a" * 500, "summitry_\t"]
)
def test_what_is_no_token_opens_nothing(public: Site, told: str) -> None:
    person(public, "Analyst", Role.REVIEWER)
    answer = public.client.get(
        "/api/v1/commitments", headers={"Authorization": f"Bearer {told}".encode()}
    )
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "login-needed"


def test_a_token_opens_no_pages_and_its_digest_opens_nothing(public: Site) -> None:
    analyst = person(public, "Analyst", Role.ADMIN)
    token = access.make_token(public.register, analyst, "reads", Role.ADMIN, 30)
    assert asked(public, token, path="/people").headers["location"].startswith("/login")
    assert asked(public, people.digest_of(token)).status_code == 401
    assert asked(public, token, path="/api/v1/accounts").status_code == 200


def test_a_token_ends(public: Site) -> None:
    analyst = person(public, "Analyst", Role.READER)
    token = access.make_token(public.register, analyst, "reads", Role.READER, 30)
    over = (datetime.now(UTC) - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    with public.register.beside() as connection:
        connection.execute(update(ACCESS_TOKEN).values(ends=over))
    assert asked(public, token).status_code == 401


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"name": " ", "role": "reader", "days": "30"}, "name"),
        ({"name": "x" * 61, "role": "reader", "days": "30"}, "name"),
        ({"name": "x", "role": "admin", "days": "30"}, "role"),
        ({"name": "x", "role": "king", "days": "30"}, "role"),
        ({"name": "x", "role": "reader", "days": "36500"}, "days"),
    ],
)
def test_what_no_token_can_be_is_said_at_its_field(
    public: Site, told: dict[str, object], field: str
) -> None:
    analyst = person(public, "Analyst", Role.REVIEWER)
    log_in(public, "Analyst")
    answer = public.post("/tokens", told)
    assert answer.status_code == 422
    assert f'id="fault-{field}"' in answer.text
    assert access.tokens_of(public.register, analyst) == []


def test_others_have_nothing_of_ones_tokens(public: Site) -> None:
    analyst = person(public, "Analyst", Role.REVIEWER)
    access.make_token(public.register, analyst, "mine", Role.READER, 30)
    person(public, "Other", Role.ADMIN)
    log_in(public, "Other", PASSWORD)
    (known,) = access.tokens_of(public.register, analyst)
    assert public.post(f"/tokens/{known.number}/revoke", {}).status_code == 404
    assert "mine" not in public.get("/tokens").text
    assert access.tokens_of(public.register, analyst) == [known]


def test_alone_there_are_no_tokens(site: Site) -> None:
    assert site.get("/tokens").status_code == 422
    assert site.get("/api/v1/tokens").json() == {"tokens": []}
