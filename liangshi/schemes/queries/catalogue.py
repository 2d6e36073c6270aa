"""The presets that are shipped: five sources as data."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from liangshi.domain.scheme import Scheme, load

FOLDER = Path(__file__).resolve().parent.parent / "catalogue"


@dataclass(frozen=True, slots=True)
class Preset:
    """A shipped scheme: its key, its text as shipped, and what it says."""

    key: str
    text: str
    scheme: Scheme


@cache
def catalogue() -> tuple[Preset, ...]:
    """All presets, by key."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.toml")))


def preset(key: str) -> Preset:
    """The preset of that key; `KeyError` where there is none."""
    return {entry.key: entry for entry in catalogue()}[key]


def shelf() -> dict[str, Scheme]:
    """The presets by key, as the schemes that a school's own may extend or stand within."""
    return {entry.key: entry.scheme for entry in catalogue()}


def _read(path: Path) -> Preset:
    text = path.read_text(encoding="utf-8")
    scheme = load(text)
    if not isinstance(scheme, Scheme):
        message = f"{path.name}: {scheme}"
        raise TypeError(message)
    return Preset(scheme.header.key, text, scheme)
