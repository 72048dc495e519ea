"""Sums of series show their parts and refuse what does not add up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summitry.errors import UsageError
from summitry.statistics.derived import total
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
