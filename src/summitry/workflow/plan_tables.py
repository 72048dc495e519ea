"""The tables that a register's action plans go out in, so that they can be made again from them."""

from __future__ import annotations

from summitry.model import Column, ColumnType, Table

_T, _I, _M = ColumnType.TEXT, ColumnType.INTEGER, ColumnType.MOMENT


def _key(name: str, type_: ColumnType, title: str, meaning: str) -> Column:
    return Column(name, type_, title, meaning, required=True)


_PLAN = _key("plan", _I, "Plan", "Number of the plan.")

PLANS = Table(
    "plans",
    "Plans",
    "Action plans, without their actions.",
    (
        _key("number", _I, "Number", "Number in the register."),
        _key("facts", _T, "Facts", "Name, bodies, rounds and state, as JSON."),
    ),
    ("number",),
    ("number",),
)
PLAN_ACTIONS = Table(
    "plan_actions",
    "Actions of plans",
    "Actions as they stand, as JSON; summitry plan export writes a workbook for people.",
    (
        _key("number", _I, "Number", "Number in the register."),
        _PLAN,
        _key("place", _I, "Place", "Number in the id of the action."),
        _key("action", _T, "Action", "The action as JSON."),
    ),
    ("number",),
    ("number",),
)
PLAN_VERSIONS = Table(
    "plan_versions",
    "Versions of plans",
    "Plans as they were adopted.",
    (
        _key("number", _I, "Number", "Number in the register."),
        _PLAN,
        _key("version", _I, "Version", "Counts from 1 in its plan."),
        _key("at", _M, "When", "When it was adopted."),
        _key("who", _T, "Who", "Who adopted it."),
        _key("note", _T, "Note", "Why."),
        _key("digest", _T, "Digest", "SHA-256 of its canonical JSON."),
        _key("plan_then", _T, "Plan then", "The canonical JSON, packed with zlib, in base 85."),
    ),
    ("number",),
    ("number",),
)
