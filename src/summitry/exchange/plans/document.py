"""A plan as a Word document, and as Markdown: level by level, action by action."""

from __future__ import annotations

import io
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summitry.model import ActionStanding

_LEVELS = {
    "leaders": "What leaders decide",
    "ministers": "What ministers steer",
    "experts": "What working groups do",
}
_COLUMNS = ("No.", "Step", "Due", "State")


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """What a paper on a plan says: its name, a line on its standing, its actions with their words.

    ``lines`` gives for each action by its id the facts to print, name and words.
    """

    title: str
    subtitle: str
    actions: tuple[ActionStanding, ...]
    lines: dict[str, tuple[tuple[str, str], ...]]
    bodies: dict[str, str]


def by_level(paper: PlanPaper) -> Iterator[tuple[str, list[ActionStanding]]]:
    """Yield the levels that have actions, each under its heading."""
    for level, heading in _LEVELS.items():
        found = [one for one in paper.actions if one.action.level.value == level]
        if found:
            yield heading, found


def steps_of(one: ActionStanding) -> list[tuple[str, str, str, str]]:
    """Return the steps of an action as rows."""
    return [
        (
            str(step.number),
            step.title,
            step.due or "to be agreed",
            f"done {step.on}" if step.on else step.state.value,
        )
        for step in one.action.milestones
    ]


def markdown(paper: PlanPaper) -> bytes:
    """Return a plan as Markdown."""
    lines = [f"# {_md(paper.title)}", "", _md(paper.subtitle), ""]
    for heading, actions in by_level(paper):
        lines += [f"## {heading}", ""]
        for one in actions:
            lines += [f"### {one.action.id} {_md(one.action.title)}", ""]
            lines += [f"- {name}: {_md(told)}" for name, told in paper.lines[one.action.id]]
            if one.action.milestones:
                lines += ["", f"| {' | '.join(_COLUMNS)} |", "|---|---|---|---|"]
                lines += [f"| {' | '.join(map(_cell, row))} |" for row in steps_of(one)]
            lines.append("")
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8")


def _md(text: str) -> str:
    """Return a text on one line, so that none of it is taken for Markdown or HTML."""
    words = " ".join(text.split())
    for sign in "\\`*_[]<>#":
        words = words.replace(sign, f"\\{sign}")
    return words


def _cell(text: str) -> str:
    return _md(text).replace("|", "\\|")


def word(paper: PlanPaper) -> bytes:
    """Return a plan as a Word document (.docx)."""
    import docx
    from docx.shared import Cm, Pt

    made = docx.Document()
    section = made.sections[0]
    section.left_margin = section.right_margin = Cm(2)
    made.styles["Normal"].font.name = "Calibri"
    made.styles["Normal"].font.size = Pt(10)
    made.core_properties.title = paper.title
    made.core_properties.author = ""
    made.add_heading(_plain(paper.title), 0)
    made.add_paragraph(_plain(paper.subtitle))
    for heading, actions in by_level(paper):
        made.add_heading(heading, 1)
        for one in actions:
            made.add_heading(_plain(f"{one.action.id}  {one.action.title}"), 2)
            _facts(made, paper.lines[one.action.id])
            _table(made, _COLUMNS, steps_of(one), (1.2, 9.3, 3.2, 3.3))
    return saved(made)


def saved(document: Any) -> bytes:
    """Return a Word document as bytes."""
    page = io.BytesIO()
    document.save(page)
    return page.getvalue()


def _facts(made: Any, facts: Sequence[tuple[str, str]]) -> None:
    from docx.shared import Pt

    for name, told in facts:
        paragraph = made.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.add_run(f"{_plain(name)}: ").bold = True
        paragraph.add_run(_plain(told))


def _table(
    made: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
) -> None:
    from docx.shared import Cm

    if not rows:
        return
    table = made.add_table(rows=1, cols=len(heads), style="Light Grid Accent 1")
    table.autofit = False
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
    for row in rows:
        for cell, told in zip(table.add_row().cells, row, strict=True):
            cell.text = _plain(told)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    made.add_paragraph()


def add_table(
    made: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
) -> None:
    """Add a table to a Word document; nothing where there is no row."""
    _table(made, heads, rows, widths)


def _plain(text: str) -> str:
    """Return a text without the signs that a Word document cannot hold."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def html(paper: PlanPaper) -> bytes:
    """Return a plan as one HTML page."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    source = resources.files("summitry.exchange.plans").joinpath("paper.html").read_text("utf-8")
    shown = environment.from_string(source).render(
        paper=paper, levels=list(by_level(paper)), columns=_COLUMNS, steps=steps_of
    )
    return shown.encode("utf-8")
