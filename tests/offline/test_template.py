"""`liangshi template`: what it writes can be matched as it stands, and filled in."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from liangshi.offline import making_template, matching, verifying


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template in Chinese."""
    path = tmp_path_factory.mktemp("template") / "school.xlsx"
    assert making_template.main(["-o", str(path)]) == 0
    return path


def test_the_template_can_be_matched_and_verified_as_it_stands(template: Path, tmp_path: Path) -> None:
    assert matching.main([str(template), "-o", str(tmp_path / "r.xlsx")]) == 0
    assert verifying.main([str(tmp_path / "r.xlsx")]) == 0


def test_the_english_template_can_be_matched_too(tmp_path: Path) -> None:
    path = tmp_path / "school.xlsx"
    assert making_template.main(["-o", str(path), "--lang", "en"]) == 0
    assert matching.main([str(path), "-o", str(tmp_path / "r.xlsx"), "--lang", "en"]) == 0
    assert verifying.main([str(tmp_path / "r.xlsx"), "--lang", "en"]) == 0


def test_an_existing_file_is_left_alone_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "school.xlsx"
    path.write_text("mine")
    assert making_template.main(["-o", str(path)]) == 1
    assert path.read_text() == "mine"
    assert making_template.main(["-o", str(path), "--force"]) == 0


def test_numbers_are_text_and_lists_drop_down(template: Path) -> None:
    students = load_workbook(template)["学生"]
    assert students.column_dimensions["A"].width > 5
    assert students["A2"].number_format == "@"
    lists = {str(rule.sqref).split(":")[0]: rule for rule in students.data_validations.dataValidation}
    assert lists["E2"].formula1 == '"男,女"'
    assert "导师" in lists["H2"].formula1


@st.composite
def schools(draw: st.DrawFn) -> tuple[list[list[str | int | None]], list[list[str | int | None]]]:
    """Mentors and students for the first columns of the template."""
    count = draw(st.integers(1, 5))
    mentors: list[list[str | int | None]] = [[f"T{at}", f"导师{at}", draw(st.integers(0, 4))] for at in range(count)]
    students: list[list[str | int | None]] = []
    for at in range(draw(st.integers(1, 12))):
        wishes = draw(st.lists(st.sampled_from(range(count)), unique=True, max_size=4))
        gender = draw(st.sampled_from(["男", "女", None]))
        grade = draw(st.sampled_from(["初一", "八年级"]))
        students.append([f"{at:04}", f"学生{at}", grade, "1班", gender, *(f"T{mentor}" for mentor in wishes)])
    return mentors, students


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(school=schools(), seed=st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=12))
def test_template_filled_matched_and_verified_always_holds(
    template: Path, tmp_path: Path, school: tuple[list[list[str]], list[list[str]]], seed: str
) -> None:
    book = load_workbook(template)
    for name in ("学生", "导师", "导师排序与婉拒", "保留结对"):
        sheet = book[name]
        sheet.delete_rows(2, sheet.max_row)
    mentors, students = school
    for at, (number, name, quota) in enumerate(mentors, start=2):
        for column, value in (("A", number), ("B", name), ("G", quota)):
            book["导师"][f"{column}{at}"] = value
    for at, (number, name, grade, class_name, gender, *wishes) in enumerate(students, start=2):
        for column, value in zip("ABCDE", (number, name, grade, class_name, gender), strict=True):
            book["学生"][f"{column}{at}"] = value
        for column, wish in zip("HIJK", wishes, strict=False):
            book["学生"][f"{column}{at}"] = wish
    path, result = tmp_path / "school.xlsx", tmp_path / "result.xlsx"
    book.save(path)
    assert matching.main([str(path), "-o", str(result), "--seed", seed]) == 0
    assert verifying.main([str(result)]) == 0
