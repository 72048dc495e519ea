"""How the application is set up, once, when it starts."""

from __future__ import annotations

from dataclasses import dataclass

MOST_UPLOAD = 100_000_000
"""Bytes of one request that sends documents."""

MOST_FORM = 2_000_000
"""Bytes of any other request."""

LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """``hosts`` are the names it is reached by; ``secure`` tells that it is reached by HTTPS.

    Without ``public`` whoever is at this machine works in the name of ``who``; with it, everybody
    needs an account.
    """

    register: str
    who: str
    public: bool = False
    hosts: tuple[str, ...] = LOOPBACK
    secure: bool = False
    most_upload: int = MOST_UPLOAD

    @property
    def cookie(self) -> str:
        """Return the name of the cookie that holds a visitor's token."""
        # With this prefix a browser takes the cookie from this very host by HTTPS only.
        return "__Host-summitry" if self.secure else "summitry"
