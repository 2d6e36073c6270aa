"""`liangshi verify`: a published file, a certificate, or a result workbook with its certificate beside it."""

import argparse
import json
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from liangshi.domain.matching.verify import Verdict, once, verify, verify_alone
from liangshi.domain.outcome.figures import pairs_of
from liangshi.domain.roster.grid import Sheet
from liangshi.domain.roster.words import as_text
from liangshi.roster.reading import read_sheets
from liangshi.roster.sniffing import UnreadableFileError

from .files import CERTIFICATE_SUFFIX
from .language import Language, Words
from .problem_words import refusal_words
from .result_words import CODE, MENTOR_NUMBER, NUMBER, PROOF_FACTS, RESULT_TABS, TRACK, ResultTab
from .school import line_key

HOLDS, FAILS, CANNOT = 0, 1, 2
MANUAL_NAME = "manual-changes.json"
MANUAL_FORMAT = "liangshi-manual-changes/1"
_UNPACKED_AT_MOST = 300_000_000

_CANNOT_READ = Words("无法读取 {path}:{why}", "Cannot read {path}: {why}")
_NO_CERTIFICATE = Words(
    "核验结果工作簿需要旁边的证书文件 {name}。请把它放在同一文件夹，或用 --certificate 指定。",
    "To verify a result workbook its certificate {name} must stand beside it, or be given by --certificate.",
)
_NOT_OURS = Words("文件里没有证书。", "There is no certificate in this file.")
_NOT_JSON = Words("不是完整的证书文件({why})。", "This is not a whole certificate ({why}).")
_HOLDS = Words("✓ 结果成立：全部承诺都已重新检查。", "✓ The result holds: every promise was checked again.")
_HOLDS_IN_PART = Words(
    "✓ 能核对的部分都成立(没有输入数据，只是部分核验)。",
    "✓ What could be checked holds (without the market this is a check in part).",
)
_FAILS = Words("✗ 结果不成立。", "✗ The result does not hold.")
_CHANGED_DIGEST = Words(
    "“证书”表里的指纹与证书文件不同，两个文件不是同一次匹配。",
    "The digest in the sheet Certificate is not that of the certificate file: they are from different runs.",
)
_ROW_ADDED = Words(
    "“结果”表里 {student} → {mentor} 不在证书里。",
    "The sheet Result has {student} → {mentor}, the certificate has not.",
)
_ROW_MISSING = Words(
    "证书里的 {student} → {mentor} 不在“结果”表里。",
    "The certificate has {student} → {mentor}, the sheet Result has not.",
)
_NO_SHEET = Words("工作簿里没有“结果”表。", "The workbook has no sheet Result.")
_MANUAL = Words(
    "! 抽签之后有 {count} 处人工调整，证书对这些学生不再成立(见下)，对其他学生成立：",
    "! {count} change(s) were made by hand after the draw; the certificate does not cover these children:",
)
_MANUAL_LINE = Words("  {student}:{before} → {after}{reason}", "  {student}: {before} → {after}{reason}")
_BECAUSE = Words(",理由：{reason}", ", because: {reason}")
_NOBODY = Words("无", "none")


class NoCertificateError(Exception):
    """What was given has no certificate that could be read."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a file holds: a certificate, with or without its market, and the changes made by hand afterwards."""

    certificate: Any
    market: Any = None
    manual: tuple[dict[str, str], ...] = ()

    def verdict(self) -> Verdict:
        """The whole check, or the part that a certificate alone allows."""
        if self.market is None:
            return verify_alone(self.certificate)
        return verify(self.market, self.certificate)


def main(arguments: Sequence[str]) -> int:
    """0: holds; 1: does not hold; 2: cannot be read."""
    parser = argparse.ArgumentParser(prog="liangshi verify", description="Check a published matching again.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--certificate", type=Path, help="the certificate of a result workbook, if not beside it")
    parser.add_argument("--lang", type=Language, choices=list(Language), default=Language.ZH)
    wanted = parser.parse_args(arguments)
    try:
        record, complaints = _look_at(wanted.file, wanted.certificate, wanted.lang)
        verdict = record.verdict()
    except OSError as error:
        return _cannot(wanted, error.strerror or str(error))
    except (NoCertificateError, RecursionError) as error:
        return _cannot(wanted, str(error))
    except UnreadableFileError as refusal:
        return _cannot(wanted, refusal_words(refusal, wanted.lang))
    lines = _report(record, verdict, complaints, wanted.lang)
    sys.stdout.buffer.write(("\n".join(lines) + "\n").encode("utf-8", "backslashreplace"))
    sys.stdout.flush()
    return HOLDS if verdict.ok and not complaints else FAILS


def _cannot(wanted: argparse.Namespace, why: str) -> int:
    print(_CANNOT_READ.told(wanted.lang, path=wanted.file, why=why), file=sys.stderr)  # noqa: T201
    return CANNOT


