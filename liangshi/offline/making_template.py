"""`liangshi template`: the workbook to fill in."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from .language import Language, Words
from .template import write_template

_WRITTEN = Words("已生成 {path} 。先看“说明”，再填“学生”和“导师”。", "{path} is written; read its first sheet.")
_EXISTS = Words(
    "{path} 已经存在，没有改动它。请换个文件名，或加 --force 覆盖。",
    "{path} exists and was left alone. Use another name, or --force.",
)
_CANNOT = Words("写不了 {path}:{why}。请检查文件夹，或先关闭正打开的文件。", "Cannot write {path}: {why}.")


def main(arguments: Sequence[str]) -> int:
    """Write the template; 0 when done, 1 when it could not be."""
    parser = argparse.ArgumentParser(prog="liangshi template", description="Write the workbook a school fills in.")
    parser.add_argument("-o", "--output", type=Path, default=Path("school.xlsx"))
    parser.add_argument("--lang", type=Language, choices=list(Language), default=Language.ZH)
    parser.add_argument("--force", action="store_true", help="write over an existing file")
    wanted = parser.parse_args(arguments)
    if wanted.output.exists() and not wanted.force:
        print(_EXISTS.told(wanted.lang, path=wanted.output), file=sys.stderr)  # noqa: T201
        return 1
    try:
        write_template(wanted.output, wanted.lang)
    except OSError as error:
        print(_CANNOT.told(wanted.lang, path=wanted.output, why=error.strerror), file=sys.stderr)  # noqa: T201
        return 1
    print(_WRITTEN.told(wanted.lang, path=wanted.output))  # noqa: T201
    return 0
