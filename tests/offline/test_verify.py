"""`liangshi verify`: what holds is said to hold, what was changed is found."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from liangshi.offline import matching, verifying

from .workbooks import set_cell, sheet_rows, workbook


@pytest.fixture
def result(tmp_path: Path) -> Path:
    """A result with its files beside it."""
    assert matching.main([str(workbook(tmp_path / "学校.xlsx")), "-o", str(tmp_path / "结果.xlsx")]) == 0
    return tmp_path / "结果.xlsx"


def record(result: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(result.with_name("结果.certificate.json").read_text())
    return document


def test_workbook_and_certificate_hold(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verifying.main([str(result)]) == 0
    assert "✓ 结果成立" in capsys.readouterr().out
    assert verifying.main([str(result.with_name("结果.certificate.json")), "--lang", "en"]) == 0
    assert "The result holds" in capsys.readouterr().out


def test_the_one_file_verifier_needs_nothing_of_ours(result: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", str(result.with_name("verify_liangshi.py")), "结果.certificate.json"],
        cwd=result.parent,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert "未发现问题" in done.stdout.decode()


def test_a_pair_changed_in_the_workbook_is_found(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sheet_rows(result, "结果")[3]
    set_cell(result, "结果", "E4", "A3")
    assert verifying.main([str(result)]) == 1
    told = capsys.readouterr().out
    assert f"“结果”表里 {before[0]} → A3 不在证书里" in told
    assert f"证书里的 {before[0]} → {before[4]} 不在“结果”表里" in told


def test_a_certificate_of_another_run_is_found(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = result.with_name("另一次.xlsx")
    matching.main([str(result.with_name("学校.xlsx")), "-o", str(other), "--seed", "别的"])
    certificate = str(other.with_name("另一次.certificate.json"))
    assert verifying.main([str(result), "--certificate", certificate]) == 1
    assert "两个文件不是同一次匹配" in capsys.readouterr().out


@pytest.mark.parametrize(
    "name", ["wish", "placed", "cutoffs", "seed", "market_digest", "totals", "rejections", "unique"]
)
def test_a_tampered_certificate_fails(result: Path, name: str) -> None:
    document = record(result)
    told = document["certificate"][name]
    match told:
        case bool():
            document["certificate"][name] = not told
        case str():
            document["certificate"][name] = told[:-1] + ("0" if told[-1] != "0" else "1")
        case list():
            document["certificate"][name] = told[:-1]
        case dict():
            document["certificate"][name] = dict(list(told.items())[1:])
    tampered = result.with_name("changed.json")
    tampered.write_text(json.dumps(document))
    assert verifying.main([str(tampered)]) == 1


def test_a_tampered_market_fails(result: Path) -> None:
    document = record(result)
    document["market"]["students"][0]["wishes"].reverse()
    tampered = result.with_name("changed.json")
    tampered.write_text(json.dumps(document))
    assert verifying.main([str(tampered)]) == 1


def test_a_certificate_alone_is_checked_in_part(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alone = result.with_name("alone.json")
    alone.write_text(json.dumps(record(result)["certificate"]))
    assert verifying.main([str(alone)]) == 0
    assert "部分核验" in capsys.readouterr().out


def test_a_published_archive_names_what_was_changed_by_hand(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = result.with_name("公布.zip")
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("certificate.json", json.dumps(record(result)))
    assert verifying.main([str(archive)]) == 0
    assert "人工调整" not in capsys.readouterr().out
    manual = {"changes": [{"student": "0101", "before": "A1", "after": "A3", "reason": "家庭搬迁"}]}
    with zipfile.ZipFile(archive, "a") as packed:
        packed.writestr("manual-changes.json", json.dumps(manual))
    assert verifying.main([str(archive)]) == 0
    told = capsys.readouterr().out
    assert "有 1 处人工调整，证书对这些学生不再成立" in told
    assert "0101:A1 → A3,理由：家庭搬迁" in told


def test_what_is_no_certificate_cannot_be_verified(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = result.with_name("note.txt")
    text.write_text("你好")
    assert verifying.main([str(text)]) == 2
    result.with_name("结果.certificate.json").unlink()
    assert verifying.main([str(result)]) == 2
    assert "需要旁边的证书文件" in capsys.readouterr().err
    assert verifying.main([str(result.with_name("nowhere"))]) == 2
