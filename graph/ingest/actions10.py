"""Contract actions in ten columns, as exported from USAspending's transaction search.

The award key in the last column names the agency and the parent vehicle (or ``-NONE-``).
"""

from __future__ import annotations

from graph.ingest.layout import Layout, parse_columns
from graph.ingest.values import amount, amount_fault, award_key_fault, date, date_fault, key_part, text

NAME = "actions10"

COLUMNS = parse_columns(
    """
    # used
    Agency,
    # kept: the award key says the same, and the agency with it
    Award ID,
    # used
    Recipient Name, Federal Action Obligation, Action Date, Modification, Product/Service Description
    NAICS Description, Transaction Description, Generated Award ID
    """
)

LAYOUT = Layout(
    name=NAME,
    title="contract actions, 10 columns",
    columns=COLUMNS,
    faults=(
        award_key_fault("Generated Award ID"),
        amount_fault("Federal Action Obligation", required=True),
        date_fault("Action Date", required=True),
    ),
    normalised={
        "award_key": text("Generated Award ID"),
        "piid": key_part("Generated Award ID", 3),
        "subtier": key_part("Generated Award ID", 4),
        "parent_piid": key_part("Generated Award ID", 5),
        "parent_agency": key_part("Generated Award ID", 6),
        "agency_listed": text("Agency"),
        "recipient_name": text("Recipient Name"),
        "obligation": amount("Federal Action Obligation"),
        "action_date": date("Action Date"),
        "modification": text("Modification"),
        "psc_text": text("Product/Service Description"),
        "naics_text": text("NAICS Description"),
        "description": text("Transaction Description"),
    },
    sums={"obligation": "obligation"},
)

normalised_sql = LAYOUT.normalised_sql
