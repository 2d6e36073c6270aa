"""What kind of file somebody has given us, by its bytes and not by its name."""

import io
import re
import zipfile
from enum import StrEnum

UNPACKED_AT_MOST = 300_000_000
RATIO_AT_MOST = 200
RATIO_COUNTS_FROM = 20_000_000
PARTS_AT_MOST = 2_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_WORD_PART = "WordDocument".encode("utf-16-le")
_LOCKED_BOOK = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}\x2f\x00", re.DOTALL)
_PAGE_STARTS = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<style", b"<head", b"<body", b"<div", b"<!--")
_TABLE = re.compile(rb"<table\b|<(?:ss:)?worksheet\b", re.IGNORECASE)
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


class Refusal(StrEnum):
    """Why a file is not read at all."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    PROGRAM = "program"
    NOT_A_TABLE = "not_a_table"
    WORD = "word"
    PDF = "pdf"
    PICTURE = "picture"
    WEB_PAGE = "web_page"
    ENCRYPTED = "encrypted"
    BOMB = "bomb"
    DAMAGED = "damaged"
    UNREADABLE_TEXT = "unreadable_text"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_SHEETS = "too_many_sheets"
    TOO_HEAVY = "too_heavy"


class UnreadableFileError(Exception):
    """The file is refused as a whole."""

    def __init__(self, code: Refusal, **params: int | str) -> None:
        super().__init__(code.value)
        self.code = code
        self.params = params


class Format(StrEnum):
    """What a readable file is."""

    WORKBOOK = "workbook"
    MARKUP = "markup"
    TEXT = "text"


_BEGINNINGS: tuple[tuple[bytes, Refusal], ...] = (
    (b"MZ", Refusal.PROGRAM),
    (b"\x7fELF", Refusal.PROGRAM),
    (b"%PDF", Refusal.PDF),
    (b"\x89PNG", Refusal.PICTURE),
    (b"\xff\xd8\xff", Refusal.PICTURE),
    (b"GIF8", Refusal.PICTURE),
    (b"Rar!", Refusal.NOT_A_TABLE),
    (b"7z\xbc\xaf", Refusal.NOT_A_TABLE),
    (b"{\\rtf", Refusal.WORD),
)


def sniff(content: bytes) -> Format:
    """The format, or `UnreadableFileError` for everything that is not a table."""
    if not content.strip(b"\0\t\r\n "):
        raise UnreadableFileError(Refusal.EMPTY)
    for beginning, code in _BEGINNINGS:
        if content.startswith(beginning):
            raise UnreadableFileError(code)
    if content.startswith(b"PK\x03\x04"):
        return _sniff_zip(content)
    if content.startswith(_OLE):
        return _sniff_ole(content)
    return _sniff_text(content)


def is_page(content: bytes) -> bool:
    """Whether a text begins like a web page or XML."""
    return content[:2000].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGE_STARTS)


def _sniff_text(content: bytes) -> Format:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if is_page(content):
        if not _TABLE.search(content):
            raise UnreadableFileError(Refusal.WEB_PAGE)
        return Format.MARKUP
    if not wide and b"\0" in content[:100_000]:
        raise UnreadableFileError(Refusal.NOT_A_TABLE)
    return Format.TEXT


def _sniff_ole(content: bytes) -> Format:
    if _ENCRYPTED_PART in content or _LOCKED_BOOK.search(content):
        raise UnreadableFileError(Refusal.ENCRYPTED)
    if _WORD_PART in content:
        raise UnreadableFileError(Refusal.WORD)
    return Format.WORKBOOK


def _sniff_zip(content: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _guard(parts)
            return _sniff_parts(archive, {part.filename for part in parts})
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableFileError(Refusal.DAMAGED) from error


def _guard(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive that unpacks to far more than a roster, before anything is unpacked."""
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    swollen = unpacked > RATIO_COUNTS_FROM and unpacked > RATIO_AT_MOST * max(packed, 1)
    if unpacked > UNPACKED_AT_MOST or len(parts) > PARTS_AT_MOST or swollen:
        megabytes = unpacked // 1_000_000
        raise UnreadableFileError(Refusal.BOMB, megabytes=megabytes, limit=UNPACKED_AT_MOST // 1_000_000)


def _sniff_parts(archive: zipfile.ZipFile, names: set[str]) -> Format:
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return Format.WORKBOOK
    if "content.xml" in names and "mimetype" in names:
        if not archive.read("mimetype").startswith(_ODS_TYPE):
            raise UnreadableFileError(Refusal.WORD)
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise UnreadableFileError(Refusal.ENCRYPTED)
        return Format.WORKBOOK
    if "word/document.xml" in names:
        raise UnreadableFileError(Refusal.WORD)
    raise UnreadableFileError(Refusal.NOT_A_TABLE)
