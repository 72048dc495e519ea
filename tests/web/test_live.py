"""The server itself: what it takes, and how it ends."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

GIGABYTE = 1_000_000_000
PIECE = b"a" * 1_000_000
SOON = 130_000_000
"""The limit of an upload, and what lies in buffers on the way."""


def test_a_gigabyte_is_cut_off_at_the_limit(
    serve: Callable[..., str], example_register: Path, tmp_path: Path
) -> None:
    register = tmp_path / "summitry.db"
    shutil.copy(example_register, register)
    host = urlsplit(serve(register)).netloc
    name, port = host.split(":")
    head = (
        f"POST /upload HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
    )
    part = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n'
    sent = 0
    with socket.create_connection((name, int(port)), timeout=30) as connection:
        connection.sendall(head.encode() + b"%x\r\n%s\r\n" % (len(part), part))
        try:
            while sent < GIGABYTE:
                connection.sendall(b"%x\r\n%s\r\n" % (len(PIECE), PIECE))
                sent += len(PIECE)
        except OSError:
            pass  # the server closed the line, as it should
        else:
            raise AssertionError("all of it was taken")
    assert sent < SOON
    with socket.create_connection((name, int(port)), timeout=30) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert b" 200 " in connection.recv(20)
