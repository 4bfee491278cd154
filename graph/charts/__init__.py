"""Charts: bars as text for a terminal, bars and money flows as SVG and PNG, in the style of the pages' figures."""

from graph.charts.bars import Bar, bar_chart, bar_text, write_chart
from graph.charts.sankey import Band, Sankey, sankey_chart

__all__ = ["Band", "Bar", "Sankey", "bar_chart", "bar_text", "sankey_chart", "write_chart"]
