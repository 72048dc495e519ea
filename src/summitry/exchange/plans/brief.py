"""One page on a plan for a minister: as HTML to print, and as a Word document."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

from summitry.exchange.plans.document import add_table, saved

_MOST = 8


@dataclass(frozen=True, slots=True)
class Brief:
    """What a minister has to know, on one page; rows are cut to the first few and say so."""

    title: str
    subtitle: str
    counts: tuple[tuple[str, str], ...]
    urgent: tuple[tuple[str, str, str, str], ...]
    due: tuple[tuple[str, str, str, str], ...]
    sides: tuple[tuple[str, str, str, str], ...]
    foot: str

    @property
    def shown_urgent(self) -> tuple[tuple[str, str, str, str], ...]:
        """The first rows of what is urgent."""
        return self.urgent[:_MOST]

    @property
    def shown_due(self) -> tuple[tuple[str, str, str, str], ...]:
        """The first rows of what is due."""
        return self.due[:_MOST]

    @property
    def shown_sides(self) -> tuple[tuple[str, str, str, str], ...]:
        """The first rows of the sides."""
        return self.sides[:_MOST]

    def more(self, name: str) -> str:
        """Return how many rows of a table are not shown, in words."""
        count = len(getattr(self, name)) - _MOST
        return f"and {count} more" if count > 0 else ""


URGENT = ("Action", "What", "Late by", "Led by")
DUE = ("Day", "Action", "Step", "Led by")
SIDES = ("Side", "Actions", "Late", "Done")


def html(brief: Brief) -> bytes:
    """Return a brief as one HTML page that prints on one sheet."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    source = resources.files("summitry.exchange.plans").joinpath("brief.html").read_text("utf-8")
    heads = {"urgent": URGENT, "due": DUE, "sides": SIDES}
    return environment.from_string(source).render(brief=brief, heads=heads).encode("utf-8")


def word(brief: Brief) -> bytes:
    """Return a brief as a Word document of one page."""
    import docx
    from docx.shared import Cm, Pt

    made = docx.Document()
    section = made.sections[0]
    section.top_margin = section.bottom_margin = Cm(1.5)
    section.left_margin = section.right_margin = Cm(2)
    made.styles["Normal"].font.name = "Calibri"
    made.styles["Normal"].font.size = Pt(9)
    made.styles["Normal"].paragraph_format.space_after = Pt(2)
    made.core_properties.title = brief.title
    made.core_properties.author = ""
    made.add_heading(brief.title, 1)
    made.add_paragraph(brief.subtitle)
    line = made.add_paragraph()
    for place, (count, name) in enumerate(brief.counts):
        line.add_run(f"{'   ·   ' if place else ''}{count} ").bold = True
        line.add_run(name)
    tables = (
        ("What is late", URGENT, brief.shown_urgent, (2, 8.5, 2, 4.5), "urgent"),
        ("What comes next", DUE, brief.shown_due, (2.4, 2, 8.1, 4.5), "due"),
        ("Side by side", SIDES, brief.shown_sides, (8.5, 2.8, 2.8, 2.9), "sides"),
    )
    for heading, heads, rows, widths, name in tables:
        if rows:
            made.add_heading(heading, 2)
            add_table(made, heads, rows, widths)
            if brief.more(name):
                made.add_paragraph(brief.more(name))
    made.add_paragraph(brief.foot)
    return saved(made)
