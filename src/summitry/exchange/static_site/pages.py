"""The files of a published site, one after the other."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from lxml import etree
from markupsafe import Markup

from summitry.exchange.html_page.layout import document_body
from summitry.exchange.html_page.passages import Highlight
from summitry.exchange.reasons import explain_commitment
from summitry.exchange.rows import is_page, short_name, shown_source
from summitry.exchange.static_site.traced import Life
from summitry.exchange.static_site.tracing_pages import FILTERS, money, tracing_pages
from summitry.exchange.wording import amount_words, deadline_words, one_line, party_name, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from summitry.exchange.static_site.site import Published, PublishedPlan, Site
    from summitry.model import Document

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWEST = 50


def site_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of every file."""
    style = files("summitry.exchange.html_page").joinpath("page.css").read_text("utf-8")
    yield "style.css", (style + _part("site.css")).encode()
    yield "search.js", _part("search.js").encode()
    rows: list[list[Any]] = []
    listed: list[dict[str, Any]] = []
    news: list[tuple[str, str, str]] = []
    sides: Counter[tuple[str, str]] = Counter()
    for key, document, found in site.documents():
        yield from _document(site, key, document, found)
        listed.append({"key": key, "title": title_of(document), "date": document.date or ""})
        listed[-1] |= {"dialogue": document.dialogue or "", "count": len(found)}
        for one in found:
            rows.append(_row(one, document, key))
            news.append((one.changed, one.id, one_line(one.record.quote)))
            sides.update(("owes", actor.code) for actor in one.record.actors)
            sides.update(("owed", other.code) for other in one.record.recipients)
    yield "data/search.js", _search(rows)
    yield "data/commitments.json", _json(rows)
    for told in site.plans:
        yield from _plan(site, told, {str(row[0]) for row in rows})
    listed.sort(key=lambda one: (one["date"], one["title"]), reverse=True)
    codes = sorted({code for _, code in sides}, key=lambda code: (party_name(code), code))
    parties = [(party_name(code), sides["owes", code], sides["owed", code]) for code in codes]
    shown_there = {"documents": listed, "count": len(rows), "parties": parties}
    yield "index.html", _page(site, "index.html", "", **shown_there)
    yield "search.html", _page(site, "search.html", "", count=len(rows))
    pages = ["index.html", "search.html"]
    pages += [f"plans/{one.plan.id}.html" for one in site.plans]
    if site.traced:
        for path, content in tracing_pages(site.traced, partial(_top_page, site)):
            pages.append(path)
            yield path, content
    if site.imprint.address:
        yield "feed.atom", _feed(site, sorted(news, reverse=True)[:_NEWEST])
        yield "sitemap.xml", _sitemap(site, pages, rows, listed)


def title_of(document: Document) -> str:
    """Return what a document is called."""
    return shown(one_line(document.title or short_name(document.source)))


def _document(
    site: Site, key: str, document: Document, found: list[Published]
) -> Iterator[tuple[str, bytes]]:
    highlights = [
        Highlight(
            one.record.span, one.id, one.id.rpartition("-")[2], one.record.force.value, "Commitment"
        )
        for one in found
    ]
    body = Markup(document_body(document, highlights))
    shared = {"document": document, "title": title_of(document), "key": key}
    yield (
        f"documents/{key}.html",
        _page(site, "document.html", "../", body=body, found=found, **shared),
    )
    for one in found:
        why = explain_commitment(one.record, document)
        yield (
            f"commitments/{one.id}.html",
            _page(
                site, "commitment.html", "../", one=one, why=why, life=_life(site, one), **shared
            ),
        )


