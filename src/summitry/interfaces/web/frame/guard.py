"""What stands between the network and every page: hosts, sizes, origins, and security headers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from summitry.errors import SummitryError
from summitry.interfaces.web.frame.languages import speak
from summitry.interfaces.web.frame.settings import MOST_FORM, Settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

_SAFE = ("GET", "HEAD", "OPTIONS")
_STATIC = "/static/"


class TooLarge(SummitryError):
    """More was sent than is taken."""

    code = "sent-too-much"


class Guard:
    """An ASGI application around another, which sees only what has passed."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        # Here, because what is set in a thread that a page runs in is set nowhere else.
        speak(headers.get(b"accept-language"))
        most = self._settings.most_upload if scope["path"] == "/upload" else MOST_FORM
        answer = _Answer(send, scope, secure=self._settings.secure, cookie=self._settings.cookie)
        refusal = self._refusal(scope, headers, most)
        if refusal is not None:
            await answer.refuse(*refusal)
            return
        await self._app(scope, _counted(receive, most), answer.send)

    def _refusal(
        self, scope: Scope, headers: dict[bytes, str], most: int
    ) -> tuple[int, str] | None:
        host = headers.get(b"host", "")
        if host_name(host) not in self._settings.hosts:
            # A page elsewhere could have its own name lead here, and then read what is here.
            return 421, "This server does not go by that name."
        announced = headers.get(b"content-length", "0")
        if not announced.isdecimal() or len(announced) > 18:
            return 400, "The length of the request is no number."
        if int(announced) > most:
            return 413, "More was sent than is taken."
        if scope["method"] not in _SAFE:
            site = headers.get(b"sec-fetch-site", "none")
            origin = headers.get(b"origin")
            if site not in ("none", "same-origin") or (origin and urlsplit(origin).netloc != host):
                return 403, "This was asked from another site."
        return None


def host_name(host: str) -> str:
    """Return the name in a Host header, without its port.

    >>> host_name("[::1]:8000"), host_name("Example.org:443")
    ('::1', 'example.org')
    """
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _counted(receive: Receive, most: int) -> Receive:
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > most:
            raise TooLarge("more was sent than is taken", remedy="Send less at a time.")
        return message

    return counted


class _Answer:
    """An answer on its way out, with the headers that every one has."""

    def __init__(self, send: Send, scope: Scope, *, secure: bool, cookie: str) -> None:
        self._send = send
        self._scope = scope
        self._secure = secure
        self._cookie = cookie

    async def send(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *self._added(message)]}
        await self._send(message)

    async def refuse(self, status: int, words: str) -> None:
        """Answer with a line of text."""
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
        await self.send({"type": "http.response.start", "status": status, "headers": headers})
        await self.send({"type": "http.response.body", "body": words.encode() + b"\n"})

    def _added(self, message: Message) -> list[tuple[bytes, bytes]]:
        present = {name.lower() for name, _ in message["headers"]}
        added = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
        if self._secure:
            added.append((b"strict-transport-security", b"max-age=31536000"))
        if message["status"] == 413 and b"connection" not in present:
            # Else a server goes on taking in, and throwing away, all that is still to come.
            added.append((b"connection", b"close"))
        if b"cache-control" not in present:
            static = self._scope["path"].startswith(_STATIC)
            added.append((b"cache-control", b"no-cache" if static else b"no-store"))
        token = self._scope.get("state", {}).get("new_token")
        if token is not None:
            ends = "; Max-Age=0" if token == "" else ""
            secure = "; Secure" if self._secure else ""
            cookie = f"{self._cookie}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{ends}"
            added.append((b"set-cookie", cookie.encode()))
        return added