def _look_at(path: Path, certificate: Path | None, language: Language) -> tuple[Record, list[str]]:
    content = path.read_bytes()
    if not content.startswith(b"PK"):
        return _record(content, language), []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return _from_archive(archive, language), []
    beside = certificate or path.with_name(path.stem + CERTIFICATE_SUFFIX)
    if not beside.exists():
        raise NoCertificateError(_NO_CERTIFICATE.told(language, name=beside.name))
    record = _record(beside.read_bytes(), language)
    return record, list(_compare(read_sheets(content), record, language))


def _record(content: bytes, language: Language) -> Record:
    try:
        document = json.loads(content, object_pairs_hook=once)
    except ValueError as error:
        raise NoCertificateError(_NOT_JSON.told(language, why=error)) from error
    if isinstance(document, dict) and {"market", "certificate"} <= document.keys():
        return Record(document["certificate"], document["market"])
    return Record(document)


def _from_archive(archive: zipfile.ZipFile, language: Language) -> Record:
    """The one JSON document with the certificate, and the changes made by hand if there are any."""
    if sum(part.file_size for part in archive.infolist()) > _UNPACKED_AT_MOST:
        raise NoCertificateError(_NOT_OURS.told(language))
    names = [name for name in archive.namelist() if name.endswith(".json")]
    certificates = [name for name in names if Path(name).name != MANUAL_NAME]
    if len(certificates) != 1:
        raise NoCertificateError(_NOT_OURS.told(language))
    record = _record(archive.read(certificates[0]), language)
    manual: list[dict[str, str]] = []
    for name in set(names) - set(certificates):
        manual += json.loads(archive.read(name))["changes"]
    return Record(record.certificate, record.market, tuple(manual))


def _compare(sheets: Sequence[Sheet], record: Record, language: Language) -> Iterator[str]:
    """Whether the sheets of a result workbook say what the certificate says."""
    by_name = {sheet.name: sheet for sheet in sheets}
    result = _named(by_name, ResultTab.PAIRS)
    if result is None:
        yield _NO_SHEET.told(language)
        return
    proof = _named(by_name, ResultTab.PROOF)
    digest_labels = {(words.zh, words.en) for name, words in PROOF_FACTS if name == "market_digest"}
    labels = {label for pair in digest_labels for label in pair}
    told = {as_text(line.at(1)) for line in (proof.lines if proof else ()) if as_text(line.at(0)) in labels}
    if told != {record.certificate["market_digest"]}:
        yield _CHANGED_DIGEST.told(language)
    shown = set(_shown_pairs(result))
    proven = {(pair.student, pair.mentor) for pair in pairs_of(record.certificate)}
    for student, mentor in sorted(shown - proven):
        yield _ROW_ADDED.told(language, student=student, mentor=mentor)
    for student, mentor in sorted(proven - shown):
        yield _ROW_MISSING.told(language, student=student, mentor=mentor)


def _named(sheets: dict[str, Sheet], tab: ResultTab) -> Sheet | None:
    words = RESULT_TABS[tab]
    return sheets.get(words.zh) or sheets.get(words.en)


def _shown_pairs(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The pairs of the sheet, children by public code where there is one."""
    header = [as_text(cell) for cell in sheet.lines[0].cells]
    student_at, mentor_at = _column(header, CODE), _column(header, MENTOR_NUMBER)
    track_at = _column(header, TRACK)
    if student_at is None:
        student_at = _column(header, NUMBER)
    if student_at is None or mentor_at is None:
        return
    for line in sheet.lines[1:]:
        student, mentor = as_text(line.at(student_at)), as_text(line.at(mentor_at))
        track = "" if track_at is None else as_text(line.at(track_at))
        if mentor:
            yield line_key(student, track), mentor


def _column(header: Sequence[str], words: Words) -> int | None:
    return next((at for at, name in enumerate(header) if name in (words.zh, words.en)), None)


def _report(record: Record, verdict: Verdict, complaints: Sequence[str], language: Language) -> list[str]:
    zh = language is Language.ZH
    lines = [f"✗ {finding.zh if zh else finding.en}" for finding in verdict.findings]
    lines += [f"✗ {complaint}" for complaint in complaints]
    lines += [f"— {finding.zh if zh else finding.en}" for finding in verdict.unchecked]
    if record.manual:
        lines.append(_MANUAL.told(language, count=len(record.manual)))
        nobody = _NOBODY.told(language)
        for change in record.manual:
            told = {name: change.get(name) or nobody for name in ("student", "before", "after")}
            reason = _BECAUSE.told(language, reason=change["reason"]) if change.get("reason") else ""
            lines.append(_MANUAL_LINE.told(language, reason=reason, **told))
    if complaints or not verdict.ok:
        lines.append(_FAILS.told(language))
    else:
        lines.append((_HOLDS if record.market is not None else _HOLDS_IN_PART).told(language))
    return lines
