"""Pages from a real server on this machine, good and bad."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import making
import pytest

from summitry.errors import SourceMissing, SourceTooLarge, SourceUnreachable, SourceUnreadable
from summitry.reading import ReadOptions, ReadResult, read_document

PAGE = (
    "<html lang='en'><head><title>Plan</title></head><body><article><p>The Parties will build a "
    "new road to the sea – by 2030.</p></article></body></html>"
)


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        answer = getattr(self, f"_{self.path.strip('/').replace('.', '_')}", None)
        if answer is None:
            self._send(404, b"none")
        else:
            answer()

    def log_message(self, *_: object) -> None:
        pass

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _page(self) -> None:
        self._send(200, PAGE.encode(), Content_Type="text/html; charset=utf-8")

    def _packed(self) -> None:
        self._send(
            200, gzip.compress(PAGE.encode()), Content_Type="text/html", Content_Encoding="gzip"
        )

    def _cut(self) -> None:
        packed = gzip.compress(PAGE.encode())[:-20]
        self._send(200, packed, Content_Type="text/html", Content_Encoding="gzip")

    def _garbled(self) -> None:
        self._send(200, b"not gzip", Content_Type="text/html", Content_Encoding="gzip")

    def _bomb(self) -> None:
        self._send(
            200,
            gzip.compress(b" " * 20_000_000),
            Content_Type="text/plain",
            Content_Encoding="gzip",
        )

    def _plan_pdf(self) -> None:
        self._send(200, making.pdf([["The Parties will build a road to the sea."]]))

    def _archive(self) -> None:
        self._send(200, gzip.compress(b"text"), Content_Type="application/gzip")

    def _moved(self) -> None:
        self._send(302, b"", Location="/page")

    def _loop(self) -> None:
        self._send(302, b"", Location="/loop")

    def _away(self) -> None:
        self._send(302, b"", Location="ftp://localhost/x")

    def _broken(self) -> None:
        self._send(500, b"oh")

    def _closed(self) -> None:
        self._send(403, b"no")

    def _slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(30):
            try:
                self.wfile.write(b"road ")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    def _endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"road " * 10_000)
        except OSError:
            return


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def read(address: str, path: str, **options: object) -> ReadResult:
    return read_document(f"{address}/{path}", ReadOptions(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["page", "packed", "moved"])
def test_a_page_is_read(address: str, path: str) -> None:
    document = read(address, path).document
    assert document.text == "The Parties will build a new road to the sea – by 2030."
    assert document.source == f"{address}/{path}"


def test_a_pdf_is_read(address: str) -> None:
    assert read(address, "plan.pdf").document.blocks[0].page == 1


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("none", SourceMissing, "404"),
        ("broken", SourceUnreachable, "fault.*500"),
        ("closed", SourceUnreachable, "403"),
        ("loop", SourceUnreachable, "redirects more than"),
        ("away", SourceUnreachable, "not an address"),
        ("cut", SourceUnreachable, "garbled"),
        ("garbled", SourceUnreachable, "garbled"),
        ("archive", SourceUnreadable, "gzip archive"),
    ],
)
def test_what_does_not_come(address: str, path: str, kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words) as caught:
        read(address, path)
    assert getattr(caught.value, "where", "") == f"{address}/{path}"
    assert getattr(caught.value, "remedy", "")


@pytest.mark.parametrize("path", ["bomb", "endless", "page"])
def test_an_answer_over_the_limit_is_broken_off(address: str, path: str) -> None:
    with pytest.raises(SourceTooLarge):
        read(address, path, max_size=100)
    if path != "page":
        with pytest.raises(SourceTooLarge):
            read(address, path, max_size=2_000_000)


def test_a_page_that_drips_is_given_up(address: str) -> None:
    began = time.monotonic()
    with pytest.raises(SourceUnreachable, match=r"within 0\.3 seconds"):
        read(address, "slow", timeout=0.3)
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("bad", ["http://", "http://127.0.0.1:99999/", "http://[bad/", "http:// x"])
def test_what_is_no_address(bad: str) -> None:
    with pytest.raises(SourceUnreachable):
        read_document(bad, ReadOptions())


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(SourceUnreachable, match="refuses the connection"):
        read_document("http://127.0.0.1:9/", ReadOptions())
