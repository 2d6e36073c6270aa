"""Whether an uploaded Word file may be used as a template at all: what it may not hold is refused by name."""

import io
import re
import zipfile
from enum import StrEnum
from typing import Any
from xml.etree import ElementTree

LARGEST, LARGEST_UNPACKED, LARGEST_PART, MOST_PARTS = 2_000_000, 20_000_000, 2_000_000, 300
WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ACTIVE_PARTS = re.compile(r"vbaproject|activex|/embeddings/|oleobject|\.bin$|\.exe$|customui", re.IGNORECASE)
ACTIVE_LINKS = frozenset(
    {"oleObject", "control", "attachedTemplate", "aFChunk", "subDocument", "package", "vbaProject", "frame"}
)
HARMLESS = ("http:", "https:", "mailto:")
OTHER_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8)", re.IGNORECASE)
ENTITIES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
INSTRUCTION = re.compile(r"<w:instrText[^>]*>(.*?)</w:instrText>|w:instr=\"([^\"]*)\"", re.DOTALL)
FETCHING = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|MACROBUTTON|EMBED)\b", re.IGNORECASE
)


class Fault(StrEnum):
    """Why a template is refused."""

    TOO_LARGE = "too_large"
    NOT_WORD = "not_word"
    ACTIVE = "active"
    EXTERNAL = "external"
    FETCHING_FIELD = "fetching_field"
    SYNTAX = "syntax"
    NOT_ALLOWED = "not_allowed"
    UNKNOWN_FIELD = "unknown_field"
    TOO_LONG = "too_long"


class TemplateRefusedError(Exception):
    """The template is refused; `facts` say where and what."""

    def __init__(self, fault: Fault, **facts: Any) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.facts = facts


def inspect(content: bytes) -> None:
    """Refuse a file that is no plain Word document, or that fetches, runs or unpacks too much."""
    if len(content) > LARGEST:
        raise TemplateRefusedError(Fault.TOO_LARGE, limit=LARGEST // 1_000_000)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _sizes(package)
            for entry in package.infolist():
                _part(entry.filename, package.read(entry))
            types = package.read("[Content_Types].xml")
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError) as broken:
        raise TemplateRefusedError(Fault.NOT_WORD) from broken
    if WORD not in types:
        raise TemplateRefusedError(Fault.ACTIVE if b"macroEnabled" in types else Fault.NOT_WORD)


def _sizes(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    sizes = [entry.file_size for entry in entries]
    if len(entries) > MOST_PARTS or sum(sizes) > LARGEST_UNPACKED or max(sizes, default=0) > LARGEST_PART:
        raise TemplateRefusedError(Fault.TOO_LARGE, limit=LARGEST // 1_000_000)


def _part(name: str, content: bytes) -> None:
    if ACTIVE_PARTS.search(name):
        raise TemplateRefusedError(Fault.ACTIVE)
    if not name.endswith((".xml", ".rels")):
        return
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or OTHER_ENCODING.search(content) or ENTITIES.search(content):
        raise TemplateRefusedError(Fault.NOT_WORD)
    if name.endswith(".rels"):
        _links(content)
    else:
        _instructions(content.decode("utf-8", errors="replace"))


def _links(content: bytes) -> None:
    try:
        links = list(ElementTree.fromstring(content))  # noqa: S314 - entities are refused above
    except ElementTree.ParseError as broken:
        raise TemplateRefusedError(Fault.NOT_WORD) from broken
    for link in links:
        kind = link.get("Type", "").rsplit("/", 1)[-1]
        if kind in ACTIVE_LINKS:
            raise TemplateRefusedError(Fault.ACTIVE)
        harmless = kind == "hyperlink" and link.get("Target", "").lower().startswith(HARMLESS)
        if link.get("TargetMode", "").lower() == "external" and not harmless:
            raise TemplateRefusedError(Fault.EXTERNAL)


def _instructions(text: str) -> None:
    told = "".join(found.group(1) or found.group(2) or "" for found in INSTRUCTION.finditer(text))
    found = FETCHING.search(told)
    if found:
        raise TemplateRefusedError(Fault.FETCHING_FIELD, field=found.group().upper())
