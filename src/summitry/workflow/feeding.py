"""A feed of what changed in a register (Atom, RFC 4287)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from summitry.exchange.wording import one_line
from summitry.workflow.telling import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import JournalEntry
    from summitry.storage import Register

_ATOM = "http://www.w3.org/2005/Atom"


def atom(register: Register, entries: Sequence[JournalEntry], base: str) -> bytes:
    """Return the feed of journal entries, the newest first; ``base`` is the server's address."""
    with register.looking() as view:
        identity = view.setting("register") or ""
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(feed, "id", f"urn:summitry:{identity}")
    _add(feed, "title", "summitry")
    _add(feed, "updated", entries[0].at if entries else "1970-01-01T00:00:00Z")
    etree.SubElement(feed, f"{{{_ATOM}}}link", rel="self", href=f"{base}/feed.atom")
    for one in entries:
        item = etree.SubElement(feed, f"{{{_ATOM}}}entry")
        _add(item, "id", f"urn:summitry:{identity}:{one.number}")
        _add(item, "title", f"{one.act} {one.subject}".strip())
        _add(item, "updated", one.at)
        _add(etree.SubElement(item, f"{{{_ATOM}}}author"), "name", one.who)
        etree.SubElement(item, f"{{{_ATOM}}}link", href=f"{base}/journal?below={one.number + 1}")
        lines = (f"{change.field}: {change.before} → {change.after}" for change in told(one))
        _add(item, "summary", "; ".join(lines))
    content: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8")
    return content


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}{name}").text = one_line(text)
