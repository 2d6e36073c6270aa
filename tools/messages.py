"""Collect the user-facing texts into locale/en, compile the catalogue, or check that it is complete.

`python tools/messages.py` collects (needs xgettext), `--compile` only compiles, `--check` fails where English
is missing.
"""

import os
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.core.management.commands.makemessages import Command as MakeMessages

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
CATALOGUE = ROOT / "liangshi/locale/en/LC_MESSAGES/django.po"
COMPILED = CATALOGUE.with_suffix(".mo")
KEYWORDS = ("lazy", "now_")
WIDTH = 100
HEADER = r"""# English of Liangshi; the texts themselves are Chinese and live in the sources.
msgid ""
msgstr ""
"Project-Id-Version: Liangshi\n"
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


class Collector(MakeMessages):
    """Django's command, knowing also the names under which our modules import gettext."""

    xgettext_options = [*MakeMessages.xgettext_options, *(f"--keyword={name}" for name in KEYWORDS)]


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
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liangshi.project.settings")
    os.chdir(ROOT / "liangshi")
    words = ["-l", "en", "-e", "html,py,txt", "--no-location", "--no-obsolete", "-v", "0"]
    ignored = [f"--ignore={pattern}" for pattern in ("vendor/*", "migrations/*", "static/*")]
    Collector().run_from_argv(["django-admin", "makemessages", *words, *ignored])
    write(read())


def write(catalogue: Catalog) -> None:
    """Write the catalogue so that collecting again changes nothing; guesses of msgmerge are left out."""
    for message in catalogue:
        if message.id and message.fuzzy:
            message.flags.discard("fuzzy")
            message.string = ("", "") if message.pluralizable else ""
    with CATALOGUE.open("wb") as target:
        target.write(HEADER.encode())
        write_po(target, catalogue, width=WIDTH, no_location=True, omit_header=True, ignore_obsolete=True)


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
