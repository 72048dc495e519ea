"""A server of public statistics on this machine: made-up payloads in the providers' real shapes.

>>> with StatisticsServer() as server:  # doctest: +SKIP
...     server.answer("/v2/country/KAZ", b"[]", media_type="application/json")
...     provider("worldbank", base=f"{server.base}/v2")
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server sends: ``cut`` bytes too few of what it announced, ``delay`` in seconds."""

    body: bytes = b""
    status: int = 200
    media_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int = 0
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A request the server has seen: its path with the query, and its headers in small letters."""

    path: str
    headers: Mapping[str, str]


class StatisticsServer:
    """Serves on the loopback address while the ``with`` block lasts.

    Answers queue up for a beginning of a path; the last one stays. What nobody prepared is 404.
    """

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._answers: dict[str, deque[Answer]] = {}
        self._stopped = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def base(self) -> str:
        """The address of the server, without a slash at its end."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    def answer(self, beginning: str, *answers: Answer) -> None:
        """Queue answers for every path, query included, that begins like this."""
        self._answers.setdefault(beginning, deque()).extend(answers)

    def forget(self) -> None:
        """Drop all answers and what was asked."""
        self._answers.clear()
        self.asked.clear()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopped.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _next(self, path: str) -> Answer:
        fitting = [beginning for beginning in self._answers if path.startswith(beginning)]
        if not fitting:
            return Answer(b"not found", 404, "text/plain")
        queue = self._answers[max(fitting, key=len)]
        return queue.popleft() if len(queue) > 1 else queue[0]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                server.asked.append(Asked(self.path, headers))
                found = server._next(self.path)
                server._stopped.wait(found.delay)
                self.send_response(found.status)
                self.send_header("Content-Type", found.media_type)
                self.send_header("Content-Length", str(len(found.body)))
                for name, value in found.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    self.wfile.write(found.body[: len(found.body) - found.cut])
                except OSError:
                    self.close_connection = True  # whoever asked has gone away

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Say nothing: tests read their own output."""

        return Handler
