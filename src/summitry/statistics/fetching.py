"""Fetches payloads of public statistics: patient with servers, strict with what they send."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from summitry.errors import SourceMissing, SourceTooLarge, SourceUnreachable
from summitry.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How patient to be: seconds a try may take, how many tries, seconds to wait between them.

    The wait doubles from try to try; what a server asks for in Retry-After is kept to, up to
    ``longest_wait``. ``max_size`` is in bytes.
    """

    timeout: float = 30.0
    tries: int = 4
    wait: float = 1.0
    longest_wait: float = 60.0
    max_size: int = 50_000_000


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Gets payloads; ``sleep`` is how it waits, ``transport`` replaces the network."""

    options: FetchOptions = FetchOptions()
    sleep: Callable[[float], None] = time.sleep
    transport: httpx.BaseTransport | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> bytes:
        """Return the whole payload of an address.

        Raises SourceMissing (404, 410), SourceTooLarge, or SourceUnreachable that tells the last
        trouble and how often it was tried.
        """
        wait, trouble = self.options.wait, ""
        for attempt in range(1, self.options.tries + 1):
            try:
                return self._once(address, {**self.headers, **(headers or {})})
            except _TryAgainError as error:
                trouble = error.trouble
                asked = error.wait if error.wait is not None else wait
                pause = min(asked, self.options.longest_wait)
                if error.wait is not None and error.wait > self.options.longest_wait:
                    trouble += f", and asks to wait {error.wait:.0f} seconds"
                    break
            if attempt < self.options.tries:
                self.sleep(pause)
                wait *= 2
        tried = "once" if attempt == 1 else f"{attempt} times"
        raise SourceUnreachable(
            f"{trouble} (tried {tried})",
            where=without_query(address),
            remedy="Try again later, or work offline with an earlier snapshot.",
        )

    def _once(self, address: str, headers: Mapping[str, str]) -> bytes:
        import httpx

        local = urlsplit(address).hostname in _LOOPBACK
        try:
            with (
                httpx.Client(
                    transport=self.transport,
                    timeout=self.options.timeout,
                    follow_redirects=True,
                    max_redirects=5,
                    headers={"User-Agent": f"summitry/{__version__}", **headers},
                    trust_env=not local,
                ) as client,
                client.stream("GET", address) as response,
            ):
                self._check(response, address)
                return self._receive(response, address)
        except httpx.TimeoutException as error:
            seconds = f"{self.options.timeout:g}"
            raise _TryAgainError(f"no answer came within {seconds} seconds") from error
        except httpx.ConnectError as error:
            raise _TryAgainError(f"the server cannot be reached ({error})") from error
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.DecodingError) as error:
            raise _TryAgainError("the answer broke off before its end") from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise SourceUnreachable(
                f"this address cannot be fetched ({error})",
                where=without_query(address),
                remedy="Check the base address of the provider.",
            ) from error

    def _receive(self, response: httpx.Response, address: str) -> bytes:
        until = time.monotonic() + self.options.timeout
        chunks, size = [], 0
        for chunk in response.iter_bytes(_PIECE):
            size += len(chunk)
            if size > self.options.max_size:
                raise SourceTooLarge(
                    f"the answer goes past {self.options.max_size:,} bytes",
                    where=without_query(address),
                    remedy="Ask for fewer years or partners.",
                )
            if time.monotonic() > until:
                raise _TryAgainError(f"no answer came within {self.options.timeout:g} seconds")
            chunks.append(chunk)
        return b"".join(chunks)

    @staticmethod
    def _check(response: httpx.Response, address: str) -> None:
        status = response.status_code
        if 200 <= status < 300:
            return
        if status in (404, 410):
            raise SourceMissing(
                f"the provider has nothing there (it answered {status})",
                where=without_query(address),
                remedy="A code may have been renamed; search for it.",
            )
        if status in _AGAIN:
            many = "the server asks for fewer requests"
            what = many if status == 429 else "the server has a fault"
            raise _TryAgainError(f"{what} (it answered {status})", _retry_after(response))
        login = "it asks for a key" if status in (401, 403) else "it did not accept the request"
        raise SourceUnreachable(
            f"{login} (it answered {status})",
            where=without_query(address),
            remedy="Check the key and the codes." if status in (401, 403) else "Check the codes.",
        )


class _TryAgainError(Exception):
    """A trouble that may pass; ``wait`` in seconds where the server said how long."""

    def __init__(self, trouble: str, wait: float | None = None) -> None:
        self.trouble = trouble
        self.wait = wait
        super().__init__(trouble)


def without_query(address: str) -> str:
    """Return an address without what follows the question mark, where keys may stand."""
    return address.partition("?")[0]


def _retry_after(response: httpx.Response) -> float | None:
    """Return the seconds a server asks to wait, given as a number or as a date."""
    asked = response.headers.get("retry-after", "").strip()
    if asked.isdecimal():
        return float(asked)
    try:
        moment = parsedate_to_datetime(asked)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
