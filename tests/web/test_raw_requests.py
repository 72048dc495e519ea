"""What no well-behaved client sends: paths that climb, lines in headers; asked over a bare line."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from summitry.interfaces.web.frame.guard import HEADERS


@pytest.fixture(scope="module")
def door(
    serve: Callable[..., str], example_register: Path, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """Host and port of a server that asks for accounts."""
    register = tmp_path_factory.mktemp("raw") / "summitry.db"
    shutil.copy(example_register, register)
    return urlsplit(serve(register, "--public")).netloc


def answer(door: str, line: str, *headers: str) -> tuple[int, list[str], bytes]:
    """Ask with a request line as it stands; return status, header lines and body."""
    name, port = door.split(":")
    told = "\r\n".join((line, f"Host: {door}", "Connection: close", *headers, "", ""))
    whole = b""
    with socket.create_connection((name, int(port)), timeout=30) as connection:
        connection.sendall(told.encode("latin-1"))
        while piece := connection.recv(65536):
            whole += piece
    head, _, body = whole.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    return int(first.split()[1]), lines, body


@pytest.mark.parametrize(
    "path",
    [
        "/static/../application.py", "/static/../../../../../../../../etc/passwd",
        "/static/%2e%2e/application.py", "/static/..%2fapplication.py", "/static/..\\x",
        "/static/charts/../drawing.py", "/static/charts/%2e%2e/drawing.py", "/static//etc/passwd",
        "/static/charts//etc/passwd", "/static/%00", "/../../etc/passwd", "/static/charts/",
    ],
)  # fmt: skip
def test_no_path_climbs_out(door: str, path: str) -> None:
    status, _, body = answer(door, f"GET {path} HTTP/1.1")
    assert status in (400, 404), body
    assert b"import" not in body
    assert b"root:" not in body


@pytest.mark.parametrize(
    "path",
    [
        "/documents/x%0d%0aSet-Cookie:%20stolen=1", "/commitments/a%0aLocation:%20//elsewhere",
        "/login?next=/%0d%0aSet-Cookie:%20stolen=1", "/x%0d%0a%0d%0a<script>alert(1)</script>",
        "/feed.atom?x=%0d%0aSet-Cookie:%20stolen=1",
    ],
)  # fmt: skip
def test_no_line_gets_into_the_headers(door: str, path: str) -> None:
    _, lines, _ = answer(door, f"GET {path} HTTP/1.1")
    names = [line.partition(":")[0].lower() for line in lines]
    assert not any("stolen" in line for line in lines if line.lower().startswith("set-cookie"))
    assert names.count("content-type") <= 1
    assert all(": " in line for line in lines)
    for line in lines:
        if line.lower().startswith("location:"):
            target = line.partition(":")[2].strip()
            assert target.startswith("/login")
            assert not target.startswith("//")


EVERY_KIND = (
    ("GET / HTTP/1.1", 303),
    ("GET /login HTTP/1.1", 200),
    ("HEAD /login HTTP/1.1", 405),
    ("OPTIONS /login HTTP/1.1", 405),
    ("GET /nothing HTTP/1.1", 404),
    ("GET /static/base.css HTTP/1.1", 200),
    ("GET /static/charts/charts.css HTTP/1.1", 200),
    ("GET /static/nothing HTTP/1.1", 404),
    ("GET /api/v1/commitments HTTP/1.1", 401),
    ("GET /api/v1/openapi.json HTTP/1.1", 200),
    ("GET /join/x HTTP/1.1", 422),
    ("DELETE /documents HTTP/1.1", 405),
    ("POST /login HTTP/1.1", 403),
    ("PUT /api/v1/commitments/CC5-2022-01/status HTTP/1.1", 401),
    ("TRACE / HTTP/1.1", 405),
)


@pytest.mark.parametrize(("line", "status"), EVERY_KIND)
def test_every_answer_has_the_headers_that_protect(door: str, line: str, status: int) -> None:
    found, lines, _ = answer(door, line, "Content-Length: 0")
    told = dict(one.split(": ", 1) for one in lines)
    told = {name.lower(): value for name, value in told.items()}
    assert found == status
    for name, value in HEADERS.items():
        assert told[name] == value
    assert told["cache-control"] in ("no-store", "no-cache")
    assert "server" not in told


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (("Content-Length: 1000000000",), 413),
        (("Content-Length: 0", "Origin: https://elsewhere.example"), 403),
        (("Content-Length: 0", "Sec-Fetch-Site: cross-site"), 403),
    ],
)
def test_refusals_at_the_door_have_them_too(
    door: str, headers: tuple[str, ...], status: int
) -> None:
    found, lines, _ = answer(door, "POST /login HTTP/1.1", *headers)
    told = {one.partition(": ")[0].lower(): one.partition(": ")[2] for one in lines}
    assert found == status
    assert HEADERS.items() <= told.items()
