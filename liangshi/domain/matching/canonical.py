"""Canonical text, digests and the lottery: everything that must give equal bytes everywhere."""

from __future__ import annotations

import json
import unicodedata
from hashlib import sha256
from typing import Any

MIX = 0x9E3779B97F4A7C15
MASK64 = (1 << 64) - 1
PAIR_SHIFT = 40
PAIR_BITS = 24


def line_key(line: dict[str, Any]) -> str:
    """The key of a student line: its id, and its track if the child has two needs."""
    return f"{line['id']}|{line['track']}" if "track" in line else line["id"]


def canonical_text(raw: dict[str, Any]) -> str:
    """The one text of a market whose digest is announced before the draw."""
    document = {name: value for name, value in raw.items() if name not in {"seed", "commit"}}
    document["students"] = sorted(raw["students"], key=line_key)
    document["mentors"] = sorted(raw["mentors"], key=lambda mentor: mentor["id"])
    if "kept" in raw:
        document["kept"] = sorted(raw["kept"])
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False)


def commit_digest(raw: dict[str, Any]) -> str:
    """Digest of the closed input, without the seed; announce it before the draw."""
    return sha256(canonical_text(raw).encode()).hexdigest()


def market_digest(commit: str, seed: str) -> str:
    """Digest of input and seed together."""
    return sha256(f"{commit}|{seed}".encode()).hexdigest()


def is_composed(text: str) -> bool:
    """Whether a text is in Unicode NFC, so that equal looks are equal bytes."""
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def draw_numbers(seed: str, school: str, names: list[str]) -> list[int]:
    """The first 64 bits of SHA-256 of `seed|school|name` for every name."""
    prefix = sha256(f"{seed}|{school}|".encode())
    numbers = []
    for name in names:
        state = prefix.copy()
        state.update(name.encode())
        numbers.append(int.from_bytes(state.digest()[:8], "big"))
    return numbers


def pair_number(student_draw: int, mentor_draw: int) -> int:
    """The published 24 bits that settle equal fit."""
    return (((student_draw ^ mentor_draw) * MIX) & MASK64) >> PAIR_SHIFT
