"""The ledger: every record of every loaded source, word for word, as Parquet files named by their content.

Nothing here knows a layout's columns; `graph.ingest` writes the files, this room finds, joins and queries them.
"""

from graph.ledger.connection import connect, sql_name, sql_text
from graph.ledger.records import Ledger, LedgerFile, ledger_name
from graph.ledger.workspace import install, workspace, writing

__all__ = [
    "Ledger",
    "LedgerFile",
    "connect",
    "install",
    "ledger_name",
    "sql_name",
    "sql_text",
    "workspace",
    "writing",
]
