"""Documents are tested: what exists stands in its page, what is generated is current."""

import re
from pathlib import Path

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
