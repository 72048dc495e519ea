"""What programs read of a site: the feed of what changed, and the map of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from summitry.exchange.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summitry.exchange.static_site.site import Site

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWEST = 50


def feed(site: Site, news: Sequence[tuple[str, str, str]]) -> bytes:
    """Return an Atom feed of (moment of the last change, id, quote), the newest first."""
    newest = sorted(news, reverse=True)[:_NEWEST]
    base = site.imprint.address
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(root, _ATOM, "id", f"{base}/")
    _add(root, _ATOM, "title", site.imprint.title)
    _add(root, _ATOM, "updated", newest[0][0] if newest else "1970-01-01T00:00:00Z")
    author = etree.SubElement(root, f"{{{_ATOM}}}author")
    _add(author, _ATOM, "name", site.imprint.publisher or site.imprint.title)
    etree.SubElement(root, f"{{{_ATOM}}}link", rel="self", href=f"{base}/feed.atom")
    for at, name, quote in newest:
        item = etree.SubElement(root, f"{{{_ATOM}}}entry")
        address = f"{base}/commitments/{name}.html"
        _add(item, _ATOM, "id", address)
        _add(item, _ATOM, "title", name)
        _add(item, _ATOM, "updated", at)
        etree.SubElement(item, f"{{{_ATOM}}}link", href=address)
        _add(item, _ATOM, "summary", quote)
    return _xml(root)


def sitemap(site: Site, pages: Iterable[str]) -> bytes:
    """Return the map of the pages of a site."""
    root = etree.Element(f"{{{_SITEMAP}}}urlset", nsmap={None: _SITEMAP})
    for path in pages:
        place = etree.SubElement(root, f"{{{_SITEMAP}}}url")
        _add(place, _SITEMAP, "loc", f"{site.imprint.address}/{path}")
    return _xml(root)


def _add(parent: etree._Element, space: str, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{space}}}{name}").text = one_line(text)


def _xml(root: etree._Element) -> bytes:
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return content
