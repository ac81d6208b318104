"""Records as tables: one claim a row, for spreadsheets, data frames, databases and coders; and as linked data."""

from factx.export.coding import PROFILES
from factx.export.columns import COLUMNS, Scalar, rows, safe_cell
from factx.export.engine import Choice, ending_of, export_records, formats
from factx.export.geojson import EventPoints
from factx.export.ownership import is_own
from factx.export.tables import csv_lines

__all__ = [
    "COLUMNS",
    "PROFILES",
    "Choice",
    "EventPoints",
    "Scalar",
    "csv_lines",
    "ending_of",
    "export_records",
    "formats",
    "is_own",
    "rows",
    "safe_cell",
]
