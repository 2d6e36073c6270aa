"""Matching from a workbook, without a server and without Django: `liangshi template`, `match`, `verify`."""
