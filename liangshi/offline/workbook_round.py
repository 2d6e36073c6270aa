"""From the sheets of a school's workbook to the result, or to every problem in it."""

import argparse
import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from liangshi.domain.matching import MarketErrors, build_market, commit_digest, plan
from liangshi.domain.matching import verify as verifier
from liangshi.domain.matching.market import Market
from liangshi.domain.roster.grid import Sheet

from .checking import objections_to
from .files import CANNOT, CERTIFICATE_SUFFIX, DONE, WRONG, write_all
from .language import Language, Words
from .market import Json, note_market_errors, note_remarks, raw_market
from .problem_words import problem_words
from .problems import Code, Notes
from .reading import read_school
from .result import Result, solved
from .result_workbook import result_workbook
from .school import School

VERIFIER_NAME = "verify_liangshi.py"
_SHOWN_AT_MOST = 300

_COUNT = Words("有 {count} 处需要改正，没有生成结果。", "{count} thing(s) to correct; nothing was written.")
_MORE = Words("……还有 {count} 处。", "… and {count} more.")
_REMARKS = Words("提示（不影响匹配）：", "To note (the matching goes on):")
_CANNOT_WRITE = Words(
    "写不了 {path}：{why}。请检查文件夹，或先关闭正打开的结果文件。",
    "Cannot write {path}: {why}. Is it open elsewhere?",
)
_DIGEST = Words("数据摘要：{digest}", "Digest: {digest}")
_ANNOUNCE = Words(
    "请先公布这个摘要，再当众抽签，然后用 --seed 或“规则”表给出抽签结果。",
    "Announce this digest first, then draw in public, then give the draw by --seed or in the sheet Rules.",
)
_ROOM = Words("共需 {need} 个名额，能安排 {full} 个。", "{need} places needed, {full} can be filled.")
_SMALLEST = Words("每位导师至少 {quota} 个名额才够。", "It would take {quota} places for every mentor.")
_SHORT = Words(
    "名额不足：{count} 名学生({names}……)能选的导师({mentors})只有 {places} 个名额，还差 {short} 个。",
    "Short: {count} students ({names} …) have {places} places with {mentors}, {short} too few.",
)
_TOTALS = Words(
    "已安排 {full} / {need}：志愿 {wish}，统筹 {placed}，保留 {kept}；未安排 {unplaced}；预留 {held}。",
    "Placed {full} of {need}: {wish} by wish, {placed} by the school, {kept} kept; {unplaced} open; {held} held.",
)
_HOLDS = Words("独立核验：通过。", "Independent check: holds.")
_FAILS = Words(
    "独立核验没有通过，没有生成结果。请把工作簿交给维护者：{why}",
    "The independent check failed, so nothing was written. Please report this: {why}",
)
_WRITTEN = Words("已生成 {path}", "Written: {path}")


def run(sheets: Sequence[Sheet], wanted: argparse.Namespace) -> int:
    """0: the result is written; 1: the workbook has problems; 2: a file cannot be written."""
    notes = Notes()
    school = read_school(sheets, notes, wanted.lang)
    if wanted.digest:
        return _show_digest(school, notes, wanted.lang)
    return _match(school, notes, wanted)


def _say(text: str, status: int) -> int:
    print(text, file=sys.stderr)  # noqa: T201
    return status


def _market(school: School, seed: str, notes: Notes) -> tuple[Json, Market | None]:
    """The market, or a note of everything that is wrong."""
    if notes.stop:
        return {}, None
    raw = raw_market(school, seed)
    try:
        market = build_market(raw)
    except MarketErrors as errors:
        note_market_errors(errors, school, notes)
        return raw, None
    note_remarks(school, notes)
    return raw, market


def _show_digest(school: School, notes: Notes, language: Language) -> int:
    _, market = _market(school, "", notes)
    _show(notes, language)
    if market is None:
        return WRONG
    found = plan(market)
    students = {line.key: line.student.name for line in school.lines}
    mentors = {mentor.id: mentor.name for mentor in school.mentors}
    lines = [_ROOM.told(language, need=found.need, full=found.full)]
    for short in found.shortages:
        names = tuple(students[key] for key in short.students[:5])
        told = tuple(mentors[key] for key in short.mentors)
        count = len(short.students)
        lines.append(
            _SHORT.told(language, count=count, names=names, mentors=told, places=short.places, short=short.short)
        )
    if found.shortages and found.smallest_quota:
        lines.append(_SMALLEST.told(language, quota=found.smallest_quota))
    lines += [_DIGEST.told(language, digest=market.commit), _ANNOUNCE.told(language)]
    print("\n".join(lines))  # noqa: T201
    return DONE


def _match(school: School, notes: Notes, wanted: argparse.Namespace) -> int:
    seed = wanted.seed.strip() or school.rules.seed
    if "|" in wanted.seed:
        notes.add(Code.BAR, found=wanted.seed)
    raw, market = _market(school, seed, notes)
    if market is not None and not seed:
        notes.add(Code.SEED_MISSING, digest=commit_digest(raw))
    _show(notes, wanted.lang)
    if market is None or notes.stop:
        return WRONG
    return write_checked(solved(school, raw, market), wanted)


def write_checked(result: Result, wanted: argparse.Namespace) -> int:
    """The result in its files, if the verifier, which looks at it meanwhile, has nothing against it."""
    record = json.dumps(
        {"market": result.raw, "certificate": result.certificate}, ensure_ascii=False, separators=(",", ":")
    )
    with ThreadPoolExecutor(1) as beside:
        checking = beside.submit(objections_to, record.encode())
        files = _files(result, record.encode(), wanted.output, wanted.lang)
    if checking.result():
        return _say(_FAILS.told(wanted.lang, why=checking.result()), WRONG)
    return _write(files, result, wanted)


def _show(notes: Notes, language: Language) -> None:
    """Every problem in order; remarks only if nothing stops the matching."""
    found = notes.in_order()
    stopping = [problem for problem in found if problem.stops]
    shown = stopping or found
    if not shown:
        return
    lines = [_COUNT.told(language, count=len(stopping)) if stopping else _REMARKS.told(language)]
    lines += [f"  {problem_words(problem, language)}" for problem in shown[:_SHOWN_AT_MOST]]
    if len(shown) > _SHOWN_AT_MOST:
        lines.append(_MORE.told(language, count=len(shown) - _SHOWN_AT_MOST))
    print("\n".join(lines), file=sys.stderr)  # noqa: T201


def _files(result: Result, record: bytes, output: Path, language: Language) -> dict[Path, bytes]:
    certificate = output.with_name(output.stem + CERTIFICATE_SUFFIX)
    return {
        output: result_workbook(result, language, certificate.name),
        certificate: record,
        output.with_name(VERIFIER_NAME): Path(verifier.__file__).read_bytes(),
    }


def _write(files: dict[Path, bytes], result: Result, wanted: argparse.Namespace) -> int:
    try:
        write_all(files)
    except OSError as error:
        return _say(_CANNOT_WRITE.told(wanted.lang, path=wanted.output, why=error.strerror), CANNOT)
    lines = [_TOTALS.told(wanted.lang, **result.certificate["totals"]), _HOLDS.told(wanted.lang)]
    lines += [_WRITTEN.told(wanted.lang, path=path) for path in files]
    print("\n".join(lines))  # noqa: T201
    return DONE
