"""The shape of the code: lengths of functions and files, no drawers, few broad excepts."""

import ast
import re
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).resolve().parent.parent
CODE = [
    path
    for path in sorted((ROOT / "liangshi").rglob("*.py"))
    if "migrations" not in path.parts and "node_modules" not in path.parts
]
TEMPLATES = [p for p in (ROOT / "liangshi").rglob("*.html") if "vendor" not in p.parts]
FORBIDDEN = re.compile(r"(^|_)(manager|handler|processor|helpers?|utils?|common|misc|info|data)$")
ONE_FILE = {"verify.py"}
"""The verifier is one file so that it can be handed to a stranger."""


def functions() -> list[tuple[str, int]]:
    found = []
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                found.append((f"{path.relative_to(ROOT)}:{node.name}", length))
    return found


def test_functions_are_short() -> None:
    lengths = functions()
    assert [name for name, length in lengths if length > 50] == []
    assert quantiles([length for _, length in lengths], n=10)[8] <= 25


def test_views_have_at_most_forty_lines() -> None:
    assert [name for name, length in functions() if "/views" in name and length > 40] == []


def test_files_have_at_most_four_hundred_lines() -> None:
    long = [
        str(path.relative_to(ROOT))
        for path in CODE
        if len(path.read_text(encoding="utf-8").splitlines()) > 400 and path.name not in ONE_FILE
    ]
    assert long == []


def test_templates_have_at_most_a_hundred_and_fifty_lines() -> None:
    long = [str(p.relative_to(ROOT)) for p in TEMPLATES if len(p.read_text(encoding="utf-8").splitlines()) > 150]
    assert long == []


def test_no_file_is_a_drawer() -> None:
    assert [str(path.relative_to(ROOT)) for path in CODE if FORBIDDEN.search(path.stem)] == []


def test_there_are_at_most_two_broad_excepts() -> None:
    broad = [
        str(path.relative_to(ROOT))
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    ]
    assert len(broad) <= 2, broad


def test_no_view_fetches_rows_without_a_viewer() -> None:
    doubtful = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in CODE
        if "views" in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if ".unscoped" in line
    ]
    assert doubtful == []


def test_templates_have_no_inline_style_or_script() -> None:
    inline = re.compile(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\bsrc=)(?![^>]*application/json)")
    assert [str(p.relative_to(ROOT)) for p in TEMPLATES if inline.search(p.read_text(encoding="utf-8"))] == []


def test_no_day_is_taken_from_a_moment_in_another_zone() -> None:
    """`now.date()` is the day in Greenwich: until eight in the morning that is yesterday in a Chinese school."""
    careless = re.compile(r"\b(now|at|\w+_at)(\(\))?\.date\(\)")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in CODE
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if careless.search(line)
    ]
    assert found == []
