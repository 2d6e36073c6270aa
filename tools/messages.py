"""Collect the user-facing texts into locale/en, compile the catalogue, or check that it is complete.

`python tools/messages.py` collects (needs xgettext), `--compile` only compiles, `--check` fails where English
is missing or a text of the sources has not been collected.
"""

import io
import os
import shutil
import sys
import tempfile
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
    write(read_po(io.BytesIO(_merged()), locale="en"))


def uncollected() -> list[str]:
    """Texts of the sources that the catalogue does not know yet; the catalogue is left alone."""
    known = {(message.context, message.id) for message in read()}
    merged = read_po(io.BytesIO(_merged()))
    return [str(message.id) for message in merged if (message.context, message.id) not in known]


def _merged() -> bytes:
    """The catalogue merged with the texts of the sources; made in a copy, because Django writes beside them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liangshi.project.settings")
    words = ["-l", "en", "-e", "html,py,txt", "--no-location", "--no-obsolete", "-v", "0"]
    ignored = [f"--ignore={pattern}" for pattern in ("vendor/*", "migrations/*")]
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "liangshi"
        shutil.copytree(ROOT / "liangshi", copy, ignore=shutil.ignore_patterns("__pycache__", "static", "*.html.py"))
        target = copy / CATALOGUE.relative_to(ROOT / "liangshi")
        target.parent.mkdir(parents=True, exist_ok=True)
        os.chdir(copy)
        Collector().run_from_argv(["django-admin", "makemessages", *words, *ignored])
        os.chdir(ROOT)
        return target.read_bytes()


def write(catalogue: Catalog) -> None:
    """Write the catalogue so that collecting again changes nothing; guesses of msgmerge are left out."""
    for message in catalogue:
        message.user_comments = [line for line in message.user_comments if not line.startswith("|")]
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
    return all(message.string or ())


def main() -> int:
    """Do what the option says; 1 where the check fails."""
    if "--check" in sys.argv:
        lacking = [f"no English for: {text}" for text in missing(read())]
        lacking += [f"not collected: {text}" for text in uncollected()]
        for line in lacking[:50]:
            print(line)
        return 1 if lacking else 0
    if "--compile" not in sys.argv:
        collect()
    compile_catalogue()
    return 0


if __name__ == "__main__":
    sys.exit(main())
