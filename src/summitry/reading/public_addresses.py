"""Opening pages for others: only in the public internet, whatever a name or redirect leads to.

Who lets others name pages to be read lends them this machine's place in its network. So every
request, each step of a redirect too, has its name resolved once; all the addresses it has must be
public; and the connection goes to the very address that was checked, so that a name which answers
differently the second time changes nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING

import httpx

from summitry.errors import SourceUnreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Resolve = Callable[[str, int], Sequence[str]]

PORTS = (80, 443, 8000, 8080, 8443)
"""Where pages are served; other ports are those of other services."""


class PublicTransport(httpx.BaseTransport):
    """The network as it is open to everybody; ``resolve`` gives the addresses of a name."""

    def __init__(
        self, resolve: Resolve | None = None, inner: httpx.BaseTransport | None = None
    ) -> None:
        self._resolve = resolve or resolved
        self._inner = inner or httpx.HTTPTransport(trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the address that was checked; raises SourceUnreachable."""
        host = request.url.host
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        address = self._checked(host, port, str(request.url))
        pinned = request.url.copy_with(host=address)
        extensions = {**request.extensions, "sni_hostname": host}
        response = self._inner.handle_request(
            httpx.Request(
                request.method,
                pinned,
                headers=request.headers,
                stream=request.stream,
                extensions=extensions,
            )
        )
        response.request = request
        return response

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()

    def _checked(self, host: str, port: int, where: str) -> str:
        if port not in PORTS:
            raise _refused(where, f"pages at port {port} are not opened")
        addresses = self._resolve(host, port)
        if not addresses or not all(map(is_public, addresses)):
            raise _refused(where, "this address does not lie in the public internet")
        return addresses[0]


def resolved(host: str, port: int) -> list[str]:
    """Return the addresses of a name; SourceUnreachable when it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceUnreachable(
            "the name of the server is not known", where=host, remedy="Check the address."
        ) from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_public(address: str) -> bool:
    """Tell whether an address lies in the public internet.

    >>> is_public("127.0.0.1"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
    (False, False, False)
    """
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(known, ipaddress.IPv6Address):
        # An IPv4 address in the clothes of another is judged as what it is.
        inner = known.ipv4_mapped or known.sixtofour or (known.teredo or (None, None))[1]
        if inner is not None:
            return is_public(str(inner))
        if known in _TRANSLATED:
            return is_public(str(ipaddress.IPv4Address(int(known) & 0xFFFFFFFF)))
    return known.is_global and not known.is_multicast


_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


def _refused(where: str, what: str) -> SourceUnreachable:
    return SourceUnreachable(
        what, where=where, remedy="Save the page in a browser and upload the file."
    )
