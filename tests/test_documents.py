"""Documents are tested: what exists stands in its page, what is generated is current."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.urls import URLResolver, get_resolver

from liangshi.domain.access import Capability
from liangshi.project.command_line import COMMANDS
from liangshi.project.wiring import SCHEDULE
from tools import access_matrix

ROOT = Path(__file__).resolve().parent.parent


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_each_setting_stands_in_its_page() -> None:
    source = (ROOT / "liangshi/project/settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))
    assert read
    assert {name for name in read if f"`{name}`" not in page("settings.md")} == set()


def test_each_command_stands_in_its_page() -> None:
    assert {name for name in COMMANDS if f"`liangshi {name}" not in page("commands.md")} == set()


def test_each_job_stands_in_its_page() -> None:
    assert {job.name for job in SCHEDULE if f"`{job.name}`" not in page("jobs.md")} == set()


def test_the_access_matrix_is_current() -> None:
    assert page("access-matrix.md") == access_matrix.text()


def test_each_capability_stands_in_the_access_matrix() -> None:
    assert {name for name in Capability if f"`{name}`" not in page("access-matrix.md")} == set()


def rows_of_clauses(name: str) -> dict[str, str]:
    """The line of each clause in a page of clauses."""
    return {found[1]: found[0] for found in re.finditer(r"^\| ([A-Z]\d+) \|.*$", page(name), re.MULTILINE)}


def test_each_clause_of_the_sources_has_a_line_that_says_where_it_is_met() -> None:
    asked, answered = rows_of_clauses("scheme-clauses.md"), rows_of_clauses("clauses.md")
    assert len(asked) > 50
    assert set(asked) - set(answered) == set()


def test_each_address_in_the_page_of_clauses_leads_somewhere() -> None:
    named = {address for line in rows_of_clauses("clauses.md").values() for address in re.findall(r"`(/[^`]*)`", line)}
    assert len(named) > 50
    known = [re.compile(known_pattern) for known_pattern in patterns(get_resolver())]
    lost = {address for address in named if not any(known_one.fullmatch(address[1:]) for known_one in known)}
    assert lost == set()


def patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Each route as an expression in which any part of an address may stand for a parameter."""
    for entry in resolver.url_patterns:
        here = before + re.sub(r"<[^>]+>", "[^/]+", str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from patterns(entry, here)
        else:
            yield here


def test_each_test_file_in_the_page_of_clauses_exists() -> None:
    missing = []
    for clause, line in rows_of_clauses("clauses.md").items():
        folder = ""
        for name in re.findall(r"`([\w/]*test_\w+\.py)`", line):
            folder = name.rpartition("/")[0] or folder
            if not (ROOT / folder / name.rpartition("/")[2]).exists():
                missing.append((clause, folder, name))
    assert missing == []
