"""What others may try: each ends in a refusal, and in nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from visiting import PASSWORD, Enter, Site, account

from summitry.errors import UsageError
from summitry.exchange.static_site import Imprint
from summitry.interfaces.web.frame.desk import local_path
from summitry.interfaces.web.serving import Serving, settings_of
from summitry.model import Query
from summitry.model.people import Role
from summitry.workflow import browsing, consulting, reviewing
from summitry.workflow.publishing import publish

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
TEMPLATE = "{{ 90001 * 3 }}{% raw %}${90001*3}"


def entry_of(site: Site) -> str:
    return browsing.entries(site.register, Query(), size=1).items[0].entry.id


def text_file(words: str) -> dict[str, object]:
    return {"files": {"files": ("note.txt", words.encode(), "text/plain")}}


def test_scripts_and_templates_in_anything_stay_words(site: Site) -> None:
    text = f"# {SCRIPT} {TEMPLATE}\n\nChina will build 3 hospitals {SCRIPT} {TEMPLATE} by 2030.\n"
    name = f"{SCRIPT}{TEMPLATE}.txt"
    told = {"dialogue": f"Talks {SCRIPT}{TEMPLATE}", "date": "2022"}
    sent = site.post("/upload", told, files={"files": (name, text.encode(), "text/plain")})
    assert sent.status_code == 200
    query = Query(words="hospitals")
    (item,) = browsing.entries(site.register, query, size=5).items
    reviewing.note(site.register, item.entry.id, SCRIPT + TEMPLATE, f"A {SCRIPT}{TEMPLATE}")
    dialogue = item.document.dialogue
    series = next(
        one.dialogue.series
        for one in browsing.dialogues(site.register)
        if one.dialogue.name == dialogue
    )
    pages = [
        "/", "/documents", f"/documents/{item.entry.document}", "/commitments?q=hospitals",
        f"/commitments/{item.entry.id}", f"/commitments/{item.entry.id}/edit", "/journal",
        "/dialogues", f"/dialogues/{series}", f"/commitments?q={SCRIPT}", f"/parties/{SCRIPT}",
        f"/commitments/{SCRIPT}", f"/documents?dialogue={SCRIPT}", "/upload",
    ]  # fmt: skip
    for page in [sent.text, *(site.get(one).text for one in pages)]:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "270003" not in page
    feed = site.get("/feed.atom")
    assert b"<script>" not in feed.content
    record = site.get(f"/api/v1/commitments/{item.entry.id}")
    assert record.headers["content-type"] == "application/json"
    assert record.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("token", ["", "x", "A" * 88, None])
def test_a_form_without_its_token_changes_nothing(site: Site, token: str | None) -> None:
    site.get("/")
    data = {"act": f"accept:{entry_of(site)}", **({} if token is None else {"csrf": token})}
    before = consulting.head(site.register)
    assert site.client.post("/decide", data=data).status_code == 403
    assert site.client.post("/upload", data=data, **text_file("x")).status_code == 403
    assert consulting.head(site.register) == before


def test_a_token_is_that_of_one_visitor(site: Site) -> None:
    stolen = site.token()
    site.client.cookies.clear()
    site.get("/")
    answer = site.client.post("/undo", data={"csrf": stolen})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_other_sites_change_nothing(site: Site, headers: dict[str, str]) -> None:
    data = {"csrf": site.token(), "act": f"accept:{entry_of(site)}"}
    assert site.client.post("/decide", data=data, headers=headers).status_code == 403


def test_the_api_takes_changes_as_json_with_a_token_only(site: Site) -> None:
    path = f"/api/v1/commitments/{entry_of(site)}/status"
    body = {"status": "accepted"}
    site.get("/")
    plain = site.client.put(path, content='{"status": "accepted"}', headers={"If-Match": '"1"'})
    assert plain.status_code == 415
    assert site.client.put(path, json=body, headers={"If-Match": '"1"'}).status_code == 403
    assert site.write("PUT", path, body, **{"If-Match": '"1"'}).status_code == 200


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "127.0.0.1.elsewhere.example", "", "[", "a b"]
)
def test_only_known_hosts_are_answered(still: Site, host: str) -> None:
    assert still.get("/", headers={"Host": host}).status_code in (400, 421)


def test_no_page_lets_itself_be_framed_or_cached(site: Site) -> None:
    for path in ("/", "/nothing", "/api/v1/me", "/api/v1/nothing", "/static/base.css"):
        headers = site.get(path).headers
        assert headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["cache-control"] == ("no-cache" if "static" in path else "no-store")
    refused = site.get("/", headers={"Host": "elsewhere.example"}).headers
    assert refused["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "\\\\x",
        "javascript:alert(1)", "/a\r\nSet-Cookie: a=b", "/\t/elsewhere.example", "http:/x", "",
    ],
)  # fmt: skip
def test_nobody_is_led_elsewhere(site: Site, path: str) -> None:
    assert local_path(path, "/safe") == "/safe"
    entry = entry_of(site)
    data = {"act": f"accept:{entry}", "next": path, f"version.{entry}": "1"}
    answer = site.post("/decide", data)
    assert answer.headers["location"] == "/commitments"
    assert "a" not in answer.cookies


def test_logging_in_leads_nowhere_else(public: Site) -> None:
    account(public, "Analyst", Role.READER)
    for path in ("//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example"):
        form = public.get("/login", params={"next": path}).text
        assert "elsewhere" not in form
        told = {"name": "Analyst", "password": PASSWORD, "next": path}
        done = public.post("/login", told, of="/login")
        assert done.headers["location"] == "/"
        public.post("/logout", {})


def test_what_is_published_runs_nothing(site: Site, tmp_path: Path) -> None:
    text = f"# {SCRIPT} {TEMPLATE}\n\nChina will build 3 hospitals {SCRIPT} {TEMPLATE} by 2030.\n"
    told = {"dialogue": f"Talks {SCRIPT}{TEMPLATE}", "date": "2022"}
    site.post("/upload", told, files={"files": (f"{SCRIPT}.txt", text.encode(), "text/plain")})
    imprint = Imprint(f"Site {SCRIPT}", f"We {SCRIPT}", TEMPLATE, "https://example.org/x")
    publish(site.register, tmp_path / "site", imprint, proposed=True)
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) > 5
    for path in pages:
        page = html.fromstring(path.read_text("utf-8"))
        assert all(one.get("src") and not one.text for one in page.iter("script"))
        assert not list(page.iter("img", "iframe", "object", "base"))
        names = {str(name) for one in page.iter() for name in one.attrib}
        assert not {name for name in names if name.startswith("on") or name == "style"}
        for one in page.iter("a", "link"):
            assert not str(one.get("href")).lower().startswith(("javascript:", "data:"))
        assert "270003" not in path.read_text("utf-8")
    assert b"<script" not in (tmp_path / "site" / "data" / "search.js").read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "/static/../application.py", "/static/%2e%2e/application.py", "/static/..%2fapplication.py",
        "/static//etc/passwd", "/documents/..%2f..%2fetc%2fpasswd", "/join/..%2f..%2fetc",
    ],
)  # fmt: skip
def test_no_path_leads_out(still: Site, path: str) -> None:
    answer = still.client.get(path)
    assert answer.status_code in (404, 422)
    assert "root:" not in answer.text


def test_names_of_files_place_nothing(site: Site, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    name = f"../../../..{tmp_path}/planted.txt"
    files = {"files": (name, b"China will build 3 hospitals by 2031.", "text/plain")}
    assert "planted.txt" in site.post("/upload", {}, files=files).text
    assert [one for one in tmp_path.rglob("*") if one not in before and "planted" in one.name] == []


def test_much_is_refused_before_it_is_taken(enter: Enter) -> None:
    site = enter(most_upload=200_000)
    token = site.token()
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        head = '--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        yield head.encode()
        for _ in range(1_000):
            sent += 65_536
            yield b"a" * 65_536

    kind = {"Content-Type": "multipart/form-data; boundary=b", "X-CSRF-Token": token}
    announced = {**kind, "Content-Length": "1000000000"}
    assert site.client.post("/upload", content=b"", headers=announced).status_code == 413
    streamed = site.client.post("/upload", content=endless(), headers=kind)
    assert streamed.status_code == 413
    form = {"csrf": token, "text": "a" * 2_100_000}
    assert site.client.post("/decide", data=form).status_code == 413


def test_strangers_are_let_in_with_accounts_only() -> None:
    for host in ("0.0.0.0", "192.0.2.7", "::", "register.example"):
        with pytest.raises(UsageError, match="password"):
            settings_of(Serving(register="x", who="y", host=host))
        assert settings_of(Serving(register="x", who="y", host=host, public=True)).public
    for host in ("127.0.0.1", "::1", "localhost"):
        assert not settings_of(Serving(register="x", who="y", host=host)).public
