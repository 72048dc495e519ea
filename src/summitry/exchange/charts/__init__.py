"""Charts: drawn by altair as SVG that takes the colours of the page, with the figures as a table.

``figure`` gives the HTML of a :class:`BarChart`; ``picture`` that of any other altair chart. Both
draw when they are called and remember what they drew; altair is imported only then. The page has
to bring ``look/charts.css``.
"""

from summitry.exchange.charts.bars import Bar, BarChart, Series
from summitry.exchange.charts.drawing import COLOURS, drawn_bars, leading, picture, prepare
from summitry.exchange.charts.figure import Words, figure, framed

__all__ = [
    "COLOURS",
    "Bar",
    "BarChart",
    "Series",
    "Words",
    "drawn_bars",
    "figure",
    "framed",
    "leading",
    "picture",
    "prepare",
]
