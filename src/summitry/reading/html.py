"""Web pages: the article in them with its structure, and the details its head states."""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING, Any

from summitry.errors import SourceEmpty, SourceUnreadable
from summitry.model import BlockKind, Notice, Severity
from summitry.reading.assembling import TextBuilder
from summitry.reading.dates import parse_date
from summitry.reading.encoding import Decoded, decode
from summitry.reading.extract import Extract, Hints
from summitry.reading.mending import raised

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACE = "page metadata"
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_XML_CHARSET = re.compile(rb"\A\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I)
_LISTING = re.compile(r"\s*(?:Index of|Directory listing for|Listing of)\s+/", re.I)
_SPACES = re.compile(r"\s+")
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Above this many characters finding the article takes longer than reading all of the page.
_ARTICLE_SEARCH = 2_000_000

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# The article finder's own names stand beside those of HTML.
_BLOCKS = {"head", "p", "item", "cell", "quote", "code", "li", "td", "th", "dt", "dd", "pre"}
_BLOCKS |= {"blockquote", "div", "section", "article", "main", "body", "figcaption", "caption"}
_BLOCKS |= {"list", "ul", "ol", "table", "row", "tr", "details", "summary", *_HEADINGS}
_ITEMS = frozenset({"item", "li", "dd"})
_CELLS = frozenset({"cell", "td", "th"})
_LISTS = frozenset({"list", "ul", "ol", "dl"})
_KEEPS_LINES = frozenset({"pre", "code", "textarea"})
_FURNITURE = frozenset(
    {"script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form"}
    | {"button", "select", "option", "svg", "iframe", "object", "head", "title", "textarea"}
)
_SENTENCE_WORDS = 4
_SENTENCE_LETTERS = 8

_DATE_NAMES = (
    "article:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "date",
    "pubdate",
    "publishdate",
    "publication_date",
)


def read_html(data: bytes, source: str, charset: str | None = None) -> Extract:
    """Return the article of a page: its wording with headings, paragraphs, items and cells.

    Runs of white space become one space. Raises SourceEmpty where there is no article.
    """
    declared = _META_CHARSET.search(data[:4096]) or _XML_CHARSET.search(data[:200])
    named = charset or (declared[1].decode("ascii", "replace") if declared else None)
    decoded = decode(data, source, named)
    tree, cut = _parse(decoded.text)
    if tree is None:
        raise _no_article(source)
    hints = _hints(tree)
    _refuse_listing(tree, source)
    _settle_spaces(tree)
    text, blocks = _article(tree, len(decoded.text))
    if not any(_is_sentence(block.span.of(text)) for block in blocks):
        raise _no_article(source)
    return Extract(
        text, blocks, embedded=hints, encoding=decoded.encoding, notices=_notices(decoded, cut=cut)
    )


def _notices(decoded: Decoded, *, cut: bool) -> tuple[Notice, ...]:
    notices = (decoded.notice,) if decoded.notice else ()
    if not cut:
        return notices
    deep = Notice(
        Severity.WARNING,
        "page-cut",
        "parts of the page lie so deep within others that they could not be read",
        remedy="Save the text of the page in a browser and read that.",
    )
    return (*notices, deep)


def _refuse_listing(tree: Any, source: str) -> None:
    """Raise SourceUnreadable for the list of files that a server shows instead of a page."""
    for name in ("title", "h1"):
        element = next(tree.iter(name), None)
        if element is not None and _LISTING.match("".join(element.itertext())):
            raise SourceUnreadable(
                "this is a list of files, not a page",
                where=source,
                remedy="Give the addresses of the files in it one by one.",
            )


def _no_article(source: str) -> SourceEmpty:
    return SourceEmpty(
        "no article text found in the page",
        where=source,
        remedy="Open the page in a browser and save its text, or look for a PDF of it.",
    )


def _is_sentence(wording: str) -> bool:
    """Tell a sentence from the labels of a menu; scripts without spaces count letters."""
    if wording.isascii() or len(wording.split()) > 1:
        return len(wording.split()) >= _SENTENCE_WORDS
    return sum(map(str.isalpha, wording)) >= _SENTENCE_LETTERS


def _parse(text: str) -> tuple[Any | None, bool]:
    """Return the tree of a page, and whether the parser left parts of it out."""
    from lxml import etree, html

    # Handing over bytes avoids lxml's refusal of texts that declare an encoding.
    markup = _INVALID.sub(" ", text).encode("utf-8")
    if not markup.strip():
        return None, False
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = html.document_fromstring(markup, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None, False
    return tree, any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)


def _settle_spaces(tree: Any) -> None:
    """Make every run of white space one space, so that a line break means one later."""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "sup":
            _raise_marks(element)
        if element.text and element.tag not in _KEEPS_LINES:
            element.text = _SPACES.sub(" ", element.text)
        if element.tail:
            element.tail = _SPACES.sub(" ", element.tail)


def _raise_marks(mark: Any) -> None:
    """Keep the figure of a note or power apart from the word or number before it."""
    wording = "".join(mark.itertext()).strip()
    if not wording.isdecimal():
        return
    is_note = next(mark.iter("a"), None) is not None
    for inner in list(mark):
        mark.remove(inner)
    mark.text = "" if is_note else raised(wording)


def _article(tree: Any, size: int) -> tuple[str, tuple[Any, ...]]:
    if size <= _ARTICLE_SEARCH:
        found = _find_article(tree)
        if found is None:
            return "", ()
        if _has_structure(found):
            return _walk(found, frozenset())
    body = tree.find("body")
    return _walk(tree if body is None else body, _FURNITURE)


def _find_article(tree: Any) -> Any | None:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found: Any = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True)
    return None if found is None else found.body