def _plan(site: Site, told: PublishedPlan, known: set[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the page of a plan, without who reported what, and its calendar."""
    plan = told.plan
    names = {one.code: one.name for one in plan.facts.bodies}
    values = {"plan": plan, "version": told.version, "names": names, "known": known}
    page = _page(site, "plan.html", "../", calendar=told.calendar is not None, **values)
    yield f"plans/{plan.id}.html", page
    if told.calendar is not None:
        yield f"plans/{plan.id}.ics", told.calendar


def _life(site: Site, one: Published) -> Life:
    return site.traced.life(one.id) if site.traced else Life()


def _row(one: Published, document: Document, key: str) -> list[Any]:
    record = one.record
    return [
        one.id,
        one_line(record.quote),
        [actor.code for actor in record.actors],
        [other.code for other in record.recipients],
        str(record.theme),
        record.force.value,
        deadline_words(record.deadline),
        [amount_words(amount) for amount in record.quantities],
        title_of(document),
        document.date or "",
        key,
    ]


_FIELDS = (
    "id", "quote", "actors", "recipients", "theme", "force", "deadline", "amounts", "title", "date",
    "document",
)  # fmt: skip


def _search(rows: list[list[Any]]) -> bytes:
    codes = {code for row in rows for code in (*row[2], *row[3])}
    names = {code: party_name(code) for code in sorted(codes)}
    # A page that is opened from a disk may load scripts, and nothing else.
    data = json.dumps({"parties": names, "rows": rows}, ensure_ascii=True, separators=(",", ":"))
    return f"window.summitry={data};\n".encode()


def _json(rows: list[list[Any]]) -> bytes:
    records = [dict(zip(_FIELDS, row, strict=True)) for row in rows]
    return json.dumps({"commitments": records}, indent=1, ensure_ascii=False).encode(
        "utf-8", "replace"
    )


def _top_page(site: Site, template: str, **values: Any) -> bytes:
    return _page(site, template, "", **values)


def _page(site: Site, template: str, root: str, **values: Any) -> bytes:
    page = _environment().get_template(template).render(site=site, root=root, **values)
    return page.encode("utf-8", "replace")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("summitry.exchange.static_site", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        amount=amount_words,
        deadline=deadline_words,
        one_line=one_line,
        party=party_name,
        printable=shown,
        **FILTERS,
    )
    environment.globals.update(money=money, is_page=is_page, shown_source=shown_source)
    return environment


def _part(name: str) -> str:
    return files("summitry.exchange.static_site").joinpath(name).read_text("utf-8")


def _feed(site: Site, news: list[tuple[str, str, str]]) -> bytes:
    base = site.imprint.address
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(feed, _ATOM, "id", f"{base}/")
    _add(feed, _ATOM, "title", site.imprint.title)
    _add(feed, _ATOM, "updated", news[0][0] if news else "1970-01-01T00:00:00Z")
    author = etree.SubElement(feed, f"{{{_ATOM}}}author")
    _add(author, _ATOM, "name", site.imprint.publisher or site.imprint.title)
    etree.SubElement(feed, f"{{{_ATOM}}}link", rel="self", href=f"{base}/feed.atom")
    for at, name, quote in news:
        item = etree.SubElement(feed, f"{{{_ATOM}}}entry")
        address = f"{base}/commitments/{name}.html"
        _add(item, _ATOM, "id", address)
        _add(item, _ATOM, "title", name)
        _add(item, _ATOM, "updated", at)
        etree.SubElement(item, f"{{{_ATOM}}}link", href=address)
        _add(item, _ATOM, "summary", quote)
    return _xml(feed)


def _sitemap(
    site: Site, pages: list[str], rows: list[list[Any]], listed: list[dict[str, Any]]
) -> bytes:
    paths = [*pages, *(f"documents/{one['key']}.html" for one in listed)]
    paths += [f"commitments/{row[0]}.html" for row in rows]
    root = etree.Element(f"{{{_SITEMAP}}}urlset", nsmap={None: _SITEMAP})
    for path in paths:
        place = etree.SubElement(root, f"{{{_SITEMAP}}}url")
        _add(place, _SITEMAP, "loc", f"{site.imprint.address}/{path}")
    return _xml(root)


def _add(parent: etree._Element, space: str, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{space}}}{name}").text = one_line(text)


def _xml(root: etree._Element) -> bytes:
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return content
