"""A graph, or a part of it, as other tools read it."""

from graph.export.asked import FORMATS, ExportAsked, format_of
from graph.export.writing import ExportReport, write_export

__all__ = ["FORMATS", "ExportAsked", "ExportReport", "format_of", "write_export"]
