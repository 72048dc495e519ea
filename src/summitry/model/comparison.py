"""Dialogues side by side: what is compared, what is measured, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Grouping(StrEnum):
    """What is put side by side."""

    DIALOGUE = "dialogue"
    MEETING = "meeting"
    DOCUMENT = "document"
    PARTY = "party"
    YEAR = "year"
    THEME = "theme"


class Standing(StrEnum):
    """What a promise is to those of earlier meetings of its dialogue."""

    NEW = "new"
    RENEWED = "renewed"


class Delivery(StrEnum):
    """What the evidence that people have accepted says of a promise on a day."""

    DELIVERED = "delivered"
    LATE = "late"
    NOT_DUE = "not due"
    UNKNOWN = "unknown"


class ComparisonBasis(StrEnum):
    """What an interval generalises to: other texts of the kind, or these texts alone."""

    TEXTS = "other texts"
    SENTENCES = "these texts"


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A text as it is compared; ``words`` is None where they are not known or not counted.

    ``talk`` are the numbers of the sentences that state a position or praise, one for each such
    statement, None where statements were not read. ``sentences`` is how many there are, 0 where
    they are not known. ``genre`` is what kind of text it is, None where nobody said.
    """

    name: str
    words: int | None = None
    sentences: int = 0
    talk: tuple[int, ...] | None = None
    dialogue: str | None = None
    meeting: str | None = None
    date: str | None = None
    genre: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ComparedPromise:
    """A commitment as it is compared; ``sentence`` is the number of its sentence in its text.

    ``standing`` is None where no meeting came before, ``dropped`` where none came after.
    ``delivery`` is None where no evidence is kept, as outside a register.
    """

    id: str
    text: str
    sentence: int
    quote: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    force: str
    theme: str
    verifiable: bool
    amount: bool
    deadline: bool
    body: bool = False
    standing: Standing | None = None
    dropped: bool | None = None
    delivery: Delivery | None = None


@dataclass(frozen=True, slots=True)
class Announced:
    """An amount of money that a promise announces; ``repeated`` where an earlier one holds it."""

    id: str
    currency: str
    value: float
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Material:
    """All that is compared; ``as_of`` is the day on which lateness was judged."""

    texts: tuple[ComparedText, ...]
    promises: tuple[ComparedPromise, ...]
    money: tuple[Announced, ...] = ()
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure of one group: the value as counted, and the interval it lies in.

    ``value`` is None where it cannot be told, and ``why`` says so. ``low`` and ``high`` hold what
    sampling and misreading leave open, ``sampling_low`` and ``sampling_high`` sampling alone.
    ``ranks`` are the first and the last place that the data allow, None where it is not ranked.
    ``counted`` are the ids of the promises behind it.
    """

    measure: str
    value: float | None
    counted_number: float = 0
    out_of: float = 0
    low: float | None = None
    high: float | None = None
    sampling_low: float | None = None
    sampling_high: float | None = None
    ranks: tuple[int, int] | None = None
    why: str = ""
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MoneySum:
    """Money announced in one currency: each amount once, and with what was announced again."""

    currency: str
    once: float
    with_repeats: float
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """One of those compared: its texts, its promises, its measures."""

    name: str
    texts: tuple[str, ...]
    promises: tuple[str, ...]
    words: int | None
    basis: ComparisonBasis
    measures: tuple[Measured, ...]
    money: tuple[MoneySum, ...] = ()
    forces: Mapping[str, int] = field(default_factory=dict)
    themes: Mapping[str, int] = field(default_factory=dict)
    genres: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    balance: tuple[tuple[str, str, int], ...] = ()
    rankable: bool = True
    remarks: tuple[str, ...] = ()

    def measured(self, name: str) -> Measured:
        """Return a measure by its name; KeyError when there is none."""
        for one in self.measures:
            if one.measure == name:
                return one
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Apart:
    """Two groups that differ in a measure; ``p`` is corrected for all that was compared."""

    measure: str
    higher: str
    lower: str
    difference: float
    p: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What the weights of the index do to the place of a group.

    ``ranks`` are its first and last place over all weights that are not negative; ``first`` is
    the share of all weights under which nobody stands above it.
    """

    group: str
    ranks: tuple[int, int]
    first: float


@dataclass(frozen=True, slots=True)
class Stratum:
    """The same comparison among like texts: one genre, or one band of length."""

    kind: str
    name: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class ComparisonMethod:
    """How it was measured; two comparisons of one method and one material are the same."""

    rounds: int
    seed: int
    level: float
    measures_version: str
    index_id: str
    index_version: str
    quality_id: str
    quality_texts: int
    pairs_tested: int = 0
    fewest_promises: int = 0
    fewest_texts: int = 0


@dataclass(frozen=True, slots=True)
class MeasureShown:
    """A measure as it is told to people: ``scale`` is share, rate or number."""

    name: str
    title: str
    plain: str
    scale: str
    ranked: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Groups side by side under the same rules, with what differs and what cannot be told."""

    by: Grouping
    groups: tuple[Group, ...]
    measures: tuple[MeasureShown, ...]
    weights: Mapping[str, float]
    method: ComparisonMethod
    apart: tuple[Apart, ...] = ()
    sensitivity: tuple[Sensitivity, ...] = ()
    strata: tuple[Stratum, ...] = ()
    remarks: tuple[str, ...] = ()
    as_of: str | None = None
