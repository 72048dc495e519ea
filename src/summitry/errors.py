"""Everything summitry raises on purpose.

The tree::

    SummitryError
    ├── UsageError            the request itself is wrong (an option, a value)
    ├── LexiconError          a lexicon file is invalid
    ├── LanguageError         the text is in a language no lexicon covers
    ├── ExtraMissing          a part that is installed apart is not there
    ├── ImportFaults          a file of figures has faults; all are listed
    └── SourceError           one source cannot be read; the others still can
        ├── SourceMissing     no such file, folder or page
        ├── SourceUnreachable a page did not answer, or answered with an error
        ├── SourceTooLarge    larger than the limit, packed or unpacked
        ├── SourceEmpty       nothing in it
        ├── SourceUnreadable  not what its name or its first bytes say, or protected
        └── SourceUndecodable its bytes are not text in any encoding we can stand by

Each tells what is wrong, where, and what to do about it.
"""

from __future__ import annotations


class SummitryError(Exception):
    """Base of all errors: what is wrong, where, and what the reader can do.

    ``code`` is a stable machine-readable name, the same in text and JSON output.
    """

    code = "error"

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(what)

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}. {self.remedy}" if self.remedy else head


class UsageError(SummitryError):
    """The request itself is wrong."""

    code = "usage"


class LexiconError(SummitryError):
    """A lexicon file is invalid; every fault found in it is listed in ``what``."""

    code = "lexicon"


class LanguageError(SummitryError):
    """The text is in a language that no lexicon covers."""

    code = "language"


class ExtraMissing(SummitryError):
    """A part of summitry that is installed apart is not there; the remedy names it."""

    code = "extra-missing"


class ImportFaults(SummitryError):
    """A file of figures has faults; nothing of it was taken in.

    ``faults`` has one line a fault: row, column, value, remedy.
    """

    code = "import-faults"

    def __init__(self, faults: tuple[str, ...], *, where: str = "") -> None:
        self.faults = faults
        count = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(f"the file has {count}:\n" + "\n".join(faults), where=where)


class SourceError(SummitryError):
    """One source cannot be read."""

    code = "source"


class SourceMissing(SourceError):
    """There is no such file, folder or page."""

    code = "missing"


class SourceUnreachable(SourceError):
    """A page did not answer, or answered with an error."""

    code = "unreachable"


class SourceTooLarge(SourceError):
    """The source is larger than the limit, as it lies or once unpacked."""

    code = "too-large"


class SourceEmpty(SourceError):
    """There is nothing in the source."""

    code = "empty"


class SourceUnreadable(SourceError):
    """The source is not what it seems to be, or it is protected."""

    code = "unreadable"


class SourceUndecodable(SourceError):
    """The bytes are not text in any encoding that can be stood by."""

    code = "undecodable"
