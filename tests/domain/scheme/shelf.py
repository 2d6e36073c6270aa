"""The shipped presets, read from the catalogue."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from liangshi.domain.scheme import Scheme, load

CATALOGUE = Path(__file__).parents[3] / "liangshi" / "schemes" / "catalogue"
KEYS = ("baiyin-2025", "jiading-2021", "school-five-steps", "shewopo-primary", "wuhu-2022")


@cache
def preset(key: str) -> Scheme:
    """One preset by its key."""
    loaded = load((CATALOGUE / f"{key}.toml").read_text(encoding="utf-8"))
    assert isinstance(loaded, Scheme), loaded
    return loaded


def presets() -> tuple[Scheme, ...]:
    return tuple(preset(key) for key in KEYS)
