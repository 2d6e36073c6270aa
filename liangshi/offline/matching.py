"""`liangshi match`: a process of its own opens the workbook, and meanwhile everything that works on it is loaded."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from liangshi.domain.roster.grid import Sheet
from liangshi.roster.reading import read_sheets
from liangshi.roster.sniffing import UnreadableFileError

from .files import CANNOT
from .language import Language, Words
from .problem_words import refusal_words

_CANNOT_READ = Words("打不开 {path}：{why}", "Cannot open {path}: {why}")


def main(arguments: Sequence[str]) -> int:
    """0: the result is written; 1: the workbook has problems; 2: a file cannot be read or written."""
    wanted = _parser().parse_args(arguments)
    with ThreadPoolExecutor(1) as beside:
        opening = beside.submit(_sheets, wanted.workbook)
        workbook_round = importlib.import_module("liangshi.offline.workbook_round")
    try:
        sheets = opening.result()
    except UnreadableFileError as refusal:
        return _cannot_read(wanted, refusal_words(refusal, wanted.lang))
    except OSError as error:
        return _cannot_read(wanted, error.strerror or str(error))
    return int(workbook_round.run(sheets, wanted))


def _sheets(path: Path) -> tuple[Sheet, ...]:
    return read_sheets(path.read_bytes())


def _cannot_read(wanted: argparse.Namespace, why: str) -> int:
    print(_CANNOT_READ.told(wanted.lang, path=wanted.workbook, why=why), file=sys.stderr)  # noqa: T201
    return CANNOT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="liangshi match", description="Match a school's workbook.")
    parser.add_argument("workbook", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("result.xlsx"))
    parser.add_argument("--seed", default="", help="the public draw; stands before the one in the workbook")
    parser.add_argument("--digest", action="store_true", help="check, show the digest to announce, write nothing")
    parser.add_argument("--lang", type=Language, choices=list(Language), default=Language.ZH)
    return parser
