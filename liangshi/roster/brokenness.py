"""Cells that show an error, and formulas nobody has worked out: the parser reads both as empty, we say so."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_ERROR = re.compile(rb'\bt="e"')
_VALUE = re.compile(rb"<v>([^<]+)</v>|<is>")
_FORMULA = re.compile(rb"<f\b")
REMARKED_AT_MOST = 2_000


def broken_cells(content: bytes) -> dict[str, dict[tuple[int, int], tuple[str, str]]]:
    """By sheet, by row and column from 0: the reason and what is shown. Only xlsx says it."""
    if not content.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return {}
        return {name: dict(_of_sheet(archive.read(part))) for name, part in _parts(archive)}


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """(sheet name, part of the archive)."""
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - no entities are resolved
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    present = set(archive.namelist())
    for sheet in book.iter(f"{_MAIN}sheet"):
        part = posixpath.normpath(posixpath.join("/xl", targets.get(sheet.get(_LINK), ""))).lstrip("/")
        if part in present:
            yield sheet.get("name", ""), part


def _of_sheet(xml: bytes) -> Iterator[tuple[tuple[int, int], tuple[str, str]]]:
    if b't="e"' not in xml and b"<f" not in xml:
        return
    found = 0
    for cell in _CELL.finditer(xml):
        attributes, body = cell.groups()
        reason = _reason(attributes, body or b"")
        at = _REFERENCE.search(attributes)
        if reason is None or at is None:
            continue
        found += 1
        if found > REMARKED_AT_MOST:
            return
        yield (int(at.group(2)) - 1, _index(at.group(1))), reason


def _reason(attributes: bytes, body: bytes) -> tuple[str, str] | None:
    value = _VALUE.search(body)
    if _ERROR.search(attributes):
        shown = value.group(1) if value and value.group(1) else b"#"
        return "error", shown.decode("utf-8", "replace")
    if _FORMULA.search(body) and value is None and b't="str"' not in attributes:
        return "no_value", ""
    return None


def _index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1
