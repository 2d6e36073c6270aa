"""Merged areas of an OpenDocument sheet, which the parser does not tell."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

Area = tuple[tuple[int, int], tuple[int, int]]

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ROWS = (f"{_TABLE}table-row", f"{_TABLE}table-header-rows", f"{_TABLE}table-row-group", f"{_TABLE}table-rows")
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def merged_areas(content: bytes) -> dict[str, list[Area]]:
    """By sheet, the first and last corner of each area that spans several rows or columns."""
    if not content.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "content.xml" not in archive.namelist():
            return {}
        tree = ElementTree.fromstring(archive.read("content.xml"))  # noqa: S314 - no entities are resolved
    return {table.get(f"{_TABLE}name", ""): list(_areas(table)) for table in tree.iter(f"{_TABLE}table")}


def _areas(table: ElementTree.Element) -> Iterator[Area]:
    row = 0
    for line in _lines(table):
        column = 0
        for cell in line:
            if cell.tag not in _CELLS:
                continue
            down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
            if down > 1 or across > 1:
                yield (row, column), (row + down - 1, column + across - 1)
            column += _count(cell, "number-columns-repeated")
        row += _count(line, "number-rows-repeated")


def _lines(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The rows, also those within header rows and groups."""
    for child in element:
        if child.tag == _ROWS[0]:
            yield child
        elif child.tag in _ROWS:
            yield from _lines(child)


def _count(element: ElementTree.Element, name: str) -> int:
    return int(element.get(f"{_TABLE}{name}", "1"))
