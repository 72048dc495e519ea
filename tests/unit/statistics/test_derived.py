"""Sums of series show their parts and refuse what does not add up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summitry.errors import UsageError
from summitry.model import Nature
from summitry.statistics.derived import total, yearly
from summitry.statistics.importing import import_series

TABLE = b"""series_id,indicator,reporter,partner,period,value,unit,source_title,source_url
x,Exports,China,KAZ,2022,20,bn USD,G,https://e.org
x,Exports,China,KAZ,2023,25,bn USD,G,https://e.org
m,Imports,China,KAZ,2023,16,bn USD,G,https://e.org
"""


def test_only_shared_periods_are_added_and_the_parts_shown() -> None:
    turnover = total(import_series(TABLE).series, "turnover", "Turnover")
    (one,) = turnover.observations
    assert (one.period.text, one.value) == ("2023", 41e9)
    assert one.wording == "25 bn USD + 16 bn USD (sum of parts 1)"


def test_what_does_not_add_up_is_refused() -> None:
    exports, imports = import_series(TABLE).series
    with pytest.raises(UsageError, match="units"):
        total([exports, replace(imports, unit="EUR")], "t", "T")
    theirs = replace(imports, origin=replace(imports.origin, reporter="KAZ"))
    with pytest.raises(UsageError, match="reporters"):
        total([exports, theirs], "t", "T")
    twice = replace(exports, observations=exports.observations * 2)
    with pytest.raises(UsageError, match="one period"):
        total([twice, imports], "t", "T")
    with pytest.raises(UsageError, match="nothing"):
        total([], "t", "T")


def test_whole_years_are_added_up_and_broken_ones_left_out() -> None:
    rows = [f"q,Trade,China,KAZ,2023-Q{part},10,bn USD,G,https://e.org" for part in (1, 2, 3, 4)]
    rows += [f"q,Trade,China,KAZ,2024-Q{part},10,bn USD,G,https://e.org" for part in (1, 2)]
    rows.append("q,Trade,China,KAZ,2022,35,bn USD,G,https://e.org")
    head = TABLE.decode().splitlines()[0]
    (quarters,) = import_series("\n".join([head, *rows]).encode()).series
    found = yearly(quarters)
    assert [(one.period.text, one.value) for one in found.observations] == [
        ("2022", 35e9),
        ("2023", 40e9),
    ]
    assert found.observations[1].wording == "4 figures of 2023 (sum of a year 1)"
    with pytest.raises(UsageError, match="add up over time"):
        yearly(replace(quarters, nature=Nature.STOCK))
