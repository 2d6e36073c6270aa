"""How large a file may be."""

ROWS_AT_MOST = 60_000
COLUMNS_AT_MOST = 300
SHEETS_AT_MOST = 200
