"""Documents from others: read apart, within limits, and only from where everybody may look."""

from __future__ import annotations

import io
import threading
import zipfile
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
from visiting import Enter, Site

from summitry.errors import SourceUnreachable
from summitry.model import Failure, Query
from summitry.reading import ReadOptions
from summitry.reading.public_addresses import PublicTransport, is_public
from summitry.reading.web import fetch
from summitry.workflow import browsing
from summitry.workflow.receiving import Receiver, Sent

PROMISE = b"China will build 3 hospitals in Tajikistan by 2031."


def test_each_file_has_its_result(site: Site) -> None:
    files = [
        ("files", ("good.txt", PROMISE, "text/plain")),
        ("files", ("empty.txt", b"", "text/plain")),
        ("files", ("bad.pdf", b"%PDF-1.7 and nothing more", "application/pdf")),
    ]
    page = site.post("/upload", {"dialogue": "Talks 2022", "date": "2022-05"}, files=files)
    assert page.status_code == 200
    assert page.text.count('<li class="failed">') == 2
    assert page.text.count('<li class="new">') == 1
    again = site.post("/upload", {}, files=files[:1], headers={"Accept": "application/json"})
    (told,) = again.json()["outcomes"]
    assert (told["source"], told["outcome"]) == ("good.txt", "unchanged")
    (item,) = browsing.entries(site.register, Query(words="hospitals"), size=5).items
    assert item.entry.id.endswith("-2022-01")
    assert item.document.details["source"] == "good.txt"


def test_what_is_said_wrongly_is_told_before_anything_is_read(site: Site) -> None:
    files = {"files": ("good.txt", PROMISE, "text/plain")}
    for told in ({"date": "soon"}, {"parties": "Atlantis"}, {"level": "kings"}):
        assert site.post("/upload", told, files=files).status_code == 422
    every = {"date": "soon", "parties": "Atlantis", "level": "kings"}
    answer = site.post("/upload", every, files=files, headers={"Accept": "application/json"})
    assert [one["path"] for one in answer.json()["error"]["faults"]] == list(every)
    assert site.post("/upload", {"addresses": "file:///etc/passwd"}).status_code == 422
    assert site.post("/upload", {"dialogue": "x"}).status_code == 422


def zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"a" * 300_000_000)
    return packed.getvalue()


def xml_bomb() -> bytes:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<!DOCTYPE d [<!ENTITY a0 "aaaaaaaaaa">{names}]><d>&a9;</d>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        kinds = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        package.writestr("[Content_Types].xml", kinds)
        package.writestr("word/document.xml", body)
        package.writestr("_rels/.rels", body)
    return packed.getvalue()


def pdf_bomb() -> bytes:
    content = zlib.compress(b"q " * 100_000_000, 9)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 9 9] >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    whole = b"%PDF-1.4\n"
    for number, part in enumerate(parts, start=1):
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    return whole + b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF\n"


@pytest.fixture(scope="module")
def bombs() -> dict[str, bytes]:
    return {"zip.docx": zip_bomb(), "xml.docx": xml_bomb(), "page.pdf": pdf_bomb()}


def test_bombs_end_as_failures_and_reading_goes_on(bombs: dict[str, bytes], tmp_path: Path) -> None:
    receiver = Receiver(seconds=10, memory=1_000_000_000)
    try:
        for name, content in bombs.items():
            path = tmp_path / name
            path.write_bytes(content)
            outcome = receiver.read(Sent(str(path), name), ReadOptions(max_size=50_000_000))
            assert isinstance(outcome, Failure), name
        path = tmp_path / "good.txt"
        path.write_bytes(PROMISE)
        assert not isinstance(receiver.read(Sent(str(path), "good.txt"), ReadOptions()), Failure)
    finally:
        receiver.close()


@pytest.fixture(scope="module")
def inside() -> Iterator[str]:
    """A server on this machine with a secret, which also redirects to itself."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/to/"):
                self.send_response(302)
                self.send_header("Location", self.path.removeprefix("/to/"))
                self.end_headers()
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            self.wfile.write(b"The secret: " + PROMISE)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_pages_of_this_machine_and_network_are_not_read(site: Site, inside: str) -> None:
    addresses = [
        f"{inside}/", "http://localhost/", "http://127.1/", "http://[::1]/", "http://0/",
        "http://169.254.169.254/latest", "http://[::ffff:127.0.0.1]/", "http://2130706433/",
        "http://10.0.0.1/", "http://[fe80::1]/", "http://192.168.1.1:22/",
    ]  # fmt: skip
    sent = site.post("/upload", {"addresses": "\n".join(addresses)})
    assert sent.status_code == 200
    assert sent.text.count('<li class="failed">') == len(addresses)
    assert "hospitals" not in sent.text
    assert browsing.entries(site.register, Query(words="secret"), size=5).count == 0


class Recording(httpx.BaseTransport):
    """Answers itself, and remembers where it was asked to connect."""

    def __init__(self, answers: list[httpx.Response]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, str, object]] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.headers["host"]
        self.asked.append((request.url.host, host, request.extensions["sni_hostname"]))
        return self.answers.pop(0)


def test_the_address_that_was_checked_is_the_one_connected_to() -> None:
    # The name answers with a public address first, and with one of this machine ever after.
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    network = Recording([httpx.Response(200, stream=httpx.ByteStream(b"Seen."))])
    transport = PublicTransport(lambda _host, _port: next(answers), network)
    assert fetch("https://example.org/a", 1000, 5, transport).data == b"Seen."
    assert network.asked == [("93.184.216.34", "example.org", "example.org")]
    with pytest.raises(SourceUnreachable, match="public internet"):
        fetch("https://example.org/a", 1000, 5, transport)
    assert len(network.asked) == 1


def test_every_step_of_a_redirect_is_checked(inside: str) -> None:
    names = {"example.org": ["93.184.216.34"], "inner.example": ["93.184.216.34", "10.0.0.9"]}
    for target in (inside, "http://inner.example/", "http://[::1]/"):
        network = Recording([httpx.Response(302, headers={"Location": target})])
        transport = PublicTransport(lambda host, _port: names.get(host, [host]), network)
        with pytest.raises(SourceUnreachable):
            fetch("http://example.org/", 1000, 5, transport)
        assert len(network.asked) == 1


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.0.1", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1%eth0", "fc00::1",
        "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "name", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_addresses_that_are_public() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")


def test_an_upload_takes_no_more_than_its_limit(enter: Enter) -> None:
    site = enter(most_upload=100_000)
    files = {"files": ("large.txt", PROMISE * 10_000, "text/plain")}
    answer = site.post("/upload", {}, files=files, headers={"Accept": "application/json"})
    assert answer.status_code == 413
