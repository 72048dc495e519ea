"""W3C Web Annotation (JSON-LD): every commitment as a note on the words it stands in.

https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from summitry.exchange.json_document import indented
from summitry.exchange.rows import (
    commitment_record,
    is_page,
    shown_source,
    statement_record,
    text_record,
)
from summitry.exchange.selectors import text_quotes
from summitry.exchange.wording import amount_words, codes, deadline_words
from summitry.model import Commitment, Statement, content_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.exchange.formats import Results
    from summitry.exchange.selectors import TextQuote
    from summitry.model import Document, Reading

VOCABULARY = "urn:summitry:vocabulary:"
"""Where the names of our own stand; docs/reference/output.md tells what each means."""
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "@version": 1.1,
        "summitry": VOCABULARY,
        "Commitment": "summitry:Commitment",
        "Statement": "summitry:Statement",
        "record": {"@id": "summitry:record", "@type": "@json"},
        "characters": "summitry:characters",
        "sha256": "summitry:sha256",
        "engine": "summitry:engine",
        "lexicon": "summitry:lexicon",
    },
]


def encode(results: Results) -> bytes:
    """Return one AnnotationCollection whose only page holds every annotation.

    UTF-8, indented. A commitment is noted with the motivation ``classifying``, a statement asked
    for likewise; ids come from the keys of the records.
    """
    seen: Counter[str] = Counter()
    items = [note for reading in results.readings for note in _notes(reading, results, seen)]
    collection = f"urn:summitry:collection:{content_key('collection', *seen.elements())}"
    page = {
        "id": f"{collection}:1",
        "type": "AnnotationPage",
        "partOf": collection,
        "startIndex": 0,
        "items": items,
    }
    whole = {
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": "Commitments found by summitry",
        "total": len(items),
        "first": page,
    }
    return indented(whole) + b"\n"


def _notes(reading: Reading, results: Results, seen: Counter[str]) -> Iterator[dict[str, Any]]:
    document = reading.document
    found: list[Commitment | Statement] = list(reading.commitments)
    if results.with_statements:
        found += reading.statements
    quotes = text_quotes(document.text, (one.span for one in found))
    source = _source(reading)
    generator = {
        "id": "urn:summitry:engine",
        "type": "Software",
        "name": "summitry",
        "engine": reading.engine,
        "lexicon": reading.lexicon,
    }
    for one in found:
        kind = "commitment" if isinstance(one, Commitment) else "statement"
        name = f"urn:summitry:{kind}:{one.key}"
        seen[name] += 1
        # The same words twice in a text have one key; an id stands for one note.
        yield {
            "id": name if seen[name] == 1 else f"{name}:{seen[name]}",
            "type": "Annotation",
            "motivation": "classifying",
            "generator": generator,
            "body": _bodies(one, document),
            "target": {"source": source, "selector": _selectors(one, quotes[one.span])},
        }


def _source(reading: Reading) -> dict[str, Any]:
    document = reading.document
    name = shown_source(document.source)
    known = text_record(document.text)
    return {
        "id": name if is_page(name) else quote(name.encode("utf-8", "replace")),
        "type": "Text",
        "format": document.media_type,
        "language": document.language,
        "characters": known.characters,
        "sha256": known.sha256,
    }


def _bodies(found: Commitment | Statement, document: Document) -> list[dict[str, Any]]:
    if isinstance(found, Commitment):
        record: Any = commitment_record(found, document)
        words, tag, kind = _summary(found), str(found.theme), "Commitment"
    else:
        record = statement_record(found, document)
        words = f"{found.kind.value} of {codes(found.parties)}" if found.parties else ""
        words, tag, kind = words or found.kind.value, found.kind.value, "Statement"
    return [
        {
            "type": "TextualBody",
            "purpose": "describing",
            "value": words,
            "format": "text/plain",
            "language": "en",
        },
        {"type": "TextualBody", "purpose": "tagging", "value": tag},
        {"type": kind, "record": msgspec.to_builtins(record)},
    ]


def _summary(found: Commitment) -> str:
    whom = f" for {codes(found.recipients)}" if found.recipients else ""
    parts = [
        f"{found.force.value} commitment of {codes(found.actors)}{whom}",
        *(amount_words(quantity) for quantity in found.quantities),
        deadline_words(found.deadline),
        "verifiable" if found.verifiable else "not verifiable",
    ]
    return "; ".join(part for part in parts if part)


def _selectors(found: Commitment | Statement, quoted: TextQuote) -> list[dict[str, Any]]:
    return [
        {
            "type": "TextQuoteSelector",
            "exact": quoted.exact,
            "prefix": quoted.prefix,
            "suffix": quoted.suffix,
        },
        {"type": "TextPositionSelector", "start": found.span.start, "end": found.span.end},
    ]
