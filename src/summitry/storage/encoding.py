"""How nouns are written into the database: compact JSON, and digests over one form of it."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from summitry.model import COMMITMENT, Block, Commitment, Statement, content_key

if TYPE_CHECKING:
    from collections.abc import Mapping

_plain = msgspec.json.Encoder(order="deterministic")
_records = msgspec.json.Encoder()


def compact(value: object) -> str:
    """Return a value as JSON on one line with its keys in order: one value, one form."""
    try:
        return _plain.encode(value).decode()
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8 form; JSON can still carry it as an escape.
        return json.dumps(msgspec.to_builtins(value), sort_keys=True, separators=(",", ":"))


def parsed(text: str) -> Any:
    """Return the value of JSON."""
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return json.loads(text)


def written_record(record: Commitment | Statement) -> str:
    """Return a machine record as JSON, its fields in the order of the noun."""
    try:
        return _records.encode(record).decode()
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(record), separators=(",", ":"))


@cache
def _decoder(kind: str) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(_noun(kind))


def _noun(kind: str) -> type[Commitment] | type[Statement]:
    return Commitment if kind == COMMITMENT else Statement


def read_record(kind: str, body: str) -> Commitment | Statement:
    """Return the machine record of JSON."""
    try:
        record: Commitment | Statement = _decoder(kind).decode(body)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, UnicodeDecodeError):
        record = msgspec.convert(json.loads(body), _noun(kind))
    return record


class _Kind(msgspec.Struct):
    # A commitment does not say what it is; every other statement does.
    kind: str = COMMITMENT


_kinds = msgspec.json.Decoder(_Kind)


def record_kind(body: str) -> str:
    """Return what the machine record of JSON is: a commitment, or another kind of statement."""
    try:
        return _kinds.decode(body).kind
    except (msgspec.DecodeError, UnicodeDecodeError):
        held = parsed(body)
        return str(held.get("kind", COMMITMENT)) if isinstance(held, dict) else ""


def written_blocks(blocks: tuple[Block, ...]) -> str:
    """Return blocks as rows of start, end, kind, level and page."""
    rows = [(one.span.start, one.span.end, one.kind.value, one.level, one.page) for one in blocks]
    return _plain.encode(rows).decode()


def written_text(text: str) -> bytes:
    """Return a text as the bytes that are kept; any text has some."""
    return text.encode("utf-8", "surrogatepass")


def read_text(kept: bytes) -> str:
    """Return the text of the bytes that were kept."""
    return bytes(kept).decode("utf-8", "surrogatepass")


def state_digest(name: str, state: Mapping[str, Any], *fixed: str) -> str:
    """Return the digest of the state of one thing, by which tampering shows."""
    return content_key("state", name, compact(state), *fixed)
