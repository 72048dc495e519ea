"""A reminder for one body: what it leads that is due or overdue, as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import Body, DueStep

_UNFIT = re.compile(r"[^\w.-]+")


def file_name(code: str) -> str:
    """Return the code of a body as the name of a file.

    >>> file_name("KAZ-moh / health")
    'KAZ-moh-health'
    """
    return _UNFIT.sub("-", code).strip("-.") or "body"


def reminder(body: Body, steps: Sequence[DueStep], plan: str, on: str) -> bytes:
    """Return the reminder of a body: overdue steps first, then those to come."""
    lines = [f"# {_md(body.name)}", "", f"{_md(plan)}, on {on}.", ""]
    late = [one for one in steps if one.days < 0]
    to_come = [one for one in steps if one.days >= 0]
    for heading, found in (("Overdue", late), ("Due next", to_come)):
        if found:
            lines += [f"## {heading}", "", "| Day | In days | Action | Step |", "|---|---|---|---|"]
            lines += [
                f"| {one.last_day} | {one.days} | {one.action.id} {_md(one.action.title)} "
                f"| {one.milestone.number}. {_md(one.milestone.title)} |"
                for one in found
            ]
            lines.append("")
    lines += [
        "Please say of each step whether it is done, moved or dropped.",
        "A move needs the new date and the reason, a drop the reason.",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _md(text: str) -> str:
    words = " ".join(text.split())
    for sign in "\\`*_[]<>|":
        words = words.replace(sign, f"\\{sign}")
    return words
