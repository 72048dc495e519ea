"""What stands between signs and is in no list: phrases of time need none."""

from __future__ import annotations

import re

_NUMBER = r"[0-9０-９一二三四五六七八九十两半〇零]{1,4}"
_TIME = re.compile(
    rf"(?:[在于到至自从每]|截至|力争|每隔|{_NUMBER}(?:年度?|月份?|日|个月|周|天|季度|次)"
    r"|今年|明年|后年|年底|年末|未来|今后|接下来|下半年|上半年|本月|下月|年内|季度|半年|[至到—－-]"
    r"|前|底|内|里|间|起|之|以|后|度|代)+\Z"
)
_BLANKS = ' \u3000“”"'


def is_time(gap: str) -> bool:
    """Tell blanks and phrases of time from other wording.

    >>> is_time("于2025年"), is_time("每两年"), is_time("经济")
    (True, True, False)
    """
    bare = gap.strip(_BLANKS)
    return not bare or _TIME.match(bare) is not None
