"""The wording of reasons for links between promises, by stage and name."""

from __future__ import annotations

from functools import cache
from string import Formatter

from summitry.errors import LexiconError
from summitry.lexicon.loader import load_table

_FILE = "en/tracing_reasons.toml"


@cache
def _templates(stage: str) -> dict[str, str]:
    table = load_table(_FILE)
    if stage not in table:
        raise LexiconError(f"there is no table [{stage}]", where=_FILE)
    return {name: str(wording) for name, wording in table[stage].items()}


def reason(stage: str, name: str, /, **facts: object) -> str:
    """Return a reason in words; LexiconError when it has no wording or lacks a fact.

    >>> reason("evidence", "terms", terms="bridges")
    'both speak of bridges'
    """
    wording = _templates(stage).get(name)
    if wording is None:
        raise LexiconError(f"no wording for {stage}.{name}", where=_FILE)
    missing = {field for _, field, _, _ in Formatter().parse(wording) if field} - facts.keys()
    if missing:
        raise LexiconError(f"{stage}.{name} lacks {', '.join(sorted(missing))}", where=_FILE)
    return wording.format(**facts)
