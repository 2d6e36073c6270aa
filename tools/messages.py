"""Collect the user-facing texts into locale/en, compile the catalogue, or check that it is complete.

`python tools/messages.py` collects (needs xgettext), `--compile` only compiles, `--check` fails where English
is missing.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "liangshi/locale/en/LC_MESSAGES/django.po"
COMPILED = CATALOGUE.with_suffix(".mo")


def read() -> Catalog:
    """The catalogue as it stands."""
    with CATALOGUE.open("rb") as source:
        return read_po(source, locale="en")


def compile_catalogue() -> None:
    """Write the .mo file that Django reads."""
    with COMPILED.open("wb") as target:
        write_mo(target, read())


def collect() -> None:
    """Bring the catalogue up to date with the sources; existing translations stay."""
    options = {"locale": ["en"], "no_location": True, "no_obsolete": True, "verbosity": 0}
    ignored = ["node_modules/*", "vendor/*", "migrations/*"]
    call_command("makemessages", extensions=["html", "py", "txt"], ignore_patterns=ignored, **options)


def missing(catalogue: Catalog) -> list[str]:
    """Texts without a finished English translation."""
    return [str(message.id) for message in catalogue if message.id and (message.fuzzy or not _translated(message))]


def _translated(message: Message) -> bool:
    if isinstance(message.string, str):
        return bool(message.string)
    return all(message.string)


def main() -> int:
    """Do what the option says; 1 where the check fails."""
    if "--check" in sys.argv:
        lacking = missing(read())
        for text in lacking[:50]:
            print(f"no English for: {text}")
        return 1 if lacking else 0
    if "--compile" not in sys.argv:
        collect()
    compile_catalogue()
    return 0


if __name__ == "__main__":
    sys.exit(main())
