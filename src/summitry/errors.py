"""Everything summitry raises on purpose.

The tree::

    SummitryError
    ├── UsageError            the request itself is wrong (an option, a value)
    ├── LexiconError          a lexicon file is invalid
    ├── ExtraMissing          a feature needs a package that is not installed
    ├── LanguageError         the text is in a language no lexicon covers
    ├── ImportFaults          a file of figures has faults; all are listed
    ├── SourceError           one source cannot be read; the others still can
    │   ├── SourceMissing     no such file, folder or page
    │   ├── SourceUnreachable a page did not answer, or answered with an error
    │   ├── SourceTooLarge    larger than the limit, packed or unpacked
    │   ├── SourceEmpty       nothing in it
    │   ├── SourceUnreadable  not what its name or its first bytes say, or protected
    │   └── SourceUndecodable its bytes are not text in any encoding we can stand by
    └── RegisterError         the register cannot do what is asked
        ├── RegisterMissing   there is no register at this address
        ├── RegisterExists    there is one already, and it is not empty
        ├── RegisterForeign   what is there is no register, or a damaged one
        ├── RegisterTooNew    made by a newer version of summitry
        ├── RegisterOutdated  made by an older version, and not brought up to date
        ├── RegisterBusy      somebody else is writing to it
        ├── RegisterFull      the disk has no room
        ├── RegisterReadOnly  it can be read but not written
        ├── RegisterUnreachable its server does not answer, or does not let us in
        ├── RegisterDamaged   its journal and what it holds do not agree
        ├── EntryMissing      no entry, document or change goes by this name
        ├── EntryChanged      somebody else has changed it in the meantime
        └── ImportRefused     rows that came back are wrong; every fault is listed

Each tells what is wrong, where, and what to do about it.
"""

from __future__ import annotations

from typing import Protocol

_TOLD = 100


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


class ExtraMissing(SummitryError):
    """A feature needs a package of an extra that is not installed."""

    code = "extra-missing"


class LanguageError(SummitryError):
    """The text is in a language that no lexicon covers."""

    code = "language"


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


class RegisterError(SummitryError):
    """The register cannot do what is asked."""

    code = "register"


class RegisterMissing(RegisterError):
    """There is no register at this address."""

    code = "no-register"


class RegisterExists(RegisterError):
    """There is a register already, and it is not empty."""

    code = "register-exists"


class RegisterForeign(RegisterError):
    """What is at this address is no register of summitry, or a damaged file."""

    code = "not-a-register"


class RegisterTooNew(RegisterError):
    """The register was made by a newer version; ``what`` names the version it needs."""

    code = "register-too-new"


class RegisterOutdated(RegisterError):
    """The register was made by an older version and has to be brought up to date first."""

    code = "register-outdated"


class RegisterBusy(RegisterError):
    """Somebody else is writing to the register."""

    code = "register-busy"


class RegisterFull(RegisterError):
    """There is no room for the change; the register is as it was."""

    code = "register-full"


class RegisterReadOnly(RegisterError):
    """The register can be read but not written."""

    code = "register-read-only"


class RegisterUnreachable(RegisterError):
    """The server of the register does not answer, or does not let us in."""

    code = "register-unreachable"


class RegisterDamaged(RegisterError):
    """The journal and what the register holds do not agree."""

    code = "register-damaged"


class EntryMissing(RegisterError):
    """No entry, document or change goes by this name."""

    code = "no-entry"


class EntryChanged(RegisterError):
    """Somebody else has changed the entry in the meantime; nothing was overwritten."""

    code = "entry-changed"


class RowFault(Protocol):
    """One thing wrong in a file that came back: where, what, and what to do about it."""

    @property
    def where(self) -> str:
        """Return the file or sheet."""

    @property
    def what(self) -> str:
        """Return what is wrong."""

    @property
    def remedy(self) -> str:
        """Return what to do."""

    @property
    def row(self) -> int | None:
        """Return the row as a person counts it, None where no single row is meant."""

    @property
    def column(self) -> str:
        """Return the head of the column, empty where none is meant."""


class ImportRefused(RegisterError):
    """Rows that came back are wrong; ``faults`` lists all of it, each with its place."""

    code = "import-refused"

    def __init__(self, faults: tuple[RowFault, ...], *, remedy: str = "") -> None:
        self.faults = faults
        super().__init__("; ".join(map(str, faults[:_TOLD])), remedy=remedy)