def _has_structure(body: Any) -> bool:
    """Tell a found article from the finder's last resort, which melts a short page down."""
    if len(body) == 0:
        return False
    return len(body) > 1 or "\n" not in "".join(body[0].itertext())


def _walk(root: Any, passed_over: frozenset[str]) -> tuple[str, tuple[Any, ...]]:
    """Return the wording of a tree, each innermost block of it a piece."""
    builder = TextBuilder()
    pending: list[str] = []
    owners: list[Any] = [root]
    skipping: Any = None

    def flush() -> None:
        wording = "".join(pending)
        pending.clear()
        if not wording.isspace() and wording:
            _add(builder, wording, owners[-1])

    for event, element in _events(root):
        tag = element.tag
        if event == "start" and skipping is None:
            if not isinstance(tag, str) or (tag in passed_over and element is not root):
                skipping = element
                continue
            if tag in _BLOCKS:
                flush()
                owners.append(element)
            if tag in ("lb", "br"):
                pending.append("\n")
            pending.append(element.text or "")
        elif event == "end" and skipping in (None, element):
            if skipping is None and tag in _BLOCKS:
                flush()
                owners.pop()
            skipping = None
            if element is not root:
                pending.append(element.tail or "")
    flush()
    return builder.build()


def _events(root: Any) -> Iterator[tuple[str, Any]]:
    """Yield start and end of every element without recursion, however deep they nest."""
    stack: list[tuple[Any, Any]] = [(root, iter(root))]
    yield "start", root
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "end", element
        else:
            stack.append((child, iter(child)))
            yield "start", child


def _add(builder: TextBuilder, wording: str, owner: Any) -> None:
    lines = (" ".join(line.split()) for line in wording.split("\n"))
    wording = "\n".join(line for line in lines if line)
    enclosing = owner
    while enclosing is not None and enclosing.tag in ("p", "div", "code", "quote", "blockquote"):
        above = enclosing.getparent()
        if above is None or above.tag not in _ITEMS | _CELLS:
            break
        enclosing = above
    tag = enclosing.tag
    if tag in _HEADINGS or tag == "head":
        level = str(enclosing.get("rend") or tag)[-1:]
        builder.add(wording, BlockKind.HEADING, int(level) if level.isdecimal() else 1)
    elif tag in _ITEMS:
        builder.add(wording, BlockKind.LIST_ITEM, _depth(enclosing))
    elif tag in _CELLS:
        builder.add(wording, BlockKind.TABLE_CELL)
    else:
        builder.add_paragraph(wording)


def _depth(item: Any) -> int:
    return max(1, sum(1 for above in item.iterancestors() if above.tag in _LISTS))


def _hints(tree: Any) -> Hints:
    stated: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = " ".join((meta.get("content") or "").split())
        if key and content:
            stated.setdefault(key.strip().lower(), content)
    return Hints(
        _PLACE,
        title=stated.get("og:title") or stated.get("dc.title") or _page_title(tree),
        date=_page_date(tree, stated),
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def _page_title(tree: Any) -> str | None:
    element = next(tree.iter("title"), None)
    title = "" if element is None else " ".join("".join(element.itertext()).split())
    for heading in tree.iter("h1"):
        wording = " ".join("".join(heading.itertext()).split())
        if wording and wording in title:
            return wording
    # Sites add their own name after a bar.
    return title.split(" | ")[0].strip() or None


def _page_date(tree: Any, stated: dict[str, str]) -> str | None:
    written = [stated[name] for name in _DATE_NAMES if name in stated]
    written += _linked_dates(tree)
    times = [time.get("datetime") for time in tree.iter("time") if time.get("datetime")]
    # Several times on a page are those of other articles or of events told of.
    if len(set(times)) == 1:
        written += times
    return next((date for each in written if (date := parse_date(each))), None)


def _linked_dates(tree: Any) -> Iterator[str]:
    """Yield the dates of publication that search engines are told."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        graph = data.get("@graph", data) if isinstance(data, dict) else data
        for entry in graph if isinstance(graph, list) else [graph]:
            if isinstance(entry, dict) and isinstance(entry.get("datePublished"), str):
                yield entry["datePublished"]
