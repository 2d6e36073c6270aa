"""The verifier as a stranger uses it: one file, any Python from 3.9, two documents."""

import ast
import json
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from liangshi.domain.matching.verify import main, verify_alone
from tests.domain.matching.oracle_certificate import certify
from tests.domain.matching.oracle_markets import market

SOURCE = Path(sys.modules["liangshi.domain.matching.verify"].__file__ or "")


NAMES = (sys.executable, "/usr/bin/python3", *(f"python3.{minor}" for minor in range(9, 15)))


def pythons() -> list[str]:
    """Every interpreter of this machine that really starts."""
    found = {path for name in NAMES if (path := shutil.which(name))}
    return [path for path in sorted(found) if run(path, "-c", "pass").returncode == 0]


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    raw = market(117)
    return write(tmp_path / "market.json", raw), write(tmp_path / "certificate.json", certify(raw))


def write(path: Path, document: Any) -> str:
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_the_source_is_python_39_and_needs_only_the_standard_library():
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 9))
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in modules} <= sys.stdlib_module_names


def test_a_copy_of_the_file_runs_alone_and_tells_by_its_exit_code(files, tmp_path):
    for python in pythons():
        assert_runs_alone(python, files, tmp_path)


def assert_runs_alone(python: str, files: tuple[str, str], tmp_path: Path) -> None:
    copy = shutil.copy(SOURCE, tmp_path / "copy_of_verify.py")
    good = run(python, copy, *files)
    assert good.returncode == 0
    assert good.stdout.endswith("✓ 完整核对，未发现问题 / checked completely, nothing wrong found\n")
    forged = json.loads(Path(files[1]).read_text(encoding="utf-8"))
    forged["seed"] = "mine"
    bad = run(python, copy, files[0], write(tmp_path / "forged.json", forged))
    assert bad.returncode == 1
    assert "✗ seed 与输入数据不一致\n  seed is not what the market says\n" in bad.stdout


def run(python: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, "-I", *map(str, words)], capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def test_one_file_with_both_documents_is_checked_completely(files, tmp_path, capfdbinary):
    raw, certificate = (json.loads(Path(path).read_text(encoding="utf-8")) for path in files)
    both = {"market": raw, "certificate": certificate}
    assert main(list(files)) == 0
    assert main([write(tmp_path / "both.json", both)]) == 0
    assert main([write(tmp_path / "wrong.json", both | {"certificate": certificate | {"promoted": ["x"]}})]) == 1
    assert "promoted" in capfdbinary.readouterr().out.decode()


def test_a_certificate_alone_is_checked_as_far_as_it_goes(files, tmp_path, capfdbinary):
    certificate = json.loads(Path(files[1]).read_text(encoding="utf-8"))
    assert main([files[1]]) == 0
    said = capfdbinary.readouterr().out.decode()
    assert "没有输入数据" in said
    assert "✓ 公布的部分未发现问题，其余未核对" in said
    public = {name: certificate[name] for name in ("commit", "seed", "market_digest", "held", "totals")}
    assert main([write(tmp_path / "public.json", public)]) == 0
    assert "证书没有公布：format, engine, " in capfdbinary.readouterr().out.decode()
    assert main([write(tmp_path / "wrong.json", public | {"seed": "mine"})]) == 1


def codes(certificate: Any) -> list[str]:
    return [one.code for one in verify_alone(certificate).findings]


def test_contradictions_inside_a_certificate_are_found_without_the_market():
    certificate = certify(market(117))
    assert codes(certificate) == []
    wish = certificate["wish"][0]
    assert codes(certificate | {"rejections": [*certificate["rejections"], wish[:2]]}) == ["contradiction"]
    totals = certificate["totals"]
    for name in totals:
        assert "totals" in codes(certificate | {"totals": totals | {name: totals[name] + 1}})
    assert codes(certificate | {"kept": certificate["kept"] * 2})[0] == "sorted"
    assert codes(certificate | {"draw_rule": "dice"}) == ["copied"]
    assert codes(certificate | {"held": [["A", "", 0]]}) == ["shape"]
    assert codes([]) == ["shape"]
    assert codes({}) == []


@pytest.mark.parametrize(
    "text", ["", "[", "\xff", '{"a": 1, "a": 2}', '{"commit": "' + "x" * 10, "[" * 100_000, "9" * 10_000]
)
def test_a_file_that_cannot_be_read_gives_exit_code_2(text, tmp_path, capsys):
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="latin-1")
    assert main([str(path)]) == 2
    assert capsys.readouterr().err.startswith("无法读取 / cannot read: ")


def test_a_missing_file_and_missing_words_give_exit_code_2(tmp_path, capsys):
    assert main([str(tmp_path / "absent.json")]) == 2
    assert main([]) == 2
    assert "python verify.py market.json certificate.json" in capsys.readouterr().err


def test_the_file_is_a_program(files, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["verify.py", *files])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(SOURCE), run_name="__main__")
    assert ended.value.code == 0


def test_half_characters_are_refused_and_can_be_printed(tmp_path, capfdbinary):
    certificate = certify(market(3)) | {"promoted": ["\ud800"]}
    path = tmp_path / "half.json"
    path.write_text(json.dumps({"market": market(3), "certificate": certificate}), encoding="ascii")
    assert main([str(path)]) == 1
    assert b"\\ud800" in capfdbinary.readouterr().out
