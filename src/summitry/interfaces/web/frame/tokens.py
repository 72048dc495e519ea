"""Tokens that prove a form was laid out here for the visitor who sends it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets

_SIZE = 32


def csrf_token(session: str) -> str:
    """Return a token for a visitor's forms; another one each time, all of which are valid.

    It is masked, so that a page which is compressed together with words from outside gives
    nothing away by its length.
    """
    mask = secrets.token_bytes(_SIZE)
    return base64.urlsafe_b64encode(mask + _mixed(mask, _secret(session))).decode()


def is_csrf_token(session: str, token: str) -> bool:
    """Tell whether a token was made for a visitor."""
    try:
        told = base64.urlsafe_b64decode(token.encode("ascii"))
    except (ValueError, binascii.Error):
        return False
    if len(told) != 2 * _SIZE:
        return False
    return hmac.compare_digest(_mixed(told[:_SIZE], told[_SIZE:]), _secret(session))


def _secret(session: str) -> bytes:
    # Only browser and server know the session's token, and this does not lead back to it.
    return hmac.digest(session.encode("utf-8", "replace"), b"summitry form", hashlib.sha256)


def _mixed(first: bytes, second: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(first, second, strict=True))
