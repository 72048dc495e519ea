"""How the documents of each language are read: one reader for each, told from a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from summitry.errors import LanguageError
from summitry.extraction.chinese.records import records as chinese_records
from summitry.extraction.chinese.statements import chinese_statements
from summitry.extraction.chinese.walk import Walk as ChineseWalk
from summitry.extraction.engine import Walk
from summitry.extraction.mixed import by_language, merged, merged_statements
from summitry.extraction.statements import find_statements

if TYPE_CHECKING:
    from collections.abc import Callable

    from summitry.model import Commitment, Document, Statement


class Found(NamedTuple):
    """What is found in a document: its commitments, its other statements, and its parties.

    ``parties`` holds the codes of those the text itself names as the parties to it.
    """

    commitments: tuple[Commitment, ...]
    statements: tuple[Statement, ...]
    parties: tuple[str, ...]


def _english(document: Document, closely: bool) -> Found:
    walk = Walk(document, closely=closely)
    commitments = walk.commitments()
    statements = find_statements(walk.sentences, document, walk.context)
    return Found(commitments, statements, walk.context.parties)


def _chinese(document: Document, closely: bool) -> Found:
    walk = ChineseWalk(document, closely=closely)
    commitments = chinese_records(walk)
    return Found(commitments, chinese_statements(walk), walk.context.parties)


def _russian(document: Document, closely: bool) -> Found:
    # Imported when the first Russian document comes: its dictionaries take a moment to load.
    from summitry.extraction.russian.documents import read

    return read(document, closely)


# A reader takes the document, and whether its other statements are wanted too.
READERS: dict[str, Callable[[Document, bool], Found]] = {
    "en": _english,
    "ru": _russian,
    "zh": _chinese,
}


def find(document: Document, *, closely: bool) -> Found:
    """Return what is found in a document by the reader of its language, block by block.

    Raises LanguageError for a language that has no reader.
    """
    if document.language not in READERS:
        raise LanguageError(
            f"no reader is there for the language {document.language!r}", where=document.source
        )
    parts = [READERS[one.language](one, closely) for one in by_language(document, READERS)]
    if len(parts) == 1:
        return parts[0]
    return Found(
        merged([part.commitments for part in parts]),
        merged_statements([part.statements for part in parts]),
        parts[0].parties,
    )
