"""Fetches one page, counted while it streams in, and says plainly why it did not come."""

from __future__ import annotations

import time
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from summitry.errors import SourceMissing, SourceUnreachable
from summitry.reading.sources import RawSource, too_large
from summitry.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

_MAX_REDIRECTS = 5
_PIECE = 1 << 20
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_HEADERS = {
    "User-Agent": f"summitry/{__version__}",
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9, */*;q=0.5",
    # Only what is unpacked here, piece by piece, so that a small answer cannot fill the memory.
    "Accept-Encoding": "gzip, deflate",
}
_ASK_LATER = "Check the address in a browser, or try again later."
_CLIENT_ERRORS = {
    401: "the page asks for a login",
    403: "the server refuses to show the page",
    429: "the server says there were too many requests",
    451: "the page is withheld for legal reasons",
}


def fetch(
    address: str,
    max_size: int,
    timeout: float,
    transport: httpx.BaseTransport | None = None,
) -> RawSource:
    """Return the bytes of a page, following a few redirects.

    ``timeout`` in seconds bounds the whole fetch, ``max_size`` the unpacked answer in bytes;
    ``transport`` replaces the network. Raises SourceMissing for 404 and 410, SourceTooLarge,
    and SourceUnreachable for all else that can go wrong on the way.
    """
    import httpx

    try:
        # A proxy for the outside world does not serve this machine's own pages.
        local = urlsplit(address).hostname in _LOOPBACK
        with (
            httpx.Client(
                transport=transport,
                timeout=timeout,
                follow_redirects=True,
                max_redirects=_MAX_REDIRECTS,
                headers=_HEADERS,
                trust_env=not local,
            ) as client,
            client.stream("GET", address) as response,
        ):
            _check_status(response, address)
            data = _receive(response, address, max_size, time.monotonic() + timeout)
            return RawSource(
                data,
                response.headers.get("content-type"),
                response.charset_encoding,
                unquote(response.url.path),
            )
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, zlib.error) as error:
        raise _trouble(error, address, timeout) from error


def _trouble(error: Exception, address: str, timeout: float) -> SourceUnreachable:
    """Return what went wrong on the way, in plain words."""
    import httpx

    remedy = _ASK_LATER
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        what = f"the page did not come within {timeout:g} seconds"
    elif isinstance(error, httpx.TooManyRedirects):
        what = f"the page redirects more than {_MAX_REDIRECTS} times"
        remedy = "Read the address it ends at, as a browser shows it."
    elif isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol | ValueError):
        what = f"this is not an address that can be opened ({error})"
        remedy = "Write it as http://… or https://…."
    elif isinstance(error, httpx.ConnectError):
        what = _connection_trouble(error)
    else:
        what = f"the answer broke off or is garbled ({str(error) or type(error).__name__})"
    return SourceUnreachable(what, where=address, remedy=remedy)


def _receive(response: httpx.Response, address: str, max_size: int, until: float) -> bytes:
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and len(announced) < 20 and int(announced) > max_size:
        raise too_large(address, max_size, int(announced))
    chunks: list[bytes] = []
    size = 0
    for chunk in _unpacked(response):
        size += len(chunk)
        if size > max_size:
            raise too_large(address, max_size)
        if time.monotonic() > until:
            raise TimeoutError
        chunks.append(chunk)
    return b"".join(chunks)


def _unpacked(response: httpx.Response) -> Iterator[bytes]:
    """Yield the body, unpacked piece by piece."""
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in ("gzip", "x-gzip", "deflate"):
        # Any other packing was not asked for; what comes then is told by its first bytes.
        yield from response.iter_raw()
        return
    unpacker = None
    for piece in response.iter_raw():
        if unpacker is None:
            unpacker = zlib.decompressobj(_window(packing, piece))
        rest = piece
        while rest and not unpacker.eof:
            yield unpacker.decompress(rest, _PIECE)
            rest = unpacker.unconsumed_tail
    if unpacker is not None:
        yield unpacker.flush()
        if not unpacker.eof:
            raise zlib.error("it ends too early")


def _window(packing: str, first: bytes) -> int:
    """Return zlib's window bits; some servers send raw deflate without its header."""
    if packing != "deflate":
        return 16 + zlib.MAX_WBITS
    return zlib.MAX_WBITS if first[:1] == b"\x78" else -zlib.MAX_WBITS


def _check_status(response: httpx.Response, address: str) -> None:
    status = response.status_code
    if 200 <= status < 300:
        return
    if status in (404, 410):
        raise SourceMissing(
            f"there is no such page (the server answered {status})",
            where=address,
            remedy="Check the address, or look for the page in a web archive.",
        )
    if status >= 500:
        what = f"the server has a fault (it answered {status})"
    else:
        trouble = _CLIENT_ERRORS.get(status, "the server did not send the page")
        what = f"{trouble} (it answered {status})"
    remedy = _ASK_LATER if status >= 500 else "Save the page in a browser and read the file."
    raise SourceUnreachable(what, where=address, remedy=remedy)


def _connection_trouble(error: Exception) -> str:
    reason = str(error)
    lowered = reason.lower()
    if any(
        sign in lowered for sign in ("name or service", "getaddrinfo", "nodename", "resolution")
    ):
        return "the name of the server is not known"
    if "refused" in lowered:
        return "the server refuses the connection"
    if "certificate" in lowered or "ssl" in lowered:
        return f"no safe connection can be made ({reason})"
    return f"the server cannot be reached ({reason or type(error).__name__})"
