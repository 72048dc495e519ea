"""XML of others, parsed without ever following what it points to."""

from __future__ import annotations

from typing import Any

from lxml import etree

from summitry.errors import UsageError

LARGEST = 512 * 2**20
"""Bytes of a file of activities that are read."""


def parsed(content: bytes, where: str = "") -> Any:
    """Return the root of an XML document; UsageError for what is none or declares entities.

    A document type is refused whatever it says: no file of activities needs one, and by way of it
    a small file can grow beyond all memory, or ask for files of this machine.
    """
    if len(content) > LARGEST:
        raise UsageError(
            f"is larger than {LARGEST >> 20} MiB", where=where, remedy="Cut it into several files."
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UsageError(
            f"is no XML that can be read ({error.msg})",
            where=where,
            remedy="Ask for the file to be sent again.",
        ) from None
    if root.getroottree().docinfo.doctype:
        raise UsageError(
            "declares a document type, by which entities can be made to grow or to fetch files",
            where=where,
            remedy="Files of IATI have none; take the declaration out, or get the file elsewhere.",
        )
    return root
